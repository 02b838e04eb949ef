"""data/calendar/kalbar.toml against lists typed from the decrees, and its own promises."""

from datetime import date, timedelta
from functools import cache

import pytest

from lkj.reference import read_calendar
from lkj.worktime import ExceptionKind, Slot, WorkingCalendar

LEAVE = ExceptionKind.COLLECTIVE_LEAVE
# Mondays to Fridays of each month less the days off, counted on a paper calendar.
WORKING_DAYS = {
    2023: (21, 20, 21, 14, 21, 17, 20, 22, 20, 22, 22, 19),
    2024: (22, 18, 18, 16, 18, 18, 23, 22, 20, 23, 20, 20),
    2025: (19, 20, 19, 16, 17, 18, 23, 20, 21, 23, 20, 21),
    2026: (20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21),
    2027: (19, 19, 15, 22, 16, 21, 22, 21, 22, 21, 22, 22),
}
IN_THE_YEAR = {2023: 239, 2024: 238, 2025: 237, 2026: 240, 2027: 242}
HOLIDAYS = {
    2025: "01-01 01-27 01-29 03-29 03-31 04-01 04-18 04-20 05-01 05-12 05-29 06-01 06-06 "
    "06-27 08-17 09-05 12-25",
    2026: "01-01 01-16 02-17 03-19 03-21 03-22 04-03 04-05 05-01 05-14 05-27 05-31 06-01 "
    "06-16 08-17 08-25 12-25",
}
COLLECTIVE_LEAVE = {
    2025: "01-28 03-28 04-02 04-03 04-04 04-07 05-13 05-30 06-09 08-18 12-26",
    2026: "02-16 03-18 03-20 03-23 03-24 05-15 05-28 12-24",
}
N_HOLIDAYS = {2023: 16, 2024: 19, 2025: 17, 2026: 17, 2027: 18}
N_COLLECTIVE_LEAVE = {2023: 11, 2024: 10, 2025: 11, 2026: 8, 2027: 8}
YEARS = list(WORKING_DAYS)


@cache
def kalbar() -> WorkingCalendar:
    return read_calendar()


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


def days_off(year: int, *, is_leave: bool) -> str:
    found = ((day, kalbar().exception_on(day)) for day in days_of(year))
    return " ".join(
        f"{day:%m-%d}"
        for day, exception in found
        if exception and not exception.slots and (exception.kind == LEAVE) == is_leave
    )


def test_the_typed_months_add_up_to_the_typed_years() -> None:
    assert {year: sum(months) for year, months in WORKING_DAYS.items()} == IN_THE_YEAR


def test_the_calendar_speaks_for_the_years_with_a_list_of_holidays() -> None:
    assert list(range(kalbar().first_year, kalbar().last_year + 1)) == YEARS


@pytest.mark.parametrize("year", YEARS)
def test_every_month_has_the_working_days_counted_by_hand(year: int) -> None:
    worked = [day.month for day in days_of(year) if kalbar().slots_on(day)]

    assert tuple(worked.count(month) for month in range(1, 13)) == WORKING_DAYS[year]


@pytest.mark.parametrize("year", HOLIDAYS)
def test_days_off_are_those_of_the_decree(year: int) -> None:
    assert days_off(year, is_leave=False) == HOLIDAYS[year]
    assert days_off(year, is_leave=True) == COLLECTIVE_LEAVE[year]


@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_its_number_of_holidays_and_leave(year: int) -> None:
    assert len(days_off(year, is_leave=False).split()) == N_HOLIDAYS[year]
    assert len(days_off(year, is_leave=True).split()) == N_COLLECTIVE_LEAVE[year]


@pytest.mark.parametrize(
    ("first", "last", "opens"),
    [
        (date(2023, 3, 23), date(2023, 4, 21), 480),
        (date(2024, 3, 12), date(2024, 4, 9), 450),
        (date(2025, 3, 1), date(2025, 3, 30), 480),
        (date(2026, 2, 19), date(2026, 3, 20), 480),
        (date(2027, 2, 8), date(2027, 3, 9), 480),
    ],
)
def test_ramadan_hours_hold_from_its_first_to_its_last_day(
    first: date, last: date, opens: int
) -> None:
    worked = [day for day in days_of(first.year) if kalbar().slots_on(day)]
    short = [
        day
        for day in worked
        if sum(closes - opens for opens, closes in kalbar().slots_on(day)) == 390
    ]

    assert short == [day for day in worked if first <= day <= last]
    assert {kalbar().slots_on(day)[0].opens for day in short} == {opens}


def test_a_holiday_within_ramadan_stays_a_holiday() -> None:
    nyepi = kalbar().exception_on(date(2026, 3, 19))

    assert nyepi is not None
    assert nyepi.name == "Hari Suci Nyepi"
    assert kalbar().slots_on(date(2026, 3, 19)) == ()
    assert kalbar().slots_on(date(2026, 3, 17)) == (Slot(480, 720), Slot(750, 900))


def test_every_exception_has_a_name_and_a_source() -> None:
    assert [e for e in kalbar().exceptions if not (e.name and e.basis)] == []


def test_what_no_decree_has_fixed_is_marked() -> None:
    marked = {(e.first.year, e.name) for e in kalbar().exceptions if e.is_estimate}

    hours = {"Ramadan, Senin–Kamis", "Ramadan, Jumat"}
    feasts = {"Hari Raya Idul Fitri", "Hari Raya Idul Fitri, hari kedua", "Hari Raya Idul Adha"}
    expected = {(year, name) for year in (2023, 2026, 2027) for name in hours}
    assert marked == expected | {(2027, name) for name in feasts}
