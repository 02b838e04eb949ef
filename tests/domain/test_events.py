"""Moments are compared as exactly as both are known, in the office's own days."""

from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.domain.events import Capacity, Moment, Precision, floor_minute
from tests.support.story import an_event
from tests.support.times import ZONE, moment

moments = st.builds(
    Moment,
    # Three days around midnight, to the second.
    st.integers(-130_000, 130_000).map(
        lambda s: moment("2026-03-02").at + timedelta(seconds=s)
    ),
    st.sampled_from(Precision),
)


@pytest.mark.parametrize(
    ("earlier", "later", "is_before"),
    [
        ("2026-03-02 08:00", "2026-03-02 08:01", True),
        ("2026-03-02 08:00:00", "2026-03-02 08:00:59", False),
        ("2026-03-02 08:00:59", "2026-03-02 08:01:00", True),
        ("2026-03-02 08:01", "2026-03-02 08:00", False),
        ("2026-03-02", "2026-03-02", False),
        ("2026-03-02", "2026-03-03", True),
        ("2026-03-02", "2026-03-02 23:59", False),
        ("2026-03-02 00:00", "2026-03-02", False),
        ("2026-03-02 23:59", "2026-03-03", True),
        ("2026-03-02", "2026-03-03 00:00", True),
        # 06.59 and 07.00 in Pontianak lie on two days in Greenwich.
        ("2026-03-02 06:59", "2026-03-02", False),
        ("2026-03-02", "2026-03-02 07:00", False),
    ],
)
def test_before_is_told_by_minutes_or_by_local_dates(earlier, later, is_before) -> None:
    assert moment(earlier).is_before(moment(later), ZONE) is is_before


@given(one=moments, other=moments)
def test_of_two_moments_at_most_one_is_before(one, other) -> None:
    assert not (one.is_before(other, ZONE) and other.is_before(one, ZONE))
    assert not one.is_before(one, ZONE)


@given(one=moments, other=moments)
def test_knowing_only_the_date_never_makes_an_order_that_was_not_there(one, other) -> None:
    dated = Moment(one.at, Precision.DATE)

    assert not dated.is_before(other, ZONE) or one.at < other.at


@given(at=st.datetimes(timezones=st.just(UTC)))
def test_flooring_drops_less_than_a_minute_and_is_done_once(at) -> None:
    floored = floor_minute(at)

    assert timedelta(0) <= at - floored < timedelta(minutes=1)
    assert floor_minute(floored) == floored


def test_an_events_moment_is_its_time_with_its_precision() -> None:
    at = moment("2026-03-02").at

    event = an_event(occurred_at=at, time_precision=Precision.DATE)

    assert event.moment == moment("2026-03-02")


def test_the_same_instant_in_another_zone_is_the_same_moment() -> None:
    at = moment("2026-03-02 08:00").at.astimezone(timezone(timedelta(hours=9)))

    assert not Moment(at).is_before(moment("2026-03-02 08:00"), ZONE)
    assert not moment("2026-03-02 08:00").is_before(Moment(at), ZONE)


def test_plt_and_plh_act_for_somebody_else() -> None:
    assert [capacity.is_acting for capacity in Capacity] == [False, True, True]
