"""The event log folded into step visits: one row per report, step and pass."""

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES, Bools, Ints, amended_log, taken
from lkj.analytics.clocks import with_minutes
from lkj.analytics.schema import EVENT_LOG, STEP_VISITS, conform, sop_categories
from lkj.domain.commands import Cause
from lkj.domain.events import EventKind, Precision
from lkj.domain.sop import Sop
from lkj.worktime import WorkingCalendar

_ENDS = (*MOVES, EventKind.CANCELLED)


def step_visits(
    event_log: pd.DataFrame,
    *,
    sops: Iterable[Sop],
    calendar: WorkingCalendar,
    as_of: datetime,
    known_at: datetime | None = None,
) -> pd.DataFrame:
    """Fold the log into visits: when was each step entered, begun and left, and in how long?

    Args:
        event_log: EVENT_LOG, in any row order.
        sops: every SOP version that a report of the log runs under.
        calendar: counts the working minutes.
        as_of: the moment looked from. Of each report only the acts up to the first later one
            count. What is said about acts (corrected, taken back, withdrawn, cause) counts
            from when it was recorded, so only `known_at` cuts it.
        known_at: leaves out what was recorded later; None keeps all.

    Returns:
        STEP_VISITS by report and order of the visits. Acts outside the flow (before the
        registration, after the end) make no visit. Where only a date is known, entered_at and
        left_at stand at its local midnight, or at the latest act of the same day before it.
        Minutes are counted between floored minutes, as times are shown; those of visits whose
        clock is invalid, and of cancelled ones, are missing.

    Raises:
        KeyError: a report runs under an SOP version, or through a step, that `sops` lack.
        OutsideCalendar: a time is in a year that the calendar does not cover.
    """
    known = list(sops)
    conformed = conform(event_log, EVENT_LOG, categories=sop_categories(known))
    log = amended_log(conformed, known_at=known_at)
    return visits_of(log, sops=known, calendar=calendar, as_of=as_of)


def visits_of(
    log: pd.DataFrame, *, sops: Iterable[Sop], calendar: WorkingCalendar, as_of: datetime
) -> pd.DataFrame:
    """`step_visits` of a log that `amended_log` has read already, for who needs it twice."""
    known = list(sops)
    flow = _flow(log)
    past = flow[_is_past(log, flow, as_of)]
    starts = _starts(log, flow, as_of)
    visits = _visits(log, past, starts, calendar)
    visits = visits.assign(standard_minutes=_standards(visits, known))
    visits = with_minutes(visits, calendar=calendar, as_of=as_of)
    order = sop_categories(known) | {"cause": [cause.value for cause in Cause]}
    return conform(visits, STEP_VISITS, categories=order)


def _flow(log: pd.DataFrame) -> Ints:
    """Rows of the acts that move a report: the first registration, moves, the end."""
    report, kind = log["report"].to_numpy(), log["kind"]
    is_registered = (kind == EventKind.REGISTERED).to_numpy()
    is_cancelled = (kind == EventKind.CANCELLED).to_numpy()
    is_move = kind.isin(MOVES).to_numpy()
    registered = _count_before(is_registered, report)
    is_flow = np.where(
        is_registered, registered == 0, (is_move | is_cancelled) & (registered > 0)
    )
    is_last = is_flow & (is_cancelled | (is_move & log["next_step"].isna().to_numpy()))
    return np.flatnonzero(is_flow & (_count_before(is_last, report) == 0))


def _count_before(flags: Bools, report: Ints) -> Ints:
    """How many flags stand on earlier rows of the same report; rows are grouped by report."""
    before: Ints = np.cumsum(flags, dtype=np.int64) - flags
    first = np.searchsorted(report, report, side="left")
    return before - before[first]


def _is_past(log: pd.DataFrame, flow: Ints, as_of: datetime) -> Bools:
    at = log["occurred_at"].iloc[flow]
    latest = at.groupby(log["report"].iloc[flow]).cummax()
    return (latest <= as_of).to_numpy()


def _starts(log: pd.DataFrame, flow: Ints, as_of: datetime) -> Ints:
    """For each row of the log, the STARTED event of the visit that it opened; -1 where none."""
    is_start = (log["kind"] == EventKind.STARTED) & (log["occurred_at"] <= as_of)
    rows = np.flatnonzero(is_start.to_numpy())
    # A start belongs to the visit opened by the latest move before it, never to a later one.
    latest = np.searchsorted(flow, rows) - 1
    opening = flow[latest] if len(flow) else latest
    report = log["report"].to_numpy()
    is_own = (latest >= 0) & (report[opening] == report[rows])
    starts = np.full(len(log), -1)
    starts[opening[is_own]] = rows[is_own]
    return starts


