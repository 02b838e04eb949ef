"""The working calendar against hand-checked values and a walk over days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from time import process_time
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.errors import OutsideCalendar
from lkj.worktime import Slot, WorkingCalendar
from tests.support.times import moment

ROOT = Path(__file__).parents[2]


@cache
def kalbar() -> WorkingCalendar:
    path = ROOT / "data/calendar/kalbar.toml"
    return WorkingCalendar.from_toml(path.read_text(encoding="utf-8"))


@cache
def plain() -> WorkingCalendar:
    """The same week all the year round."""
    return replace(kalbar(), exceptions=())


@cache
def new_york() -> WorkingCalendar:
    """A zone with summer time and an office that never closes but for two hours."""
    slots = (Slot(0, 90), Slot(210, 1440))
    return replace(plain(), zone=ZoneInfo("America/New_York"), week=(slots,) * 7)


def at(text: str) -> datetime:
    return moment(text).at


def days_walked(calendar: WorkingCalendar, start: datetime, end: datetime) -> float:
    """Count working minutes day by day, for zones without summer time."""
    if end < start:
        return -days_walked(calendar, end, start)
    zone = calendar.zone
    day, last = start.astimezone(zone).date(), end.astimezone(zone).date()
    seconds = 0.0
    while day <= last:
        midnight = datetime.combine(day, time(), tzinfo=zone)
        for opens, closes in calendar.slots_on(day):
            low = max(start, midnight + timedelta(minutes=opens))
            high = min(end, midnight + timedelta(minutes=closes))
            seconds += max(0.0, (high - low).total_seconds())
        day += timedelta(days=1)
    return seconds / 60


BEGIN = datetime(2023, 1, 2, tzinfo=UTC)
LIMIT = datetime(2027, 12, 31, tzinfo=UTC)
INSTANTS = st.integers(0, 1780 * 24 * 3600).map(
    lambda seconds: BEGIN + timedelta(seconds=seconds)
)
EARLY = st.integers(0, 1000 * 24 * 60).map(lambda minutes: BEGIN + timedelta(minutes=minutes))
NEAR = st.integers(0, 40 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))
CALENDARS = st.sampled_from([kalbar, plain])


def test_a_week_has_37_and_a_half_hours() -> None:
    lengths = [
        sum(closes - opens for opens, closes in kalbar().slots_on(date(2026, 11, day)))
        for day in range(23, 30)
    ]

    assert lengths == [450, 450, 450, 450, 450, 0, 0]
    assert kalbar().day_minutes == 450


@given(CALENDARS, INSTANTS, NEAR)
def test_minutes_equal_a_walk_over_days(
    calendar: Callable[[], WorkingCalendar], start: datetime, span: timedelta
) -> None:
    end = min(start + span, LIMIT)

    assert calendar().minutes(start, end) == pytest.approx(
        days_walked(calendar(), start, end), abs=1e-6
    )


@given(st.integers(0, 366 * 24 * 60), st.integers(0, 4 * 24 * 60))
def test_minutes_equal_a_count_of_minutes_in_a_zone_with_summer_time(
    offset: int, length: int
) -> None:
    start = datetime(2026, 1, 2, tzinfo=UTC) + timedelta(minutes=offset)
    zone, slots = new_york().zone, new_york().week[0]
    local = [(start + timedelta(minutes=n)).astimezone(zone) for n in range(length)]
    # A repeated hour lies on both sides of the break here, so each minute counts by its clock.
    counted = sum(any(o <= w.hour * 60 + w.minute < c for o, c in slots) for w in local)

    expected = counted - _worked_twice(local)
    assert new_york().minutes(start, start + timedelta(minutes=length)) == expected


def _worked_twice(local: list[datetime]) -> int:
    """Slot 00:00-01:30 ends at the first 01:30: its second 01:00-01:30 is not worked."""
    return sum(w.fold == 1 and w.hour == 1 and w.minute < 30 for w in local)


@given(CALENDARS, INSTANTS, NEAR, NEAR)
def test_minutes_add_up_and_never_fall(
    calendar: Callable[[], WorkingCalendar], start: datetime, one: timedelta, two: timedelta
) -> None:
    middle, end = min(start + one, LIMIT), min(start + one + two, LIMIT)
    minutes = calendar().minutes

    assert minutes(start, middle) + minutes(middle, end) == pytest.approx(minutes(start, end))
    assert 0 <= minutes(start, middle) <= (middle - start).total_seconds() / 60


@given(CALENDARS, EARLY, st.integers(0, 90_000))
def test_due_is_the_earliest_time_that_leaves_the_budget(
    calendar: Callable[[], WorkingCalendar], begun: datetime, budget: int
) -> None:
    due = calendar().due_at(begun, budget)

    assert calendar().minutes(begun, due) == budget
    earlier = max(begun, due - timedelta(seconds=1))
    assert budget == 0 or calendar().minutes(begun, earlier) < budget


@given(INSTANTS, st.sampled_from(["Asia/Pontianak", "Asia/Tokyo", "America/New_York", "UTC"]))
def test_the_zone_in_which_a_time_is_written_changes_nothing(
    start: datetime, zone: str
) -> None:
    end = start + timedelta(hours=30)
    shown = start.astimezone(ZoneInfo(zone))

    assert kalbar().minutes(shown, end) == kalbar().minutes(start, end)


def test_columns_keep_index_and_missing_values() -> None:
    start = _column(["2026-11-23 07:30", None, "2026-11-23 08:00", None])
    end = _column(["2026-11-23 08:00", "2026-11-23 08:00", None, None])

    minutes = kalbar().minutes_between(start, end)
    due = kalbar().due(start, pd.Series([30.0, 30.0, np.nan, np.nan], index=start.index))

    expected = pd.Series([30.0, np.nan, np.nan, np.nan], index=start.index)
    pd.testing.assert_series_equal(minutes, expected)
    pd.testing.assert_series_equal(due, end.where(end.index == 7))


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_every_unit_of_time_gives_the_same_minutes(unit: str) -> None:
    start = _column(["2026-11-20 16:10"]).dt.as_unit(unit)
    end = _column(["2026-11-23 07:40"]).dt.tz_convert("Asia/Tokyo").dt.as_unit(unit)

    assert kalbar().minutes_between(start, end).tolist() == [30.0]
    assert (
        kalbar().due(start, pd.Series([30], index=start.index)).dtype == "datetime64[us, UTC]"
    )


def test_empty_columns_give_empty_columns() -> None:
    nothing = _column([])

    assert kalbar().minutes_between(nothing, nothing).dtype == "float64"
    assert kalbar().due(nothing, nothing.astype("int64")).dtype == "datetime64[us, UTC]"


@pytest.mark.parametrize(
    ("time_outside", "year"), [("2022-12-31 23:59", 2022), ("2028-01-01 00:00", 2028)]
)
def test_a_time_outside_the_years_is_refused(time_outside: str, year: int) -> None:
    inside = at("2026-11-23 08:00")

    with pytest.raises(OutsideCalendar) as refused:
        kalbar().minutes(inside, at(time_outside))
    assert refused.value.facts == {"year": year}
    with pytest.raises(OutsideCalendar):
        kalbar().due_at(at(time_outside), 0)


def test_the_first_and_the_last_minute_are_inside() -> None:
    minutes = plain().minutes(at("2023-01-01 00:00"), at("2027-12-31 23:59"))

    # 1,305 Mondays to Fridays from 2023 to 2027, each of 450 minutes.
    assert minutes == 1305 * 450


def test_a_due_time_beyond_the_years_is_refused() -> None:
    with pytest.raises(OutsideCalendar) as refused:
        kalbar().due_at(at("2027-12-31 16:00"), 31)

    assert refused.value.facts == {"year": 2028}
    assert kalbar().due_at(at("2027-12-31 16:00"), 30) == at("2027-12-31 16:30")


def test_wrong_columns_are_refused() -> None:
    times = _column(["2026-11-23 08:00"])

    with pytest.raises(TypeError):
        kalbar().minutes_between(times.dt.tz_localize(None), times)
    with pytest.raises(ValueError, match="index"):
        kalbar().minutes_between(times, times.reset_index(drop=True))
    with pytest.raises(ValueError, match="negative"):
        kalbar().due(times, pd.Series([-1], index=times.index))


def test_a_million_intervals_take_less_than_half_a_second(
    figure: Callable[[str, str], None],
) -> None:
    rng = np.random.default_rng(1)
    start = rng.integers(1_680_000_000, 1_820_000_000, 1_000_000)
    begun = pd.Series(start.astype("datetime64[s]")).dt.tz_localize("UTC")
    ended = begun + pd.to_timedelta(rng.integers(0, 4 * 86400, 1_000_000), unit="s")
    kalbar().minutes_between(begun, ended)

    before = process_time()
    kalbar().minutes_between(begun, ended)
    seconds = process_time() - before

    figure("working time of 1,000,000 intervals", f"{seconds:.3f} s")
    assert seconds < 0.5


def _column(texts: list[str | None]) -> pd.Series:
    times = [None if text is None else at(text) for text in texts]
    index = pd.Index([7, 5, 3, 1][: len(times)])
    return pd.Series(times, index=index, dtype="datetime64[us, UTC]")
