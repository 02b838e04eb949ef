"""Units that give data, and what was asked of them and came; entries are only added."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select

from lkj.domain.documents import StoredFile
from lkj.domain.unit_data import DataEntry, Unit
from lkj.store.tables import unit_data_entries as entries_table
from lkj.store.tables import units as units_table

_SEPARATOR = ","


def units(connection: Connection) -> list[Unit]:
    """Every unit, those that give data no longer too, in the office's order."""
    query = select(units_table).order_by(units_table.c.place, units_table.c.id)
    return [
        Unit(
            id=row.id,
            name=row.name,
            tables=tuple(row.tables.split(_SEPARATOR)) if row.tables else (),
            is_active=row.is_active,
        )
        for row in connection.execute(query)
    ]


def put(connection: Connection, unit: Unit) -> None:
    """Store a unit, replacing the one of the same id at its place; new ones come last."""
    of_unit = units_table.c.id == unit.id
    place = connection.execute(select(units_table.c.place).where(of_unit)).scalar()
    if place is None:
        last = connection.execute(select(func.max(units_table.c.place))).scalar()
        place = (last or 0) + 1
    connection.execute(delete(units_table).where(of_unit))
    values = {**vars(unit), "tables": _SEPARATOR.join(unit.tables), "place": place}
    connection.execute(insert(units_table), values)


def entries(connection: Connection, report_id: str) -> list[DataEntry]:
    """What was recorded for one report, oldest first."""
    return _read(connection, entries_table.c.report_id == report_id)


def entry(connection: Connection, no: int) -> DataEntry | None:
    """One entry by its number; None where there is none."""
    found = _read(connection, entries_table.c.no == no)
    return found[0] if found else None


def recorded_until(connection: Connection, moment: datetime) -> list[DataEntry]:
    """What was recorded for every report up to a moment, oldest first."""
    return _read(connection, entries_table.c.at <= moment)


def add(
    connection: Connection,
    added: Iterable[DataEntry],
    *,
    account_id: str | None,
    at: datetime,
) -> Sequence[DataEntry]:
    """Store entries under the next numbers; `connection` is from `Database.write`.

    Returns:
        The entries with their numbers.
    """
    last = connection.execute(select(func.max(entries_table.c.no))).scalar() or 0
    numbered = [replace(one, no=no) for no, one in enumerate(added, last + 1)]
    rows = [values_of(one) | {"account_id": account_id, "at": at} for one in numbered]
    connection.execute(insert(entries_table), rows)
    return numbered


def values_of(one: DataEntry) -> dict[str, Any]:
    """An entry by column, without account and moment."""
    values = dict(vars(one))
    file = values.pop("file")
    values["table_id"] = values.pop("table")
    for name in ("sha256", "name", "size", "format"):
        values[f"file_{name}"] = getattr(file, name) if file else None
    return values


def _read(connection: Connection, condition: Any) -> list[DataEntry]:
    query = select(entries_table).where(condition).order_by(entries_table.c.no)
    return [_entry(row) for row in connection.execute(query)]


def _entry(row: Row[Any]) -> DataEntry:
    file = None
    if row.file_sha256 is not None:
        file = StoredFile(
            sha256=row.file_sha256,
            name=row.file_name,
            size=row.file_size,
            format=row.file_format,
        )
    return DataEntry(
        no=row.no,
        report_id=row.report_id,
        unit=row.unit,
        unit_name=row.unit_name,
        table=row.table_id,
        table_name=row.table_name,
        act=row.act,
        day=row.day,
        due=row.due,
        file=file,
        place=row.place,
        reason=row.reason,
        person_id=row.person_id,
    )
