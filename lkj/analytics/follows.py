"""What a picture of a directly-follows relation keeps: where activities stand, which edges."""

import numpy as np
import pandas as pd

from lkj.analytics.ordering import runs
from lkj.analytics.traces import traces_of


def activity_positions(moves: pd.DataFrame) -> pd.DataFrame:
    """How often was each activity done, and at which place of its case on average?

    Args:
        moves: one row per event, those of a case in order: `report_id` and `activity`.

    Returns:
        One row per activity, the earliest first, then by name: `activity`, `n`, and
        `mean_position` in its case, of which 1 is the first.
    """
    log = traces_of(moves)
    starts, length = runs(log.case)
    place = np.arange(len(log.case)) - np.repeat(starts, length) + 1
    n = np.bincount(log.code, minlength=len(log.names))
    total = np.bincount(log.code, place, minlength=len(log.names))
    table = pd.DataFrame(
        {
            "activity": pd.Series(log.names, dtype="str"),
            "n": n,
            "mean_position": total / np.maximum(n, 1),
        }
    )
    done = table[table["n"] > 0]
    return done.sort_values("mean_position", kind="stable").reset_index(drop=True)


def kept_edges(table: pd.DataFrame, *, least: int, most: int) -> pd.DataFrame:
    """Which transitions does a picture show that leaves out the rare ones?

    Args:
        table: of `transitions`, the most frequent first.
        least: how often a transition must have been taken.
        most: so many at most, the most frequent ones, beside those that an activity needs.

    Returns:
        Rows of `table` in their order. The most frequent way into and out of each activity is
        kept whatever its count, so that none stands alone.
    """
    is_loop = table["from_activity"] == table["to_activity"]
    other = table[~is_loop]
    needed = other.index[
        ~other["from_activity"].duplicated() | ~other["to_activity"].duplicated()
    ]
    frequent = table.index[table["n"] >= least][:most]
    return table.loc[needed.union(frequent)]
