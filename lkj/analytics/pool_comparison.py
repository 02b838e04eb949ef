"""Whether shares of several differ from their pool by more than chance explains."""

import numpy as np
import pandas as pd

from lkj.analytics.groups import share
from lkj.analytics.intervals import funnel_limits, wilson

FEWEST = 5  # cases; fewer say nothing of one that is compared (metrics 2.6)
UNUSUAL = 0.998  # of what chance gives lies within (Spiegelhalter 2005)


def against_pool(n_some: pd.Series, n: pd.Series) -> tuple[pd.DataFrame, float]:
    """Which shares lie outside what chance alone would give at the share of all together?

    Args:
        n_some: cases counted of each.
        n: all cases of each, with the same index.

    Returns:
        With the same index: `rate` (0..1, missing where `n` is 0) with its Wilson interval
        `low` and `high`, and `side`: -1 below and 1 above the 99.8 % limits, 0 between them,
        missing where there are fewer than five cases, or where one alone is compared. And the
        pooled rate, missing where there is no case at all.
    """
    low, high = wilson(n_some, n)
    pooled = float(share([n_some.sum()], [n.sum()])[0])
    rate = share(n_some, n)
    is_enough = (n >= FEWEST).to_numpy()
    least, most = funnel_limits(pooled, n, UNUSUAL)
    side = np.where(rate > most, 1.0, np.where(rate < least, -1.0, 0.0))
    is_compared = is_enough & (is_enough.sum() > 1)
    table = pd.DataFrame(
        {
            "rate": rate,
            "low": low,
            "high": high,
            "side": pd.array(np.where(is_compared, side, np.nan)).astype("Int64"),
        },
        index=n.index,
    )
    return table, pooled
