"""Changing a calendar: add and take out exceptions, compare two, follow a newer file."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from lkj.worktime.calendar import WorkingCalendar
from lkj.worktime.calendar_file import DatedException, ExceptionKind
from lkj.worktime.calendar_text import key_of

# Hours of a season lie beneath what single dates say: a holiday in Ramadan stays a holiday.
SEASONS = frozenset({ExceptionKind.RAMADAN_HOURS, ExceptionKind.OTHER_HOURS})
WEEK_KEY, YEARS_KEY = "week", "years"


class Act(StrEnum):
    """What happened to a part of the calendar."""

    ADDED = "added"
    REMOVED = "removed"
    WEEK = "week"
    YEARS = "years"


@dataclass(frozen=True)
class CalendarChange:
    """One difference between two calendars; `key` names it for `undone`."""

    act: Act
    key: str
    exception: DatedException | None = None


@dataclass(frozen=True)
class Followed:
    """A calendar that took over what a newer file says, and the rows that it did not take."""

    calendar: WorkingCalendar
    skipped: tuple[DatedException, ...]


def with_exception(calendar: WorkingCalendar, added: DatedException) -> WorkingCalendar:
    """Add an exception; a season goes beneath what single dates say."""
    rows = list(calendar.exceptions)
    above = (
        at
        for at, row in enumerate(rows)
        if added.kind in SEASONS and row.kind not in SEASONS and _shared(row, added)
    )
    at = next(above, len(rows))
    return replace(calendar, exceptions=(*rows[:at], added, *rows[at:]))


def without(calendar: WorkingCalendar, key: str) -> WorkingCalendar:
    """Take out the exception with this key; KeyError where there is none."""
    kept = tuple(row for row in calendar.exceptions if key_of(row) != key)
    if len(kept) == len(calendar.exceptions):
        raise KeyError(key)
    return replace(calendar, exceptions=kept)


def exception_of(calendar: WorkingCalendar, key: str) -> DatedException | None:
    """The exception with this key, if it is there."""
    return next((row for row in calendar.exceptions if key_of(row) == key), None)


def in_the_way(calendar: WorkingCalendar, added: DatedException) -> tuple[DatedException, ...]:
    """Exceptions that already say something of the same dates.

    A season and a single date do not exclude each other.
    """
    is_season = added.kind in SEASONS
    return tuple(
        row
        for row in calendar.exceptions
        if (row.kind in SEASONS) is is_season and _shared(row, added)
    )


def differences(before: WorkingCalendar, after: WorkingCalendar) -> tuple[CalendarChange, ...]:
    """What was removed and added, by date, then the week and the years."""
    old = {key_of(row): row for row in before.exceptions}
    new = {key_of(row): row for row in after.exceptions}
    changes = [
        CalendarChange(act, key, row)
        for act, rows, others in ((Act.REMOVED, old, new), (Act.ADDED, new, old))
        for key, row in rows.items()
        if key not in others
    ]
    changes.sort(key=_first_date)
    if before.week != after.week or before.basis != after.basis:
        changes.append(CalendarChange(Act.WEEK, WEEK_KEY))
    if years_of(before) != years_of(after):
        changes.append(CalendarChange(Act.YEARS, YEARS_KEY))
    return tuple(changes)


def undone(
    draft: WorkingCalendar, active: WorkingCalendar, change: CalendarChange
) -> WorkingCalendar:
    """The draft without one of its changes; days of years that it no longer has go too."""
    match change.act:
        case Act.ADDED:
            return without(draft, change.key)
        case Act.REMOVED if change.exception is not None:
            return with_exception(draft, change.exception)
        case Act.WEEK:
            return replace(draft, week=active.week, basis=active.basis)
    years = years_of(active)
    kept = tuple(r for r in draft.exceptions if r.first.year in years and r.last.year in years)
    return replace(
        draft, first_year=active.first_year, last_year=active.last_year, exceptions=kept
    )


def followed(
    current: WorkingCalendar, *, known: WorkingCalendar, newer: WorkingCalendar
) -> Followed:
    """Take over what a newer file changed, and leave what the office changed itself.

    Args:
        current: the office's calendar.
        known: the file as it was when it was looked at last.
        newer: the file as it is now.
    """
    taken, skipped = current, []
    for change in differences(known, newer):
        row = change.exception
        if row is None:
            continue
        if change.act is Act.REMOVED:
            is_there = exception_of(taken, change.key) is not None
            taken = without(taken, change.key) if is_there else taken
        elif in_the_way(taken, row):
            skipped.append(row)
        else:
            taken = with_exception(taken, row)
    if (known.week, known.basis) != (newer.week, newer.basis):
        taken = replace(taken, week=newer.week, basis=newer.basis)
    years = replace(
        taken,
        first_year=min(taken.first_year, newer.first_year),
        last_year=max(taken.last_year, newer.last_year),
    )
    return Followed(years, tuple(skipped))


def lacking(calendar: WorkingCalendar, year: int) -> tuple[str, ...]:
    """Names that a neighbouring year has and this one lacks: what is probably missing."""
    names = {row.name for row in _of_year(calendar, year)}
    nearest = year - 1 if year > calendar.first_year else year + 1
    return tuple(
        dict.fromkeys(row.name for row in _of_year(calendar, nearest) if row.name not in names)
    )


def is_listed(calendar: WorkingCalendar, year: int) -> bool:
    """Whether a year has a list of holidays and its Ramadan hours: without, it is guesswork."""
    kinds = {row.kind for row in _of_year(calendar, year)}
    return {ExceptionKind.PUBLIC_HOLIDAY, ExceptionKind.RAMADAN_HOURS} <= kinds


def years_of(calendar: WorkingCalendar) -> range:
    """The years that a calendar speaks for."""
    return range(calendar.first_year, calendar.last_year + 1)


def _of_year(calendar: WorkingCalendar, year: int) -> Iterator[DatedException]:
    in_order = sorted(calendar.exceptions, key=lambda row: row.first)
    return (row for row in in_order if row.first.year <= year <= row.last.year)


def _shared(one: DatedException, other: DatedException) -> bool:
    if one.last < other.first or other.last < one.first:
        return False
    return not set(one.days()).isdisjoint(other.days())


def _first_date(change: CalendarChange) -> date:
    return change.exception.first if change.exception else date.max
