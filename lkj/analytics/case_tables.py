"""What the analysis of a log without a database tells: one table for each question."""

import numpy as np
import pandas as pd

from lkj.analytics.alignment import Automaton
from lkj.analytics.amended import Ints
from lkj.analytics.case_visits import is_closed
from lkj.analytics.durations import against_standard
from lkj.analytics.groups import group_rows, share
from lkj.analytics.intervals import wilson
from lkj.analytics.ordering import n_equal_before, runs
from lkj.analytics.rejections import rejection_counts, reviews
from lkj.analytics.report_ids import report_numbers
from lkj.analytics.schema import ClockQuality, Outcome, as_text
from lkj.domain.sop import Sop
from lkj.worktime import WorkingCalendar

UNMAPPED = "unmapped_activity"  # a deviation: the SOP has no such activity
_HOUR = 3600  # seconds
_MINUTES = ("waiting", "processing", "lead")


def activity_counts(events: pd.DataFrame) -> pd.DataFrame:
    """How often was each activity done? `activity` and `n`, the most frequent first."""
    counts = events["activity"].value_counts().rename_axis("activity").reset_index(name="n")
    named = counts.assign(activity=counts["activity"].astype("str"))
    return named.sort_values(["n", "activity"], ascending=[False, True], ignore_index=True)


def cases(
    events: pd.DataFrame,
    visits: pd.DataFrame,
    fitness: pd.DataFrame,
    *,
    sop: Sop,
    calendar: WorkingCalendar,
) -> pd.DataFrame:
    """How long did each case last, how often was it returned, and did it keep to the SOP?

    Args:
        events: CASE_LOG.
        visits: CASE_VISITS of them.
        fitness: REPORT_FITNESS of the visits.
        sop: that the fitness is measured by.
        calendar: counts the working minutes.

    Returns:
        One row per case. `first_at` to `last_at` are the first and the last finish:
        `elapsed_hours` by the clock, `lead_minutes` in working time; `first_started_at`,
        missing where no event of the case has a start, is the earliest of its starts.
        `n_rejections` are returns. `fitness` is the fitness_rate, each activity that is not
        mapped being an extra one too.
    """
    numbers = report_numbers(events["report_id"])
    first, length = runs(numbers)
    last = first + length - 1
    table = pd.DataFrame(
        {
            "report_id": as_text(events["report_id"].iloc[first]).array,
            "n_events": length,
            "first_at": events["at"].iloc[first].array,
            "last_at": events["at"].iloc[last].array,
            "first_started_at": events["started_at"].groupby(numbers).min().array,
        }
    )
    facts = pd.DataFrame(
        {
            "n_rejections": _per_case(visits["outcome"] == Outcome.REJECTED, visits),
            "is_closed": is_closed(visits),
            "fitness": _fitness(events, fitness, sop),
        }
    ).reindex(pd.Index(table["report_id"]))
    return table.assign(
        elapsed_hours=(table["last_at"] - table["first_at"]).dt.total_seconds() / _HOUR,
        lead_minutes=calendar.minutes_between(table["first_at"], table["last_at"]),
        n_rejections=facts["n_rejections"].fillna(0).to_numpy(np.int64),
        is_closed=facts["is_closed"].eq(True).to_numpy(),
        fitness=facts["fitness"].to_numpy(),
    )


