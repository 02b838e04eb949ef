from datetime import date
from itertools import pairwise

import pytest

from lkj.domain.events import Precision
from lkj.reference import read_calendar
from lkj.simulation.office_clock import OfficeClock
from tests.support.times import ZONE, moment

# Friday 20 November 2026 (07.30-11.30, 13.00-16.30) to Monday the 23rd.
FIRST, END = date(2026, 11, 20), date(2026, 11, 24)
FRIDAY = 450


@pytest.fixture(scope="module")
def clock() -> OfficeClock:
    return OfficeClock.between(FIRST, END, calendar=read_calendar(), zone=ZONE)


def test_it_numbers_two_working_days(clock: OfficeClock) -> None:
    assert len(clock) == 2 * FRIDAY


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "2026-11-20 07:30"),
        (239, "2026-11-20 11:29"),
        (240, "2026-11-20 13:00"),
        (449, "2026-11-20 16:29"),
        (450, "2026-11-23 07:30"),
        (899, "2026-11-23 15:59"),
    ],
)
def test_a_number_is_the_beginning_of_a_working_minute(
    clock: OfficeClock, number: int, text: str
) -> None:
    assert clock.moment(number) == moment(text)
    assert clock.number_at(moment(text).at) == number


def test_numbers_differ_by_working_minutes(clock: OfficeClock) -> None:
    calendar = read_calendar()
    pairs = pairwise([0, 100, 239, 240, 449, 450, 700])

    assert all(calendar.minutes(clock.at(a), clock.at(b)) == b - a for a, b in pairs)


def test_a_minute_knows_its_local_date(clock: OfficeClock) -> None:
    assert [clock.day(n) for n in (0, 449, 450)] == [FIRST, FIRST, date(2026, 11, 23)]


def test_the_first_minute_on_a_weekend_is_mondays(clock: OfficeClock) -> None:
    assert clock.first_on(date(2026, 11, 21)) == FRIDAY
    assert clock.first_on(date(2026, 11, 30)) == len(clock)


def test_a_date_alone_stands_at_local_midnight(clock: OfficeClock) -> None:
    known = clock.date_only(10)

    assert known == moment("2026-11-20")
    assert known.precision is Precision.DATE
