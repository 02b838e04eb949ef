"""What another calendar changes, on passes whose minutes are counted by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from lkj.analytics.calendar_effect import (
    OPEN_CHANGES,
    PASS_CHANGES,
    CalendarEffect,
    Verdict,
    calendar_effect,
)
from lkj.analytics.schema import STEP_VISITS, ClockQuality, empty
from lkj.worktime import DatedException, ExceptionKind, Slot, WorkingCalendar
from tests.analytics.log_frame import calendar as plain
from tests.analytics.visit_frame import STEPS, bounded, frame_of, running
from tests.support.times import moment

# Tuesday 3 March 2026: from 07.30 to 12.00 and 13.00 to 16.00 in an ordinary week.
TUESDAY = date(2026, 3, 3)


def with_day(*slots: Slot) -> WorkingCalendar:
    """The plain week, and other hours on the Tuesday."""
    row = DatedException(
        first=TUESDAY,
        last=TUESDAY,
        weekdays=frozenset(range(7)),
        slots=slots,
        name="Hari jadi",
        basis="",
        kind=ExceptionKind.OTHER_HOURS if slots else ExceptionKind.LOCAL_HOLIDAY,
        is_estimate=False,
    )
    return replace(plain(), exceptions=(row,))


def effect(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> CalendarEffect:
    return calendar_effect(frame_of(*before), frame_of(*after), old=plain(), new=with_day())


def passed(report: str, minutes: float | None, **facts: Any) -> dict[str, Any]:
    return {"report_id": report, "processing_minutes": minutes, **facts}


def test_verdicts_that_change_are_counted_by_what_they_become() -> None:
    """Mutu baku 20 minutes; a tie complies. R1 comes within, R2 goes over, R3 to R5 stay."""
    before = [passed(f"R{n}", m) for n, m in enumerate((21, 20, 5, 40, 8), start=1)]
    after = [passed(f"R{n}", m) for n, m in enumerate((20, 25, 5, 30, 8), start=1)]

    found = effect(before, after)

    assert (found.n_judged, found.n_verdicts, found.n_minutes) == (5, 2, 3)
    assert found.n_becoming(Verdict.WITHIN) == 1
    assert found.n_becoming(Verdict.OVER) == 1
    assert found.n_becoming(Verdict.NONE) == 0
    assert found.passes["report_id"].tolist() == ["R1", "R2", "R4"]
    assert found.passes["before_minutes"].tolist() == [21, 20, 40]
    assert found.passes["after_minutes"].tolist() == [20, 25, 30]
    assert found.passes["is_verdict_changed"].tolist() == [True, True, False]


def test_a_pass_without_a_start_may_come_to_fit_or_fit_no_longer() -> None:
    """Even entered to left within 20 minutes is surely within; more says nothing."""
    before = [{"report_id": "R1", **bounded(470)}, {"report_id": "R2", **bounded(15)}]
    after = [{"report_id": "R1", **bounded(20)}, {"report_id": "R2", **bounded(21)}]

    found = effect(before, after)

    assert (found.n_judged, found.n_verdicts) == (2, 2)
    assert found.n_becoming(Verdict.WITHIN) == found.n_becoming(Verdict.NONE) == 1


def test_minutes_that_nobody_knows_are_no_verdict_and_no_change() -> None:
    unknown = passed("R1", None, clock_quality=ClockQuality.DATE_ONLY)
    declared = passed("R2", 15, clock_quality=ClockQuality.DECLARED, lead_minutes=400)

    found = effect([unknown, declared], [unknown, {**declared, "lead_minutes": 350}])

    assert (found.n_judged, found.n_verdicts, found.n_minutes) == (1, 0, 1)
    assert found.passes[["before_lead_minutes", "after_lead_minutes"]].iloc[0].tolist() == [
        400,
        350,
    ]


def test_open_passes_get_another_age_and_another_due_time() -> None:
    # Begun Monday at 15.50 with 20 minutes: ten are left, due Tuesday 07.40 or, with the
    # Tuesday off, Wednesday 07.40.
    open_pass = running(
        started_at=moment("2026-03-02 15:50").at, started_precision="minute", age_minutes=470
    )

    found = effect([open_pass], [{**open_pass, "age_minutes": 20}])

    assert (found.n_running, found.n_due, found.n_minutes) == (1, 1, 0)
    assert found.running["before_due_at"].tolist() == [moment("2026-03-03 07:40").at]
    assert found.running["after_due_at"].tolist() == [moment("2026-03-04 07:40").at]


def test_a_pass_not_begun_to_the_minute_has_no_due_time() -> None:
    waits = running(age_minutes=470)
    dated = running(
        report_id="R2",
        started_at=moment("2026-03-02 15:50").at,
        started_precision="date",
        age_minutes=470,
    )

    found = effect([waits, dated], [{**waits, "age_minutes": 20}, {**dated, "age_minutes": 20}])

    assert (found.n_running, found.n_due) == (2, 0)
    assert found.running["before_due_at"].isna().all()


def test_a_due_time_past_the_years_of_a_calendar_is_missing() -> None:
    """Friday 31 December 2027, 16.20: ten minutes are left of the year, 20 are wanted."""
    late = running(started_at=moment("2027-12-31 16:20").at, started_precision="minute")
    longer = replace(plain(), last_year=2028)

    table = frame_of(late)
    found = calendar_effect(table, table, old=plain(), new=longer)

    assert found.running["before_due_at"].isna().all()
    assert found.running["after_due_at"].tolist() == [moment("2028-01-03 07:40").at]


def test_the_same_calendar_changes_nothing() -> None:
    table = frame_of(passed("R1", 21), {"report_id": "R2", **running(age_minutes=3)})

    found = calendar_effect(table, table, old=plain(), new=plain())

    assert (found.n_judged, found.n_verdicts, found.n_minutes) == (1, 0, 0)
    assert (found.n_running, found.n_due) == (0, 0)


def test_nothing_gives_empty_tables_with_their_columns() -> None:
    nothing = empty(STEP_VISITS)

    found = calendar_effect(nothing, nothing, old=plain(), new=with_day())

    assert found.n_judged == 0
    for table, schema in ((found.passes, PASS_CHANGES), (found.running, OPEN_CHANGES)):
        assert table.empty
        assert {n: str(t) for n, t in table.dtypes.items()} == {
            column.name: column.dtype for column in schema
        }


def test_the_input_is_left_as_it_was() -> None:
    before, after = frame_of(passed("R1", 21)), frame_of(passed("R1", 19))
    copies = before.copy(deep=True), after.copy(deep=True)

    calendar_effect(before, after, old=plain(), new=with_day())

    pd.testing.assert_frame_equal(before, copies[0])
    pd.testing.assert_frame_equal(after, copies[1])


def test_other_visits_are_refused() -> None:
    one, other = frame_of({"step": STEPS[3]}), frame_of({"step": STEPS[4]})

    with pytest.raises(ValueError, match="same visits"):
        calendar_effect(one, other, old=plain(), new=with_day())
