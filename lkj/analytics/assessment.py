"""The counts that an assessment of an SOP rests on."""

from collections.abc import Sequence

import pandas as pd

from lkj.analytics.durations import against_standard
from lkj.analytics.rejections import rejection_counts

_COUNTS = ["n", "n_known", "n_within", "n_over", "n_unknown", "n_forgotten"]
_MEASURES = [
    "standard_minutes",
    "p50_minutes",
    "max_minutes",
    "excess_minutes",
    "within_rate_low",
    "within_rate_high",
]


def assessment_figures(visits: pd.DataFrame, *, by: Sequence[str] = ("step",)) -> pd.DataFrame:
    """Is the SOP carried out well: how many passes kept mutu baku waktu, how many came back?

    Args:
        visits: STEP_VISITS of one semester, perhaps with more columns; open and cancelled ones
            do not count.
        by: columns to group by.

    Returns:
        One row per group, by its key: the counts of `against_standard`, `n_reviewed` decisions
        and `n_returned` of them; the standard (missing where the passes have several), median,
        longest and excess minutes and the interval of the within rate, as there.
    """
    keys = list(by)
    standard = against_standard(visits, by=by)
    reviews = rejection_counts(visits, by=by)[[*keys, "n", "n_rejections"]]
    reviews = reviews.rename(columns={"n": "n_reviewed", "n_rejections": "n_returned"})
    table = standard[[*keys, *_COUNTS, *_MEASURES]].merge(reviews, on=keys, how="left")
    counts = {
        name: table[name].fillna(0).astype("int64") for name in ("n_reviewed", "n_returned")
    }
    return table.assign(**counts)[[*keys, *_COUNTS, *counts, *_MEASURES]]
