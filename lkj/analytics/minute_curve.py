"""Finished passes over minutes as a curve, and long tables made short enough to draw."""

import numpy as np
import pandas as pd

from lkj.analytics.durations import passes_with_verdict


def finished_within(visits: pd.DataFrame) -> pd.DataFrame:
    """How many passes are finished within how many working minutes?

    Args:
        visits: STEP_VISITS, perhaps with more columns; only known minutes count.

    Returns:
        One row per distinct `processing_minutes`, ascending: `n_finished` that took so
        long or less, and `finished_share` of all known ones. It is the empirical distribution:
        its value at mutu baku waktu is the compliance of metrics 2.3.
    """
    passes = passes_with_verdict(visits)
    minutes = passes.loc[passes["is_known"], "processing_minutes"]
    curve = minutes.groupby(minutes.to_numpy()).size().cumsum()
    return pd.DataFrame(
        {
            "processing_minutes": curve.index.to_numpy(dtype=np.float64),
            "n_finished": curve.to_numpy(dtype=np.int64),
            "finished_share": curve.to_numpy(dtype=np.float64) / max(len(minutes), 1),
        }
    )


def thinned(table: pd.DataFrame, *, max_rows: int) -> pd.DataFrame:
    """Which evenly spaced rows stand for a long table in a drawing?

    Args:
        table: in the order in which it is drawn.
        max_rows: 2 or more.

    Returns:
        The table itself where it is short enough; else `max_rows` of its rows, the first and
        the last among them.
    """
    if len(table) <= max_rows:
        return table
    return table.iloc[np.linspace(0, len(table) - 1, max_rows).round().astype(np.int64)]
