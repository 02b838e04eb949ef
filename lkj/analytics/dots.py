"""Passes as dots: one for each pass while they are few, one for a stretch of time when many."""

import numpy as np
import pandas as pd

MAX_MARKS = 2_000
BINS_PER_DOUBLING = 4
COLUMNS = (
    "step",
    "report_id",
    "visit",
    "n",
    "standard_minutes",
    "processing_minutes",
    "clock_quality",
    "is_over",
    "offset",
)
_ROWS_OF_DOTS = 5  # how many dots of the same minutes stand above each other


def dots(verdicts: pd.DataFrame, *, max_marks: int = MAX_MARKS) -> pd.DataFrame:
    """Where does each pass stand against its standard, and where are many too many to show?

    Args:
        verdicts: `passes_with_verdict`, any selection of it; only known passes make dots.
        max_marks: up to so many known passes each has a dot of its own.

    Returns:
        COLUMNS by step and minutes. `n` is how many passes a dot stands for; where it may be
        more than one, the dot stands in the middle of a quarter of a doubling of its step's
        standard, on the side of the standard where its passes are, and report_id, visit and
        clock_quality are missing. `offset` (-0.5 to 0.5) keeps dots of equal minutes apart.
    """
    known = verdicts[verdicts["is_known"]]
    shown = _one_each(known) if len(known) <= max_marks else _binned(known)
    ordered = shown.sort_values(["step", "processing_minutes"], kind="stable")
    place = ordered.groupby(["step", "processing_minutes"], observed=True).cumcount()
    # 0, above, below, further above, ...: the first stands on the line.
    rank = place.to_numpy() % _ROWS_OF_DOTS
    side = np.where(rank % 2, 1, -1) * ((rank + 1) // 2) / (_ROWS_OF_DOTS - 1)
    return ordered.assign(offset=side)[list(COLUMNS)].reset_index(drop=True)


def _one_each(known: pd.DataFrame) -> pd.DataFrame:
    return known.assign(n=1)


def _binned(known: pd.DataFrame) -> pd.DataFrame:
    ratio = known["processing_minutes"].to_numpy() / known["standard_minutes"].to_numpy()
    # The upper edge belongs to its bin, so that a tie with the standard is within it.
    least = 2.0**-6
    bins = np.ceil(np.log2(np.maximum(ratio, least)) * BINS_PER_DOUBLING).astype(np.int64)
    keys = ["step", "standard_minutes", "bin"]
    counted = known.assign(bin=bins).groupby(keys, observed=True).size().reset_index(name="n")
    middle = 2.0 ** ((counted["bin"] - 0.5) / BINS_PER_DOUBLING)
    return counted.assign(
        report_id=pd.Series(pd.NA, index=counted.index, dtype="str"),
        visit=pd.Series(pd.NA, index=counted.index, dtype="Int64"),
        clock_quality=pd.Categorical([None] * len(counted)),
        processing_minutes=counted["standard_minutes"] * middle,
        is_over=counted["bin"] > 0,
    )
