"""Buku Agenda: what stands in a line of each book, and how corrections fold into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from unicodedata import normalize

from lkj.domain.text import FormCheck

SHORTEST_REASON, LONGEST_REASON = 10, 500
LONGEST_NUMBER = 100


class Book(StrEnum):
    """The two books of the register."""

    INCOMING = "masuk"
    OUTGOING = "keluar"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One letter; `entered_on` is the day it was received or sent, and says the year.

    Empty texts say nothing. `event_no` is the handover in the report's history that the letter
    belongs to.
    """

    book: Book
    entered_on: date
    counterpart: str  # sender, or to whom it was sent
    subject: str
    letter_date: date | None = None
    agenda_number: str = ""
    letter_number: str = ""
    address: str = ""
    attachments: str = ""
    forwarded_to: str = ""
    remark: str = ""
    report_id: str | None = None
    event_no: int | None = None

    @property
    def year(self) -> int:
        """The year of the book in which it stands."""
        return self.entered_on.year

    @property
    def own_number(self) -> str:
        """The number that the office itself gives."""
        return str(getattr(self, OWN_NUMBER[self.book]))

    def numbered(self, number: str) -> "Entry":
        """The same with another number of the office's own."""
        own = OWN_NUMBER[self.book]
        return replace(self, **{own: number})  # type: ignore[arg-type]  # a text field


# The other number of an incoming letter is its sender's.
OWN_NUMBER: Mapping[Book, str] = {
    Book.INCOMING: "agenda_number",
    Book.OUTGOING: "letter_number",
}
# Longest texts, in the order of a form.
LINES: Mapping[str, int] = {
    "agenda_number": LONGEST_NUMBER,
    "letter_number": LONGEST_NUMBER,
    "counterpart": 200,
    "address": 300,
    "subject": 500,
    "attachments": 200,
    "forwarded_to": 200,
    "remark": 300,
}
REQUIRED: Mapping[Book, frozenset[str]] = {
    Book.INCOMING: frozenset({"counterpart", "subject"}),
    Book.OUTGOING: frozenset({"counterpart", "subject", "letter_date"}),
}
ONLY_IN: Mapping[str, Book] = {
    "agenda_number": Book.INCOMING,
    "forwarded_to": Book.INCOMING,
    "address": Book.OUTGOING,
}


@dataclass(frozen=True, kw_only=True)
class Row:
    """What was written once and stays: a letter, its correction, or its cancellation.

    A first row has a `serial`; each later one carries the whole letter again, with a reason and
    with the number of that first row as `target_no`.
    """

    no: int
    year: int
    serial: int | None
    target_no: int | None
    is_cancelled: bool
    entry: Entry
    reason: str
    account_id: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a book as it reads now: its first row's numbers, its last row's words."""

    no: int
    serial: int
    last: Row
    n_later: int  # corrections and a cancellation

    @property
    def entry(self) -> Entry:
        """The letter."""
        return self.last.entry

    @property
    def is_cancelled(self) -> bool:
        """Whether the line counts no more; its serial stays taken."""
        return self.last.is_cancelled


def lines_of(rows: Iterable[Row]) -> list[Line]:
    """The lines that rows in order of number make, each where its first row stands."""
    lines: dict[int, Line] = {}
    for row in rows:
        if row.serial is not None:
            lines[row.no] = Line(no=row.no, serial=row.serial, last=row, n_later=0)
        elif row.target_no in lines:
            known = lines[row.target_no]
            lines[row.target_no] = replace(known, last=row, n_later=known.n_later + 1)
    return list(lines.values())


def matches(entry: Entry, words: str) -> bool:
    """Whether numbers, counterpart or subject hold these words, whatever their case."""
    # Stored texts are NFC; what is looked for comes from an address as well.
    sought = normalize("NFC", " ".join(words.split())).casefold()
    places = (entry.agenda_number, entry.letter_number, entry.counterpart, entry.subject)
    return any(sought in place.casefold() for place in places)


def check_entry(entry: Entry, check: FormCheck, *, today: date) -> Entry:
    """The letter with clean texts; what is wrong with it is kept in `check`.

    A field that its book does not have must be empty.
    """
    required = REQUIRED[entry.book]
    clean = {
        name: check.line(getattr(entry, name), name, longest, required=name in required)
        for name, longest in LINES.items()
    }
    for name, book in ONLY_IN.items():
        if clean[name] and entry.book is not book:
            check.add(name, "other_book")
    _check_days(entry, check, today=today)
    return replace(entry, **clean)  # type: ignore[arg-type]  # text fields only


def check_reason(reason: str, check: FormCheck) -> str:
    """Why a line is corrected or cancelled."""
    clean = check.text(reason, "reason", LONGEST_REASON, required=True)
    if clean and len(clean) < SHORTEST_REASON:
        check.add("reason", "too_short", str(SHORTEST_REASON))
    return clean


def _check_days(entry: Entry, check: FormCheck, *, today: date) -> None:
    check.day(entry.entered_on, "entered_on")
    if entry.entered_on > today:
        check.add("entered_on", "future")
    if entry.letter_date is None:
        if "letter_date" in REQUIRED[entry.book]:
            check.add("letter_date", "required")
        return
    check.day(entry.letter_date, "letter_date")
    if entry.letter_date > entry.entered_on:
        check.add("letter_date", "after_entry")
