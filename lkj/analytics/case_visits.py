"""The events of any log folded into step visits, to the microsecond."""

from datetime import datetime

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES, Ints
from lkj.analytics.report_ids import report_numbers
from lkj.analytics.schema import STEP_VISITS, ClockQuality, Column, conform, sop_categories
from lkj.domain.events import Precision, Source
from lkj.domain.log_map import ActKind
from lkj.domain.sop import Decision, Sop, StepId
from lkj.worktime import WorkingCalendar

CASE_VISITS = (
    *STEP_VISITS,
    Column("overlap", "bool", "begun before the case's events before it were finished"),
)
_OUTCOMES = dict(zip((ActKind.SUBMITTED, ActKind.APPROVED, ActKind.REJECTED), MOVES, strict=True))
_DECISIONS = dict(zip(MOVES, (Decision.SUBMIT, Decision.APPROVE, Decision.REJECT), strict=True))


def case_visits(
    events: pd.DataFrame, *, sop: Sop, calendar: WorkingCalendar, as_of: datetime
) -> pd.DataFrame:
    """When was each step of each case entered, begun and left, and in how long?

    Args:
        events: CASE_LOG; events whose activity is not mapped make no visit, but precede others.
        sop: gives mutu baku waktu, and the step that the last event of a case leads to.
        calendar: counts the working minutes.
        as_of: the moment until which an open visit has lasted.

    Returns:
        CASE_VISITS by case and order of finishing. `entered_at` is the latest finish of an
        event that was begun before, or the visit's own start where that is earlier (`overlap`);
        missing on the first event of a case, unless it has a start. A case whose last move
        does not finish the SOP has an open visit, from its last event on. Minutes are exact,
        not of floored times. standard_minutes is 0 where the SOP's draft has none.

    Raises:
        OutsideCalendar: a time is in a year that the calendar does not cover.
    """
    entered, is_overlap = _entries(events)
    moves = events.assign(entered_at=entered, overlap=is_overlap)
    moves = moves[moves["kind"].isin(list(_OUTCOMES)).to_numpy()].reset_index(drop=True)
    decided = _decided(moves, sop)
    visits = pd.concat([decided, _open(decided, events, sop)], ignore_index=True)
    case = report_numbers(visits["report_id"])
    visits = visits.iloc[np.lexsort((visits["outcome"].isna(), case))].reset_index(drop=True)
    visits = visits.assign(
        visit=visits.groupby(["report_id", "step"], observed=True).cumcount() + 1,
        standard_minutes=_standards(visits, sop),
    )
    visits = _with_minutes(visits, sop, calendar, as_of)
    return conform(visits, CASE_VISITS, categories=sop_categories([sop]))


def is_closed(visits: pd.DataFrame) -> pd.Series:
    """Which cases have been led to the end of the SOP? By report_id."""
    finished = visits["outcome"].notna() & visits["next_step"].isna()
    return finished.groupby(visits["report_id"]).any()


def _entries(events: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """When each event was received: the latest finish before its start, or the start."""
    case = report_numbers(events["report_id"])
    began = events["started_at"].fillna(events["at"])
    order = np.lexsort((np.arange(len(events)), _instants(events["at"]), _instants(began), case))
    ends = _instants(events["at"])[order]
    of_case = case[order]
    is_first = np.append(True, of_case[1:] != of_case[:-1])[: len(ends)]
    latest = pd.Series(ends).groupby(of_case).cummax().to_numpy()
    before = pd.Series(np.append(0, latest)[: len(ends)].view("datetime64[us]"))
    previous = before.where(~is_first).dt.tz_localize("UTC")
    previous = previous.set_axis(events.index[order]).reindex(events.index)
    is_overlap = events["started_at"] < previous
    return previous.where(~is_overlap, events["started_at"]), is_overlap


def _instants(times: pd.Series) -> Ints:
    instants: Ints = pd.DatetimeIndex(times).as_unit("us").asi8
    return instants


def _decided(moves: pd.DataFrame, sop: Sop) -> pd.DataFrame:
    outcome = moves["kind"].map({kind.value: str(move) for kind, move in _OUTCOMES.items()})
    visits = moves.rename(columns={"at": "left_at"}).assign(
        outcome=outcome.astype("str"),
        closing_no=np.arange(1, len(moves) + 1),
        recorded_at=moves["at"],
    )
    following = visits["step"].astype("str").shift(-1)
    is_last = (visits["report_id"] != visits["report_id"].shift(-1)).to_numpy()
    leads_to = _led(visits, sop)
    return visits.assign(
        step=visits["step"].astype("str"),
        next_step=following.where(~is_last, leads_to),
        is_last=is_last,
    )


def _led(visits: pd.DataFrame, sop: Sop) -> pd.Series:
    """Where the SOP leads from each move; missing at its end, and where it offers no such."""
    leads: dict[tuple[StepId, str], StepId] = {
        (step.id, outcome): step.next[decision].target or ""
        for step in sop.steps
        for outcome, decision in _DECISIONS.items()
        if decision in step.next
    }
    keys = zip(visits["step"].astype("str"), visits["outcome"], strict=True)
    target = pd.Series([leads.get(key, "") for key in keys], index=visits.index, dtype="str")
    return target.where(target != "")


def _open(decided: pd.DataFrame, events: pd.DataFrame, sop: Sop) -> pd.DataFrame:
    """What waits in each case that its last move does not finish."""
    ended = decided.loc[decided["next_step"].isna(), "report_id"]
    last = decided[decided["is_last"] & ~decided["report_id"].isin(ended)]
    at = events.groupby("report_id", observed=True)["at"].max()
    waiting = pd.DataFrame(
        {
            "report_id": last["report_id"],
            "step": last["next_step"],
            "entered_at": last["report_id"].map(at),
        }
    )
    return waiting.assign(overlap=False)


def _standards(visits: pd.DataFrame, sop: Sop) -> pd.Series:
    minutes = {step.id: step.standard.minutes for step in sop.steps}
    return visits["step"].map(minutes).astype("int64")


def _with_minutes(
    visits: pd.DataFrame, sop: Sop, calendar: WorkingCalendar, as_of: datetime
) -> pd.DataFrame:
    is_open = visits["outcome"].isna()
    entered, started, left = (visits[name] for name in ("entered_at", "started_at", "left_at"))
    is_reversed = started > left
    now = pd.Series(pd.Timestamp(as_of), index=visits.index).where(is_open & entered.notna())
    quality = pd.Series(ClockQuality.BOUNDED.value, index=visits.index)
    quality = quality.mask(started.notna(), ClockQuality.MEASURED.value)
    quality = quality.mask(is_reversed, ClockQuality.INVALID.value)
    return visits.assign(
        sop_id=sop.id,
        sop_version=sop.version,
        capacity=None,
        source=Source.IMPORT.value,
        reasons="",
        cause=None,
        entered_precision=Precision.MINUTE.value,
        started_precision=Precision.MINUTE.value,
        left_precision=Precision.MINUTE.value,
        is_corrected=False,
        waiting_minutes=calendar.minutes_between(entered, started),
        processing_minutes=calendar.minutes_between(started, left).where(~is_reversed),
        lead_minutes=calendar.minutes_between(entered, left).where(~is_reversed),
        age_minutes=calendar.minutes_between(entered.where(is_open), now),
        clock_quality=quality.where(~is_open),
    )
