"""Finished and still running times judged together: what is not over yet is not forgiven."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lkj.analytics.durations import open_passes, passes_with_verdict
from lkj.analytics.groups import Groups, group_rows, share


def kaplan_meier(times: pd.Series, is_event: pd.Series) -> pd.DataFrame:
    """Which share is finished by each time, if running ones are counted (Kaplan, Meier 1958)?

    Args:
        times: minutes until finished, or so far.
        is_event: whether finished; what runs counts as long as it has run.

    Returns:
        One row per time at which something finished: `minutes`, `n_at_risk` (that took or
        ran at least so long), `n_finished` then, `finished_share` by then.
    """
    table = pd.DataFrame({"minutes": times, "n_finished": is_event.astype("int64"), "n": 1})
    curve = table.groupby("minutes", as_index=False).sum()
    curve = curve.assign(n_at_risk=curve["n"][::-1].cumsum())
    remaining = (1 - curve["n_finished"] / curve["n_at_risk"]).cumprod()
    curve = curve.assign(finished_share=1 - remaining)[curve["n_finished"] > 0]
    columns = ["minutes", "n_at_risk", "n_finished", "finished_share"]
    return curve[columns].reset_index(drop=True)


def kaplan_meier_quantile(curve: pd.DataFrame, wanted: float) -> float:
    """By when is a share finished? Missing where the curve does not reach it.

    Args:
        curve: from `kaplan_meier`.
        wanted: the share, 0..1.
    """
    reached = curve.loc[curve["finished_share"] >= wanted, "minutes"]
    return float(reached.iloc[0]) if len(reached) else np.nan


def live_compliance(
    visits: pd.DataFrame, *, by: Sequence[str] = ("step",), touch_age: pd.Series
) -> pd.DataFrame:
    """Which share keeps mutu baku waktu, if late work that still runs is not forgiven?

    Args:
        visits: STEP_VISITS, perhaps with more columns.
        by: columns to group by that open visits have too; none gives one row for all.
        touch_age: working minutes since each visit was begun, see `clocks.touch_age`.

    Returns:
        One row per group, by its key: `n_known` finished passes of known minutes, `n_open`
        begun ones, `n_open_over` of them beyond the standard; `within_rate` of the finished
        alone, and `live_within_rate`: Kaplan and Meier's share finished within the standard
        (metrics 2.3). The latter is missing where neither a finished nor a running pass shows
        what happens up to the standard. Times are compared in units of each pass's own
        standard, so that passes of several SOP versions may stand in one group.
    """
    finished, running = passes_with_verdict(visits), open_passes(visits, touch_age=touch_age)
    finished = finished[finished["is_known"]].assign(is_event=True)
    running = running[running["touch_age_minutes"].notna()].assign(is_event=False)
    running = running.assign(
        ratio=running["touch_age_minutes"] / running["standard_minutes"],
        is_over=running["running_excess_minutes"] > 0,
    )
    columns = [*by, "is_event", "ratio", "is_over"]
    passes = pd.concat([finished[columns], running[columns]], ignore_index=True)
    groups = group_rows(passes, by)
    is_event, is_over = passes["is_event"], passes["is_over"]
    n_known = groups.count(is_event)
    return groups.keys.assign(
        n_known=n_known,
        n_open=groups.count(~is_event),
        n_open_over=groups.count(~is_event & is_over),
        within_rate=share(groups.count(is_event & ~is_over), n_known),
        live_within_rate=_finished_within(passes, groups),
    )


def _finished_within(passes: pd.DataFrame, groups: Groups) -> pd.Series:
    """Kaplan and Meier's share finished by ratio 1 in each group; see `live_compliance`."""
    table = passes[["ratio", "is_event"]].assign(group=groups.number)
    # Of equal times the finished come first: what still runs was there when they finished.
    table = table.sort_values(["group", "ratio", "is_event"], ascending=[True, True, False])
    grouped = table.groupby("group")
    at_risk = grouped["ratio"].transform("size") - grouped.cumcount()
    counts = table["is_event"] & (table["ratio"] <= 1)
    remaining = (1 - counts / at_risk).groupby(table["group"]).prod()
    is_told = (grouped["ratio"].max() >= 1) | (remaining == 0)
    return (1 - remaining.where(is_told)).reindex(range(len(groups.keys)))
