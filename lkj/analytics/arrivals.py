"""By which arrow of the SOP each pass came in: onwards, or sent back."""

import pandas as pd

from lkj.analytics.groups import group_rows
from lkj.analytics.schema import Outcome
from lkj.analytics.strip import in_order


def arrivals(visits: pd.DataFrame) -> pd.DataFrame:
    """Which step did each pass come from, and was it sent back?

    Args:
        visits: STEP_VISITS of whole reports, perhaps with more columns.

    Returns:
        One row per visit by report and order, with its index: its columns, `source`, the step
        before it (missing for the first), and `is_returned`, whether that step sent it back.
    """
    ordered = in_order(visits.assign(row=visits.index)).set_index("row")
    is_next = ordered["report"] == ordered["report"].shift()
    before = ordered[["step", "outcome"]].shift()
    return ordered.assign(
        source=before["step"].where(is_next),
        is_returned=is_next & (before["outcome"] == Outcome.REJECTED),
    ).drop(columns="report")


def arrow_counts(arrived: pd.DataFrame) -> pd.DataFrame:
    """How many passes came by each arrow, and how long did they wait to be begun?

    Args:
        arrived: rows of `arrivals`, any selection of them.

    Returns:
        One row per `source`, `step` and `is_returned`: `n` passes, `n_waiting` of them with
        known waiting, and `p50_waiting_minutes`, missing under 3 of these.
    """
    groups = group_rows(arrived, ["source", "step", "is_returned"])
    is_known = arrived["waiting_minutes"].notna()
    return groups.keys.assign(
        n=groups.count(is_known | ~is_known),
        n_waiting=groups.count(is_known),
        p50_waiting_minutes=groups.ordered(arrived["waiting_minutes"]).percentile(50),
    )
