"""Read a book of Buku Agenda, as it reads now."""

from dataclasses import dataclass
from datetime import datetime

from lkj.domain.accounts import Permission
from lkj.domain.agenda import Book, Line, matches
from lkj.domain.text import EARLIEST, LATEST, is_line_character
from lkj.store import agenda_store
from lkj.store.database import Connection
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.office import Office

EARLIEST_YEAR, LATEST_YEAR = EARLIEST.year, LATEST.year
LONGEST_SEARCH = 100


@dataclass(frozen=True, kw_only=True)
class AgendaQuery:
    """Which book of which year; `search` are words that a line must hold."""

    book: Book
    year: int
    search: str = ""


@dataclass(frozen=True, kw_only=True)
class Agenda:
    """The lines that were asked for, by serial, and how many the book has."""

    query: AgendaQuery
    lines: tuple[Line, ...]
    n_all: int
    n_cancelled: int  # of all


def read_agenda(query: AgendaQuery, *, door: Door, office: Office, now: datetime) -> Agenda:
    """A book of a year as it reads now.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        return agenda_of(conn, query)


def agenda_of(conn: Connection, query: AgendaQuery) -> Agenda:
    """The same for those who have asked for the right before."""
    lines = agenda_store.lines(conn, query.book, query.year)
    return Agenda(
        query=query,
        lines=tuple(line for line in lines if matches(line.entry, query.search)),
        n_all=len(lines),
        n_cancelled=sum(line.is_cancelled for line in lines),
    )


def agenda_query(book: str, year: str, search: str = "") -> AgendaQuery | None:
    """What an address asks for; None where it names no book or no year."""
    is_year = year.isascii() and year.isdigit() and len(year) == len(str(LATEST_YEAR))
    if book not in set(Book) or not is_year:
        return None
    if not EARLIEST_YEAR <= int(year) <= LATEST_YEAR:
        return None
    # No stored text has other characters, and not every kind of file can hold them.
    words = "".join(filter(is_line_character, search[:LONGEST_SEARCH]))
    return AgendaQuery(book=Book(book), year=int(year), search=words)


def agenda_years(office: Office) -> tuple[int, ...]:
    """The years in which anything was entered, the newest first."""
    with office.database.read() as conn:
        return tuple(agenda_store.years(conn))
