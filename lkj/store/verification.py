"""Check an append-only table from its raw rows.

States the rule of `chain` a second time and shares no code with the writer: a mistake there
must not hide itself here. The column lists are the published format; another column means
another label.
"""

import json
from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from lkj.errors import ChainBroken
from lkj.store.bulk import batches
from lkj.store.chain import Head
from lkj.store.failures import problem_of

_CODE_DIGITS = 16
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


@dataclass(frozen=True)
class Format:
    """How the rows of one table are hashed; `columns` end in salt, prev_hash, hash."""

    table: str
    label: str
    columns: tuple[str, ...]
    salted: tuple[str, ...]


EVENTS = Format(
    table="events",
    label="lkj-event-v1",
    columns=(
        "no", "report_id", "version", "request_id", "command_sha256", "kind", "step",
        "next_step", "sop_id", "sop_version", "actor", "role", "capacity", "recorded_by",
        "source", "batch_id", "basis", "occurred_at", "started_at", "time_precision",
        "effort_minutes", "recorded_at", "target_no", "note", "reasons", "payload", "salt",
        "prev_hash", "hash",
    ),
    salted=("note", "payload"),
)  # fmt: skip
AUDIT = Format(
    table="audit",
    label="lkj-audit-v1",
    columns=(
        "no", "at", "account_id", "action", "subject", "detail", "request_id", "command_sha256",
        "salt", "prev_hash", "hash",
    ),
    salted=("detail",),
)  # fmt: skip
TABLE7 = Format(
    table="table7_determinations",
    label="lkj-table7-v1",
    columns=(
        "no", "semester", "version", "previous_no", "determined_at", "determined_by",
        "request_id", "content", "salt", "prev_hash", "hash",
    ),
    salted=("content",),
)  # fmt: skip


def verify_events(connection: Connection, *, anchors: Mapping[int, str]) -> Head:
    """Check table `events`, against the codes in the audit log too; see `check`.

    Whoever rewrites the history must rewrite the audit log with it: every sheet and file that
    was given out left its code there.
    """
    return _verify(connection, EVENTS, _witnessed(connection) | dict(anchors))


def verify_audit(connection: Connection, *, anchors: Mapping[int, str]) -> Head:
    """Check table `audit`; see `check`."""
    return _verify(connection, AUDIT, anchors)


def verify_table7(connection: Connection) -> Head:
    """Check table `table7_determinations`; see `check`."""
    return _verify(connection, TABLE7, {})


def check(rows: Iterable[Sequence[Any]], form: Format, *, anchors: Mapping[int, str]) -> Head:
    """Recompute the chain over rows in order of number, holding one row at a time.

    Args:
        rows: values in the order of `form.columns`.
        form: the table's format.
        anchors: number to hash or short code, known from elsewhere.

    Raises:
        ChainBroken: `problem` is number (a gap, or out of order), link (does not follow the row
            before), content (differs from its hash), unreadable, anchor (another hash than the
            anchor's) or cut (ends before an anchor).
    """
    number, previous = 0, ""
    salted = [form.columns.index(name) for name in form.salted]
    for row in rows:
        number += 1
        problem = _problem(row, form.label, salted, number=number, previous=previous)
        if problem:
            raise ChainBroken(table=form.table, no=number, problem=problem)
        previous = str(row[-1])
        if number in anchors and not _is_same(anchors[number], previous):
            raise ChainBroken(table=form.table, no=number, problem="anchor")
    if any(not 1 <= anchored <= number for anchored in anchors):
        raise ChainBroken(table=form.table, no=number + 1, problem="cut")
    return Head(number, previous)


def _problem(
    row: Sequence[Any], label: str, salted: Sequence[int], *, number: int, previous: str
) -> str | None:
    *cells, salt, stored_previous, stored_hash = row
    if cells[0] != number:
        return "number"
    if stored_previous != previous:
        return "link"
    try:
        for place in salted:
            cells[place] = sha256("".join((salt, cells[place])).encode()).hexdigest()
        computed = sha256(f"{label}\n{_json([previous, *cells, salt])}".encode()).hexdigest()
    except (TypeError, ValueError):
        return "unreadable"
    return None if computed == stored_hash else "content"


def _is_same(anchor: str, digest: str) -> bool:
    """Whether a full hash, or the code made of its first 16 digits, names this hash."""
    given = anchor.replace("-", "").lower()
    return given == digest or (len(given) == _CODE_DIGITS and digest.startswith(given))


def _witnessed(connection: Connection) -> dict[int, str]:
    """The codes of the history that audit lines carry, by the number of the event."""
    known: dict[int, str] = {}
    query = text("SELECT detail FROM audit WHERE detail LIKE :anchored")
    for detail in connection.execute(query, {"anchored": '%"head":"%'}).scalars():
        no, code = _anchor_in(detail)
        if no and known.setdefault(no, code) != code:
            raise ChainBroken(table=EVENTS.table, no=no, problem="anchor")
    return known


def _anchor_in(detail: str) -> tuple[int, str]:
    try:
        no, _, code = str(json.loads(detail)["head"]).partition(":")
        return int(no), code
    except (LookupError, TypeError, ValueError):  # not our wording: the audit chain tells
        return 0, ""


def _verify(connection: Connection, form: Format, anchors: Mapping[int, str]) -> Head:
    with closing(_raw_rows(connection, form)) as rows:
        return check(rows, form, anchors=anchors)


def _raw_rows(connection: Connection, form: Format) -> Generator[Sequence[Any]]:
    names = ", ".join(f'"{name}"' for name in form.columns)
    query = f"SELECT {names} FROM {form.table} ORDER BY no"  # noqa: S608  # names are ours
    read = 0
    try:
        with batches(connection, query) as found:
            for rows in found:
                yield from rows
                read += len(rows)
    except DBAPIError as error:
        if problem_of(error):
            raise
        # Bytes that are no UTF-8 come out of SQLite as an error, somewhere in the next batch.
        raise ChainBroken(table=form.table, no=read + 1, problem="unreadable") from error
