"""Passes done again because a draft was returned, and which return they are charged to."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES, Bools, Ints
from lkj.analytics.durations import VERDICT_COLUMNS, passes_with_verdict
from lkj.analytics.groups import group_rows, share
from lkj.analytics.intervals import Floats
from lkj.analytics.report_ids import report_numbers
from lkj.analytics.schema import ClockQuality, Outcome
from lkj.analytics.strip import in_order

MOST_LOOPS = 3  # reports with more are counted with these

_MINUTES = (
    "processing_minutes",
    "direct_processing_minutes",
    "cascade_processing_minutes",
    "waiting_minutes",
    "standard_minutes",
)
_MOST = "most_processing_minutes"
# What charges are made from, and what is told of the return: texts of few passes only.
_CHARGED = ("step", "visit", *VERDICT_COLUMNS, "waiting_minutes", "closing_no")
_TOLD = ["report_id", "role", "actor", "left_at", "reasons"]


def loops(visits: pd.DataFrame, *, by: Sequence[str] = ("report_id",)) -> pd.DataFrame:
    """How often is the work sent back, and how much is passed again for it?

    Args:
        visits: STEP_VISITS of whole reports, perhaps with more columns.
        by: columns to group by: reports, steps, or both; none gives one row for all.

    Returns:
        One row per group, by its key: `n` decided passes, `n_loops` returns given, and
        `n_repeats` passes from the second on = `n_direct` (a return led there) + `n_cascade`
        (passed again on the way forward); metrics 2.7. Of a running report: so far.
    """
    needed = dict.fromkeys(["report_id", "closing_no", "outcome", "visit", *by])
    ordered = in_order(visits[list(needed)])
    is_sent_back = _is_sent_back(ordered)
    decided = ordered["outcome"].isin(MOVES)
    is_repeat = decided & (ordered["visit"] > 1)
    groups = group_rows(ordered, by)
    flags = {
        "n": decided,
        "n_loops": ordered["outcome"] == Outcome.REJECTED,
        "n_repeats": is_repeat,
        "n_direct": is_repeat & is_sent_back,
        "n_cascade": is_repeat & ~is_sent_back,
    }
    counts = pd.DataFrame({name: groups.count(flag) for name, flag in flags.items()})
    return pd.concat([groups.keys, counts], axis=1)


def loop_distribution(report_loops: pd.DataFrame) -> pd.DataFrame:
    """How many reports were returned never, once, twice, or more often?

    Args:
        report_loops: `loops` of some reports.

    Returns:
        One row for each number of `loops` from 0 to MOST_LOOPS, which stands for that many
        and more: `n_reports` and their `share`. Nothing where there are no reports.
    """
    if report_loops.empty:
        return pd.DataFrame({"loops": [], "n_reports": [], "share": []}).astype(
            {"loops": "int64", "n_reports": "int64"}
        )
    n_loops = report_loops["n_loops"].clip(upper=MOST_LOOPS)
    n_reports = np.bincount(n_loops, minlength=MOST_LOOPS + 1)
    return pd.DataFrame(
        {
            "loops": np.arange(MOST_LOOPS + 1),
            "n_reports": n_reports,
            "share": share(n_reports, len(report_loops)),
        }
    )


def rework_episodes(visits: pd.DataFrame) -> pd.DataFrame:
    """What did each return cost in passes and minutes?

    Every pass after a return is charged to the latest return that is still open; a return is
    open until its own step has been passed again (metrics 2.8). In a report that keeps to the
    SOP the minutes of all episodes add up to those of all passes from the second on.

    Args:
        visits: STEP_VISITS of whole reports; only decided ones are charged.

    Returns:
        One row per return, by report_id, step and visit of the pass that returned the draft:
        `n_passes` charged, `n_unknown` of them without known processing minutes; `role` and
        `actor` who returned it, when (`opened_at`) and for which `reasons`.

        Of the charged passes: processing and waiting minutes where they are known, missing
        where of none; processing also apart for direct passes (a return led there) and for
        cascade passes (on the way forward again); `most_processing_minutes`, with a pass
        without a start counted as if it had not waited, missing where not even that is known;
        `standard_minutes` of all.

        `is_open`: the step has not been passed again yet. `is_nested`: given while repairing
        an earlier return. `has_jump`: the report left the SOP's way, so that its episodes need
        not add up.
    """
    passes = in_order(passes_with_verdict(_of_returned(visits)))
    is_rejected = (passes["outcome"] == Outcome.REJECTED).to_numpy()
    report = passes["report"].to_numpy(np.int64)
    step = passes["step"].cat.codes.to_numpy().astype(np.int64)
    charged, is_open, is_nested = _walk(report, step, is_rejected)
    rows = np.flatnonzero(is_rejected)
    work, episode = passes[charged >= 0], np.searchsorted(rows, charged[charged >= 0])
    spent = work["processing_minutes"].where(work["is_known"])
    is_direct = _is_sent_back(passes)[charged >= 0].to_numpy()
    jumps = report[(charged >= 0) != (passes["visit"] > 1).to_numpy()]
    told = visits[_TOLD].iloc[passes["place"].to_numpy()[rows]]
    episodes = told[["report_id"]].assign(
        step=passes["step"].array[rows],
        visit=passes["visit"].array[rows],
        n_passes=np.bincount(episode, minlength=len(rows)),
        n_unknown=np.bincount(episode[~work["is_known"].to_numpy()], minlength=len(rows)),
        role=told["role"],
        actor=told["actor"],
        opened_at=told["left_at"],
        reasons=told["reasons"],
        processing_minutes=_charges(episode, spent, len(rows)),
        direct_processing_minutes=_charges(episode[is_direct], spent[is_direct], len(rows)),
        cascade_processing_minutes=_charges(episode[~is_direct], spent[~is_direct], len(rows)),
        most_processing_minutes=_sums(episode, _most(work), len(rows)),
        waiting_minutes=_charges(episode, work["waiting_minutes"], len(rows)),
        standard_minutes=_charges(episode, work["standard_minutes"], len(rows)),
        is_open=is_open,
        is_nested=is_nested,
        has_jump=np.isin(report[rows], jumps),
    )
    order = np.lexsort((episodes["visit"], step[rows], report[rows]))
    return episodes.iloc[order].reset_index(drop=True)


def rework_by_step(episodes: pd.DataFrame, *, by: Sequence[str] = ("step",)) -> pd.DataFrame:
    """Where do the returns arise that cost the most?

    Args:
        episodes: `rework_episodes`, perhaps with more columns.
        by: columns to group by; none gives one row for all.

    Returns:
        One row per group, by its key: `n` returns, `n_open`, `n_nested`, `n_passes` and
        `n_unknown` charged, and the minutes in sum, missing where none is known;
        most_processing_minutes where any is not.
    """
    groups = group_rows(episodes, by)
    counts: dict[str, Ints | Floats] = {
        "n": groups.count(episodes["n_passes"] >= 0),
        "n_open": groups.count(episodes["is_open"]),
        "n_nested": groups.count(episodes["is_nested"]),
    }
    for name in ("n_passes", "n_unknown"):
        counts[name] = np.nan_to_num(groups.total(episodes[name])).astype(np.int64)
    counts |= {name: groups.total(episodes[name]) for name in _MINUTES}
    most = episodes[_MOST].to_numpy(np.float64)
    counts[_MOST] = _sums(groups.number, most, len(groups.keys))
    return pd.concat([groups.keys, pd.DataFrame(counts)], axis=1)


def rework_share(visits: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """How much of the work was done again?

    Args:
        visits: STEP_VISITS, perhaps with more columns.
        by: columns to group by; none gives one row for all.

    Returns:
        One row per group, by its key: `n_known` passes with known processing minutes,
        `n_unknown` others, `processing_minutes` of the known, `rework_minutes` of those from
        the second visit on, and `rework_share` of the minutes (metrics 2.8).
    """
    passes = passes_with_verdict(visits)
    groups = group_rows(passes, by)
    spent = passes["processing_minutes"].where(passes["is_known"])
    total = groups.total(spent)
    again = groups.total(spent.where(passes["visit"] > 1, spent * 0))
    figures = {
        "n_known": groups.count(passes["is_known"]),
        "n_unknown": groups.count(~passes["is_known"]),
        "processing_minutes": total,
        "rework_minutes": again,
        "rework_share": share(again, total),
    }
    return pd.concat([groups.keys, pd.DataFrame(figures)], axis=1)


def _of_returned(visits: pd.DataFrame) -> pd.DataFrame:
    """What episodes are made from, of reports with a return: the others have none.

    `report` is the report's number, `place` where the pass stands among all visits.
    """
    report = report_numbers(visits["report_id"])
    is_rejected = (visits["outcome"] == Outcome.REJECTED).to_numpy()
    place = np.flatnonzero(np.bincount(report, is_rejected)[report] > 0)
    return visits[list(_CHARGED)].iloc[place].assign(report=report[place], place=place)


def _is_sent_back(ordered: pd.DataFrame) -> pd.Series:
    """Passes that a return led to; rows by report and in order."""
    is_same = ordered["report"] == ordered["report"].shift()
    return is_same & (ordered["outcome"].shift() == Outcome.REJECTED)


def _walk(report: Ints, step: Ints, is_rejected: Bools) -> tuple[Ints, Bools, Bools]:
    """The pass of the return that each pass is charged to, -1 where none; open, nested returns.

    Passes stand by report and in order.
    """
    n_rejected = np.cumsum(is_rejected)
    # Only what follows a return of the same report can be charged to one.
    first = np.searchsorted(report, report, side="left")
    before = np.where(first > 0, n_rejected[first - 1], 0)
    rows = np.flatnonzero(n_rejected > before)
    top, is_open, is_nested = _charged_in_order(
        report[rows].tolist(), step[rows].tolist(), is_rejected[rows].tolist()
    )
    charged = np.full(len(report), -1)
    charged[rows] = np.where(top >= 0, rows[top], -1)
    return charged, is_open[is_rejected[rows]], is_nested[is_rejected[rows]]


def _charged_in_order(
    report: list[int], step: list[int], is_rejected: list[bool]
) -> tuple[Ints, Bools, Bools]:
    """The stack rule itself, on plain lists: numpy's elements are slow one by one."""
    charged = [-1] * len(report)
    is_open, is_nested = list(is_rejected), [False] * len(report)
    open_returns: list[int] = []
    current = -1
    for row, (owner, here, is_return) in enumerate(zip(report, step, is_rejected, strict=True)):
        if owner != current:
            current, open_returns = owner, []
        if open_returns:
            charged[row] = latest = open_returns[-1]
            if step[latest] == here:
                is_open[open_returns.pop()] = False
        if is_return:
            is_nested[row] = bool(open_returns)
            open_returns.append(row)
    return np.array(charged, dtype=np.int64), np.array(is_open, bool), np.array(is_nested, bool)


def _most(work: pd.DataFrame) -> Floats:
    """What each pass took at most: processing is no longer than entered to left."""
    is_bounded = (work["clock_quality"] == ClockQuality.BOUNDED) & ~work["is_forgotten"]
    longest = work["lead_minutes"].where(is_bounded)
    return work["processing_minutes"].where(work["is_known"], longest).to_numpy(np.float64)


def _charges(episode: Ints, minutes: pd.Series, n: int) -> Floats:
    """Known minutes of each episode; missing where of its passes none is known."""
    spent = minutes.to_numpy(dtype=np.float64)
    is_known = ~np.isnan(spent)
    added = _sums(episode[is_known], spent[is_known], n)
    is_unknown = np.bincount(episode, minlength=n) > 0
    is_unknown &= np.bincount(episode[is_known], minlength=n) == 0
    return np.where(is_unknown, np.nan, added)


def _sums(number: Ints, values: Floats, n: int) -> Floats:
    """Sum of each of n numbers; missing where any value is."""
    # Of nothing numpy makes whole numbers.
    return np.bincount(number, values, minlength=n).astype(np.float64)