def deviation_list(events: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Where did each case leave the way through the SOP?

    Args:
        events: CASE_LOG.
        found: DEVIATIONS of its visits.

    Returns:
        `report_id`, `kind` (DeviationKind, or UNMAPPED), `step` (missing where not mapped) and
        `detail`: the decision that was skipped or done, or the activity. By case; what is not
        mapped comes after the others.
    """
    known = pd.DataFrame(
        {
            "report_id": found["report_id"],
            "kind": found["kind"].astype("str"),
            "step": found["step"].astype("str"),
            "detail": found["decision"].astype("str"),
        }
    )
    other = events[events["step"].isna()]
    unmapped = pd.DataFrame(
        {
            "report_id": as_text(other["report_id"]),
            "kind": UNMAPPED,
            "step": pd.Series(pd.NA, index=other.index, dtype="str"),
            "detail": other["activity"].astype("str"),
        }
    )
    both = pd.concat([known, unmapped], ignore_index=True)
    return both.sort_values("report_id", kind="stable", ignore_index=True)


def step_durations(visits: pd.DataFrame, *, sop: Sop) -> pd.DataFrame:
    """How long does each step wait and last, and how often within mutu baku waktu?

    Args:
        visits: CASE_VISITS.
        sop: whose steps are told, also those that nothing passed.

    Returns:
        One row per step in the SOP's order: `n` visits, `n_closed` of them decided; median and
        90th percentile (type 7) of the known waiting, processing and lead minutes;
        `n_known` visits with a verdict, `n_within` of them, `within_share` with its Wilson
        interval `low` and `high`; `n_bounded` without a start; `excess_minutes`. Verdicts and
        standard_minutes are missing where the SOP has no waktu yet.
    """
    steps = pd.Series([step.id for step in sop.steps], name="step")
    closed = visits[visits["outcome"].notna()]
    groups = group_rows(closed, ["step"])
    table = groups.keys.assign(
        n_closed=groups.count(closed["outcome"].notna()),
        n_bounded=groups.count(closed["clock_quality"] == ClockQuality.BOUNDED),
    )
    for name in _MINUTES:
        minutes = groups.ordered(closed[f"{name}_minutes"])
        table[f"median_{name}_minutes"] = minutes.quantile(0.5)
        table[f"p90_{name}_minutes"] = minutes.quantile(0.9)
    told = against_standard(visits[visits["standard_minutes"] > 0])
    verdicts = told[["step", "n_known", "n_within", "within_rate", "within_rate_low",
                     "within_rate_high", "excess_minutes"]]  # fmt: skip
    table = (
        steps.to_frame()
        .merge(_plain(visits["step"].value_counts().rename("n").reset_index()), how="left")
        .merge(_plain(table), how="left")
        .merge(_plain(verdicts), how="left")
        .rename(columns={"within_rate": "within_share"})
        .rename(columns={"within_rate_low": "low", "within_rate_high": "high"})
    )
    counts = ["n", "n_closed", "n_known", "n_within", "n_bounded"]
    standard = pd.Series([step.standard.minutes or pd.NA for step in sop.steps], dtype="Int64")
    return table.assign(standard_minutes=standard, **table[counts].fillna(0).astype("int64"))[
        list(DURATION_COLUMNS)
    ]


DURATION_COLUMNS = (
    "step",
    "n",
    "n_closed",
    *(f"{part}_{name}_minutes" for name in _MINUTES for part in ("median", "p90")),
    "standard_minutes",
    "n_known",
    "n_within",
    "within_share",
    "low",
    "high",
    "n_bounded",
    "excess_minutes",
)


def rejections(visits: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """How often does each role return a draft, at each step and whatever the step?

    Returns:
        `step`, `role` and counts; then `role` and counts. There the first decision is that of
        the role in the case, so that those rows are no sums.
    """
    decided = _decisions(visits)
    return _rejections(decided, ["step", "role"]), _by_role(decided)


def _by_role(decided: pd.DataFrame) -> pd.DataFrame:
    role = decided["role"].cat
    # A role that nobody told is one of its own.
    number = role.codes.to_numpy().astype(np.int64) + 1
    n_before = n_equal_before(number, within=decided["report"].to_numpy())
    return _rejections(decided.assign(visit=n_before + 1), ["role"])


def _decisions(visits: pd.DataFrame) -> pd.DataFrame:
    """The visits that approved or returned, with the number of their report."""
    known = visits[["step", "role", "outcome", "visit"]]
    return reviews(known.assign(report=report_numbers(visits["report_id"])))


def _rejections(decided: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Decisions and returns by group, with their Wilson interval and first pass yield."""
    counted = rejection_counts(decided, by=by)
    low, high = wilson(counted["n_rejections"], counted["n"])
    n_first_pass = counted["n_first"] - counted["n_first_rejections"]
    table = counted[by].assign(
        n_decisions=counted["n"],
        n_rejected=counted["n_rejections"],
        rejection_rate=share(counted["n_rejections"], counted["n"]),
        low=low,
        high=high,
        n_reports_rejected=_reports_rejected(decided, by),
        n_first_decisions=counted["n_first"],
        n_first_pass=n_first_pass,
        first_pass_yield=share(n_first_pass, counted["n_first"]),
    )
    return _plain(table)


def _reports_rejected(decided: pd.DataFrame, by: list[str]) -> Ints:
    """How many reports were returned at least once, by group in the order of `group_rows`."""
    groups = group_rows(decided, by)
    rejected = np.flatnonzero(decided["outcome"] == Outcome.REJECTED)
    number, report = groups.number[rejected], decided["report"].to_numpy()[rejected]
    is_first = n_equal_before(number, within=report) == 0
    return np.bincount(number[is_first], minlength=len(groups.keys))


def _plain(table: pd.DataFrame) -> pd.DataFrame:
    """Categories as text, so that tables of other categories join."""
    categories = table.select_dtypes("category").columns
    return table.astype(dict.fromkeys(categories, "str"))


def _per_case(flags: pd.Series, visits: pd.DataFrame) -> pd.Series:
    return flags.groupby(visits["report_id"]).sum()


def _fitness(events: pd.DataFrame, fitness: pd.DataFrame, sop: Sop) -> pd.Series:
    n_unmapped = events["step"].isna().groupby(events["report_id"], observed=True).sum()
    n_unmapped.index = n_unmapped.index.astype("str")
    known = fitness.set_index("report_id").reindex(n_unmapped.index)
    is_whole = known["is_prefix"].eq(False).to_numpy()
    n_asked = known["n_passes"].fillna(0) + is_whole * Automaton.of(sop).n_shortest
    cost = ((1 - known["fitness_rate"]) * n_asked).fillna(0)
    rate = 1 - share(cost + n_unmapped, n_asked + n_unmapped)
    return pd.Series(rate, index=n_unmapped.index)
