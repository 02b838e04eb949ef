"""Whole reports: lead, work, waiting, and both ways to keep mutu baku waktu."""

from typing import Any

import pandas as pd
import pytest

from lkj.analytics.report_durations import flow_efficiency, report_durations
from lkj.analytics.schema import REPORT_STATUS, STEP_VISITS, State, empty
from lkj.domain.commands import Cause
from tests.analytics.small_visits import column
from tests.analytics.visit_frame import bounded, frame_of, spent, status_of
from tests.support.sops import office_sop

SOPS = [office_sop()]
FORGOTTEN = {"cause": Cause.FORGOT_TO_RECORD}
EVERY_STEP = [{"step": s.id, "standard_minutes": s.standard.minutes} for s in SOPS[0].steps]


def durations(passes: list[dict[str, Any]], **status: Any) -> dict[str, Any]:
    table = report_durations(frame_of(*passes), status_of(status), sops=SOPS)
    assert len(table) == 1
    return {name: column(table, name)[0] for name in table.columns}


def exactly() -> list[dict[str, Any]]:
    """Every step takes just its standard: 185 minutes."""
    return [facts | {"processing_minutes": facts["standard_minutes"]} for facts in EVERY_STEP]


def test_work_and_waiting_add_up_over_the_passes() -> None:
    times = {"processing_minutes": 15.0, "waiting_minutes": 45.0, "lead_minutes": 60.0}

    figures = durations([times, times | {"visit": 2}], lead_minutes=130.0)

    assert (figures["processing_minutes"], figures["waiting_minutes"]) == (30, 90)
    assert (figures["lead_minutes"], figures["gap_minutes"]) == (130, 10)
    assert figures["standard_minutes"] == 185


def test_a_gap_needs_the_lead_of_every_pass() -> None:
    assert durations([bounded(60), *spent(5)], lead_minutes=60.0)["gap_minutes"] is None


def test_a_report_at_its_standard_keeps_both() -> None:
    figures = durations(exactly())

    assert (figures["n"], figures["n_known"], figures["n_over"]) == (8, 8, 0)
    assert (figures["is_case_compliant"], figures["is_budget_compliant"]) == (True, True)


def test_the_budget_lets_one_pass_save_for_another() -> None:
    passes = exactly()
    passes[0]["processing_minutes"] -= 5
    passes[3]["processing_minutes"] += 5

    figures = durations(passes)

    assert (figures["is_case_compliant"], figures["is_budget_compliant"]) == (False, True)


def test_the_budget_allows_nothing_for_rework() -> None:
    figures = durations([*exactly(), *spent(1, visit=2)])

    assert (figures["is_case_compliant"], figures["is_budget_compliant"]) == (True, False)


@pytest.mark.parametrize(
    ("other", "case", "budget"),
    [
        (bounded(20), True, None),  # surely within its standard, but how long is unknown
        (bounded(21), None, None),
        (spent(21)[0], False, True),
        (spent(186)[0], False, False),
        (spent(9, **FORGOTTEN)[0], True, None),
    ],
)
def test_what_is_not_known_leaves_the_verdict_open(
    other: dict[str, Any], case: bool | None, budget: bool | None
) -> None:
    figures = durations([*spent(5), other])

    assert (figures["is_case_compliant"], figures["is_budget_compliant"]) == (case, budget)


def test_what_is_over_stays_over_whatever_is_unknown() -> None:
    figures = durations([*spent(186), bounded(99)])

    assert (figures["is_case_compliant"], figures["is_budget_compliant"]) == (False, False)


def test_a_report_of_forgotten_passes_has_no_verdict() -> None:
    assert durations(spent(9, **FORGOTTEN))["is_case_compliant"] is None


def test_only_finished_reports_count() -> None:
    reports = [
        {"report_id": name, "state": state}
        for name, state in zip("ABCD", (*State,), strict=True)
    ]
    visits = frame_of(*({**spent(5)[0], "report_id": name} for name in "DCBA"))

    table = report_durations(visits, status_of(*reports), sops=SOPS)

    assert [(r["report_id"], r["state"].value) for r in reports][1:3] == [
        ("B", "sent_awaiting_receipt"),
        ("C", "finished"),
    ]
    assert column(table, "report_id") == ["B", "C"]


def test_nothing_finished_is_an_empty_table_of_the_same_columns() -> None:
    full = report_durations(frame_of(*spent(5)), status_of({}), sops=SOPS)
    none = report_durations(empty(STEP_VISITS), empty(REPORT_STATUS), sops=SOPS)

    assert none.empty
    assert none.dtypes.equals(full.dtypes)


def efficiency(*reports: tuple[float | None, float]) -> dict[str, Any]:
    """Of reports with one pass: its processing, and the report's lead."""
    passes = [
        (bounded(9) if minutes is None else spent(minutes)[0]) | {"report_id": f"R{n}"}
        for n, (minutes, _) in enumerate(reports)
    ]
    status = [{"report_id": f"R{n}", "lead_minutes": r[1]} for n, r in enumerate(reports)]
    table = flow_efficiency(report_durations(frame_of(*passes), status_of(*status), sops=SOPS))
    return {name: column(table, name)[0] for name in table.columns}


def test_efficiency_is_a_ratio_of_sums() -> None:
    figures = efficiency((10.0, 100), (90.0, 100), (None, 999))

    assert figures == {
        "n": 2,
        "n_unknown": 1,
        "processing_minutes": 100,
        "lead_minutes": 200,
        "efficiency_share": 0.5,
        "is_overlapping": False,
    }


def test_efficiency_of_nothing_is_missing_and_of_overlap_is_flagged() -> None:
    assert efficiency()["efficiency_share"] is None
    assert efficiency((0.0, 0.0))["efficiency_share"] is None
    assert efficiency((30.0, 20.0))["is_overlapping"] is True
    assert efficiency((20.0, 20.0))["is_overlapping"] is False


def test_the_tables_are_left_as_they_were() -> None:
    visits, status = frame_of(*spent(5), bounded(9)), status_of({})
    before = visits.copy(deep=True), status.copy(deep=True)

    report_durations(visits, status, sops=SOPS)

    pd.testing.assert_frame_equal(visits, before[0])
    pd.testing.assert_frame_equal(status, before[1])
