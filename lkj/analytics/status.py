"""Where every report stands: one row per report, and its steps as a strip."""

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import pandas as pd

from lkj.analytics.amended import amended_log
from lkj.analytics.clocks import minutes_until, touch_age
from lkj.analytics.payloads import table_of
from lkj.analytics.schema import (
    EVENT_LOG,
    REPORT_STATUS,
    ClockQuality,
    Outcome,
    State,
    conform,
    sop_categories,
)
from lkj.analytics.strip import in_order, step_strip
from lkj.domain.commands import Period
from lkj.domain.events import EventKind, Source
from lkj.domain.sop import Sop
from lkj.worktime import WorkingCalendar

__all__ = ["report_status", "status_of", "step_strip"]

_FACTS = {
    "title": "str",
    "fiscal_year": "Int64",
    "period": "str",
    "disposition_number": "str",
    "disposition_date": "str",
}


def report_status(
    event_log: pd.DataFrame,
    visits: pd.DataFrame,
    *,
    sops: Iterable[Sop],
    calendar: WorkingCalendar,
    as_of: datetime,
    known_at: datetime | None = None,
) -> pd.DataFrame:
    """Where is every report, who must act, and since when?

    Args:
        event_log: EVENT_LOG, in any row order.
        visits: `step_visits` of the same log, `as_of` and `known_at`, in any row order.
        sops: every SOP version that a report of the log runs under.
        calendar: counts the working minutes.
        as_of: the moment looked from.
        known_at: leaves out what was recorded later; None keeps all.

    Returns:
        REPORT_STATUS by report. `is_over_standard` speaks about the open visit only, and only
        where its start is known to the minute: time that a draft waits is never held against
        mutu baku waktu. `lead_minutes` are missing until the report is finished, and where
        the last visit's clock is invalid.
    """
    log = amended_log(conform(event_log, EVENT_LOG), known_at=known_at)
    return status_of(
        log, registrations(event_log), visits, sops=sops, calendar=calendar, as_of=as_of
    )


def registrations(event_log: pd.DataFrame) -> pd.DataFrame:
    """Number and payload of the registrations of a log."""
    return event_log.loc[event_log["kind"] == EventKind.REGISTERED, ["no", "payload"]]


def status_of(
    log: pd.DataFrame,
    registered: pd.DataFrame,
    visits: pd.DataFrame,
    *,
    sops: Iterable[Sop],
    calendar: WorkingCalendar,
    as_of: datetime,
) -> pd.DataFrame:
    """`report_status` from the `amended_log` and the `registrations` of an event log."""
    known = list(sops)
    past = log[log["occurred_at"] <= as_of]
    ordered = in_order(visits)
    last = ordered.drop_duplicates("report", keep="last").reset_index(drop=True)
    status = last[["report_id", "sop_id", "sop_version"]].assign(
        n_visits=np.bincount(ordered["report"]),
        n_rejections=np.bincount(ordered["report"], ordered["outcome"] == Outcome.REJECTED),
        received_at=ordered.drop_duplicates("report")["entered_at"].array,
        last_at=_latest(past, last["report_id"]),
        **_registration(registered, log, last["report_id"]),
        **_current(last, calendar, as_of),
    )
    status = status.assign(state=_state(last, past, known))
    status = status.assign(
        current_roles=_roles(status, known),
        **_finish(status, last, calendar),
    )
    order = sop_categories(known) | {"period": [period.value for period in Period]}
    return conform(status, REPORT_STATUS, categories=order)


def _current(
    last: pd.DataFrame, calendar: WorkingCalendar, as_of: datetime
) -> dict[str, pd.Series]:
    """What the open visit says; missing where none is open."""
    is_open = last["outcome"].isna()
    touch = touch_age(last, as_of, calendar)
    return {
        "current_step": last["step"].where(is_open),
        "current_visit": last["visit"].astype("Int64").where(is_open),
        "waiting_since": last["entered_at"].where(is_open),
        "started_at": last["started_at"].where(is_open),
        "age_minutes": minutes_until(last["entered_at"].where(is_open), as_of, calendar),
        "touch_age_minutes": touch,
        "standard_minutes": last["standard_minutes"].astype("Int64").where(is_open),
        "is_over_standard": touch > last["standard_minutes"],
    }


