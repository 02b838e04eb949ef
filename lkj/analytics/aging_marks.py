"""Open visits as marks over the columns of their steps: one each while they are few."""

from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pandas as pd

from lkj.analytics.dots import BINS_PER_DOUBLING, MAX_MARKS

COLUMNS = (
    "step",
    "is_repeat",
    "is_started",
    "is_over",
    "n",
    "report_id",
    "age_minutes",
    "offset",
)
_KIND = ["step", "is_repeat", "is_started", "is_over"]
_SIDES = (0.0, -0.5, 0.5, -1.0, 1.0)  # the first stands in the middle


def aging_marks(ages: pd.DataFrame, *, max_marks: int = MAX_MARKS) -> pd.DataFrame:
    """How long has each open report been at its step, and where are many?

    Args:
        ages: `aging`.
        max_marks: up to so many open reports each has a mark of its own.

    Returns:
        COLUMNS by step and age. `is_started`: begun to the minute; `is_over`: the time since
        then exceeds mutu baku waktu. `n` is how many reports a mark stands for; where it may
        be more than one, it stands in the middle of a doubling of minutes and `report_id` is
        missing. `offset` (-1 to 1) keeps marks of nearly one age apart.
    """
    open_visits = ages.assign(
        is_started=ages["touch_age_minutes"].notna(),
        is_over=ages["touch_age_minutes"] > ages["standard_minutes"].astype("float64"),
        n=1,
        bin=_bins(ages["age_minutes"]),
    )
    shown = open_visits if len(open_visits) <= max_marks else _counted(open_visits)
    ordered = shown.sort_values([*_KIND[:2], "age_minutes", *_KIND[2:]], kind="stable")
    place = ordered.groupby(["step", "is_repeat", "bin"], observed=True).cumcount()
    offset = np.array(_SIDES)[place.to_numpy() % len(_SIDES)]
    return ordered.assign(offset=offset)[list(COLUMNS)].reset_index(drop=True)


def spread(heights: npt.NDArray[np.float64], gap: float) -> npt.NDArray[np.float64]:
    """Heights for the labels of marks at `heights`, in the same order, none nearer than `gap`.

    The lowest label stays with its mark; each other moves up only as far as it must.
    """
    order = np.argsort(heights, kind="stable")
    placed = heights.copy()
    for below, above in pairwise(order):
        placed[above] = max(placed[above], placed[below] + gap)
    return placed


def _bins(minutes: pd.Series) -> npt.NDArray[np.int64]:
    doublings = np.log2(np.maximum(minutes.to_numpy(np.float64), 1.0))
    bins: npt.NDArray[np.int64] = np.floor(doublings * BINS_PER_DOUBLING).astype(np.int64)
    return bins


def _counted(open_visits: pd.DataFrame) -> pd.DataFrame:
    keys = [*_KIND, "bin"]
    doublings = open_visits.assign(bin=open_visits["bin"] // BINS_PER_DOUBLING)
    counted = doublings.groupby(keys, observed=True).size().reset_index(name="n")
    return counted.assign(
        report_id=pd.Series(pd.NA, index=counted.index, dtype="str"),
        age_minutes=2.0 ** (counted["bin"] + 0.5),
    )
