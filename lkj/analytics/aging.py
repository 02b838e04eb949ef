"""Open visits beside the history of their step: what has been there unusually long."""

from datetime import datetime

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES
from lkj.analytics.clocks import minutes_until
from lkj.analytics.groups import MINIMUM, group_rows, share
from lkj.analytics.report_ids import of_reports
from lkj.analytics.schema import ClockQuality
from lkj.worktime import WorkingCalendar

_ENOUGH_HISTORY = 5  # fewer draw no bands (metrics 2.9)


def aging(
    visits: pd.DataFrame,
    status: pd.DataFrame,
    *,
    as_of: datetime,
    calendar: WorkingCalendar,
) -> pd.DataFrame:
    """Which reports have been at their step longer than others were?

    Args:
        visits: STEP_VISITS whose finished passes are the history to compare with.
        status: REPORT_STATUS of the reports to look at.
        as_of: the moment that `status` was looked from.
        calendar: counts the working minutes.

    Returns:
        One row per open visit, by report: `n_history` finished passes of the same step and
        type (first, or repeats) with known lead; `n_closed` finished reports that left this
        step in a pass of that type, and `n_quicker` of them whose total age was smaller then;
        `pace_share`, their share, missing of none (metrics 2.9); the standard; `age_minutes`
        since received at this step, `touch_age_minutes` since begun (missing where not),
        `total_age_minutes` since the report was received; and percentiles of the history's
        lead, missing under 5 passes or too few for the percentile (metrics 2.12).
    """
    running = status[status["current_step"].notna()]
    table = pd.DataFrame(
        {
            "report_id": running["report_id"],
            "step": running["current_step"],
            "visit": running["current_visit"].astype("int64"),
            "is_repeat": (running["current_visit"] > 1).astype("bool"),
            "standard_minutes": running["standard_minutes"],
            "age_minutes": running["age_minutes"],
            "touch_age_minutes": running["touch_age_minutes"],
            "total_age_minutes": minutes_until(running["received_at"], as_of, calendar),
        }
    ).astype({"step": "str"})
    found = table.merge(_lead_history(visits), on=["step", "is_repeat"], how="left")
    found = found.assign(
        step=pd.Categorical(found["step"], categories=status["current_step"].cat.categories),
        n_history=found["n_history"].fillna(0).astype("int64"),
    )
    found = found.assign(**_pace(found, visits, calendar))
    key = ["report_id", "step", "visit"]
    counts = ["n_history", "n_closed", "n_quicker"]
    ages = ["is_repeat", "standard_minutes", "age_minutes", "touch_age_minutes"]
    bands = [f"p{percent}_lead_minutes" for percent in MINIMUM]
    return found.sort_values("report_id", ignore_index=True)[
        [*key, *counts, *ages, "total_age_minutes", "pace_share", *bands]
    ]


def _lead_history(visits: pd.DataFrame) -> pd.DataFrame:
    """Percentiles of lead by step and pass type."""
    decided = visits[visits["outcome"].isin(MOVES) & visits["lead_minutes"].notna()]
    decided = decided.assign(is_repeat=decided["visit"] > 1)
    groups = group_rows(decided, ["step", "is_repeat"])
    lead = groups.ordered(decided["lead_minutes"])
    bands = {
        f"p{percent}_lead_minutes": np.where(
            lead.n >= _ENOUGH_HISTORY, lead.percentile(percent), np.nan
        )
        for percent in MINIMUM
    }
    history = groups.keys.astype({"step": "str"})
    return history.assign(n_history=lead.n, **bands)


def _pace(
    ages: pd.DataFrame, visits: pd.DataFrame, calendar: WorkingCalendar
) -> dict[str, np.ndarray]:
    """How many finished reports were younger than each open one when they left its step."""
    left = _ages_on_leaving(visits, calendar)
    keys = zip(ages["step"].astype("str"), ages["is_repeat"], strict=True)
    known = [left.get(key, _NONE) for key in keys]
    total = ages["total_age_minutes"].to_numpy(np.float64)
    n_quicker = np.array(
        [np.searchsorted(group, age) for group, age in zip(known, total, strict=True)],
        dtype=np.int64,
    )
    n_closed = np.array([len(group) for group in known], dtype=np.int64)
    return {
        "n_closed": n_closed,
        "n_quicker": n_quicker,
        "pace_share": share(n_quicker, n_closed),
    }


_NONE = np.empty(0)
_OF_LEAVING = (
    "report_id",
    "step",
    "visit",
    "entered_at",
    "left_at",
    "outcome",
    "clock_quality",
)


def _ages_on_leaving(
    visits: pd.DataFrame, calendar: WorkingCalendar
) -> dict[tuple[str, bool], np.ndarray]:
    """By step and pass type, the total age of every finished report at its last such pass."""
    decided = visits[visits["outcome"].isin(MOVES)]
    finished = decided.loc[decided["next_step"].isna(), "report_id"]
    passes = of_reports(visits[list(_OF_LEAVING)], finished)
    received = passes.groupby("report_id")["entered_at"].min()
    is_known = passes["outcome"].isin(MOVES) & (passes["clock_quality"] != ClockQuality.INVALID)
    passes = passes[is_known].assign(is_repeat=passes["visit"] > 1).sort_values("visit")
    last = passes.drop_duplicates(["report_id", "step", "is_repeat"], keep="last")
    since = received.reindex(last["report_id"]).set_axis(last.index).dt.floor("min")
    age = calendar.minutes_between(since, last["left_at"].dt.floor("min"))
    groups = last.assign(age=age).groupby(["step", "is_repeat"], observed=True)["age"]
    return {(str(step), bool(again)): np.sort(of) for (step, again), of in groups}
