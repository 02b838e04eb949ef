"""The exceptions of a year as a table with their sources, and the hours of the week."""

from collections.abc import Iterable

from lkj.analytics.calendar_days import DayKind
from lkj.labels.formats import short_day
from lkj.labels.words import MISSING
from lkj.ui.calendar_year import KINDS
from lkj.ui.markup import definition_list, table, text
from lkj.worktime import DatedException, Slots, WorkingCalendar
from lkj.worktime.calendar_file import WEEKDAYS

HEADINGS = ("Tanggal", "Keterangan", "Jenis", "Jam kerja", "Perkiraan", "Dasar")


def exceptions_of(calendar: WorkingCalendar, year: int) -> list[DatedException]:
    """What changes the hours of dates in the year, the earliest first."""
    found = (one for one in calendar.exceptions if one.first.year <= year <= one.last.year)
    return sorted(found, key=lambda one: one.first)


def exception_table(exceptions: Iterable[DatedException], *, year: int) -> str:
    """One row per exception, with its decree or source."""
    cells = [[text(value) for value in _row(one)] for one in exceptions]
    caption = f"Hari libur, cuti bersama, dan jam kerja Ramadan {year} dengan dasarnya"
    return table(HEADINGS, cells, caption=caption, class_="lkj-table")


def week_hours(calendar: WorkingCalendar) -> str:
    """The hours of an ordinary week."""
    days = zip(WEEKDAYS, calendar.week, strict=True)
    return definition_list((day.capitalize(), _hours(slots)) for day, slots in days)


def _row(one: DatedException) -> tuple[str, ...]:
    dates = short_day(one.first)
    if one.last != one.first:
        dates += f" – {short_day(one.last)}"
    is_estimate = "perkiraan" if one.is_estimate else MISSING
    basis = one.basis or MISSING
    return dates, one.name, _kind(one), _hours(one.slots), is_estimate, basis


def _kind(one: DatedException) -> str:
    if one.slots:
        return "jam kerja lain"
    off = DayKind.COLLECTIVE_LEAVE if one.is_collective_leave else DayKind.PUBLIC_HOLIDAY
    return KINDS[off][1]


def _hours(slots: Slots) -> str:
    return ", ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in slots) or "libur"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}.{minutes % 60:02d}"
