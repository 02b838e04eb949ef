"""What another working calendar changes: minutes and verdicts of passes, ages, due times."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

import numpy as np
import pandas as pd

from lkj.analytics.durations import passes_with_verdict
from lkj.analytics.schema import TIME, Column, Schema, conform
from lkj.domain.events import Precision
from lkj.worktime import WorkingCalendar


class Verdict(StrEnum):
    """How a finished pass stands against mutu baku waktu."""

    WITHIN = "within"  # known, or surely so although no start is known
    OVER = "over"
    NONE = "none"  # its minutes are not known


JUDGED = (Verdict.WITHIN, Verdict.OVER)
_KEY = ["report_id", "step", "visit"]
_VERDICTS = tuple(Verdict)

PASS_CHANGES: Schema = (
    Column("report_id", "str", "report"),
    Column("step", "category", "step"),
    Column("visit", "int64", "pass of the step"),
    Column("before_verdict", "category", "under the old calendar", _VERDICTS),
    Column("after_verdict", "category", "under the new calendar", _VERDICTS),
    Column("before_minutes", "float64", "waktu pengerjaan, working minutes"),
    Column("after_minutes", "float64", "the same under the new calendar"),
    Column("before_lead_minutes", "float64", "entered to left, working minutes"),
    Column("after_lead_minutes", "float64", "the same under the new calendar"),
    Column("is_verdict_changed", "bool", "the verdict is another one"),
)
OPEN_CHANGES: Schema = (
    Column("report_id", "str", "report"),
    Column("step", "category", "step"),
    Column("visit", "int64", "pass of the step"),
    Column("before_age_minutes", "float64", "since received, working minutes"),
    Column("after_age_minutes", "float64", "the same under the new calendar"),
    Column("before_due_at", TIME, "when mutu baku waktu runs out; missing unless begun"),
    Column("after_due_at", TIME, "the same under the new calendar"),
    Column("is_due_changed", "bool", "mutu baku waktu runs out at another time"),
)


@dataclass(frozen=True)
class CalendarEffect:
    """What differs between two calendars over the same passes."""

    n_judged: int  # finished passes with a verdict under either
    passes: pd.DataFrame  # PASS_CHANGES: finished passes with other minutes or verdict
    running: pd.DataFrame  # OPEN_CHANGES: open passes with another age or due time

    @property
    def n_verdicts(self) -> int:
        """How many verdicts change."""
        return int(self.passes["is_verdict_changed"].sum())

    @property
    def n_minutes(self) -> int:
        """How many finished passes get other working minutes."""
        return len(self.passes)

    @property
    def n_due(self) -> int:
        """How many due times of begun passes change."""
        return int(self.running["is_due_changed"].sum())

    @property
    def n_running(self) -> int:
        """How many open passes get another age."""
        return int(_differs(self.running, "age_minutes").sum())

    def n_becoming(self, verdict: Verdict) -> int:
        """How many passes get this verdict and had another."""
        changed = self.passes[self.passes["is_verdict_changed"]]
        return int((changed["after_verdict"] == verdict).sum())


def calendar_effect(
    before: pd.DataFrame, after: pd.DataFrame, *, old: WorkingCalendar, new: WorkingCalendar
) -> CalendarEffect:
    """Which minutes, verdicts, ages and due times differ under another calendar?

    Args:
        before: STEP_VISITS counted with `old`.
        after: the same visits in the same order, counted with `new`.
        old: counts until now.
        new: would count.

    Returns:
        Changed verdicts first, then by report, step and pass.

    Raises:
        ValueError: the visits are not the same.
    """
    if not before[_KEY].reset_index(drop=True).equals(after[_KEY].reset_index(drop=True)):
        raise ValueError("both tables must hold the same visits")
    changes = _pass_changes(passes_with_verdict(before), passes_with_verdict(after))
    has_verdict = changes["before_verdict"].isin(JUDGED) | changes["after_verdict"].isin(JUDGED)
    is_changed = changes["is_verdict_changed"] | _differs(changes, "lead_minutes")
    is_changed |= _differs(changes, "minutes")
    changed = changes[is_changed].sort_values(
        ["is_verdict_changed", *_KEY], ascending=[False, True, True, True]
    )
    running = _open_changes(before, after, old=old, new=new)
    moved = _differs(running, "age_minutes") | running["is_due_changed"]
    return CalendarEffect(
        n_judged=int(has_verdict.sum()),
        passes=changed.reset_index(drop=True),
        running=running[moved].sort_values(_KEY).reset_index(drop=True),
    )


def _pass_changes(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    old, new = before.reset_index(drop=True), after.reset_index(drop=True)
    verdicts = _verdict(old), _verdict(new)
    table = old[_KEY].assign(
        before_verdict=verdicts[0],
        after_verdict=verdicts[1],
        before_minutes=old["processing_minutes"],
        after_minutes=new["processing_minutes"],
        before_lead_minutes=old["lead_minutes"],
        after_lead_minutes=new["lead_minutes"],
        is_verdict_changed=verdicts[0] != verdicts[1],
    )
    return conform(table, PASS_CHANGES, categories=_steps(before))


def _verdict(passes: pd.DataFrame) -> pd.Series:
    is_within = passes["is_known"] & ~passes["is_over"] | passes["is_surely_within"]
    names = np.select(
        [passes["is_over"].to_numpy(), is_within.to_numpy()],
        [Verdict.OVER.value, Verdict.WITHIN.value],
        default=Verdict.NONE.value,
    )
    return pd.Series(names, index=passes.index, dtype="str")


def _open_changes(
    before: pd.DataFrame, after: pd.DataFrame, *, old: WorkingCalendar, new: WorkingCalendar
) -> pd.DataFrame:
    running = before[before["outcome"].isna()].reset_index(drop=True)
    later = after[after["outcome"].isna()].reset_index(drop=True)
    due = _due(running, old), _due(running, new)
    table = running[_KEY].assign(
        before_age_minutes=running["age_minutes"],
        after_age_minutes=later["age_minutes"],
        before_due_at=due[0],
        after_due_at=due[1],
        is_due_changed=_is_other(*due),
    )
    return conform(table, OPEN_CHANGES, categories=_steps(before))


def _due(running: pd.DataFrame, calendar: WorkingCalendar) -> pd.Series:
    """When each standard runs out; missing unless begun to the minute, or past the years."""
    is_begun = running["started_precision"] == Precision.MINUTE
    begun = running["started_at"].where(is_begun).dt.floor("min")
    last = datetime(calendar.last_year, 12, 31, 23, 59, tzinfo=calendar.zone)
    end = pd.Series(pd.Timestamp(last.astimezone(UTC)), index=begun.index, dtype=TIME)
    left = calendar.minutes_between(begun, end)
    standard = running["standard_minutes"].astype("float64")
    return calendar.due(begun, standard.where(standard <= left))


def _steps(visits: pd.DataFrame) -> dict[str, list[str]]:
    return {"step": list(visits["step"].cat.categories)}


def _differs(table: pd.DataFrame, name: str) -> pd.Series:
    return _is_other(table[f"before_{name}"], table[f"after_{name}"])


def _is_other(one: pd.Series, other: pd.Series) -> pd.Series:
    is_other: pd.Series = (one != other) & ~(one.isna() & other.isna())
    return is_other
