"""Why passes took longer than mutu baku waktu: what was said, and who has not said it yet."""

from collections.abc import Sequence

import pandas as pd

from lkj.analytics.durations import passes_with_verdict
from lkj.analytics.groups import group_rows, share


def passes_without_cause(visits: pd.DataFrame) -> pd.DataFrame:
    """Which passes are known to exceed their standard while nobody has said why?

    Args:
        visits: STEP_VISITS, perhaps with more columns.

    Returns:
        These rows of `passes_with_verdict`, the greatest excess first.
    """
    passes = passes_with_verdict(visits)
    asking = passes[passes["is_over"] & passes["cause"].isna()]
    order = ["excess_minutes", "report_id", "step", "visit"]
    ascending = [name != "excess_minutes" for name in order]
    return asking.sort_values(order, ascending=ascending, ignore_index=True)


def cause_counts(visits: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """Why did passes take long?

    Args:
        visits: STEP_VISITS, perhaps with more columns.
        by: columns to group by before the cause.

    Returns:
        One row per group and `cause` (a `Cause`, missing where nobody said so): `n` passes
        that exceed their standard or were given a cause, `n_over` of them known to exceed it,
        `n_forgotten` of them without a verdict because somebody forgot to record,
        `excess_minutes` in sum (missing where none is known), and `share` of the group's
        passes.
    """
    passes = passes_with_verdict(visits)
    asked = passes[passes["is_over"] | passes["cause"].notna()]
    around = group_rows(asked, by)
    n_all = around.count(asked["is_over"] | ~asked["is_over"])[around.number]
    groups = group_rows(asked, [*by, "cause"])
    n = groups.count(asked["is_over"] | ~asked["is_over"])
    counts = pd.DataFrame(
        {
            "n": n,
            "n_over": groups.count(asked["is_over"]),
            "n_forgotten": groups.count(asked["is_forgotten"]),
            "excess_minutes": groups.total(asked["excess_minutes"]),
            "share": share(n, groups.only(pd.Series(n_all))),
        }
    )
    return pd.concat([groups.keys, counts], axis=1)
