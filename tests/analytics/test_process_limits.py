"""Limits from means and from medians, by series counted by hand (metrics 2.11)."""

import pandas as pd
import pytest

from lkj.analytics.groups import group_rows
from lkj.analytics.process_limits import (
    baseline,
    limit_status,
    robust_xmr_limits,
    xmr_limits,
)

PUBLISHED = pd.Series([10.0, 50, 40, 30])


def test_four_values_have_the_limits_of_the_published_example() -> None:
    limits = xmr_limits(PUBLISHED, group_rows(PUBLISHED.to_frame(), [])).iloc[0]

    assert limits.round(2).to_dict() == {
        "centre": 32.5,
        "lower": -20.7,
        "upper": 85.7,
        "range_limit": 65.36,
    }


def test_limits_from_medians_use_their_own_constants() -> None:
    # Median 35; ranges 40, 10, 10: median 10. 35 ± 3.145·10, and 3.865·10.
    limits = robust_xmr_limits(PUBLISHED, group_rows(PUBLISHED.to_frame(), [])).iloc[0]

    assert limits.round(3).to_dict() == {
        "centre": 35.0,
        "lower": 3.55,
        "upper": 66.45,
        "range_limit": 38.65,
    }


def test_one_strange_value_widens_limits_from_means_and_not_from_medians() -> None:
    values = pd.Series([10.0, 12, 10, 12, 900, 12, 10, 12])
    groups = group_rows(values.to_frame(), [])

    assert xmr_limits(values, groups)["upper"].iloc[0] > 900 / 2
    assert robust_xmr_limits(values, groups)["upper"].iloc[0] == pytest.approx(12 + 6.29)


def test_ranges_do_not_reach_from_one_group_into_another() -> None:
    table = pd.DataFrame({"group": [1, 2, 1, 2], "value": [10.0, 500, 12, 502]})

    limits = xmr_limits(table["value"], group_rows(table, ["group"]))

    assert limits["centre"].tolist() == [11, 501]
    assert limits["range_limit"].round(3).tolist() == [6.536, 6.536]


def test_limits_stand_on_the_first_twenty_of_each_group() -> None:
    table = pd.DataFrame({"group": [1] * 22 + [2] * 3})

    rows = baseline(group_rows(table, ["group"]))

    assert rows.tolist() == [*range(20), 22, 23, 24]


def test_limits_are_none_then_provisional_then_firm() -> None:
    status = limit_status(pd.Series([9, 10, 19, 20]).to_numpy())

    assert status.tolist() == ["none", "provisional", "provisional", "firm"]
