"""Exceptions and changes of the calendar as tables, and the hours of the week."""

from collections.abc import Iterable

from lkj.labels.calendar_words import CHANGE, EXCEPTION_KIND
from lkj.labels.formats import short_day
from lkj.labels.words import MISSING
from lkj.ui.markup import definition_list, table, text
from lkj.worktime import DatedException, Slots, WorkingCalendar
from lkj.worktime.calendar_changes import Act, CalendarChange
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
    return definition_list((day.capitalize(), hours_text(slots)) for day, slots in days)


def change_words(
    change: CalendarChange, before: WorkingCalendar, after: WorkingCalendar
) -> str:
    """One difference between two versions in a line."""
    done, row = CHANGE[change.act], change.exception
    if row is not None:
        hours = f", {hours_text(row.slots)}" if row.slots else ""
        estimate = ", perkiraan" if row.is_estimate else ""
        basis = f" ({row.basis})" if row.basis else ""
        kind = EXCEPTION_KIND[row.kind]
        return f"{done}: {dates_text(row)}, {row.name}, {kind.lower()}{hours}{estimate}{basis}"
    if change.act is Act.YEARS:
        return f"{done}: tahun yang dimuat, {_years(before)} menjadi {_years(after)}"
    days = [
        f"{day.capitalize()} {hours_text(new)}"
        for day, old, new in zip(WEEKDAYS, before.week, after.week, strict=True)
        if old != new
    ]
    decrees = f" ({', '.join(after.basis)})"
    return f"{done}: jam kerja sepekan, {'; '.join(days) or 'dasarnya'}{decrees}"


def dates_text(one: DatedException) -> str:
    """A date, or a range of dates."""
    last = f" – {short_day(one.last)}" if one.last != one.first else ""
    return short_day(one.first) + last


def hours_text(slots: Slots) -> str:
    """Working slots as people read them."""
    return ", ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in slots) or "libur"


def _row(one: DatedException) -> tuple[str, ...]:
    is_estimate = "perkiraan" if one.is_estimate else MISSING
    basis, kind = one.basis or MISSING, EXCEPTION_KIND[one.kind]
    return dates_text(one), one.name, kind, hours_text(one.slots), is_estimate, basis


def _years(calendar: WorkingCalendar) -> str:
    return f"{calendar.first_year}–{calendar.last_year}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}.{minutes % 60:02d}"
