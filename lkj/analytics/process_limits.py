"""Limits of ordinary variation (XmR): between which values a series lies if nothing happens."""

from enum import StrEnum

import numpy as np
import pandas as pd

from lkj.analytics.amended import Ints
from lkj.analytics.groups import Groups

# Wheeler 1993; simulated anew for metrics 2.11. Of the mean moving range.
_TO_LIMIT = 2.66
_TO_RANGE_LIMIT = 3.268
# The same of the median moving range, which one strange value moves little.
_ROBUST_TO_LIMIT = 3.145
_ROBUST_TO_RANGE_LIMIT = 3.865
PROVISIONAL_FROM, FIRM_FROM = 10, 20


class LimitStatus(StrEnum):
    """How far the limits of a series can be trusted."""

    NONE = "none"  # fewer than 10 values
    PROVISIONAL = "provisional"  # fewer than 20
    FIRM = "firm"


def xmr_limits(values: pd.Series, groups: Groups) -> pd.DataFrame:
    """Between which limits do values vary if nothing special happens (XmR, metrics 2.11)?

    Args:
        values: in order of time within each group, without missing ones.
        groups: of the same rows.

    Returns:
        One row per group, in the values' unit: `centre`, `lower`, `upper`, and
        `range_limit` of the difference between neighbours. One value has only a centre.
    """
    plain, moving = _with_moving_ranges(values, groups)
    centre, ranges = plain.groupby(groups.number).mean(), moving.groupby(groups.number).mean()
    return _limits(centre, ranges, _TO_LIMIT, _TO_RANGE_LIMIT, groups)


def robust_xmr_limits(values: pd.Series, groups: Groups) -> pd.DataFrame:
    """The same from medians: one strange value does not widen its own limits.

    Args:
        values: as for `xmr_limits`.
        groups: of the same rows.

    Returns:
        As `xmr_limits`.
    """
    plain, moving = _with_moving_ranges(values, groups)
    centre = plain.groupby(groups.number).median()
    ranges = moving.groupby(groups.number).median()
    return _limits(centre, ranges, _ROBUST_TO_LIMIT, _ROBUST_TO_RANGE_LIMIT, groups)


def baseline(groups: Groups) -> Ints:
    """The rows that limits are computed from: the first 20 of each group, then frozen."""
    place = pd.Series(groups.number).groupby(groups.number).cumcount()
    return np.flatnonzero((place < FIRM_FROM).to_numpy())


def limit_status(n: Ints) -> pd.Series:
    """The LimitStatus of series of so many values."""
    status = np.searchsorted([PROVISIONAL_FROM, FIRM_FROM], n, side="right")
    names = pd.Index([one.value for one in LimitStatus])
    return pd.Series(pd.Categorical.from_codes(status, categories=names))


def _with_moving_ranges(values: pd.Series, groups: Groups) -> tuple[pd.Series, pd.Series]:
    plain = values.reset_index(drop=True).astype("float64")
    return plain, plain.groupby(groups.number).diff().abs()


def _limits(
    centre: pd.Series, ranges: pd.Series, to_limit: float, to_range: float, groups: Groups
) -> pd.DataFrame:
    limits = pd.DataFrame(
        {
            "centre": centre,
            "lower": centre - to_limit * ranges,
            "upper": centre + to_limit * ranges,
            "range_limit": to_range * ranges,
        }
    )
    return limits.reindex(range(len(groups.keys)))
