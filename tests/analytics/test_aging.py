"""Open visits beside the history of their step and pass type."""

from typing import Any

import pandas as pd
import pytest

from lkj.analytics.aging import aging
from lkj.analytics.schema import (
    REPORT_STATUS,
    STEP_VISITS,
    ClockQuality,
    Outcome,
    State,
    empty,
)
from tests.analytics.log_frame import calendar
from tests.analytics.small_visits import at, column
from tests.analytics.visit_frame import STEPS, frame_of, status_of

NOW = at("2026-03-02 10:30")
OPEN: dict[str, Any] = {
    "state": State.RUNNING,
    "current_step": STEPS[3],
    "current_visit": 1,
    "received_at": at("2026-03-02 09:00"),
    "age_minutes": 45.0,
    "standard_minutes": 20,
}


def leads(*minutes: float, **facts: Any) -> list[dict[str, Any]]:
    return [{"lead_minutes": lead, **facts} for lead in minutes]


def aging_of(*history: dict[str, Any], **facts: Any) -> dict[str, Any]:
    table = ages(frame_of(*history), status_of(OPEN | facts))
    return {name: column(table, name)[0] for name in table.columns}


def ages(visits: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    return aging(visits, status, as_of=NOW, calendar=calendar())


def test_age_at_the_step_and_age_of_the_report_are_two_things() -> None:
    figures = aging_of(touch_age_minutes=12.0)

    assert figures["n_history"] == 0
    assert (figures["step"], figures["visit"]) == (STEPS[3], 1)
    assert (figures["age_minutes"], figures["total_age_minutes"]) == (45, 90)
    assert (figures["touch_age_minutes"], figures["standard_minutes"]) == (12, 20)


@pytest.mark.parametrize(
    ("n", "p50", "p85", "p95"),
    [
        (4, None, None, None),
        (5, 30, None, None),
        (7, 40, 61, None),
        (20, 105, 171.5, 190.5),
    ],
)
def test_bands_wait_for_enough_history(
    n: int, p50: float | None, p85: float | None, p95: float | None
) -> None:
    figures = aging_of(*leads(*range(10, 10 * n + 10, 10)))

    assert figures["n_history"] == n
    found = [figures[f"p{percent}_lead_minutes"] for percent in (50, 85, 95)]
    assert found == pytest.approx([p50, p85, p95])


def test_history_is_that_of_the_same_step_and_pass_type() -> None:
    first, repeats = leads(*[10] * 5), leads(*[99] * 6, visit=2)
    elsewhere, cancelled = leads(*[7] * 8, step=STEPS[4]), leads(5, outcome=Outcome.CANCELLED)
    history = [*first, *repeats, *elsewhere, *cancelled]

    assert aging_of(*history)["n_history"] == 5
    repeat = aging_of(*history, current_visit=2)
    assert (repeat["n_history"], repeat["p50_lead_minutes"]) == (6, 99)


def test_finished_reports_have_no_age() -> None:
    table = ages(frame_of(*leads(10)), status_of({}, OPEN | {"report_id": "R2"}))

    assert column(table, "report_id") == ["R2"]
    none = ages(empty(STEP_VISITS), empty(REPORT_STATUS))
    assert none.empty
    assert none.dtypes.map(str).equals(table.dtypes.map(str))


def finished(report_id: str, left: str, **facts: Any) -> list[dict[str, Any]]:
    """A finished report, received 08.00, that left step 4 at a time of 2 March."""
    return [
        {"left_at": at(f"2026-03-02 {left}"), "report_id": report_id, **facts}
        | {"next_step": STEPS[4]},
        {"step": STEPS[7], "report_id": report_id, "left_at": at("2026-03-02 15:00")},
    ]


def test_pace_counts_the_finished_reports_that_were_younger_when_they_left_the_step() -> None:
    # The open report is 90 minutes old; the finished ones were 30, 90 and 105 on leaving.
    history = [*finished("R2", "08:30"), *finished("R3", "09:30"), *finished("R4", "09:45")]

    figures = aging_of(*history)

    assert (figures["n_closed"], figures["n_quicker"]) == (3, 1)
    assert figures["pace_share"] == pytest.approx(1 / 3)


def test_pace_of_a_repeat_compares_with_the_last_repeat() -> None:
    history = [
        *finished("R2", "08:10"),
        *finished("R2", "08:20", visit=2)[:1],
        *finished("R2", "11:00", visit=3)[:1],
        *finished("R3", "08:40"),
    ]

    repeat = aging_of(*history, current_visit=2)
    first = aging_of(*history)

    assert (repeat["n_closed"], repeat["n_quicker"]) == (1, 0)
    assert (first["n_closed"], first["n_quicker"]) == (2, 2)


def test_pace_needs_a_report_that_is_finished_and_a_clock_that_is_right() -> None:
    running = finished("R2", "08:30")[:1]
    contradicting = finished("R3", "08:30", clock_quality=ClockQuality.INVALID)

    figures = aging_of(*running, *contradicting)

    assert figures["n_closed"] == 0
    assert figures["pace_share"] is None
