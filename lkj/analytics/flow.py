"""Reports on their way over time: how many arrive, leave, run, and are being redone."""

from datetime import datetime, tzinfo

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES, Ints
from lkj.analytics.schema import Outcome
from lkj.analytics.strip import in_order

_COUNTS = ["n_arrived", "n_finished", "n_cancelled"]


def daily_flow(visits: pd.DataFrame, *, as_of: datetime, zone: tzinfo) -> pd.DataFrame:
    """How many reports run at the end of each day, and how many of them are being redone?

    Args:
        visits: STEP_VISITS, all of each report, looked from `as_of`.
        as_of: the last day shown is the one it falls in.
        zone: the office's zone.

    Returns:
        One row per local `day` (naive midnight) from the first arrival on, without gaps:
        `n_arrived`, `n_finished` and `n_cancelled` on that day; at its end `n_running`
        (arrived, not finished, not cancelled) and `n_in_rework`, of these the ones whose
        current step lies before the furthest they ever reached (metrics 2.10).
    """
    events = {name: _local_days(at, zone) for name, at in _events(visits).items()}
    days = _days(events["n_arrived"], as_of, zone)
    counts = pd.DataFrame({name: _per_day(at, days) for name, at in events.items()})
    change = counts["n_arrived"] - counts["n_finished"] - counts["n_cancelled"]
    table = counts[_COUNTS].assign(
        n_running=change.cumsum(),
        n_in_rework=(counts["n_redone"] - counts["n_redone_left"]).cumsum(),
    )
    return table.assign(day=days)[["day", *table.columns]]


def monthly_flow(visits: pd.DataFrame, *, as_of: datetime, zone: tzinfo) -> pd.DataFrame:
    """How many reports arrive and leave in each month?

    Args:
        visits: STEP_VISITS, all of each report, looked from `as_of`.
        as_of: the last month shown is the one it falls in.
        zone: the office's zone.

    Returns:
        One row per `month` (its first day) from the first arrival on; a month without any is
        a row of zeros: `n_arrived`, `n_finished`, `n_cancelled` in it, and `n_running` at its
        end, or at `as_of`.
    """
    daily = daily_flow(visits, as_of=as_of, zone=zone)
    month = daily["day"].dt.to_period("M").dt.start_time.astype(daily["day"].dtype)
    grouped = daily.assign(month=month).groupby("month")
    counts = grouped[_COUNTS].sum().assign(n_running=grouped["n_running"].last())
    return counts.reset_index()


def cumulative_flow(visits: pd.DataFrame, *, as_of: datetime, zone: tzinfo) -> pd.DataFrame:
    """How many reports have ever reached each step, and the end, by each day?

    Lines never fall, also where a report is sent back: that shows as `n_in_rework` of
    `daily_flow`. Cancelled reports stay in the lines of the steps that they had reached.

    Args:
        visits: STEP_VISITS of one SOP, all of each report, looked from `as_of`.
        as_of: the last day shown is the one it falls in.
        zone: the office's zone.

    Returns:
        One row per `day` and `step` (every category of the column, in order; missing for the
        end of the last step): `n_reached` until the end of that day.
    """
    steps = visits["step"].cat.categories
    n_lines = len(steps) + 1  # the last line is the end
    # The first pass of a step is when it was reached.
    first = visits[visits["visit"] == 1]
    finished = visits[_is_finish(visits)]
    at = pd.concat([first["entered_at"], finished["left_at"]], ignore_index=True)
    local = _local_days(at, zone)
    days = _days(local, as_of, zone)
    codes = first["step"].cat.codes.to_numpy(np.int64)
    line = np.concatenate([codes, np.full(len(finished), len(steps))])
    reached = np.zeros((len(days), n_lines), dtype=np.int64)
    np.add.at(reached, (days.get_indexer(pd.Index(local)), line), 1)
    step_codes = np.tile([*range(len(steps)), -1], len(days))
    return pd.DataFrame(
        {
            "day": np.repeat(days, n_lines),
            "step": pd.Categorical.from_codes(step_codes, categories=steps),
            "n_reached": reached.cumsum(axis=0).ravel(),
        }
    )


def _events(visits: pd.DataFrame) -> dict[str, pd.Series]:
    """When reports arrive and leave, and enter and leave a step that they had gone beyond."""
    ordered = in_order(visits)
    step = ordered["step"].cat.codes
    redone = ordered[step < step.groupby(ordered["report"]).cummax()]
    return {
        "n_arrived": ordered.drop_duplicates("report")["entered_at"],
        "n_finished": ordered.loc[_is_finish(ordered), "left_at"],
        "n_cancelled": ordered.loc[ordered["outcome"] == Outcome.CANCELLED, "left_at"],
        "n_redone": redone["entered_at"],
        "n_redone_left": redone["left_at"].dropna(),
    }


def _is_finish(visits: pd.DataFrame) -> pd.Series:
    return visits["outcome"].isin(MOVES) & visits["next_step"].isna()


def _local_days(at: pd.Series, zone: tzinfo) -> pd.Series:
    """Naive local midnights."""
    local: pd.Series = at.dt.tz_convert(zone).dt.tz_localize(None).dt.normalize()
    return local


def _days(local: pd.Series, as_of: datetime, zone: tzinfo) -> pd.DatetimeIndex:
    """Every day from the first of these on; none where there is none."""
    last = pd.Timestamp(as_of.astimezone(zone).date())
    first = local.min() if len(local) else last + pd.Timedelta(days=1)
    return pd.date_range(first, last, unit="us")


def _per_day(local: pd.Series, days: pd.DatetimeIndex) -> Ints:
    return np.bincount(days.get_indexer(pd.Index(local)), minlength=len(days))
