"""Data of the units for a report: ask for it, record what came, send it back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from typing import Any

from lkj.domain.accounts import Permission
from lkj.domain.data_tables import DataTables
from lkj.domain.documents import StoredFile
from lkj.domain.state import ReportStatus
from lkj.domain.text import FormCheck
from lkj.domain.unit_data import DataAct, DataEntry, Unit, board, check_entries
from lkj.errors import CellsRefused, StoredFileMissing, UnknownUnit
from lkj.store import unit_store
from lkj.store.database import Connection
from lkj.usecases.audited import Change, Recorded, perform
from lkj.usecases.callers import Caller, Door, identify, require
from lkj.usecases.documents import keep_file
from lkj.usecases.office import Office
from lkj.usecases.unit_data_checks import check_day, check_due, check_reason, collecting

LONGEST_PLACE = 200
_OPEN = (ReportStatus.RUNNING,)
_ARRIVING = (ReportStatus.RUNNING, ReportStatus.SENT, ReportStatus.RECEIVED)

_perform = partial(perform, permission=Permission.COLLECT_DATA)


@dataclass(frozen=True, kw_only=True)
class AskForm:
    """Tables asked of units for a report, by units and tables of each."""

    request_id: str
    report_id: str
    asked: tuple[tuple[str, tuple[str, ...]], ...]  # (id of a unit, ids of tables)
    day: date
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class DeliveryForm:
    """What a unit gave for some of its tables: a file, a place, or nihil with a reason."""

    request_id: str
    report_id: str
    unit: str
    tables: tuple[str, ...]
    day: date
    file_name: str = ""
    content: bytes | None = None
    place: str = ""
    nil_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class GiveBackForm:
    """Data that goes back to its unit: why, and perhaps until when."""

    request_id: str
    report_id: str
    unit: str
    tables: tuple[str, ...]
    day: date
    reason: str
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class _Delivered:
    """A delivery whose file is kept already."""

    request_id: str
    report_id: str
    unit: str
    tables: tuple[str, ...]
    day: date
    act: DataAct
    file: StoredFile | None
    place: str
    reason: str


def ask(form: AskForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Ask units for tables; what was asked of them before is refused.

    Raises:
        CellsRefused: some were asked for already.
        FormInvalid: nothing is asked, an unknown table, a day that has not come, a due date
            before it.
        NothingCollected: the SOP collects no data, or the report has ended.
        UnknownUnit, UnknownReport, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    check = FormCheck()
    check_day(check, form.day, office=office, now=now)
    check_due(check, form.due, form.day)
    if not any(tables for _, tables in form.asked):
        check.add("unit_tables", "required")
    check.done()

    def change(conn: Connection, caller: Caller) -> Change:
        tables = collecting(conn, form.report_id, _OPEN, office)
        units = {unit.id: unit for unit in unit_store.units(conn)}
        wanted = dict.fromkeys((unit, table) for unit, named in form.asked for table in named)
        added = [
            _asked(form, tables, _unit(units, unit_id), table_id)
            for unit_id, table_id in wanted
        ]
        return _stored(conn, form.report_id, added, caller, now)

    return _perform(form, "data.ask", change, door=door, office=office, now=now)


def deliver(form: DeliveryForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Record what a unit gave; a file is checked by its content and kept before that.

    Raises:
        DocumentRefused: the content is no document that is kept, or is none safely.
        CellsRefused: some tables were not asked of the unit, or are there already.
        FormInvalid: not exactly one of file, place and reason; a day that has not come.
        NothingCollected: the SOP collects no data, or the report was cancelled.
        UnknownReport, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    check = FormCheck()
    check_day(check, form.day, office=office, now=now)
    place = check.line(form.place, "place", LONGEST_PLACE, required=False)
    reason = check_reason(check, form.nil_reason) if form.nil_reason.strip() else ""
    if (form.content is not None) + bool(place) + bool(reason) != 1:
        check.add("file", "file_place_or_nil")
    if not form.tables:
        check.add("unit_tables", "required")
    check.done()
    with office.database.read() as conn:  # before anything is read or kept
        caller = identify(conn, door, now=now)
        require(caller, Permission.COLLECT_DATA, office=office, now=now)
        collecting(conn, form.report_id, _ARRIVING, office)
    content = form.content
    file = None if content is None else keep_file(content, form.file_name, office)
    delivered = _Delivered(
        request_id=form.request_id,
        report_id=form.report_id,
        unit=form.unit,
        tables=form.tables,
        day=form.day,
        act=DataAct.NIL if reason else DataAct.RECEIVED,
        file=file,
        place=place,
        reason=reason,
    )

    def change(conn: Connection, caller: Caller) -> Change:
        collecting(conn, form.report_id, _ARRIVING, office)
        if delivered.file and not office.files.has(delivered.file.sha256):
            raise StoredFileMissing(sha256=delivered.file.sha256)
        facts = {"file": delivered.file, "place": place, "reason": reason}
        added = _following(conn, form, delivered.act, facts)
        return _stored(conn, form.report_id, added, caller, now)

    return _perform(delivered, "data.deliver", change, door=door, office=office, now=now)


def give_back(form: GiveBackForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Send data back to its unit; it is missing again from then on.

    Raises:
        CellsRefused: some of it has not come.
        FormInvalid: no table, no reason, or a wrong day.
        NothingCollected: the SOP collects no data, or the report has ended.
        UnknownReport, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    check = FormCheck()
    check_day(check, form.day, office=office, now=now)
    check_due(check, form.due, form.day)
    reason = check_reason(check, form.reason)
    if not form.tables:
        check.add("unit_tables", "required")
    check.done()

    def change(conn: Connection, caller: Caller) -> Change:
        collecting(conn, form.report_id, _OPEN, office)
        facts = {"reason": reason, "due": form.due}
        added = _following(conn, form, DataAct.RETURNED, facts)
        return _stored(conn, form.report_id, added, caller, now)

    return _perform(form, "data.give_back", change, door=door, office=office, now=now)


def _unit(units: dict[str, Unit], unit_id: str) -> Unit:
    unit = units.get(unit_id)
    if unit is None or not unit.is_active:
        raise UnknownUnit(unit=unit_id)
    return unit


def _asked(form: AskForm, tables: DataTables, unit: Unit, table_id: str) -> DataEntry:
    names = {table.id: table.name for table in tables.tables}
    check = FormCheck()
    if table_id not in names:
        check.add("unit_tables", "unknown")
    check.done()
    return DataEntry(
        report_id=form.report_id,
        unit=unit.id,
        unit_name=unit.name,
        table=table_id,
        table_name=names[table_id],
        act=DataAct.ASKED,
        day=form.day,
        due=form.due,
    )


def _following(
    conn: Connection, form: DeliveryForm | GiveBackForm, act: DataAct, facts: dict[str, Any]
) -> list[DataEntry]:
    """The next entry of each table, under the names that the request had."""
    cells = board(unit_store.entries(conn, form.report_id))
    unknown = tuple(one for one in form.tables if (form.unit, one) not in cells)
    if unknown:
        raise CellsRefused(problem="not_asked", cells=unknown)
    found = [cells[form.unit, table] for table in dict.fromkeys(form.tables)]
    return [
        DataEntry(
            report_id=form.report_id,
            unit=cell.unit,
            unit_name=cell.unit_name,
            table=cell.table,
            table_name=cell.table_name,
            act=act,
            day=form.day,
            **facts,
        )
        for cell in found
    ]


def _stored(
    conn: Connection,
    report_id: str,
    added: Sequence[DataEntry],
    caller: Caller,
    now: datetime,
) -> Change:
    """Add entries that fit; the audit log has every one of them too."""
    check_entries(unit_store.entries(conn, report_id), added)
    of_person = [replace(one, person_id=caller.person.id) for one in added]
    account = caller.audit_account_id
    stored = unit_store.add(conn, of_person, account_id=account, at=now)
    detail = {"entries": [_facts(one) for one in stored]}
    return Change(report_id, detail)


def _facts(one: DataEntry) -> dict[str, Any]:
    """An entry as the audit log keeps it, by column: what says nothing is left out."""
    facts = unit_store.values_of(one)
    del facts["report_id"]  # the line's subject
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in facts.items()
        if value not in (None, "")
    }
