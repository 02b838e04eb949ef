"""Sentences that compare: a difference is called one only where chance does not explain it."""

import pytest

from lkj.labels.offices_words import (
    PROBLEM,
    compared_finding,
    share_words,
    short_share,
    side_word,
    standard_words,
    states_finding,
)
from lkj.labels.words import STORE

WHAT = {"what": "sesuai mutu baku waktu", "where": "Langkah 3"}


def test_every_problem_of_a_snapshot_has_words() -> None:
    assert set(PROBLEM) == {"none", "content", "apart", "format", "office"}
    assert set(PROBLEM) - {"none"} <= set(STORE)


@pytest.mark.parametrize(
    ("side", "word"),
    [
        (1, "lebih sering"),
        (-1, "lebih jarang"),
        (0, "tidak berbeda"),
        (None, "terlalu sedikit"),
        (float("nan"), "terlalu sedikit"),
    ],
)
def test_a_side_has_a_word(side: float | None, word: str) -> None:
    assert side_word(side) == word


def test_no_difference_beyond_chance_is_none() -> None:
    said = compared_finding({"Dinas A": 0, "Dinas B": None}, **WHAT)

    assert said == (
        "Langkah 3: perbedaan antarsatuan kerja masih dapat terjadi karena kebetulan"
    )


def test_few_are_named() -> None:
    said = compared_finding({"Dinas A": 1, "Dinas B": 0, "Dinas C": -1}, **WHAT)

    assert said == (
        "Langkah 3: Dinas A lebih sering, Dinas C lebih jarang sesuai mutu baku waktu"
    )


def test_many_are_counted() -> None:
    sides = {f"Dinas {n}": 1 if n < 4 else -1 for n in range(6)} | {"Dinas 6": 0}

    assert compared_finding(sides, **WHAT) == (
        "Langkah 3: 6 dari 7 satuan kerja di luar kebetulan, 4 lebih sering dan 2 lebih jarang "
        "sesuai mutu baku waktu"
    )


def test_states_are_said_in_one_sentence() -> None:
    late = states_finding(n_late=3, n_offices_late=2, n_running=9, n_offices=12)
    none = states_finding(n_late=0, n_offices_late=0, n_running=1234, n_offices=12)

    assert late == "3 laporan melewati tenggat di 2 dari 12 satuan kerja"
    assert none == (
        "1.234 laporan berjalan di 12 satuan kerja, belum ada yang melewati tenggat"
    )


def test_few_cases_have_no_percentage() -> None:
    assert short_share(3, 5) == "3 dari 5"
    assert short_share(60, 120) == "50%, n 120"
    assert share_words(3, 5, 0.2, 0.8) == "3 dari 5"
    assert share_words(60, 120, 0.41, 0.59) == "60 dari 120 (50%; 41%–59%)"


def test_standards_of_several_versions_are_a_range() -> None:
    assert standard_words(20, 20) == "20 menit"
    assert standard_words(20, 30) == "20–30 menit"
