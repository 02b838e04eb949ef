"""The working calendar as tables: one year day by day, and its months."""

from datetime import date
from enum import StrEnum
from typing import Any

import pandas as pd

from lkj.analytics.schema import Column, Schema, conform
from lkj.errors import OutsideCalendar
from lkj.worktime import DatedException, Slots, WorkingCalendar


class DayKind(StrEnum):
    """What a date is for the office."""

    WORKING = "working"
    SHORT = "short"  # fewer minutes than its weekday has in the week, as in Ramadan
    EXTRA = "extra"  # worked though its weekday is not
    WEEKEND = "weekend"
    PUBLIC_HOLIDAY = "public_holiday"
    COLLECTIVE_LEAVE = "collective_leave"
    LOCAL_HOLIDAY = "local_holiday"


OFF = (DayKind.PUBLIC_HOLIDAY, DayKind.COLLECTIVE_LEAVE, DayKind.LOCAL_HOLIDAY)
WORKED = (DayKind.WORKING, DayKind.SHORT, DayKind.EXTRA)

CALENDAR_DAYS: Schema = (
    Column("date", "datetime64[us]", "the local date"),
    Column("kind", "category", "what the office does on it", tuple(DayKind)),
    Column("is_usual", "bool", "the week has working hours on this weekday"),
    Column("is_estimate", "bool", "no decree yet, or its hours were not found"),
    Column("working_minutes", "int64", "working minutes of the date"),
    Column("name", "str", "of the exception; empty where there is none"),
    Column("basis", "str", "decree or source of the exception; empty where none is noted"),
)
CALENDAR_MONTHS: Schema = (
    Column("month", "int64", "1 is January"),
    Column("n_days", "int64", "dates"),
    Column("n_working_days", "int64", "dates with working minutes, short ones too"),
    Column("n_short_days", "int64", "dates with fewer minutes than usual"),
    Column("n_days_off", "int64", "holidays and collective leave on usual working days"),
    Column("working_minutes", "int64", "working minutes of the month"),
)


def calendar_days(calendar: WorkingCalendar, *, year: int) -> pd.DataFrame:
    """Which dates of a year does the office work, for how long, and why not on the others?

    Returns:
        CALENDAR_DAYS, one row per date. A holiday on a weekend is a holiday.

    Raises:
        OutsideCalendar: the calendar does not cover the year.
    """
    if not calendar.first_year <= year <= calendar.last_year:
        raise OutsideCalendar(year=year)
    dates = pd.date_range(date(year, 1, 1), date(year, 12, 31), unit="us")
    rows = [_day(calendar, at.date()) for at in dates]
    return conform(pd.DataFrame(rows).assign(date=dates), CALENDAR_DAYS)


def calendar_months(days: pd.DataFrame) -> pd.DataFrame:
    """How many working days has each month, and how many are lost to days off?

    Args:
        days: CALENDAR_DAYS, any selection of one year.

    Returns:
        CALENDAR_MONTHS by month, for the months that occur.
    """
    counted = pd.DataFrame(
        {
            "month": days["date"].dt.month,
            "n_days": 1,
            "n_working_days": days["kind"].isin(WORKED),
            "n_short_days": days["kind"] == DayKind.SHORT,
            "n_days_off": days["kind"].isin(OFF) & days["is_usual"],
            "working_minutes": days["working_minutes"],
        }
    )
    return conform(counted.groupby("month").sum().reset_index(), CALENDAR_MONTHS)


def _day(calendar: WorkingCalendar, day: date) -> dict[str, Any]:
    exception = calendar.exception_on(day)
    usual = _length(calendar.week[day.weekday()])
    minutes = _length(calendar.slots_on(day))
    return {
        "kind": _kind(exception, minutes=minutes, usual=usual),
        "is_usual": usual > 0,
        "is_estimate": exception is not None and exception.is_estimate,
        "working_minutes": minutes,
        "name": exception.name if exception else "",
        "basis": exception.basis if exception else "",
    }


def _length(slots: Slots) -> int:
    return sum(slot.closes - slot.opens for slot in slots)


def _kind(exception: DatedException | None, *, minutes: int, usual: int) -> DayKind:
    if minutes and not usual:
        return DayKind.EXTRA
    if minutes:
        return DayKind.SHORT if minutes < usual else DayKind.WORKING
    return DayKind.WEEKEND if exception is None else DayKind(exception.kind)
