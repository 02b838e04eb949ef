"""Returns of reviewed drafts: how often, why, by whom to whom, and how many needed none."""

from collections.abc import Sequence
from typing import Literal

import numpy as np
import pandas as pd

from lkj.analytics.groups import Groups, group_rows, share
from lkj.analytics.intervals import Floats, wilson
from lkj.analytics.schema import Outcome, State
from lkj.analytics.strip import in_order

_DECISIONS = (Outcome.APPROVED, Outcome.REJECTED)
_HAND_OVERS = (Outcome.SUBMITTED, Outcome.APPROVED)


def reviews(visits: pd.DataFrame) -> pd.DataFrame:
    """The finished visits that judged a draft: approved or returned."""
    is_judged = visits["outcome"].isin(_DECISIONS)
    return visits if is_judged.all() else visits[is_judged]


def rejection_counts(visits: pd.DataFrame, *, by: Sequence[str] = ("step",)) -> pd.DataFrame:
    """How often is a draft returned, at the first review and when reviewed again?

    Args:
        visits: STEP_VISITS, perhaps with more columns; only `reviews` count.
        by: columns to group by; none gives one row for all, even without visits.

    Returns:
        One row per group, by its key: `n` decisions = `n_first` (visit 1) + `n_again`, and the
        returns among each. `rejection_rate` of all decisions with `rate_low` and `rate_high`,
        first_rejection_rate and again_rejection_rate, each with its 95 % interval (Wilson
        1927); first_pass_yield = 1 - first_rejection_rate (metrics 2.5, 2.6).
    """
    decisions = reviews(visits[list(dict.fromkeys([*by, "outcome", "visit"]))])
    groups = group_rows(decisions, by)
    counts = _counts(decisions, groups)
    return pd.concat([groups.keys, counts, rejection_rates(counts)], axis=1)


def rejection_rates(counts: pd.DataFrame) -> pd.DataFrame:
    """The shares and intervals that follow from the counts of `rejection_counts`."""
    rate, first, again = (
        _rate(counts["n_rejections"], counts["n"]),
        _rate(counts["n_first_rejections"], counts["n_first"]),
        _rate(counts["n_again_rejections"], counts["n_again"]),
    )
    return pd.DataFrame(
        {
            "rejection_rate": rate[0],
            "rate_low": rate[1],
            "rate_high": rate[2],
            "first_rejection_rate": first[0],
            "first_rejection_rate_low": first[1],
            "first_rejection_rate_high": first[2],
            "again_rejection_rate": again[0],
            "again_rejection_rate_low": again[1],
            "again_rejection_rate_high": again[2],
            "first_pass_yield": 1 - first[0],
        }
    )


def reason_counts(visits: pd.DataFrame, *, by: Sequence[str] = ()) -> pd.DataFrame:
    """Why are drafts returned, and which reason comes back in the same report?

    Args:
        visits: STEP_VISITS, perhaps with more columns; only returns count.
        by: columns to group by before the reason.

    Returns:
        One row per group and `reason` (its code), the most frequent of a group first:
        `n_rejections` that name it, `n_reports` with at least one of them, `n_repeats` of
        these with two or more (metrics 2.7), and `share` of the group's returns. A return may
        name several reasons or none, so shares need not add up to 1.
    """
    rejected = visits[visits["outcome"] == Outcome.REJECTED]
    around = group_rows(rejected, by)
    n_all = around.count(_every(rejected))[around.number]
    named = named_reasons(rejected.assign(n_all=n_all))
    groups = group_rows(named, [*by, "reason"])
    n_in_report = named.groupby([groups.number, "report_id"]).size()
    reports = Groups(groups.keys, n_in_report.index.get_level_values(0).to_numpy(np.int64))
    counts = pd.DataFrame(
        {
            "n_rejections": groups.count(_every(named)),
            "n_reports": reports.count(n_in_report > 0),
            "n_repeats": reports.count(n_in_report > 1),
        }
    )
    counts = counts.assign(share=share(counts["n_rejections"], groups.only(named["n_all"])))
    table = pd.concat([groups.keys, counts], axis=1)
    order = [*by, "n_rejections", "reason"]
    ascending = [name != "n_rejections" for name in order]
    return table.sort_values(order, ascending=ascending, ignore_index=True)


