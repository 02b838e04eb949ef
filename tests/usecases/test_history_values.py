"""Cells are read as people write them."""

from datetime import date
from typing import Any

import pytest

from lkj.domain.commands import Period
from lkj.domain.sop import Decision
from lkj.errors import CellInvalid
from lkj.usecases.history_values import (
    day_of,
    decision_of,
    is_example,
    minutes_of,
    moment_of,
    period_of,
    reasons_of,
    step_choices,
    step_names,
    step_of,
    year_of,
)
from tests.support.sops import office_sop
from tests.support.times import ZONE, moment

SOP = office_sop()
NAMES = step_names(SOP)


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-05", "2025-1-5", "05/01/2025", "5/1/2025", "05-01-2025", "5.1.2025",
        "5 Januari 2025", "05 Jan 2025", "5-Jan-2025", "Minggu, 5 Januari 2025",
    ],
)  # fmt: skip
def test_a_date_is_a_date_however_it_is_written(text: str) -> None:
    assert moment_of(text, ZONE) == moment("2025-01-05")


@pytest.mark.parametrize(
    "text",
    [
        "2025-01-05 08:30:00", "2025-01-05T08:30", "05/01/2025 08.30", "5/1/2025 8:30",
        "05/01/2025, 08.30", "5 Januari 2025 pukul 08.30 WIB", "05/01/2025 jam 08.30",
    ],
)  # fmt: skip
def test_an_hour_may_stand_beside_it(text: str) -> None:
    assert moment_of(text, ZONE) == moment("2025-01-05 08:30")


@pytest.mark.parametrize(
    "text",
    ["kemarin", "31/02/2025", "05/13/2025", "05/01/25", "5 Foo 2025", "05/01/2025 25.00",
     "05/01/2025 pagi", "45000", "1/1/0000"],
)  # fmt: skip
def test_what_is_no_date_is_said_to_be_none(text: str) -> None:
    assert refusal(moment_of, text, ZONE) == ("date", text)


def test_a_day_leaves_the_hour_aside() -> None:
    assert day_of("05/01/2025 08.30", ZONE) == date(2025, 1, 5)


def refusal(read: Any, *arguments: Any) -> tuple[object, object]:
    with pytest.raises(CellInvalid) as caught:
        read(*arguments)
    return caught.value.facts["code"], caught.value.facts["detail"]


@pytest.mark.parametrize("read", [moment_of, step_of])
def test_an_empty_cell_that_is_needed_is_said_to_be_empty(read: Any) -> None:
    assert refusal(read, "", NAMES if read is step_of else ZONE) == ("required", "")
    assert refusal(year_of, "") == refusal(period_of, "") == ("required", "")


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("20", 20), ("0", 0), ("1.200", 1200), ("12,5", 13), ("12,4", 12), ("12.0", 12),
     ("20 menit", 20)],
)  # fmt: skip
def test_minutes_are_whole(text: str, minutes: int) -> None:
    assert minutes_of(text) == minutes


@pytest.mark.parametrize("text", ["dua jam", "-5", "1 jam", "1,2,3"])
def test_what_is_no_number_of_minutes_is_refused(text: str) -> None:
    assert refusal(minutes_of, text) == ("minutes", text)


def test_years_have_four_digits() -> None:
    assert year_of("2025") == 2025
    assert refusal(year_of, "25") == ("year", "25")


@pytest.mark.parametrize(
    ("text", "period"),
    [("Tahunan", Period.ANNUAL), ("tahun", Period.ANNUAL), ("triwulan  ii", Period.Q2),
     ("Triwulan 3", Period.Q3), ("TW IV", Period.Q4), ("tw1", Period.Q1),
     ("triwulan-1", Period.Q1)],
)  # fmt: skip
def test_periods_have_short_names(text: str, period: Period) -> None:
    assert period_of(text) is period


def test_other_periods_are_refused() -> None:
    assert refusal(period_of, "Semester I") == ("period", "Semester I")


@pytest.mark.parametrize(
    "text", ["3", "3.", "Langkah 3", "3. Kumpulkan data", "kumpulkan data", "kumpulkan-data"]
)
def test_a_step_is_known_by_number_or_name(text: str) -> None:
    assert step_of(text, NAMES) == "kumpulkan-data"
    assert step_choices(SOP)["kumpulkan-data"] == "3. Kumpulkan data"


def test_another_step_is_refused_shortly() -> None:
    assert refusal(step_of, "9" * 99, NAMES) == ("step", "9" * 60)


@pytest.mark.parametrize(
    ("text", "step", "decision"),
    [
        ("", "bentuk-tim", Decision.SUBMIT),
        ("Disetujui", "bentuk-tim", Decision.SUBMIT),
        ("Diteruskan", "periksa-kasubbag", Decision.APPROVE),
        ("DIKEMBALIKAN", "periksa-kasubbag", Decision.REJECT),
        ("ditolak", "bentuk-tim", Decision.REJECT),
    ],
)
def test_every_onward_word_is_the_steps_own_decision(
    text: str, step: str, decision: Decision
) -> None:
    assert decision_of(text, step, SOP) is decision


def test_other_results_are_refused() -> None:
    assert refusal(decision_of, "hilang", "bentuk-tim", SOP) == ("result", "hilang")


def test_reasons_are_codes_and_a_missing_one_is_said_to_be_missing() -> None:
    assert reasons_of("Salah hitung; bahasa/redaksi;", Decision.REJECT, SOP) == (
        "salah_hitung",
        "bahasa_redaksi",
    )
    assert reasons_of("", Decision.REJECT, SOP) == ("tidak_tercatat",)
    assert reasons_of("Salah hitung", Decision.APPROVE, SOP) == ()
    assert refusal(reasons_of, "entah", Decision.REJECT, SOP) == ("reason", "entah")


def test_examples_begin_with_their_word() -> None:
    assert is_example("Contoh: LKj 2024")
    assert not is_example("LKj CONTOH")
