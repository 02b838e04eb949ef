"""Doubtful entries, hand-counted."""

from typing import Any

import pandas as pd
import pytest

from lkj.analytics.credibility import credibility, entry_flags
from tests.analytics.log_frame import calendar
from tests.analytics.small_visits import at
from tests.analytics.traces import visits_table

# 2026-03-03 is a Tuesday: work from 07.30 to 12.00 and from 13.00 to 16.00.
TUESDAY = "2026-03-03"


def finished(left: str, recorded: str | None = None, **facts: Any) -> dict[str, Any]:
    """A finished pass of step 2 by Ani; known to have taken 17 of 20 minutes."""
    usual = {
        "report_id": "R1",
        "step": "bentuk-tim",
        "visit": 1,
        "outcome": "submitted",
        "actor": "ani",
        "role": "kasubbag_renja_monev",
        "left_at": at(f"{TUESDAY} {left}" if ":" in left else TUESDAY),
        "left_precision": "minute" if ":" in left else "date",
        "recorded_at": at(f"{TUESDAY} {recorded or left}"),
        "standard_minutes": 20,
        "processing_minutes": 17.0,
        "clock_quality": "measured",
    }
    return {**usual, "sop_id": "penyusunan-lkj", "sop_version": 1, **facts}


def flags(*rows: dict[str, Any]) -> pd.DataFrame:
    numbered = [{"closing_no": n, **row} for n, row in enumerate(rows)]
    return entry_flags(visits_table(numbered), calendar())


def flag(name: str, *rows: dict[str, Any]) -> list[bool]:
    return flags(*rows)[name].tolist()


def test_an_entry_more_than_an_hour_of_work_later_is_late() -> None:
    rows = [finished("11:30", "13:30"), finished("11:30", "13:31"), finished("15:50", "15:50")]

    assert flags(*rows)["entry_lag_minutes"].tolist() == [60, 61, 0]
    assert flag("is_late_entry", *rows) == [False, True, False]


def test_minutes_of_multiples_of_five_and_of_the_standard_are_marked() -> None:
    rows = [finished("09:00", processing_minutes=float(m)) for m in (15, 17, 20, 0)]

    assert flag("is_multiple_of_five", *rows) == [True, False, True, True]
    assert flag("is_exact_standard", *rows) == [False, False, True, False]


def test_unknown_minutes_are_no_multiples() -> None:
    row = finished("09:00", processing_minutes=None, clock_quality="bounded")

    assert flag("is_multiple_of_five", row) == [False]


def test_three_entries_of_one_person_within_five_minutes_are_a_burst() -> None:
    times = ["09:00", "09:02", "09:05", "09:11", "09:12"]

    assert flag("is_burst", *map(finished, times)) == [True, True, True, False, False]


def test_entries_of_several_persons_are_no_burst() -> None:
    rows = [finished("09:00", actor=name) for name in ("ani", "budi", "ani")]

    assert flag("is_burst", *rows) == [False, False, False]


def test_leaving_after_hours_is_off_hours_and_leaving_at_closing_is_not() -> None:
    rows = map(finished, ["16:00", "16:01", "07:30", "12:30", "19:00"])

    assert flag("is_off_hours", *rows) == [False, True, False, True, True]


def test_of_a_date_alone_neither_lag_nor_hour_is_known() -> None:
    (row,) = flags(finished("", "11:00")).to_dict("records")

    assert pd.isna(row["entry_lag_minutes"])
    assert not row["is_off_hours"]


def test_recorded_before_it_happened_is_impossible() -> None:
    assert flag("is_impossible", finished("09:01", "09:00"), finished("09:00")) == [True, False]


def test_only_a_measured_pass_without_doubt_is_credible() -> None:
    rows = [
        finished("08:00"),
        finished("09:00", clock_quality="declared"),
        finished("10:00", cause="forgot_to_record"),
        finished("10:30", "13:31"),
        finished("14:01", "14:00"),
    ]

    assert flag("is_credible", *rows) == [True, False, False, False, False]


def test_shares_are_of_all_passes_and_of_minutes_of_the_known() -> None:
    rows = [
        finished("08:00", processing_minutes=20.0),
        finished("09:00"),
        finished("10:00", clock_quality="bounded"),
        finished("11:00", "15:00", processing_minutes=15.0),
        finished("11:30", role="sekretaris"),
    ]

    kasubbag, sekretaris = sorted(
        credibility(flags(*rows)).to_dict("records"), key=lambda row: -row["n"]
    )

    assert (kasubbag["n"], kasubbag["n_known"], kasubbag["n_credible"]) == (4, 3, 2)
    assert kasubbag["late_entry_rate"] == 0.25
    assert kasubbag["multiple_of_five_share"] == pytest.approx(2 / 3)
    assert kasubbag["exact_standard_share"] == pytest.approx(1 / 3)
    assert kasubbag["credible_share"] == 0.5
    assert sekretaris["multiple_of_five_share"] == 0


@pytest.mark.parametrize(
    ("n_multiples", "n", "chi_square", "is_heaped"),
    [
        pytest.param(20, 50, 12.5, True, id="twice as many as chance gives"),
        pytest.param(10, 50, 0, False, id="as many as chance gives"),
        pytest.param(0, 50, 12.5, False, id="fewer are no heap"),
        pytest.param(24, 24, float("nan"), False, id="too few to say"),
    ],
)
def test_heaping_is_measured_against_one_in_five(
    n_multiples: int, n: int, chi_square: float, is_heaped: bool
) -> None:
    minutes = [15.0] * n_multiples + [17.0] * (n - n_multiples)
    table = flags(*(finished("09:00", processing_minutes=spent) for spent in minutes))

    (row,) = credibility(table, by=()).to_dict("records")

    assert row["is_heaped"] == is_heaped
    assert row["heaping_chi_square"] == pytest.approx(chi_square, nan_ok=True)


def test_without_passes_every_share_is_missing() -> None:
    (row,) = credibility(flags(), by=()).to_dict("records")

    assert row["n"] == 0
    assert pd.isna(row["credible_share"])
    assert pd.isna(row["heaping_chi_square"])
    assert not row["is_heaped"]
