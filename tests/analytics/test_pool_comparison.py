"""A share differs from its pool only beyond what chance gives to so many cases."""

import numpy as np
import pandas as pd
import pytest

from lkj.analytics.intervals import funnel_limits, wilson
from lkj.analytics.pool_comparison import against_pool


def test_the_same_share_is_called_different_only_where_there_are_enough_cases() -> None:
    n = pd.Series([10, 1000, 100_000], index=[5, 6, 7])
    n_some = pd.Series([7, 700, 50_000], index=[5, 6, 7])

    table, pooled = against_pool(n_some, n)

    assert pooled == pytest.approx(50_707 / 101_010)
    assert list(table.index) == [5, 6, 7]
    assert list(table["side"]) == [0, 1, 0]
    low, high = wilson(n_some, n)
    np.testing.assert_array_equal(table["low"], low)
    np.testing.assert_array_equal(table["high"], high)


def test_below_is_told_from_above() -> None:
    table, _ = against_pool(pd.Series([10, 190]), pd.Series([200, 200]))

    assert list(table["side"]) == [-1, 1]


def test_fewer_than_five_are_never_called_different() -> None:
    table, _ = against_pool(pd.Series([4, 0, 0]), pd.Series([4, 500, 500]))

    assert table["side"].isna().tolist() == [True, False, False]


def test_one_alone_is_compared_with_nobody() -> None:
    table, pooled = against_pool(pd.Series([30, 1]), pd.Series([60, 2]))

    assert pooled == 0.5
    assert table["side"].isna().all()


def test_nothing_has_no_share() -> None:
    table, pooled = against_pool(pd.Series([0]), pd.Series([0]))

    assert np.isnan(pooled)
    assert table["rate"].isna().all()
    assert against_pool(pd.Series(dtype=int), pd.Series(dtype=int))[0].empty


@pytest.mark.parametrize("rate", [0.03, 0.25, 0.9])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_limits_of_very_many_cases_go_on_where_the_exact_ones_end(
    rate: float, confidence: float
) -> None:
    exact = funnel_limits(rate, [10_000], confidence)
    near = funnel_limits(rate, [10_001], confidence)

    np.testing.assert_allclose(near, exact, atol=3e-4)


def test_limits_of_a_certain_rate_stay_shares() -> None:
    low, high = funnel_limits(1.0, [5, 1_000_000], 0.998)

    assert low.tolist() == [1, 1]
    assert high.tolist() == [1, 1]
