"""Where the minutes of finished passes come from."""

from collections.abc import Sequence

import pandas as pd

from lkj.analytics.amended import MOVES
from lkj.analytics.groups import group_rows
from lkj.analytics.schema import ClockQuality


def clock_sources(visits: pd.DataFrame, *, by: Sequence[str] = ("role",)) -> pd.DataFrame:
    """How many passes have measured minutes, how many declared ones, how many none?

    Args:
        visits: STEP_VISITS, perhaps with more columns; open and cancelled ones do not count.
        by: columns to group by; none gives one row for all.

    Returns:
        One row per group, by its key: `n` decided passes = `n_measured` + `n_declared` +
        `n_untimed`.
    """
    is_decided = visits["outcome"].isin(MOVES)
    decided = visits.loc[is_decided, [*by, "clock_quality"]]
    groups = group_rows(decided, by)
    is_measured = decided["clock_quality"] == ClockQuality.MEASURED
    is_declared = decided["clock_quality"] == ClockQuality.DECLARED
    is_untimed = ~(is_measured | is_declared)
    flags = {
        "n": is_untimed | ~is_untimed,
        "n_measured": is_measured,
        "n_declared": is_declared,
        "n_untimed": is_untimed,
    }
    counts = {name: groups.count(flag) for name, flag in flags.items()}
    return pd.concat([groups.keys, pd.DataFrame(counts)], axis=1)
