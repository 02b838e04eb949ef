"""The events of any log folded into step visits, to the microsecond."""

from datetime import datetime

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES, Ints
from lkj.analytics.report_ids import report_numbers
from lkj.analytics.schema import STEP_VISITS, ClockQuality, Column, conform, sop_categories
from lkj.domain.events import Precision, Source
from lkj.domain.log_map import ActKind
from lkj.domain.sop import Decision, Sop
from lkj.worktime import WorkingCalendar

CASE_VISITS = (
    *STEP_VISITS,
    Column("overlap", "bool", "begun before the case's events before it were finished"),
)
_OUTCOMES = (ActKind.SUBMITTED, ActKind.APPROVED, ActKind.REJECTED)
_CODED_OUTCOMES = pd.Index([move.value for move in MOVES], dtype="str")
_DECISIONS = (Decision.SUBMIT, Decision.APPROVE, Decision.REJECT)
_QUALITIES = pd.Index([quality.value for quality in ClockQuality], dtype="str")
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
    entered, is_overlap = _entries(events)
    moves = events.assign(entered_at=entered, overlap=is_overlap)
    moves = moves[moves["kind"].isin(list(_OUTCOMES)).to_numpy()].reset_index(drop=True)
    decided = _decided(moves, sop)
    visits = _with_open(decided, events)
    key = visits["case"].to_numpy() * len(sop.steps) + visits["step"].cat.codes.to_numpy()
    nth = visits.groupby(key).cumcount() + 1
    visits = _with_minutes(visits.assign(visit=nth), sop, calendar, as_of)
    return conform(visits, CASE_VISITS, categories=sop_categories([sop]))


def is_closed(visits: pd.DataFrame) -> pd.Series:
    """The cases that have been led to the end of the SOP, by report_id; the others lack."""
    is_finished = visits["outcome"].notna() & visits["next_step"].isna()
    return pd.Series(True, index=pd.Index(visits.loc[is_finished, "report_id"].unique()))


