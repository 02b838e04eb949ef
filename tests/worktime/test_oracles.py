"""Working time on the office's own calendar against values counted by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.reference import read_calendar
from lkj.worktime import Slot, WorkingCalendar
from tests.support.times import moment

NINE_WEEKS = 9 * 7 * 24 * 60
# Ramadan hours, Nyepi, Idul Fitri with its leave, and Good Friday lie in these weeks of 2026.
SPRING = datetime(2026, 2, 9, tzinfo=UTC)


@cache
def kalbar() -> WorkingCalendar:
    return read_calendar()


def at(text: str) -> datetime:
    return moment(text).at


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        pytest.param("2026-11-20 16:10", "2026-11-23 07:40", 30, id="over a weekend"),
        pytest.param("2026-11-20 09:00", "2026-11-22 09:00", 360, id="no Saturday added"),
        pytest.param("2026-11-21 09:00", "2026-11-24 07:30", 450, id="edeaR loses Monday"),
        pytest.param("2026-08-14 16:20", "2026-08-18 07:40", 20, id="over 17 August"),
        pytest.param("2026-11-24 11:50", "2026-11-24 13:05", 15, id="over the rest hour"),
        pytest.param("2026-11-24 12:10", "2026-11-24 12:40", 0, id="within the rest hour"),
        pytest.param("2026-11-23 07:30", "2026-11-30 07:30", 2250, id="a week is 37.5 h"),
        pytest.param("2026-02-23 07:30", "2026-02-23 16:00", 390, id="a Ramadan day"),
        pytest.param("2026-02-27 07:30", "2026-02-27 16:30", 390, id="a Ramadan Friday"),
        pytest.param("2026-03-02 07:30", "2026-03-09 07:30", 1950, id="Ramadan is 32.5 h"),
        pytest.param("2026-02-18 07:30", "2026-02-20 07:30", 840, id="Ramadan begins"),
        # Tuesday 390, then leave, Nyepi, leave, Idul Fitri, leave, leave; Wednesday 30.
        pytest.param("2026-03-17 07:30", "2026-03-25 08:00", 420, id="over Idul Fitri"),
        pytest.param("2024-03-13 07:30", "2024-03-13 14:30", 390, id="Ramadan 2024 from 07.30"),
        pytest.param("2025-03-05 07:30", "2025-03-05 08:30", 30, id="Ramadan 2025 from 08.00"),
        pytest.param("2024-02-14 07:30", "2024-02-15 07:31", 1, id="over election day"),
    ],
)
def test_minutes_are_those_counted_by_hand(start: str, end: str, minutes: float) -> None:
    assert kalbar().minutes(at(start), at(end)) == minutes
    assert kalbar().minutes(at(end), at(start)) == -minutes


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        pytest.param("2026-11-20 16:20", 20, "2026-11-23 07:40", id="over a weekend"),
        pytest.param("2026-11-24 11:55", 10, "2026-11-24 13:05", id="over the rest hour"),
        pytest.param("2026-11-22 10:00", 60, "2026-11-23 08:30", id="from a Sunday"),
        pytest.param("2026-08-14 16:25", 20, "2026-08-18 07:45", id="over 17 August"),
        pytest.param("2026-11-24 11:50", 10, "2026-11-24 12:00", id="at noon, not at 13:00"),
        pytest.param("2026-11-20 16:20", 10, "2026-11-20 16:30", id="at closing, not Monday"),
        pytest.param("2026-11-22 10:00", 0, "2026-11-22 10:00", id="no budget is due at once"),
        pytest.param("2026-02-18 15:50", 20, "2026-02-19 08:10", id="into Ramadan"),
        pytest.param("2026-03-17 14:50", 20, "2026-03-25 07:40", id="over Idul Fitri"),
    ],
)
def test_due_times_are_those_counted_by_hand(start: str, minutes: float, due: str) -> None:
    found = kalbar().due_at(at(start), minutes)

    assert found == at(due)
    assert found.tzinfo is UTC


def test_a_holiday_between_two_days_is_not_counted_as_pm4py_once_did() -> None:
    """PM4Py 2.7.22 ignores holidays: Friday 30 + Tuesday 30, and no Monday."""
    day = (Slot(8 * 60, 12 * 60), Slot(13 * 60, 16 * 60))
    calendar = replace(kalbar(), week=(day,) * 5 + ((),) * 2)

    assert calendar.minutes(at("2026-08-14 15:30"), at("2026-08-18 08:30")) == 60


@given(st.integers(0, NINE_WEEKS), st.integers(0, 10 * 24 * 60))
def test_minutes_equal_a_count_of_minutes(offset: int, length: int) -> None:
    start = SPRING + timedelta(minutes=offset)

    counted = sum(_is_worked(start + timedelta(minutes=n)) for n in range(length))

    assert kalbar().minutes(start, start + timedelta(minutes=length)) == counted


def _is_worked(at: datetime) -> bool:
    """Whether the minute that begins then is worked; says the rules of 2026 a second time."""
    local = at.astimezone(ZoneInfo("Asia/Pontianak"))
    day, minute = f"{local:%m-%d}", f"{local:%H:%M}"
    is_friday = local.weekday() == 4
    if local.weekday() > 4 or day in OFF_2026:
        return False
    if "02-19" <= day <= "03-20":
        noon, again, closing = (
            ("11:30", "12:30", "15:30") if is_friday else ("12:00", "12:30", "15:00")
        )
        return "08:00" <= minute < noon or again <= minute < closing
    noon, closing = ("11:30", "16:30") if is_friday else ("12:00", "16:00")
    return "07:30" <= minute < noon or "13:00" <= minute < closing


OFF_2026 = {
    *("02-16", "02-17", "03-18", "03-19", "03-20", "03-23", "03-24", "04-03"),
    *("05-01", "05-14", "05-15", "05-27", "05-28"),
}
