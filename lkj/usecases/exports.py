"""Tables for download: the right is checked at each request, and the audit log notes it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import pandas as pd

from lkj.analytics.passes import with_report_facts
from lkj.labels.data_dictionary import TABLES
from lkj.labels.table_fields import PERSON, Field, Table
from lkj.labels.words import EXAMPLE_MARK
from lkj.store import account_store, event_store
from lkj.store.chain import Head
from lkj.store.database import Connection
from lkj.usecases.callers import Door
from lkj.usecases.export_tables import ROWS, Chosen
from lkj.usecases.frames import Frames, board_of, shared_frames
from lkj.usecases.granted import Granted, grant_file, note_file
from lkj.usecases.office import Office
from lkj.usecases.population import population
from lkj.usecases.selection import (
    Ignored,
    Selection,
    apply,
    select_events,
    select_reports,
)

FileFormat = Literal["csv", "xlsx"]
# What one download holds. A CSV file holds the first table of these.
BOOKS: Mapping[str, tuple[str, ...]] = {
    **{name: (name,) for name in TABLES},
    "rejections": ("rejections", "returns"),
    "findings": ("findings", "fitness"),
    "all": tuple(TABLES),
}


@dataclass(frozen=True, kw_only=True)
class ExportRequest:
    """What is asked for: a book or picture, filters and view as in an address, a kind of file.

    `with_persons` is for the command line; what a session may read, its rights decide.
    """

    name: str
    file_format: FileFormat
    query: Mapping[str, str] = field(default_factory=dict)
    with_persons: bool = False


@dataclass(frozen=True, kw_only=True)
class ExportedTable:
    """One table with its columns named as in the code; `fields` have headings and meanings."""

    name: str
    table: Table
    fields: tuple[Field, ...]
    rows: pd.DataFrame


@dataclass(frozen=True, kw_only=True)
class Export:
    """The tables of one download, and where they come from."""

    tables: tuple[ExportedTable, ...]
    selection: Selection
    ignored: tuple[Ignored, ...]
    as_of: datetime
    made_at: datetime
    made_by: str
    has_persons: bool
    is_example: bool
    calendar_no: int
    head: Head
    names: Mapping[str, str] = field(default_factory=dict)


def export(request: ExportRequest, *, door: Door, office: Office, now: datetime) -> Export:
    """The tables of a book as people read them, as far as the caller may.

    Columns that name persons are absent without the right to read data per person, unless the
    filters leave only the acts of persons whom the caller may read; see `reach`.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.write() as conn:
        granted = grant_file(conn, request, door=door, office=office, now=now)
        selection, recorders = granted.selection, recorders_of(conn, granted)
        action = f"export.{request.name}"
        note_file(conn, granted, request, action=action, subject=request.name, now=now)
    as_of, known_at = selection.moment(now, office.zone), selection.knowledge(office.zone)
    frames = shared_frames(office, as_of=as_of, now=now, known_at=known_at)
    chosen = _choose(frames, granted, recorders, office=office, known_at=known_at)
    with office.database.read() as conn:
        head = event_store.head(conn)
    return Export(
        tables=tuple(
            exported_table(
                name,
                chosen,
                has_persons=granted.has_persons,
                is_example=granted.is_example,
            )
            for name in _names(request)
        ),
        selection=selection,
        ignored=granted.ignored,
        as_of=as_of,
        made_at=now,
        made_by=granted.caller.person.name,
        has_persons=granted.has_persons,
        is_example=granted.is_example,
        calendar_no=frames.calendar.version,
        head=head,
        names=granted.reach.names,
    )


def chosen_events(
    frames: Frames, granted: Granted, *, office: Office, known_at: datetime | None
) -> pd.DataFrame:
    """EVENT_LOG with the facts of each report, as far as it was chosen and may be read."""
    log = frames.log[frames.log["occurred_at"] <= frames.as_of]
    if known_at is not None:
        log = log[log["recorded_at"] <= known_at]
    found = with_report_facts(log, frames.status)
    events = select_events(found, granted.selection, office=office)
    return events[granted.reach.sees(events)] if granted.selection.persons else events


def recorders_of(conn: Connection, granted: Granted) -> dict[str, str]:
    """Who recorded, by account, named as far as that person may be read; else empty."""
    names = granted.reach.names
    return {
        account.id: names.get(account.person_id, "") for account in account_store.accounts(conn)
    }


def _names(request: ExportRequest) -> tuple[str, ...]:
    names = BOOKS[request.name]
    return names[:1] if request.file_format == "csv" else names


def _choose(
    frames: Frames,
    granted: Granted,
    recorders: Mapping[str, str],
    *,
    office: Office,
    known_at: datetime | None,
) -> Chosen:
    selection, reach = granted.selection, granted.reach

    def read_events() -> pd.DataFrame:
        return chosen_events(frames, granted, office=office, known_at=known_at)

    calendar = frames.calendar
    passes = apply(frames.passes, selection, office=office, calendar=calendar)
    if selection.persons:
        passes = passes[reach.sees(passes)]
    about = population(
        frames, selection, office=office, is_example=granted.is_example, reach=reach
    )
    has_persons = granted.has_persons
    return Chosen(
        office=office,
        frames=frames,
        passes=passes,
        read_events=read_events,
        board=select_reports(board_of(frames, office), selection),
        names=reach.names if has_persons else None,
        recorders=recorders if has_persons else None,
        as_of=frames.as_of,
        about=about,
    )


def exported_table(
    name: str, chosen: Chosen, *, has_persons: bool, is_example: bool
) -> ExportedTable:
    """One table as it is given out; columns that name persons only with `has_persons`."""
    fields = tuple(one for one in TABLES[name].fields if has_persons or one.unit != PERSON)
    columns: dict[str, Any] = dict(ROWS[name](chosen))
    rows = pd.DataFrame(
        # Rows stand in one order; indexes come from different tables.
        {one.name: _values(columns[one.name]) for one in fields if one.name in columns}
    )
    as_of = chosen.as_of.replace(second=0, microsecond=0).astimezone(chosen.office.zone)
    mark = EXAMPLE_MARK if is_example else ""
    rows = rows.assign(as_of=as_of, remark=mark)
    return ExportedTable(
        name=name,
        table=TABLES[name],
        fields=fields,
        rows=rows[[one.name for one in fields]],
    )


def _values(column: Any) -> Any:
    return column.array if isinstance(column, pd.Series) else column
