"""Reports that are not finished: whom they wait for, how old they are, how much is left."""

from collections.abc import Iterable
from datetime import datetime

import numpy as np
import pandas as pd

from lkj.analytics.board import OPEN_STATES
from lkj.domain.sop import Decision, Sop, StepId
from lkj.errors import OutsideCalendar
from lkj.worktime import WorkingCalendar

SOON_DAYS = 14  # calendar days to a deadline from which it is near
_OF_AGING = (
    "visit",
    "n_history",
    "n_closed",
    "n_quicker",
    "pace_share",
    "touch_age_minutes",
    "standard_minutes",
    "total_age_minutes",
    "p50_lead_minutes",
    "p85_lead_minutes",
    "p95_lead_minutes",
)
_LATE, _SOON, _OTHER = range(3)


def open_reports(
    board: pd.DataFrame,
    ages: pd.DataFrame,
    *,
    sops: Iterable[Sop],
    as_of: datetime,
    calendar: WorkingCalendar,
    soon_days: int = SOON_DAYS,
) -> pd.DataFrame:
    """Which reports are late or about to be, and when would the others be done?

    Args:
        board: `report_board`, any selection of its rows.
        ages: `aging` of the same moment.
        sops: every SOP version that a report runs under.
        as_of: the moment that both were looked from.
        calendar: maps working minutes to a date.
        soon_days: calendar days to a deadline from which it is near.

    Returns:
        The board's columns of every report that is not finished or cancelled, late ones first,
        then those about to be, then the others, each in the board's order. Also the columns of
        `ages`, missing where no visit is open; `is_soon`; `remaining_minutes` of
        mutu baku waktu on the straight way to the end, less what was spent on the open visit;
        `expected_at`, when these have passed, missing where no visit is open or the calendar
        ends before; `is_tight`: expected only after the deadline's day.
    """
    rows = board[board["state"].isin(OPEN_STATES)]
    found = ages.set_index("report_id")[list(_OF_AGING)].reindex(rows["report_id"])
    rows = rows.assign(**{name: found[name].to_numpy() for name in _OF_AGING})
    remaining = _remaining(rows, sops)
    is_soon = rows["days_left"].between(0, soon_days).fillna(value=False).astype(bool)
    expected = _expected(remaining, as_of, calendar)
    last_day = rows["deadline"] + pd.Timedelta(days=1)
    local = expected.dt.tz_convert(calendar.zone).dt.tz_localize(None)
    rows = rows.assign(
        is_soon=is_soon & (rows["state"] != "sent_awaiting_receipt"),
        remaining_minutes=remaining,
        expected_at=expected,
        is_tight=local.notna() & (local >= last_day),
    )
    urgency = np.select([rows["is_late"], rows["is_soon"]], [_LATE, _SOON], default=_OTHER)
    return rows.iloc[np.argsort(urgency, kind="stable")].reset_index(drop=True)


def minutes_to_the_end(sop: Sop) -> dict[StepId, int]:
    """Mutu baku waktu of each step and all that follow it where nothing is returned."""
    return {step.id: sum(_straight_way(sop, step.id)) for step in sop.steps}


def _straight_way(sop: Sop, step_id: StepId) -> Iterable[int]:
    seen: set[StepId] = set()
    at: StepId | None = step_id
    while at is not None and at not in seen:
        seen.add(at)
        step = sop.step(at)
        yield step.standard.minutes
        at = next(r.target for d, r in step.next.items() if d is not Decision.REJECT)


def _remaining(rows: pd.DataFrame, sops: Iterable[Sop]) -> pd.Series:
    left = {
        (sop.id, sop.version, step): minutes
        for sop in sops
        for step, minutes in minutes_to_the_end(sop).items()
    }
    is_running = (rows["state"] == "running").to_numpy(bool)
    running = rows[is_running]
    keys = zip(running["sop_id"], running["sop_version"], running["current_step"], strict=True)
    ahead = pd.Series([left[key] for key in keys], running.index, dtype="float64")
    ahead = ahead.reindex(rows.index)
    spent = rows["touch_age_minutes"].astype("float64").fillna(0.0)
    standard = rows["standard_minutes"].astype("float64").fillna(0.0)
    return ahead - np.minimum(spent, standard)


def _expected(minutes: pd.Series, as_of: datetime, calendar: WorkingCalendar) -> pd.Series:
    known = minutes[minutes.notna()]
    start = pd.Series([pd.Timestamp(as_of)] * len(known), index=known.index)
    start = start.astype("datetime64[us, UTC]")
    try:
        due = calendar.due(start, known)
    except OutsideCalendar:
        due = start.where(start.isna())
    return due.reindex(minutes.index)
