"""Expected and running reports side by side, counted by hand."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from lkj.analytics.board import COLUMNS, default_view, report_board
from lkj.analytics.schema import REPORT_STATUS, conform
from lkj.store.plan_store import PlannedReport
from tests.support.times import ZONE, moment

AS_OF = moment("2026-03-02 09:15").at
UNSEEN = pd.NaT


def status(*rows: dict[str, Any]) -> pd.DataFrame:
    """REPORT_STATUS of some reports; what a test does not say is that of a running one."""
    usual = {
        "n_visits": 1,
        "n_rejections": 0,
        "sop_id": "penyusunan-lkj",
        "sop_version": 1,
        "fiscal_year": 2025,
        "period": "tahunan",
        "disposition_number": "",
        "disposition_date": "",
        "received_at": moment("2026-02-02 08:00").at,
        "registered_at": moment("2026-02-02 08:00").at,
        "state": "running",
        "current_step": "bentuk-tim",
        "current_visit": 1,
        "current_roles": "kasubbag_renja_monev",
        "waiting_since": moment("2026-02-02 08:00").at,
        "is_over_standard": False,
        "last_at": moment("2026-02-02 08:00").at,
    }
    filled = [{"title": f"Laporan {row['report_id']}"} | usual | row for row in rows]
    columns = [column.name for column in REPORT_STATUS]
    return conform(pd.DataFrame(filled, columns=columns), REPORT_STATUS)


def over(report_id: str, state: str, at: str, **facts: Any) -> dict[str, Any]:
    """A report that has come to an end."""
    ended = moment(at).at
    finished = UNSEEN if state == "cancelled" else ended
    return {
        "report_id": report_id,
        "state": state,
        "current_step": None,
        "current_roles": "",
        "waiting_since": UNSEEN,
        "finished_at": finished,
        "last_at": ended,
        **facts,
    }


def plan(period: str, deadline: str | None, year: int = 2025) -> PlannedReport:
    day = date.fromisoformat(deadline) if deadline else None
    key = f"penyusunan-lkj/{year}/{period}"
    return PlannedReport(key, "penyusunan-lkj", year, period, f"Rencana {period}", day)


def board(reports: pd.DataFrame, *expected: PlannedReport) -> pd.DataFrame:
    return report_board(reports, expected, as_of=AS_OF, zone=ZONE)


def by_title(table: pd.DataFrame, column: str) -> dict[str, Any]:
    return dict(zip(table["title"], table[column], strict=True))


def test_a_report_meets_its_plan_by_sop_year_and_kind() -> None:
    table = board(
        status(
            {"report_id": "A"},
            {"report_id": "B", "fiscal_year": 2024},
            {"report_id": "C", "period": "triwulan-1"},
            {"report_id": "D", "sop_id": "lain"},
        ),
        plan("tahunan", "2026-03-31"),
    )

    days_left = by_title(table, "days_left")
    assert days_left.pop("Laporan A") == 29
    assert set(days_left.values()) == {pd.NA}
    assert by_title(table, "planned_id")["Laporan A"] == "penyusunan-lkj/2025/tahunan"
    assert by_title(table, "deadline")["Laporan A"] == pd.Timestamp("2026-03-31")


def test_an_expected_report_that_nobody_registered_is_a_row() -> None:
    table = board(status({"report_id": "A"}), plan("triwulan-2", None))

    row = table[table["report_id"].isna()].iloc[0]
    assert (row["title"], row["state"]) == ("Rencana triwulan-2", "not_registered")
    assert (row["sop_id"], row["fiscal_year"], row["period"]) == (
        "penyusunan-lkj",
        2025,
        "triwulan-2",
    )
    assert not row["is_late"]
    missing = ["sop_version", "current_step", "waiting_since", "deadline", "days_left"]
    assert row[missing].isna().all()


@pytest.mark.parametrize(
    ("state", "is_late"),
    [
        ("running", True),
        ("sent_awaiting_receipt", False),
        ("finished", False),
        ("cancelled", False),
    ],
)
def test_only_what_is_not_yet_sent_can_be_late(state: str, is_late: bool) -> None:
    table = board(status({"report_id": "A", "state": state}), plan("tahunan", "2026-03-01"))

    (row,) = table[table["report_id"] == "A"].to_dict("records")
    assert (row["is_late"], row["days_left"]) == (is_late, -1)


def test_a_cancelled_report_leaves_its_plan_open() -> None:
    table = board(
        status(over("A", "cancelled", "2026-02-20 10:00")), plan("tahunan", "2026-03-01")
    )

    assert list(table["state"]) == ["not_registered", "cancelled"]
    assert list(table["is_late"]) == [True, False]


def test_what_was_never_registered_can_be_late() -> None:
    assert list(board(status(), plan("tahunan", "2026-03-01"))["is_late"]) == [True]


@pytest.mark.parametrize(
    ("deadline", "days_left", "is_late"),
    [("2026-03-01", -1, True), ("2026-03-02", 0, False), ("2026-03-03", 1, False)],
)
def test_the_day_of_the_deadline_is_in_time(
    deadline: str, days_left: int, is_late: bool
) -> None:
    (row,) = board(status(), plan("tahunan", deadline)).to_dict("records")

    assert (row["days_left"], row["is_late"]) == (days_left, is_late)


def test_days_are_the_offices_and_not_utc() -> None:
    """At 06.00 in Pontianak it is still yesterday in UTC."""
    early = moment("2026-03-02 06:00").at

    table = report_board(status(), [plan("tahunan", "2026-03-01")], as_of=early, zone=ZONE)

    assert list(table["days_left"]) == [-1]


def test_two_reports_of_one_plan_both_have_its_deadline() -> None:
    table = board(
        status(over("A", "cancelled", "2026-02-20 10:00"), {"report_id": "B"}),
        plan("tahunan", "2026-03-01"),
    )

    assert list(table["title"]) == ["Laporan B", "Laporan A"]
    assert list(table["is_late"]) == [True, False]
    assert list(table["days_left"]) == [-1, -1]


def test_late_ones_come_first_then_by_deadline_then_by_waiting() -> None:
    waits = {
        name: moment(f"2026-02-{day} 08:00").at
        for name, day in zip("AB", (20, 10), strict=True)
    }
    table = board(
        status(
            {"report_id": "A", "fiscal_year": 2020, "waiting_since": waits["A"]},
            {"report_id": "B", "fiscal_year": 2020, "waiting_since": waits["B"]},
            {"report_id": "C", "period": "triwulan-1"},
            {"report_id": "D", "period": "triwulan-2"},
            {"report_id": "E"},
            over("F", "sent_awaiting_receipt", "2026-02-27 10:00", fiscal_year=2020),
            over("G", "finished", "2026-02-01 10:00", period="triwulan-3"),
            over("H", "cancelled", "2026-02-15 10:00", fiscal_year=2020),
            over("I", "finished", "2026-02-20 10:00", fiscal_year=2020),
        ),
        plan("triwulan-1", "2026-03-31"),
        plan("triwulan-2", "2026-03-10"),
        plan("triwulan-3", "2025-10-10"),
        plan("tahunan", "2026-02-28"),
        plan("triwulan-4", "2026-02-10"),
        plan("tahunan", "2027-02-28", year=2026),
    )

    assert list(table["title"]) == [
        "Laporan E",  # late, running
        "Rencana triwulan-4",  # late, not registered
        "Laporan D",  # 8 days left
        "Laporan C",  # 29 days left
        "Laporan B",  # without a deadline, waits longest
        "Laporan A",
        "Rencana tahunan",  # not registered
        "Laporan F",  # sent
        "Laporan I",  # ended last
        "Laporan H",
        "Laporan G",
    ]


def test_by_default_open_ones_and_those_finished_in_twelve_months_are_shown() -> None:
    table = board(
        status(
            {"report_id": "A", "received_at": moment("2020-01-02 08:00").at},
            over("B", "finished", "2025-03-02 09:15"),
            over("C", "finished", "2025-03-02 09:14"),
            over("D", "sent_awaiting_receipt", "2020-03-02 09:14"),
            over("E", "cancelled", "2026-02-15 10:00"),
        ),
        plan("triwulan-4", None),
    )

    shown = default_view(table, as_of=AS_OF)

    assert set(shown["title"]) == {
        "Laporan A",
        "Laporan B",
        "Laporan D",
        "Rencana triwulan-4",
    }
    assert list(default_view(table, as_of=AS_OF, months=13)["title"])[-1] == "Laporan C"


def test_without_reports_and_plan_the_board_is_empty() -> None:
    table = board(status())

    assert (len(table), list(table)) == (0, COLUMNS)
    assert list(default_view(table, as_of=AS_OF)) == COLUMNS


def test_columns_have_one_type_whatever_they_hold() -> None:
    full = board(
        status({"report_id": "A"}, over("B", "finished", "2026-02-20 10:00")),
        plan("tahunan", "2026-03-31"),
        plan("triwulan-1", None),
    )
    nothing, only_plan = board(status()), board(status(), plan("tahunan", None))

    types = full.dtypes.astype(str).to_dict()
    assert nothing.dtypes.astype(str).to_dict() == types
    assert only_plan.dtypes.astype(str).to_dict() == types


def test_the_status_and_the_plan_are_left_as_they_were() -> None:
    reports = status({"report_id": "A"})
    before = reports.copy()

    board(reports, plan("tahunan", "2026-03-31"))

    pd.testing.assert_frame_equal(reports, before)
