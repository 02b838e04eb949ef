"""Open reports: urgency, what is left of mutu baku waktu, and the day it would be done."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from lkj.analytics.aging import aging
from lkj.analytics.board import report_board
from lkj.analytics.open_reports import minutes_to_the_end, open_reports
from lkj.analytics.schema import STEP_VISITS, State, empty
from lkj.store.plan_store import PlannedReport
from tests.analytics.log_frame import calendar
from tests.analytics.small_visits import at, column
from tests.analytics.visit_frame import STEPS, status_of
from tests.support.sops import office_sop
from tests.support.times import ZONE

SOP = office_sop()
NOW = at("2026-03-02 09:00")  # Monday: 07.30 to 12.00, 13.00 to 16.00
RUNNING: dict[str, Any] = {
    "state": State.RUNNING,
    "current_step": STEPS[3],
    "current_visit": 1,
    "fiscal_year": 2025,
    "period": "tahunan",
    "age_minutes": 45.0,
    "standard_minutes": 20,
    "waiting_since": at("2026-03-02 08:15"),
}


def planned(year: int, deadline: date | None) -> PlannedReport:
    return PlannedReport(f"p{year}", SOP.id, year, "tahunan", f"LKj {year}", deadline)


def look(
    *reports: dict[str, Any], plan: list[PlannedReport] | None = None, now: Any = NOW
) -> pd.DataFrame:
    status = status_of(*[RUNNING | report for report in reports])
    board = report_board(status, plan or [], as_of=now, zone=ZONE)
    moment: dict[str, Any] = {"as_of": now, "calendar": calendar()}
    ages = aging(empty(STEP_VISITS), status, **moment)
    return open_reports(board, ages, sops=[SOP], **moment)


def test_late_reports_come_first_then_those_about_to_be_registered_or_not() -> None:
    plan = [
        planned(2021, date(2026, 3, 16)),  # 14 days: about to be late, not registered
        planned(2022, date(2026, 3, 17)),  # 15 days
        planned(2023, date(2026, 3, 1)),  # late
        planned(2024, date(2026, 3, 2)),  # today
    ]
    years = {"R2": 2022, "R3": 2023, "R4": 2024}
    table = look(*[{"report_id": r, "fiscal_year": y} for r, y in years.items()], plan=plan)

    assert column(table, "report_id") == ["R3", "R4", None, "R2"]
    assert column(table, "is_soon") == [False, True, True, False]
    assert column(table, "days_left") == [-1, 0, 14, 15]


def test_the_finished_are_not_open_and_the_sent_are_not_about_to_be_late() -> None:
    sent = {"state": State.SENT, "current_step": None, "current_visit": None}
    over = [sent | {"state": state} for state in (State.FINISHED, State.CANCELLED)]
    table = look(sent, *over, plan=[planned(2025, date(2026, 3, 3))])

    assert column(table, "state") == ["sent_awaiting_receipt"]
    assert column(table, "is_soon") == [False]
    assert column(table, "expected_at") == [None]


def test_what_is_left_is_the_straight_way_to_the_end() -> None:
    assert minutes_to_the_end(SOP) == dict(
        zip(STEPS, [185, 175, 155, 95, 75, 55, 35, 30], strict=True)
    )


@pytest.mark.parametrize(
    ("touched", "left", "expected"),
    [
        (None, 95, "2026-03-02 10:35"),  # not begun: 20 + 20 + 20 + 5 + 30
        (12.0, 83, "2026-03-02 10:23"),
        (50.0, 75, "2026-03-02 10:15"),  # the step's own minutes are used up
    ],
)
def test_the_expected_time_is_what_is_left_in_working_minutes_from_now(
    touched: float | None, left: float, expected: str
) -> None:
    (row,) = look({"touch_age_minutes": touched}).to_dict("records")

    assert row["remaining_minutes"] == left
    assert row["expected_at"] == at(expected)


def test_an_end_after_the_deadlines_day_is_tight() -> None:
    plan = [planned(2025, date(2026, 3, 2))]
    # 95 minutes from 14.30 end on Tuesday at 07.35.
    late = look({}, plan=plan, now=at("2026-03-02 14:30"))

    assert column(late, "is_tight") == [True]
    assert column(late, "expected_at") == [at("2026-03-03 07:35")]
    assert column(look({}, plan=plan), "is_tight") == [False]
    assert column(look({}), "is_tight") == [False]


def test_beyond_the_calendar_no_end_is_expected() -> None:
    table = look({}, now=at("2027-12-31 16:29"))

    assert column(table, "remaining_minutes") == [95]
    assert column(table, "expected_at") == [None]


def test_what_nobody_registered_waits_at_no_step() -> None:
    (row,) = look(plan=[planned(2025, None)]).to_dict("records")

    assert row["state"] == "not_registered"
    assert pd.isna(row["remaining_minutes"])
    assert pd.isna(row["expected_at"])


def test_ages_stand_beside_their_report() -> None:
    table = look({"report_id": "R2", "received_at": at("2026-03-02 08:00")})

    assert column(table, "total_age_minutes") == [60]
    assert column(table, "n_closed") == [0]
    assert len(look()) == 0
