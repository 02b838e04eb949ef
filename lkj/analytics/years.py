"""One tahun kinerja beside another: the minutes of each step, and whether more passes fit."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from lkj.analytics.durations import against_standard
from lkj.analytics.groups import group_rows
from lkj.analytics.intervals import Floats, wilson

FEWEST_TO_COMPARE = 10  # known passes of each year


def rate_difference(
    n_before: tuple[npt.ArrayLike, npt.ArrayLike], n_after: tuple[npt.ArrayLike, npt.ArrayLike]
) -> tuple[Floats, Floats, Floats]:
    """By how much does one share exceed another, and between which values (Newcombe 1998)?

    Args:
        n_before: cases counted and all cases of the first share.
        n_after: of the second.

    Returns:
        The second share less the first, and its 95 % interval from the two Wilson intervals
        (his method 10); missing where either has no cases.
    """
    (first, low, high), (second, second_low, second_high) = (
        _share(*counts) for counts in (n_before, n_after)
    )
    difference = second - first
    return (
        difference,
        difference - np.hypot(second - second_low, high - first),
        difference + np.hypot(second_high - second, first - low),
    )


def years(passes: pd.DataFrame, *, by: Sequence[str] = ("step",)) -> pd.DataFrame:
    """How did each step run in each tahun kinerja, and did it change from year to year?

    Args:
        passes: PASSES, perhaps with more columns.
        by: columns to group by, before the year.

    Returns:
        One row per group and `fiscal_year`: `n`, `n_known`, `n_within`, the standard, and
        `p50_minutes` of the known, as in `against_standard`; `difference_rate` of the
        share within against the group's year before in the table, with its interval. The
        difference is missing unless both years have 10 known passes under one standard.
    """
    keys = [*by, "fiscal_year"]
    table = against_standard(passes.dropna(subset=["fiscal_year"]), by=keys)
    figures = [*keys, "n", "n_known", "n_within", "standard_minutes", "p50_minutes"]
    table = table[figures]
    names = ["n_known", "n_within", "standard_minutes"]
    before = table[names].groupby(group_rows(table, by).number).shift()
    known, within, standard = (before[name].astype("float64") for name in names)
    change = rate_difference((within, known), (table["n_within"], table["n_known"]))
    is_told = (
        (known >= FEWEST_TO_COMPARE)
        & (table["n_known"] >= FEWEST_TO_COMPARE)
        & (standard == table["standard_minutes"].astype("float64"))
    )
    told = [pd.Series(values, index=table.index).where(is_told) for values in change]
    return table.assign(
        difference_rate=told[0], difference_rate_low=told[1], difference_rate_high=told[2]
    )


def _share(n_cases: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
    cases, all_cases = (np.asarray(count, dtype=np.float64) for count in (n_cases, n))
    rate = cases / np.where(all_cases > 0, all_cases, np.nan)
    return rate, *wilson(np.nan_to_num(cases), np.nan_to_num(all_cases))
