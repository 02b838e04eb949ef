"""What needs somebody now, and in which order."""

from typing import Any

import pandas as pd

from lkj.analytics.attention import COLUMNS, Attention, attention
from lkj.analytics.durations import passes_with_verdict
from tests.analytics.visit_frame import frame_of

DAY = 450.0  # working minutes
ORDINARY: dict[str, Any] = {
    "report_id": "R1",
    "title": "LKj",
    "state": "running",
    "current_roles": "sekretaris",
    "age_minutes": DAY,
    "days_left": None,
    "is_late": False,
}


def board(*rows: dict[str, Any]) -> pd.DataFrame:
    table = pd.DataFrame([ORDINARY | row for row in rows], columns=list(ORDINARY))
    return table.astype({"days_left": "Int64", "age_minutes": "float64", "is_late": "bool"})


def found(*rows: dict[str, Any], verdicts: pd.DataFrame | None = None) -> pd.DataFrame:
    passes = passes_with_verdict(frame_of()) if verdicts is None else verdicts
    return attention(board(*rows), passes, long_wait_minutes=5 * DAY)


def test_the_latest_comes_first_then_what_is_due_then_what_waits() -> None:
    rows = found(
        {"report_id": "waits", "age_minutes": 9 * DAY},
        {"report_id": "waits longer", "age_minutes": 12 * DAY},
        {"report_id": "due", "days_left": 14},
        {"report_id": "late", "days_left": -3, "is_late": True, "age_minutes": 30 * DAY},
        {"report_id": "latest", "days_left": -40, "is_late": True},
        {"report_id": "in time", "days_left": 15},
    )

    assert rows["report_id"].tolist() == ["latest", "late", "due", "waits longer", "waits"]
    assert rows["n_days"].tolist()[:3] == [40, 3, -14]
    assert rows["kind"].tolist()[2:4] == [Attention.DUE_SOON, Attention.LONG_WAIT]


def test_a_planned_report_needs_attention_when_its_deadline_is_near_or_past() -> None:
    missing = {"report_id": None, "state": "not_registered", "age_minutes": None}
    rows = found(
        missing | {"title": "past", "days_left": -1, "is_late": True},
        missing | {"title": "near", "days_left": 3},
        missing | {"title": "far", "days_left": 90},
        missing | {"title": "no deadline"},
    )

    assert rows["title"].tolist() == ["past", "near"]
    assert set(rows["kind"]) == {Attention.NOT_REGISTERED}


def test_passes_over_the_standard_without_a_cause_are_one_row() -> None:
    verdicts = passes_with_verdict(
        frame_of(
            {"processing_minutes": 21},
            {"processing_minutes": 90},
            {"processing_minutes": 90, "cause": "meeting"},
            {"processing_minutes": 20},
        )
    )

    rows = found(verdicts=verdicts)

    assert rows["kind"].tolist() == [Attention.UNEXPLAINED]
    assert rows["n"].tolist() == [2]


def test_nothing_needs_attention_in_an_empty_office() -> None:
    assert found().columns.tolist() == list(COLUMNS)
    assert found().empty
