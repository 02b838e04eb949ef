"""Which units give data: editable master data of the office."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from lkj.domain.accounts import Permission
from lkj.domain.text import FormCheck
from lkj.domain.unit_data import Unit
from lkj.errors import UnknownUnit
from lkj.store import unit_store
from lkj.store.database import Connection
from lkj.usecases.audited import Change, Recorded, perform
from lkj.usecases.callers import Caller, Door, identify, require
from lkj.usecases.office import Office

NAMESPACE = UUID("6a3f1d0c-6a0e-5c61-8f0b-2c1f5a7d9e42")
LONGEST_NAME = 120
MOST_UNITS = 200


@dataclass(frozen=True, kw_only=True)
class UnitForm:
    """A unit, new where `unit_id` is "", and the tables that are usually asked of it."""

    request_id: str
    name: str
    tables: tuple[str, ...]
    unit_id: str = ""
    is_active: bool = True


@dataclass(frozen=True, kw_only=True)
class ExampleUnitsForm:
    """The example units of one SOP, for a list that is still empty."""

    request_id: str
    sop_id: str


def put_unit(form: UnitForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Add a unit, rename it, change its tables, or let it give data no longer.

    What was recorded of it keeps the name of its time.

    Raises:
        FormInvalid: with every field: the name is unfit or taken, a table unknown, too many.
        UnknownUnit: there is no unit of this id.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    check = FormCheck()
    name = check.line(form.name, "unit_name", LONGEST_NAME)
    known_tables = {t.id for found in office.data_tables.values() for t in found.tables}
    if not form.tables:
        check.add("unit_tables", "required")
    if set(form.tables) - known_tables:
        check.add("unit_tables", "unknown")

    def change(conn: Connection, _: Caller) -> Change:
        known = unit_store.units(conn)
        if form.unit_id and form.unit_id not in {unit.id for unit in known}:
            raise UnknownUnit(unit=form.unit_id)
        unit_id = form.unit_id or _new_id(form.request_id)
        others = {unit.name.casefold() for unit in known if unit.id != unit_id}
        if name.casefold() in others:
            check.add("unit_name", "taken")
        if not form.unit_id and len(known) >= MOST_UNITS:
            check.add("unit_name", "too_many", str(MOST_UNITS))
        check.done()
        tables = tuple(dict.fromkeys(form.tables))
        unit = Unit(id=unit_id, name=name, tables=tables, is_active=form.is_active)
        unit_store.put(conn, unit)
        return Change(unit_id, {"name": name, "tables": tables, "active": form.is_active})

    return perform(
        form,
        "unit.put",
        change,
        permission=Permission.EDIT_UNITS,
        door=door,
        office=office,
        now=now,
    )


def take_examples(
    form: ExampleUnitsForm, *, door: Door, office: Office, now: datetime
) -> Recorded:
    """Begin the list of units with those of the file; a list that has units stays.

    Raises:
        FormInvalid: the SOP has no example units, or there are units already.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    found = office.data_tables.get(form.sop_id)
    check = FormCheck()
    if found is None or not found.examples:
        check.add("sop_id", "unknown")
    check.done()
    examples = found.examples if found else ()

    def change(conn: Connection, _: Caller) -> Change:
        if unit_store.units(conn):
            check.add("unit_name", "taken")
        check.done()
        for number, example in enumerate(examples, 1):
            unit_id = _new_id(f"{form.request_id}/{number}")
            unit = Unit(id=unit_id, name=example.name, tables=example.tables)
            unit_store.put(conn, unit)
        return Change(form.sop_id, {"units": len(examples)})

    return perform(
        form,
        "unit.examples",
        change,
        permission=Permission.EDIT_UNITS,
        door=door,
        office=office,
        now=now,
    )


def read_units(*, door: Door, office: Office, now: datetime) -> list[Unit]:
    """Every unit of the office, those that give data no longer too.

    Raises:
        NotPermitted, SessionEnded.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        return unit_store.units(conn)


def _new_id(request_id: str) -> str:
    return str(uuid5(NAMESPACE, request_id))