def _finish(
    status: pd.DataFrame, last: pd.DataFrame, calendar: WorkingCalendar
) -> dict[str, pd.Series]:
    is_finished = status["state"].isin((State.SENT, State.FINISHED))
    is_valid = is_finished & (last["clock_quality"] != ClockQuality.INVALID)
    finished_at = last["left_at"].where(is_finished)
    received, finished = (at.dt.floor("min") for at in (status["received_at"], finished_at))
    lead = calendar.minutes_between(received, finished)
    return {"finished_at": finished_at, "lead_minutes": lead.where(is_valid & (lead >= 0))}


def _state(last: pd.DataFrame, past: pd.DataFrame, sops: Iterable[Sop]) -> pd.Series:
    receipts = past.loc[past["kind"] == EventKind.RECEIPT_CONFIRMED, "report_id"]
    is_received = np.isin(
        np.arange(len(last)), pd.Index(last["report_id"]).get_indexer(receipts)
    )
    # As in domain/state: a file that tells the end of a report leaves nobody waiting.
    is_told = (last["source"] == Source.IMPORT).to_numpy()
    is_receivable = _under(last, [sop for sop in sops if sop.receivers])
    is_awaited = ~is_received & ~is_told & is_receivable
    outcome = last["outcome"]
    state = pd.Series(State.FINISHED.value, index=last.index)
    state = state.mask(is_awaited, State.SENT.value)
    state = state.mask(outcome == Outcome.CANCELLED, State.CANCELLED.value)
    return state.mask(outcome.isna(), State.RUNNING.value)


def _under(table: pd.DataFrame, sops: Iterable[Sop]) -> pd.Series:
    """Which rows belong to one of these SOP versions."""
    is_under = pd.Series(data=False, index=table.index)
    for sop in sops:
        is_under |= (table["sop_id"] == sop.id) & (table["sop_version"] == sop.version)
    return is_under


def _roles(status: pd.DataFrame, sops: Iterable[Sop]) -> pd.Series:
    """Who must act: starters of a step that waits for an order, else finishers; receivers."""
    roles = pd.Series("", index=status.index, dtype="str")
    is_first = (status["current_visit"] == 1).fillna(value=False).astype(bool)
    is_unordered = is_first & status["started_at"].isna()
    for sop in sops:
        is_under = _under(status, [sop])
        roles = roles.mask(is_under & (status["state"] == State.SENT), ",".join(sop.receivers))
        for step in sop.steps:
            is_here = is_under & (status["current_step"] == step.id)
            roles = roles.mask(is_here, ",".join(step.finishers))
            if step.is_ordered:
                roles = roles.mask(is_here & is_unordered, ",".join(step.starters))
    return roles


def _latest(past: pd.DataFrame, ids: pd.Series) -> pd.Series:
    names = past.drop_duplicates("report")["report_id"]
    latest = past.groupby("report")["occurred_at"].max()
    return latest.set_axis(names).reindex(ids).reset_index(drop=True)


def _registration(
    registered: pd.DataFrame, log: pd.DataFrame, ids: pd.Series
) -> dict[str, pd.Series]:
    """What was typed when each report was registered."""
    is_first = log["kind"] == EventKind.REGISTERED
    acts = log[is_first].drop_duplicates("report_id").set_index("report_id").reindex(ids)
    payload = registered.set_index("no")["payload"].reindex(acts["no"]).fillna("")
    columns = table_of(payload, _FACTS)
    columns |= {name: columns[name].fillna("") for name in _FACTS if name != "fiscal_year"}
    return columns | {"registered_at": acts["recorded_at"].reset_index(drop=True)}
