"""Visits typed by hand: what matters is given, the rest is an ordinary finished pass."""

from typing import Any

import pandas as pd

from lkj.analytics.schema import (
    REPORT_STATUS,
    STEP_VISITS,
    ClockQuality,
    Outcome,
    Schema,
    State,
    conform,
    sop_categories,
)
from tests.support.sops import office_sop
from tests.support.times import moment

STEPS = [step.id for step in office_sop().steps]
ORDINARY: dict[str, Any] = {
    "report_id": "R1",
    "step": STEPS[3],
    "visit": 1,
    "sop_id": office_sop().id,
    "sop_version": office_sop().version,
    "outcome": Outcome.APPROVED,
    "actor": "Ani",
    "reasons": "",
    "entered_at": moment("2026-03-02 08:00").at,
    "left_at": moment("2026-03-02 09:00").at,
    "is_corrected": False,
    "standard_minutes": 20,
    "clock_quality": ClockQuality.MEASURED,
}
ORDINARY_STATUS: dict[str, Any] = {
    "report_id": "R1",
    "n_visits": 1,
    "n_rejections": 0,
    "sop_id": office_sop().id,
    "sop_version": office_sop().version,
    "title": "LKj",
    "disposition_number": "",
    "disposition_date": "",
    "current_roles": "",
    "received_at": moment("2026-03-02 08:00").at,
    "state": State.FINISHED,
    "is_over_standard": False,
}


def frame_of(*passes: dict[str, Any]) -> pd.DataFrame:
    """A STEP_VISITS frame of these passes."""
    return _frame([ORDINARY | facts for facts in passes], STEP_VISITS)


def status_of(*reports: dict[str, Any]) -> pd.DataFrame:
    """A REPORT_STATUS frame of these reports, finished unless said otherwise."""
    return _frame([ORDINARY_STATUS | facts for facts in reports], REPORT_STATUS)


def _frame(rows: list[dict[str, Any]], schema: Schema) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=[column.name for column in schema], dtype=object)
    return conform(table, schema, categories=sop_categories([office_sop()]))


def spent(*minutes: float, **facts: Any) -> list[dict[str, Any]]:
    """Passes of these processing minutes."""
    return [{"processing_minutes": spent, **facts} for spent in minutes]


def running(**facts: Any) -> dict[str, Any]:
    """An open pass."""
    ended = dict.fromkeys(("outcome", "actor", "left_at", "clock_quality"))
    return {**ended, **facts}


def bounded(lead_minutes: float, **facts: Any) -> dict[str, Any]:
    """A pass whose start nobody recorded."""
    return {"clock_quality": ClockQuality.BOUNDED, "lead_minutes": lead_minutes, **facts}
