"""Whether mutu baku waktu itself is right: the evidence for its revision."""

import numpy as np
import pandas as pd

from lkj.analytics.behaviour_chart import Assurance, behaviour_limits
from lkj.analytics.durations import against_standard

_ENOUGH = 10
_ROUNDED_TO = 5  # minutes
_FIGURES = [
    "step",
    "n_known",
    "standard_minutes",
    "p50_minutes",
    "p85_minutes",
    "within_rate",
    "within_rate_low",
    "within_rate_high",
]
_LIMITS = [
    "step",
    "limit_status",
    "centre_minutes",
    "lower_minutes",
    "upper_minutes",
    "assurance",
]


def standard_evidence(visits: pd.DataFrame, limits: pd.DataFrame | None = None) -> pd.DataFrame:
    """For which steps should another mutu baku waktu be proposed, and which?

    A revision is proposed where at least 10 passes are known and either the first passes
    cannot meet the standard as they run now (assurance "fails"), or it is all but sure that
    fewer than half of all passes do (upper Wilson bound of the within rate under 0.5).
    Proposed is what 85 of 100 passes keep, rounded up to 5 minutes.

    Args:
        visits: STEP_VISITS of one SOP version, perhaps with more columns.
        limits: `behaviour_limits` with one row of first passes per step, for example of its
            latest period; of all the visits where there is none.

    Returns:
        One row per step with decided passes: `n_known`, the standard, percentiles and within
        rate of all passes (see `against_standard`); limits and assurance of first passes (see
        `behaviour_limits`); `is_revision_proposed`, and `proposed_minutes`, missing where not.
    """
    known = behaviour_limits(visits) if limits is None else limits
    first = known.loc[~known["is_repeat"].astype(bool), _LIMITS]
    table = against_standard(visits)[_FIGURES].merge(first, on="step", how="left")
    is_enough = table["n_known"] >= _ENOUGH
    is_failing = table["assurance"] == Assurance.FAILS
    is_proposed = is_enough & (is_failing | (table["within_rate_high"] < 0.5))  # noqa: PLR2004 -- half
    # Rounded first: a percentile between two values may carry the noise of its last digit.
    proposed = np.ceil(table["p85_minutes"].round(6) / _ROUNDED_TO) * _ROUNDED_TO
    return table.assign(
        is_revision_proposed=is_proposed,
        proposed_minutes=proposed.where(is_proposed),
    )
