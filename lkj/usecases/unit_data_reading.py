"""The board of a report's data by unit and table, its files, and which unit is late."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from lkj.analytics.unit_data import data_cells, unit_punctuality
from lkj.domain.accounts import Permission
from lkj.domain.data_tables import DataTables
from lkj.domain.documents import StoredFile
from lkj.domain.unit_data import Cell, CellKey, DataEntry, Unit, board, missing
from lkj.errors import UnknownDocument
from lkj.store import account_store, unit_store
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.calendars import calendar_at
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.office import Office


@dataclass(frozen=True, kw_only=True)
class DataBoard:
    """One report's data: the cells that were asked for, and every entry, oldest first."""

    report_id: str
    tables: DataTables
    units: tuple[Unit, ...]  # of the office now
    cells: dict[CellKey, Cell]
    entries: tuple[DataEntry, ...]
    names: dict[str, str]  # person id → name

    @property
    def missing(self) -> tuple[Cell, ...]:
        """What was asked for and is not there."""
        return missing(self.cells.values())

    @property
    def n_there(self) -> int:
        """How many of the cells have come or are nihil."""
        return len(self.cells) - len(self.missing)

    def overdue(self, today: date) -> tuple[Cell, ...]:
        """What is missing although its due date has passed."""
        return tuple(cell for cell in self.missing if cell.is_overdue(today))


def read_board(
    report_id: str, sop_id: str, *, door: Door, office: Office, now: datetime
) -> DataBoard | None:
    """The board of a report under this SOP; None where the SOP collects no data from units.

    Raises:
        NotPermitted, SessionEnded.
    """
    tables = office.data_tables.get(sop_id)
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        if tables is None:
            return None
        entries = tuple(unit_store.entries(conn, report_id))
        units = tuple(unit_store.units(conn))
        names = {person.id: person.name for person in account_store.persons(conn)}
    return DataBoard(
        report_id=report_id,
        tables=tables,
        units=units,
        cells=board(entries),
        entries=entries,
        names=names,
    )


def read_unit_file(
    number: int, *, door: Door, office: Office, now: datetime
) -> tuple[StoredFile, bytes]:
    """The content of a file that a unit gave, and a line in the audit log.

    Raises:
        UnknownDocument: the entry holds no file.
        NotPermitted, SessionEnded, StoredFileMissing, StoredFileDamaged, StorageFailed.
    """
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_DOCUMENTS, office=office, now=now)
        entry = unit_store.entry(conn, number)
        if entry is None or entry.file is None:
            raise UnknownDocument
        detail = {"entry": number, "name": entry.file.name, "sha256": entry.file.sha256}
        account = caller.audit_account_id
        change = Change(entry.report_id, detail)
        write_audit(conn, "data.read", change, account_id=account, now=now)
    return entry.file, office.files.read(entry.file.sha256)


@dataclass(frozen=True, kw_only=True)
class LateUnits:
    """How units kept the due dates of some reports; `units` are rows of `unit_punctuality`."""

    units: pd.DataFrame
    n_reports: int
    as_of: datetime


def late_units(
    report_ids: Collection[str] | None, *, door: Door, office: Office, now: datetime
) -> LateUnits:
    """Which units gave their data late, over these reports; over all where None is given.

    Raises:
        NotPermitted, SessionEnded.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        entries = unit_store.recorded_until(conn, now)
        calendar = calendar_at(conn)
    cells = data_cells(entries)
    if report_ids is not None:
        cells = cells[cells["report_id"].isin(set(report_ids))]
    today = now.astimezone(office.zone).date()
    return LateUnits(
        units=unit_punctuality(cells, today=today, calendar=calendar),
        n_reports=cells["report_id"].nunique(),
        as_of=now,
    )