def _entries(events: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """When each event was received: the latest finish before its start, or the start."""
    case = report_numbers(events["report_id"])
    began = events["started_at"].fillna(events["at"])
    order = np.lexsort(
        (np.arange(len(events)), _instants(events["at"]), _instants(began), case)
    )
    ends = _instants(events["at"])[order]
    of_case = case[order]
    is_first = np.append(True, of_case[1:] != of_case[:-1])[: len(ends)]
    latest = pd.Series(ends).groupby(of_case).cummax().to_numpy()
    before = pd.Series(np.append(0, latest)[: len(ends)].view("datetime64[us]"))
    previous = before.where(~is_first).dt.tz_localize("UTC")
    previous = previous.set_axis(events.index[order]).reindex(events.index)
    # Events stand by their finish; one without a start follows what was finished before it.
    finished = events["at"].shift().where(pd.Series(case).diff().eq(0).to_numpy())
    previous = previous.where(events["started_at"].notna(), finished)
    is_overlap = events["started_at"] < previous
    return previous.where(~is_overlap, events["started_at"]), is_overlap


def _instants(times: pd.Series) -> Ints:
    instants: Ints = pd.DatetimeIndex(times).as_unit("us").asi8
    return instants


def _decided(moves: pd.DataFrame, sop: Sop) -> pd.DataFrame:
    """The moves as finished visits; `case` numbers them, `is_last` ends a case."""
    names = pd.Index([step.id for step in sop.steps], dtype="str")
    step = moves["step"].cat.set_categories(names).cat.codes.to_numpy()
    kind = moves["kind"].cat.set_categories([str(one) for one in _OUTCOMES]).cat.codes
    outcome = kind.to_numpy()
    case = report_numbers(moves["report_id"])
    is_last = np.append(case[1:] != case[:-1], True)[: len(case)]
    following = np.append(step[1:], -1)[: len(step)]
    next_step = np.where(is_last, _leads(sop)[step, outcome], following)
    return moves.rename(columns={"at": "left_at"}).assign(
        case=case,
        step=pd.Categorical.from_codes(step, categories=names),
        next_step=pd.Categorical.from_codes(next_step, categories=names),
        outcome=pd.Categorical.from_codes(outcome, categories=_CODED_OUTCOMES),
        closing_no=np.arange(1, len(moves) + 1),
        recorded_at=moves["at"],
        is_last=is_last,
    )


def _leads(sop: Sop) -> Ints:
    """Place of the step that each decision leads to; -1 at the end, its own if not offered."""
    place = {step.id: number for number, step in enumerate(sop.steps)}
    leads = np.full((len(sop.steps), len(_DECISIONS)), -1, dtype=np.int64)
    for number, step in enumerate(sop.steps):
        for column, decision in enumerate(_DECISIONS):
            route = step.next.get(decision)
            leads[number, column] = place.get(route.target or "", -1) if route else number
    return leads


def _with_open(decided: pd.DataFrame, events: pd.DataFrame) -> pd.DataFrame:
    """Add what waits in each case that its last move does not finish, from its last event."""
    is_finish = decided["next_step"].isna().to_numpy()
    n_cases = int(decided["case"].max()) + 1 if len(decided) else 0
    is_finished = np.bincount(decided["case"].to_numpy()[is_finish], minlength=n_cases) > 0
    last = decided[(decided["is_last"] & ~is_finished[decided["case"]]).to_numpy()]
    at = events.drop_duplicates("report_id", keep="last")
    entered = pd.Series(at["at"].array, index=pd.Index(at["report_id"].array))
    waiting = pd.DataFrame(
        {
            "report_id": last["report_id"].array,
            "case": last["case"].array,
            "step": last["next_step"].array,
            "entered_at": entered.reindex(last["report_id"]).array,
            "overlap": False,
        }
    )
    visits = pd.concat([decided, waiting], ignore_index=True)
    return visits.iloc[np.argsort(visits["case"].to_numpy(), kind="stable")].reset_index(
        drop=True
    )


def _with_minutes(
    visits: pd.DataFrame, sop: Sop, calendar: WorkingCalendar, as_of: datetime
) -> pd.DataFrame:
    is_open = visits["outcome"].isna().to_numpy()
    entered, started, left = (visits[name] for name in ("entered_at", "started_at", "left_at"))
    is_reversed = (started > left).to_numpy()
    now = pd.Series(pd.Timestamp(as_of), index=visits.index).where(is_open)
    standards = np.array([step.standard.minutes for step in sop.steps], dtype=np.int64)
    quality = np.select([is_reversed, started.notna()], [_INVALID, _MEASURED], _BOUNDED)
    n = len(visits)
    return visits.assign(
        sop_id=_all(sop.id, n),
        sop_version=sop.version,
        capacity=_all(None, n),
        source=_all(Source.IMPORT.value, n),
        reasons="",
        cause=_all(None, n),
        entered_precision=_all(Precision.MINUTE.value, n),
        started_precision=_all(Precision.MINUTE.value, n),
        left_precision=_all(Precision.MINUTE.value, n),
        is_corrected=False,
        standard_minutes=standards[visits["step"].cat.codes],
        waiting_minutes=calendar.minutes_between(entered, started),
        processing_minutes=calendar.minutes_between(started, left).where(~is_reversed),
        lead_minutes=calendar.minutes_between(entered, left).where(~is_reversed),
        age_minutes=calendar.minutes_between(entered.where(is_open), now),
        clock_quality=pd.Categorical.from_codes(
            np.where(is_open, -1, quality), categories=_QUALITIES
        ),
    )


def _all(value: str | None, n: int) -> pd.Categorical:
    """One value, or none, for all rows."""
    names = pd.Index([] if value is None else [value], dtype="str")
    return pd.Categorical.from_codes(np.full(n, len(names) - 1), categories=names)
