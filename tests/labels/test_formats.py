"""How dates, times, numbers and durations read in Indonesian."""

import math
from datetime import UTC, date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.domain.commands import Period
from lkj.labels import formats as f
from tests.support.times import ZONE, moment

AT = datetime(2026, 3, 2, 2, 15, 59, tzinfo=UTC)
DAY_MINUTES = 450


def test_a_time_is_shown_on_the_clock_of_the_office() -> None:
    assert f.long_datetime(AT, ZONE) == "Senin, 2 Maret 2026 pukul 09.15 WIB"
    assert f.short_datetime(AT, ZONE) == "Sen, 2 Mar 2026 09.15 WIB"
    assert f.long_date(AT, ZONE) == "Senin, 2 Maret 2026"
    assert f.short_date(AT, ZONE) == "Sen, 2 Mar 2026"
    assert f.clock_time(AT, ZONE) == "09.15"


def test_the_date_is_the_local_one() -> None:
    late = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)

    assert f.short_datetime(late, ZONE) == "Jum, 1 Jan 2027 00.30 WIB"
    assert f.short_datetime(late, ZoneInfo("Asia/Jayapura")) == "Jum, 1 Jan 2027 02.30 WIT"
    assert f.short_datetime(late, UTC) == "Kam, 31 Des 2026 17.30 UTC"


def test_every_weekday_and_month_has_its_name() -> None:
    days = [date(2026, 3, 2 + n) for n in range(7)]
    months = [date(2026, n, 1) for n in range(1, 13)]

    assert [f.long_day(day).split(",")[0] for day in days] == [
        "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
    ]  # fmt: skip
    assert [f.short_day(day).split()[2] for day in months] == [
        "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des",
    ]  # fmt: skip


def test_a_time_of_a_table_reads_the_same() -> None:
    assert f.short_datetime(pd.Timestamp(AT), ZONE) == f.short_datetime(AT, ZONE)


def test_what_is_missing_is_a_dash() -> None:
    assert [
        f.long_datetime(None, ZONE),
        f.short_datetime(pd.NaT, ZONE),
        f.long_date(None, ZONE),
        f.short_date(pd.NaT, ZONE),
        f.clock_time(None, ZONE),
        f.short_moment(None, ZONE),
        f.long_day(None),
        f.short_day(None),
        f.number(None),
        f.number(np.nan),
        f.number(math.inf),
        f.percent(math.nan),
        f.duration(None),
        f.working_duration(np.nan, day_minutes=DAY_MINUTES),
        f.period_name(""),
    ] == ["–"] * 15


def test_a_time_without_a_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="zone"):
        f.short_datetime(AT.replace(tzinfo=None), ZONE)


def test_a_moment_shows_no_more_than_is_known() -> None:
    assert f.short_moment(moment("2026-03-02 09:15"), ZONE) == "Sen, 2 Mar 2026 09.15 WIB"
    assert f.short_moment(moment("2026-03-02"), ZONE) == "Sen, 2 Mar 2026"


def test_a_typed_local_time_is_an_instant() -> None:
    assert f.parse_local(date(2026, 3, 2), time(9, 15), ZONE) == moment("2026-03-02 09:15").at
    assert f.parse_local(date(2026, 3, 2), time(0, 5), ZONE).tzinfo is UTC


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)))  # noqa: DTZ001 -- wall clock
def test_a_typed_time_reads_back_as_typed(wall: datetime) -> None:
    at = f.parse_local(wall.date(), wall.time(), ZONE)

    assert at.astimezone(ZONE).replace(tzinfo=None) == wall


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (1234, 0, "1.234"),
        (1_234_567, 0, "1.234.567"),
        (-1234.5, 1, "-1.234,5"),
        (1234.5, 2, "1.234,50"),
        (2.5, 0, "3"),
        (0.285, 2, "0,29"),
        (-0.4, 0, "0"),
        (np.float64(87.345), 1, "87,3"),
        (np.int64(1000), 0, "1.000"),
        (Decimal("0.1"), 3, "0,100"),
    ],
)
def test_numbers_have_a_dot_for_thousands_and_a_comma(
    value: float, decimals: int, text: str
) -> None:
    assert f.number(value, decimals=decimals) == text


@pytest.mark.parametrize(
    ("share", "decimals", "text"),
    [
        (0.8735, 2, "87,35%"),
        (1, 0, "100%"),
        (1 / 3, 1, "33,3%"),
        (0.285, 0, "29%"),
        (0, 2, "0,00%"),
    ],
)
def test_shares_are_percentages_without_a_space(share: float, decimals: int, text: str) -> None:
    assert f.percent(share, decimals=decimals) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 menit"),
        (0.4, "0 menit"),
        (20, "20 menit"),
        (59.6, "1 jam"),
        (60, "1 jam"),
        (85, "1 jam 25 menit"),
        (120, "2 jam"),
        (100_000, "1.666 jam 40 menit"),
        (-85, "-1 jam 25 menit"),
    ],
)
def test_durations_are_hours_and_minutes(minutes: float, text: str) -> None:
    assert f.duration(minutes) == text


@pytest.mark.parametrize(
    ("minutes", "text"),
    [
        (0, "0 menit kerja"),
        (25, "25 menit kerja"),
        (59.6, "1 jam kerja"),
        (185, "3 jam kerja"),
        (449, "7 jam kerja"),
        (450, "1 hari kerja"),
        (675, "1,5 hari kerja"),
        (900, "2 hari kerja"),
        (6300, "14 hari kerja"),
        (6400, "14 hari kerja"),
        (450_000, "1.000 hari kerja"),
    ],
)
def test_working_time_is_told_in_the_unit_that_fits(minutes: float, text: str) -> None:
    assert f.working_duration(minutes, day_minutes=DAY_MINUTES) == text


def test_a_standard_is_told_in_minutes_alone() -> None:
    assert [f.minutes_text(m) for m in (60, 20, 0.5, 1234, None)] == [
        "60 menit", "20 menit", "1 menit", "1.234 menit", "–",
    ]  # fmt: skip


def test_a_working_day_is_as_long_as_the_office_says() -> None:
    assert f.working_duration(780, day_minutes=390) == "2 hari kerja"


def test_every_period_has_its_name() -> None:
    assert [f.period_name(period) for period in Period] == [
        "Tahunan", "Triwulan I", "Triwulan II", "Triwulan III", "Triwulan IV",
    ]  # fmt: skip
    assert f.period_name("semester-1") == "semester-1"
