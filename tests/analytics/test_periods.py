"""Periods of a step: what was recorded to have changed begins another."""

from datetime import datetime, timedelta
from typing import Any

from lkj.analytics.periods import with_periods
from lkj.analytics.schema import STEP_VISITS, empty
from tests.analytics.small_visits import at, column
from tests.analytics.visit_frame import STEPS, frame_of, running
from tests.support.sops import office_sop

MONDAY = at("2026-03-02 08:00")
STEP, OTHER = STEPS[3], STEPS[4]


def passes(*days: int, **facts: Any) -> list[dict[str, Any]]:
    return [
        {"report_id": f"R{day}", "left_at": MONDAY + timedelta(days=day), **facts}
        for day in days
    ]


def day(number: int) -> datetime:
    return MONDAY + timedelta(days=number)


def test_a_turn_begins_a_period_with_the_first_pass_after_it() -> None:
    table = frame_of(*passes(0, 1, 2, 3), *passes(3, step=OTHER))

    found = with_periods(table, generations={}, turns={STEP: [day(2)]})

    assert column(found, "period") == [0, 0, 1, 1, 0]
    assert column(found, "turn") == [0, 0, 1, 1, 0]


def test_turns_without_a_pass_between_them_begin_one_period() -> None:
    found = with_periods(
        frame_of(*passes(0, 3)), generations={}, turns={STEP: [day(1), day(2)]}
    )

    assert column(found, "period") == [0, 1]
    assert column(found, "turn") == [0, 2]


def test_the_version_that_a_pass_is_judged_by_decides_before_its_date() -> None:
    new = passes(1, sop_version=2)
    table = frame_of(*passes(0), *new, *passes(2))
    key = office_sop().id

    found = with_periods(
        table, generations={(key, 1, STEP): 0, (key, 2, STEP): 1}, turns={STEP: [day(2)]}
    )

    # Version 1 before the turn, version 1 after it, then version 2.
    assert column(found, "generation") == [0, 1, 0]
    assert column(found, "period") == [0, 2, 1]


def test_what_runs_belongs_to_the_latest_period() -> None:
    table = frame_of(*passes(0), running(report_id="R9"))

    assert column(with_periods(table, generations={}, turns={STEP: [day(1)]}), "period") == [
        0,
        1,
    ]


def test_no_visits_have_no_periods() -> None:
    found = with_periods(empty(STEP_VISITS), generations={}, turns={STEP: [MONDAY]})

    assert found.empty
    assert str(found["period"].dtype) == "int64"
