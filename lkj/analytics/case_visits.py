"""The events of any log folded into step visits, to the microsecond."""

from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES, Bools, Ints, taken
from lkj.analytics.ordering import n_equal_before, starts_run
from lkj.analytics.report_ids import report_numbers
from lkj.analytics.schema import STEP_VISITS, ClockQuality, Column, conform, sop_categories
from lkj.domain.events import Precision, Source
from lkj.domain.log_map import ActKind
from lkj.domain.sop import Decision, Sop
from lkj.worktime import WorkingCalendar

# In a log of another tool many rows tell of one case, and of one person.
_REPEATED = ("report_id", "actor")
CASE_VISITS = (
    *(
        replace(column, dtype="category") if column.name in _REPEATED else column
        for column in STEP_VISITS
    ),
    Column("overlap", "bool", "begun before the case's events before it were finished"),
)
_NAT = np.iinfo(np.int64).min
_OUTCOMES = (ActKind.SUBMITTED, ActKind.APPROVED, ActKind.REJECTED)
_CODED_OUTCOMES = pd.Index([move.value for move in MOVES], dtype="str")
_DECISIONS = (Decision.SUBMIT, Decision.APPROVE, Decision.REJECT)
_QUALITIES = pd.Index([quality.value for quality in ClockQuality], dtype="str")
# What every visit of a log has, as logs do not say otherwise.
_THE_SAME = {
    "capacity": None,
    "source": Source.IMPORT.value,
    "cause": None,
    "entered_precision": Precision.MINUTE.value,
    "started_precision": Precision.MINUTE.value,
    "left_precision": Precision.MINUTE.value,
}
_MEASURED, _BOUNDED, _INVALID = (
    list(ClockQuality).index(quality)
    for quality in (ClockQuality.MEASURED, ClockQuality.BOUNDED, ClockQuality.INVALID)
)


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
        CASE_VISITS by case and order of finishing. `entered_at` is the finish of the event
        before; of a visit with a start, the latest finish of an event that was begun before,
        or the start where that is earlier (`overlap`). Missing where there is none. A case
        whose last move does not finish the SOP has an open visit, from its last event on: at
        the step that the move leads to, or at its own where the SOP does not offer it. Minutes
        are exact, not of floored times. standard_minutes is 0 where a draft has none.

    Raises:
        OutsideCalendar: a time is in a year that the calendar does not cover.
    """
    passes = _passes(events, sop)
    names = pd.Index([step.id for step in sop.steps], dtype="str")
    entered, is_overlap = _entries(events, passes.events_case)
    is_open, closing = passes.is_open, np.where(passes.is_open, -1, passes.event)
    entered_at = entered[passes.event]
    entered_at[is_open] = _instants(events["at"])[passes.event[is_open]]
    left = taken(events["at"], closing)
    n = len(is_open)
    visits = pd.DataFrame(
        {
            "report_id": taken(events["report_id"], passes.event),
            "step": pd.Categorical.from_codes(passes.step, categories=names),
            "visit": n_equal_before(passes.step, within=passes.case) + 1,
            "sop_id": pd.Categorical.from_codes(
                np.zeros(n, dtype=np.int8), categories=pd.Index([sop.id], dtype="str")
            ),
            "sop_version": sop.version,
            "next_step": pd.Categorical.from_codes(passes.next_step, categories=names),
            "outcome": pd.Categorical.from_codes(passes.outcome, categories=_CODED_OUTCOMES),
            "actor": taken(events["actor"], closing),
            "role": taken(events["role"], closing),
            "entered_at": pd.Series(entered_at.view("datetime64[us]")).dt.tz_localize("UTC"),
            "started_at": taken(events["started_at"], closing),
            "left_at": left,
            "recorded_at": left,
            "closing_no": _numbers(~is_open),
            "overlap": is_overlap[passes.event] & ~is_open,
        },
        copy=False,
    )
    visits = _with_minutes(visits, sop, calendar, as_of)
    return conform(visits, CASE_VISITS, categories=sop_categories([sop]))


def is_closed(visits: pd.DataFrame) -> pd.Series:
    """The cases that have been led to the end of the SOP, by report_id; the others lack."""
    is_finished = visits["outcome"].notna() & visits["next_step"].isna()
    return pd.Series(True, index=pd.Index(visits.loc[is_finished, "report_id"].unique()))


@dataclass(frozen=True)
class _Passes:
    """Visits by case and order of finishing, as places in the log and in the SOP.

    `event` is the one that ends a visit, of an open one the last of the case; `next_step` -1
    where there is none. `events_case` numbers the cases of the log.
    """

    events_case: Ints
    case: Ints
    event: Ints
    is_open: Bools
    step: Ints
    next_step: Ints
    outcome: Ints


def _passes(events: pd.DataFrame, sop: Sop) -> _Passes:
    """The moves of the log, and what waits in each case that its last move does not finish."""
    names = pd.Index([step.id for step in sop.steps], dtype="str")
    kinds = events["kind"].cat.set_categories([str(one) for one in _OUTCOMES])
    moves = np.flatnonzero(kinds.notna())
    events_case = report_numbers(events["report_id"])
    case, outcome = events_case[moves], kinds.cat.codes.to_numpy()[moves]
    step = events["step"].cat.set_categories(names).cat.codes.to_numpy()[moves]
    is_last = np.append(case[1:] != case[:-1], True)[: len(case)]
    next_step = np.append(step[1:], step[:1])
    next_step[is_last] = _leads(sop)[step[is_last], outcome[is_last]]
    is_finished = np.bincount(case[next_step < 0], minlength=case.max(initial=0) + 1) > 0
    waiting = np.flatnonzero(is_last & ~is_finished[case])
    after = waiting + 1
    last_event = np.cumsum(np.bincount(events_case)) - 1
    return _Passes(
        events_case=events_case,
        case=np.insert(case, after, case[waiting]),
        event=np.insert(moves, after, last_event[case[waiting]]),
        is_open=np.insert(np.zeros(len(moves), dtype=bool), after, True),
        step=np.insert(step, after, next_step[waiting]),
        next_step=np.insert(next_step, after, -1),
        outcome=np.insert(outcome, after, -1),
    )


def _entries(events: pd.DataFrame, case: Ints) -> tuple[Ints, Bools]:
    """When each event was received: the latest finish before its start, or the start."""
    ends, starts = _instants(events["at"]), _instants(events["started_at"])
    has_start = starts != _NAT
    is_first = starts_run(case)
    before = np.where(is_first, _NAT, np.append(_NAT, ends)[: len(ends)])
    if not has_start.any():
        return before, has_start
    began = np.where(has_start, starts, ends)
    order = np.lexsort((np.arange(len(ends)), ends, began, case))
    latest = pd.Series(ends[order]).groupby(case[order]).cummax().to_numpy()
    # Cases stand in the same places by either order.
    previous = np.empty_like(ends)
    previous[order] = np.where(is_first, _NAT, np.append(_NAT, latest)[: len(ends)])
    # What has no start may follow something longer that was begun before it and goes on.
    previous = np.where(has_start, previous, before)
    is_overlap = has_start & (starts < previous)
    return np.where(is_overlap, starts, previous), is_overlap


def _instants(times: pd.Series) -> Ints:
    instants: Ints = pd.DatetimeIndex(times).as_unit("us").asi8
    return instants


def _numbers(is_closed: Bools) -> pd.Series:
    """Finished visits counted over the whole log; missing while open."""
    return pd.Series(pd.arrays.IntegerArray(np.cumsum(is_closed), ~is_closed))


def _leads(sop: Sop) -> Ints:
    """Place of the step that each decision leads to; -1 at the end, its own if not offered."""
    place = {step.id: number for number, step in enumerate(sop.steps)}
    leads = np.full((len(sop.steps), len(_DECISIONS)), -1, dtype=np.int64)
    for number, step in enumerate(sop.steps):
        for column, decision in enumerate(_DECISIONS):
            route = step.next.get(decision)
            leads[number, column] = place.get(route.target or "", -1) if route else number
    return leads


def _with_minutes(
    visits: pd.DataFrame, sop: Sop, calendar: WorkingCalendar, as_of: datetime
) -> pd.DataFrame:
    is_open = visits["outcome"].isna().to_numpy()
    entered, started, left = (visits[name] for name in ("entered_at", "started_at", "left_at"))
    is_reversed = (started > left).to_numpy()
    waits = entered[is_open]
    ages = calendar.minutes_between(waits, pd.Series(pd.Timestamp(as_of), index=waits.index))
    standards = np.array([step.standard.minutes for step in sop.steps], dtype=np.int64)
    quality = np.where(started.notna(), _MEASURED, _BOUNDED)
    quality[is_reversed] = _INVALID
    n = len(visits)
    return visits.assign(
        reasons="",
        **{name: _all(name, value, n) for name, value in _THE_SAME.items()},
        is_corrected=False,
        standard_minutes=standards[visits["step"].cat.codes],
        waiting_minutes=_between(entered, started, calendar),
        processing_minutes=_between(started, left, calendar).where(~is_reversed),
        lead_minutes=calendar.minutes_between(entered, left).where(~is_reversed),
        age_minutes=ages.reindex(visits.index),
        clock_quality=pd.Categorical.from_codes(
            np.where(is_open, -1, quality), categories=_QUALITIES
        ),
    )


def _between(start: pd.Series, end: pd.Series, calendar: WorkingCalendar) -> pd.Series:
    """Working minutes where both times are known; logs often have no start at all."""
    known = np.flatnonzero(start.notna() & end.notna())
    minutes = np.full(len(start), np.nan)
    minutes[known] = calendar.minutes_between(start.iloc[known], end.iloc[known])
    return pd.Series(minutes, index=start.index)


def _all(name: str, value: str | None, n: int) -> pd.Categorical:
    """One value of a closed category, or none, for all rows."""
    known = next(column.categories for column in STEP_VISITS if column.name == name)
    code = -1 if value is None else known.index(value)
    return pd.Categorical.from_codes(
        np.full(n, code, dtype=np.int8), categories=pd.Index(known, dtype="str")
    )
