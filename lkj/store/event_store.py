"""The append-only log of what happened to reports: the only place that writes `events`."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, func, select
from sqlalchemy.exc import IntegrityError

from lkj.domain.events import Event, EventKind, Source
from lkj.errors import LkjError, RequestReused, StaleReport
from lkj.store import verification
from lkj.store.bulk import insert_rows
from lkj.store.chain import Head
from lkj.store.database import note_stored
from lkj.store.event_frame import event_log
from lkj.store.event_rows import seal
from lkj.store.tables import events as table

__all__ = [
    "Head", "append", "by_request", "changed_reports", "event_log", "head", "history",
    "latest_acts", "notes", "papers", "recorded_at", "revision", "verify",
]  # fmt: skip


_AT_ONCE = 5_000  # values of one query
# Every act runs these: put together once.
_HEAD = select(table.c.no, table.c.hash).order_by(table.c.no.desc()).limit(1)
_BY_REQUEST = select(table).where(table.c.request_id == bindparam("request_id"))
_HISTORY = (
    select(table).where(table.c.report_id == bindparam("report_id")).order_by(table.c.version)
)


def head(connection: Connection, *, until_no: int | None = None) -> Head:
    """The last event's number and hash, up to a number; `Head(0, "")` when there is none."""
    query = _HEAD if until_no is None else _HEAD.where(table.c.no <= until_no)
    row = connection.execute(query).one_or_none()
    return Head(row.no, row.hash) if row else Head(0, "")


def revision(connection: Connection) -> int:
    """The last event's number, 0 when there is none: a key for caches of the whole log."""
    return connection.execute(select(func.max(table.c.no))).scalar_one() or 0


def recorded_at(connection: Connection, no: int) -> datetime | None:
    """When the event with this number was recorded; None where there is none."""
    query = select(table.c.recorded_at).where(table.c.no == no)
    found: datetime | None = connection.execute(query).scalar_one_or_none()
    return found


def changed_reports(connection: Connection, *, after_no: int) -> frozenset[str]:
    """The reports with events after a number."""
    # Asked for different ones only, SQLite would read the index of all reports.
    query = select(table.c.report_id).where(table.c.no > after_no)
    return frozenset(connection.execute(query).scalars())


def notes(connection: Connection, numbers: Collection[int]) -> dict[int, str]:
    """The notes of some events, by their number."""
    found: dict[int, str] = {}
    for some in _batches(numbers):
        query = select(table.c.no, table.c.note).where(table.c.no.in_(some))
        found |= {row.no: row.note for row in connection.execute(query)}
    return found


def papers(connection: Connection) -> dict[int, str]:
    """The papers that events rely on, by the number of the event."""
    query = select(table.c.no, table.c.basis).where(table.c.basis != "")
    return {row.no: row.basis for row in connection.execute(query)}


def payloads_naming(connection: Connection, text: str, *, until_no: int) -> dict[int, str]:
    """The payloads that contain a text, by the number of their event, in order."""
    query = (
        select(table.c.no, table.c.payload)
        .where(table.c.no <= until_no)
        .where(table.c.payload.contains(text, autoescape=True))
        .order_by(table.c.no)
    )
    return {row.no: row.payload for row in connection.execute(query)}


def latest_acts(
    connection: Connection, actor: str, kinds: Collection[EventKind], *, most: int, within: int
) -> list[Event]:
    """The last acts of one person among the last `within` events, the newest first.

    What a file told of the past is not among them.
    """
    query = (
        select(table)
        .where(table.c.no > revision(connection) - within)
        .where(table.c.actor == actor, table.c.kind.in_(kinds))
        .where(table.c.source != Source.IMPORT)
        .order_by(table.c.no.desc())
        .limit(most)
    )
    return [_event(row) for row in connection.execute(query)]


def reports_between(connection: Connection, start: datetime, end: datetime) -> list[str]:
    """The reports to which anything happened, or was recorded, from `start` to before `end`."""
    happened = (table.c.occurred_at >= start) & (table.c.occurred_at < end)
    recorded = (table.c.recorded_at >= start) & (table.c.recorded_at < end)
    query = (
        select(table.c.report_id)
        .where(happened | recorded)
        .group_by(table.c.report_id)
        .order_by(func.min(table.c.no))
    )
    return list(connection.execute(query).scalars())


def newest_reports(connection: Connection, *, most: int) -> list[str]:
    """The reports that were registered last, the oldest of them first."""
    query = (
        select(table.c.report_id)
        .where(table.c.version == 1)
        .order_by(table.c.no.desc())
        .limit(most)
    )
    return list(connection.execute(query).scalars())[::-1]


def history(connection: Connection, report_id: str) -> list[Event]:
    """All events of one report by version; empty when there is no such report."""
    rows = connection.execute(_HISTORY, {"report_id": report_id})
    return [_event(row) for row in rows]


def by_request(connection: Connection, request_id: str) -> Event | None:
    """The event that one request wrote, if it did."""
    row = connection.execute(_BY_REQUEST, {"request_id": request_id}).one_or_none()
    return _event(row) if row else None


def append(
    connection: Connection, events: Sequence[Event], *, salts: Callable[[], str]
) -> list[Event]:
    """Seal the events in the order given and store all of them, or none.

    A refusal leaves the transaction usable and unchanged.

    Args:
        connection: from `Database.write`, which makes the numbers gap-free.
        events: without `no`, `salt`, `prev_hash`, `hash`; may be of several reports.
        salts: gives fresh random hex for each event, 32 digits.

    Returns:
        The events as stored.

    Raises:
        RequestReused: a request id is stored already.
        StaleReport: a report has that version already; says who acted and when.
        ValueError, TypeError: see `event_rows.seal`.
    """
    sealed = list(seal(events, after=head(connection), salts=salts))
    if not sealed:
        return []
    try:
        # SQLite takes back a refused row by itself; PostgreSQL ends the transaction.
        is_one_row = len(sealed) == 1 and connection.dialect.name == "sqlite"
        with nullcontext() if is_one_row else connection.begin_nested():
            insert_rows(connection, table, [row for _, row in sealed])
    except IntegrityError as error:
        refusal = _refusal(connection, events)
        if refusal is None:
            raise
        raise refusal from error
    stored = [one for one, _ in sealed]
    note_stored(connection, table.name, stored[0].no, stored[-1].no)
    return stored


def verify(connection: Connection, *, anchors: Mapping[int, str] | None = None) -> Head:
    """Recompute every hash and number.

    Args:
        connection: any; the rows are streamed.
        anchors: event number to hash, or to short code, as printed earlier. Only these show
            that the end was cut off, or that the chain was computed anew after a change.

    Raises:
        ChainBroken: the first row that does not fit.
    """
    return verification.verify_events(connection, anchors=anchors or {})


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    left = list(numbers)
    for first in range(0, len(left), _AT_ONCE):
        yield left[first : first + _AT_ONCE]


def _refusal(connection: Connection, events: Sequence[Event]) -> LkjError | None:
    """Why storing these failed; None where no stored event is in the way."""
    for event in events:
        if by_request(connection, event.request_id):
            return RequestReused(request_id=event.request_id)
        rival = _at_version(connection, event)
        if rival:
            return StaleReport(
                report_id=event.report_id, who=rival.actor, when=rival.recorded_at
            )
    return None


def _at_version(connection: Connection, event: Event) -> Event | None:
    row = connection.execute(
        select(table)
        .where(table.c.report_id == event.report_id)
        .where(table.c.version == event.version)
    ).one_or_none()
    return _event(row) if row else None


def _event(row: Row[tuple[object, ...]]) -> Event:
    return Event(**row._mapping)