def _visits(
    log: pd.DataFrame, flow: Ints, starts: Ints, calendar: WorkingCalendar
) -> pd.DataFrame:
    report = log["report"].to_numpy()[flow]
    follower = np.append(flow[1:], -1)[: len(flow)]
    follower[:-1][report[1:] != report[:-1]] = -1
    opens = log["next_step"].iloc[flow].notna().to_numpy()
    opening, closing = flow[opens], follower[opens]
    start = starts[opening]
    at = _instants(log, flow, calendar)
    visits = pd.DataFrame(
        {
            "report": report[opens],
            "report_id": taken(log["report_id"], opening),
            "sop_id": taken(log["sop_id"], opening),
            "sop_version": taken(log["sop_version"], opening),
            "entered_at": taken(at, opening),
            "entered_precision": taken(log["time_precision"], opening),
            "left_at": taken(at, closing),
            "left_precision": taken(log["time_precision"], closing),
            "recorded_at": taken(log["recorded_at"], closing),
            "closing_no": taken(log["no"].astype("Int64"), closing),
            "source": taken(log["source"], closing),
            "cause": taken(log["cause"], closing),
            "is_corrected": _flag(log["is_time_corrected"], opening)
            | _flag(log["is_corrected"], closing)
            | _flag(log["is_corrected"], start),
            **_beginning(log, start, closing),
            **_ending(log, opening, closing),
        }
    )
    return visits.assign(visit=visits.groupby(["report", "step"], observed=True).cumcount() + 1)


def _instants(log: pd.DataFrame, flow: Ints, calendar: WorkingCalendar) -> pd.Series:
    """When each act happened; a bare date counts as its day's latest act before it."""
    at = log["occurred_at"]
    acts = log.iloc[flow]
    is_date = (acts["time_precision"] == Precision.DATE).to_numpy()
    if not is_date.any():
        return at
    dated = acts[acts["report"].isin(acts["report"].to_numpy()[is_date])]
    day = dated["occurred_at"].dt.tz_convert(calendar.zone).dt.normalize()
    latest = dated["occurred_at"].groupby([dated["report"], day]).cummax()
    latest = latest[dated["time_precision"] == Precision.DATE]
    instants = at.copy()
    instants.loc[latest.index] = latest
    return instants


def _beginning(log: pd.DataFrame, start: Ints, closing: Ints) -> dict[str, pd.Series]:
    """When work began: as STARTED says, else as the move says; a correction outranks both."""
    amendment = np.append(log["start_amendment"].to_numpy(), -1)
    is_by_move = pd.Series((start < 0) | (amendment[closing] > amendment[start]))
    started_at = taken(log["started_at"], closing)
    started_at = started_at.where(is_by_move, taken(log["occurred_at"], start))
    precision = taken(log["started_precision"], closing)
    precision = precision.where(is_by_move, taken(log["time_precision"], start))
    return {
        "started_at": started_at,
        "started_precision": precision.where(started_at.notna()),
    }


def _ending(log: pd.DataFrame, opening: Ints, closing: Ints) -> dict[str, pd.Series]:
    """What the closing act says; a cancelled visit leads nowhere and was decided by nobody."""
    outcome = taken(log["kind"], closing).cat.set_categories([kind.value for kind in _ENDS])
    moved = np.where(outcome.isin(MOVES), closing, -1)
    step = taken(log["step"], moved)
    return {
        "outcome": outcome,
        "step": step.where(step.notna(), taken(log["next_step"], opening)),
        "next_step": taken(log["next_step"], moved),
        "actor": taken(log["actor"], closing),
        "role": taken(log["role"], closing),
        "capacity": taken(log["capacity"], closing),
        "reasons": taken(log["reasons"], moved).fillna(""),
        "effort_minutes": taken(log["effort_minutes"], moved),
        "has_time_conflict": pd.Series(_flag(log["has_time_conflict"], moved)),
    }


def _flag(column: pd.Series, positions: Ints) -> Bools:
    flags: Bools = np.append(column.to_numpy(dtype=bool), False)[positions]
    return flags


def _standards(visits: pd.DataFrame, sops: Iterable[Sop]) -> Ints:
    minutes = np.full(len(visits), np.nan)
    for sop in sops:
        is_under = (visits["sop_id"] == sop.id) & (visits["sop_version"] == sop.version)
        standard = visits["step"].map({step.id: step.standard.minutes for step in sop.steps})
        minutes[is_under] = standard.to_numpy(np.float64)[is_under]
    unknown = visits[np.isnan(minutes)]
    if len(unknown):
        raise KeyError(*unknown[["sop_id", "sop_version", "step"]].iloc[0])
    return minutes.astype(np.int64)