def given_received(
    visits: pd.DataFrame, *, by: Literal["role", "actor"] = "role"
) -> pd.DataFrame:
    """Who reviewed whose draft, and how often was it returned?

    Args:
        visits: STEP_VISITS of whole reports.
        by: whether roles or persons are compared.

    Returns:
        One row per `reviewer` and `preparer`: `n` decisions, `n_rejections`, and
        `rejection_rate`. The preparer handed the draft in to the step, the latest before the
        decision; one who sends a return on is not the preparer. Missing where nobody did
        (metrics 2.6).
    """
    ordered = in_order(visits[["report_id", "closing_no", "outcome", "step", "visit", by]])
    is_same = ordered["report"] == ordered["report"].shift()
    is_handed_in = ordered["outcome"].shift().isin(_HAND_OVERS) & is_same
    handed_in = ordered[by].shift().where(is_handed_in)
    preparer = handed_in.groupby([ordered["report"], ordered["step"]], observed=True).ffill()
    decisions = reviews(ordered.assign(reviewer=ordered[by], preparer=preparer))
    groups = group_rows(decisions, ["reviewer", "preparer"])
    counts = _counts(decisions, groups)[["n", "n_rejections"]]
    rate = share(counts["n_rejections"], counts["n"])
    return pd.concat([groups.keys, counts.assign(rejection_rate=rate)], axis=1)


def yields(visits: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """How many reports needed no return at all, and how many would if reviews were independent?

    Args:
        visits: STEP_VISITS.
        status: REPORT_STATUS of the same reports.

    Returns:
        One row per `sop_id`: `n_finished` reports (cancelled ones are none), of them
        `n_first_time_right` without a return, `first_time_right_rate` with its 95 % interval
        (Wilson 1927), and `rolled_yield_rate`, the product of the first-pass yields of all
        review steps decided so far. Where the two differ, the reviews depend on each other
        (metrics 2.5).
    """
    groups = group_rows(status, ["sop_id"])
    is_finished = status["state"].isin((State.SENT, State.FINISHED))
    counts = pd.DataFrame(
        {
            "n_finished": groups.count(is_finished),
            "n_first_time_right": groups.count(is_finished & (status["n_rejections"] == 0)),
        }
    )
    rate, low, high = _rate(counts["n_first_time_right"], counts["n_finished"])
    steps = rejection_counts(visits, by=("sop_id", "step"))
    rolled = steps.groupby("sop_id", observed=True)["first_pass_yield"].prod(min_count=1)
    counts = counts.assign(
        first_time_right_rate=rate,
        first_time_right_rate_low=low,
        first_time_right_rate_high=high,
        rolled_yield_rate=rolled.reindex(groups.keys["sop_id"].astype("str")).to_numpy(),
    )
    return pd.concat([groups.keys, counts], axis=1)


def _counts(decisions: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    is_rejected = decisions["outcome"] == Outcome.REJECTED
    is_first = decisions["visit"] == 1
    flags = {
        "n": _every(decisions),
        "n_rejections": is_rejected,
        "n_first": is_first,
        "n_first_rejections": is_first & is_rejected,
        "n_again": ~is_first,
        "n_again_rejections": ~is_first & is_rejected,
    }
    return pd.DataFrame({name: groups.count(flag) for name, flag in flags.items()})


def named_reasons(rejected: pd.DataFrame) -> pd.DataFrame:
    """A row for each return and `reason` that it names."""
    rows = np.arange(len(rejected))
    named = rejected.assign(row=rows, reason=rejected["reasons"].str.split(","))
    named = named.explode("reason").astype({"reason": "str"})
    return named[named["reason"] != ""].drop_duplicates(["row", "reason"])


def _rate(n_cases: pd.Series, n: pd.Series) -> tuple[Floats, Floats, Floats]:
    """Share of the cases, with its interval."""
    return share(n_cases, n), *wilson(n_cases, n)


def _every(table: pd.DataFrame) -> pd.Series:
    return pd.Series(data=True, index=table.index)
