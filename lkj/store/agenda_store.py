"""Rows of Buku Agenda; they are only added, and serials of a book and year have no gap."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, insert, or_, select
from sqlalchemy import Row as Found

from lkj.domain.agenda import Book, Entry, Line, Row, lines_of
from lkj.errors import ChainBroken
from lkj.store.tables import agenda_entries as table

_ENTRY = tuple(field.name for field in fields(Entry))


def next_serial(connection: Connection, book: Book, year: int) -> int:
    """The serial that the next letter gets; `connection` is from `Database.write`."""
    query = select(func.max(table.c.serial)).where(_is_of(book, year))
    return (connection.execute(query).scalar_one() or 0) + 1


def add(
    connection: Connection,
    entry: Entry,
    *,
    serial: int | None,
    account_id: str | None,
    at: datetime,
    target: Line | None = None,
    is_cancelled: bool = False,
    reason: str = "",
) -> Row:
    """Store a letter under its serial, or another word about `target`."""
    last = connection.execute(select(func.max(table.c.no))).scalar_one()
    row = Row(
        no=(last or 0) + 1,
        year=target.last.year if target else entry.year,
        serial=serial,
        target_no=target.no if target else None,
        is_cancelled=is_cancelled,
        entry=entry,
        reason=reason,
        account_id=account_id,
        at=at,
    )
    connection.execute(insert(table), _values(row))
    return row


def lines(connection: Connection, book: Book, year: int) -> list[Line]:
    """The lines of one book, as they read now, by serial."""
    return _lines(connection, _is_of(book, year))


def line(connection: Connection, no: int) -> Line | None:
    """The line whose first row has this number."""
    found = _lines(connection, or_(table.c.no == no, table.c.target_no == no))
    return found[0] if found else None


def lines_of_report(connection: Connection, report_id: str) -> list[Line]:
    """The lines that name a report, in the order in which they were first written."""
    named = select(func.coalesce(table.c.target_no, table.c.no)).where(
        table.c.report_id == report_id
    )
    numbers = set(connection.execute(named).scalars())
    found = [one for no in sorted(numbers) if (one := line(connection, no))]
    return [one for one in found if one.entry.report_id == report_id]


def years(connection: Connection) -> list[int]:
    """The years in which anything was entered, the newest first."""
    query = select(table.c.year).distinct().order_by(table.c.year.desc())
    return list(connection.execute(query).scalars())


def verify(connection: Connection) -> int:
    """Count the rows, number by number and serial by serial.

    Raises:
        ChainBroken: at the first row whose number or serial does not follow the one before, or
            that is about no earlier letter of its book and year.
    """
    serials: dict[tuple[Book, int], int] = {}
    places: dict[int | None, tuple[Book, int]] = {}
    columns = (table.c.no, table.c.book, table.c.year, table.c.serial, table.c.target_no)
    number = 0
    for row in connection.execute(select(*columns).order_by(table.c.no)):
        number += 1
        place = (row.book, row.year)
        if row.no != number:
            raise ChainBroken(table=table.name, no=number, problem="number")
        if row.serial is None and places.get(row.target_no) != place:
            raise ChainBroken(table=table.name, no=number, problem="link")
        if row.serial is not None:
            places[number] = place
            serials[place] = serials.get(place, 0) + 1
            if row.serial != serials[place]:
                raise ChainBroken(table=table.name, no=number, problem="number")
    return number


def _is_of(book: Book, year: int) -> Any:
    return and_(table.c.book == book, table.c.year == year)


def _lines(connection: Connection, where: Any) -> list[Line]:
    query = select(table).where(where).order_by(table.c.no)
    return lines_of(_row(row) for row in connection.execute(query))


def _values(row: Row) -> Mapping[str, Any]:
    return {**{k: v for k, v in vars(row).items() if k != "entry"}, **vars(row.entry)}


def _row(found: Found[Any]) -> Row:
    facts = dict(found._mapping)
    entry = Entry(**{name: facts.pop(name) for name in _ENTRY})
    return Row(entry=entry, **facts)
