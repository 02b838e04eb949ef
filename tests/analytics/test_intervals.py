"""Shares of few cases: Wilson's interval and the funnel of the binomial distribution."""

import numpy as np
import pytest

from lkj.analytics.intervals import funnel_limits, wilson


@pytest.mark.parametrize(
    ("n_successes", "n", "low", "high"),
    [(3, 10, 0.108, 0.603), (30, 100, 0.219, 0.396), (1, 2, 0.095, 0.905)],
)
def test_wilson_gives_the_published_interval(
    n_successes: int, n: int, low: float, high: float
) -> None:
    found = wilson([n_successes], [n])

    assert np.round(found, 3).ravel().tolist() == [low, high]


def test_no_cases_have_no_interval() -> None:
    low, high = wilson([0, 1], [0, 1])

    assert np.isnan([low[0], high[0]]).all()
    assert not np.isnan([low[1], high[1]]).any()


def test_none_and_all_touch_the_ends() -> None:
    low, high = wilson([0, 10], [10, 10])

    assert low[0] == 0
    assert high[1] == 1
    assert round(high[0], 3) == round(1 - low[1], 3) == 0.278


@pytest.mark.parametrize(
    ("n", "rate", "confidence", "low", "high"),
    [
        # P(X <= 1) = 11/1024 and P(X <= 2) = 56/1024 stand on both sides of 0.025.
        (10, 0.5, 0.95, 0.2, 0.8),
        # P(X <= 0) = 1/1024 is less than 0.001, P(X <= 9) = 1023/1024 more than 0.999.
        (10, 0.5, 0.998, 0.1, 0.9),
        # One in five of 2: P(0) = 0.64, P(X <= 1) = 0.96.
        (2, 0.2, 0.95, 0.0, 1.0),
        (2, 0.2, 0.9, 0.0, 0.5),
        (1, 0.3, 0.95, 0.0, 1.0),
        (7, 0.0, 0.95, 0.0, 0.0),
        (7, 1.0, 0.95, 1.0, 1.0),
    ],
)
def test_the_funnel_is_exactly_binomial(
    n: int, rate: float, confidence: float, low: float, high: float
) -> None:
    found = funnel_limits(rate, [n], confidence)

    assert np.concatenate(found).tolist() == [low, high]


def test_the_funnel_narrows_around_the_pooled_rate() -> None:
    n = np.array([5, 50, 500, 5])
    low, high = funnel_limits(0.3, n, 0.95)

    width = high - low
    assert width[0] > width[1] > width[2]
    assert width[0] == width[3]
    assert ((low <= 0.3) & (high >= 0.3)).all()
    # 150 of 500 with standard deviation 10.25: 1.96 of them to each side.
    assert (low[2], high[2]) == (130 / 500, 170 / 500)


def test_a_funnel_without_cases_or_rate_has_no_limits() -> None:
    assert np.isnan(funnel_limits(0.3, [0], 0.95)).all()
    assert np.isnan(funnel_limits(np.nan, [4], 0.95)).all()
    assert [limit.size for limit in funnel_limits(0.3, [], 0.95)] == [0, 0]
