from datetime import date

import pytest

from lkj.domain.commands import Period
from lkj.simulation.slots import Slot, make_plan

UNTIL = date(2026, 11, 23)


def test_the_newest_reports_are_taken_up_but_one_is_forgotten() -> None:
    plan = make_plan(5, UNTIL)

    assert [slot.title for slot in plan.taken_up] == [
        "Laporan Kinerja Triwulan III Tahun 2026",
        "Laporan Kinerja Triwulan II Tahun 2026",
        "Laporan Kinerja Tahun 2025",
        "Laporan Kinerja Triwulan IV Tahun 2025",
        "Laporan Kinerja Triwulan III Tahun 2025",
    ]


def test_fifteen_reports_are_three_annual_and_twelve_quarterly() -> None:
    periods = [slot.period for slot in make_plan(15, UNTIL).taken_up]

    assert periods.count(Period.ANNUAL) == 3
    assert len(periods) == 15


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_five_reports_are_expected_per_tahun_kinerja(year: int) -> None:
    expected = [slot for slot in make_plan(15, UNTIL).expected if slot.fiscal_year == year]

    assert sorted(slot.period for slot in expected) == sorted(Period)


def test_nothing_is_expected_from_before_the_first_report() -> None:
    plan = make_plan(15, UNTIL)

    assert min(s.opens_on for s in plan.expected) == min(s.opens_on for s in plan.taken_up)


@pytest.mark.parametrize(
    ("period", "opens_on", "deadline"),
    [
        (Period.Q1, date(2024, 4, 6), date(2024, 4, 30)),
        (Period.Q2, date(2024, 7, 6), date(2024, 7, 31)),
        (Period.Q3, date(2024, 10, 5), None),
        (Period.Q4, date(2025, 1, 6), None),
        (Period.ANNUAL, date(2025, 1, 12), date(2025, 2, 28)),
    ],
)
def test_each_kind_has_its_time(period: Period, opens_on: date, deadline: date | None) -> None:
    slot = Slot(2024, period)

    assert (slot.opens_on, slot.deadline) == (opens_on, deadline)


def test_the_annual_deadline_knows_leap_years() -> None:
    assert Slot(2023, Period.ANNUAL).deadline == date(2024, 2, 29)


def test_a_report_is_not_taken_up_on_its_first_days() -> None:
    newest = make_plan(1, date(2026, 4, 20)).taken_up[0]

    assert newest.title == "Laporan Kinerja Tahun 2025"
