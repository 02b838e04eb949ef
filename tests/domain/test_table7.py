"""What Tabel 7 proposes, from counts typed by hand."""

from dataclasses import replace
from datetime import date

import pytest

from lkj.domain.table7 import (
    Assessment,
    Difference,
    Figures,
    Procedure,
    Semester,
    StepFigures,
    differences,
    proposed,
    steps_under,
)


def counted(n_within: int, n_over: int, **more: int) -> Figures:
    n_known = n_within + n_over
    return Figures(n=n_known, n_known=n_known, n_within=n_within, n_over=n_over, **more)


@pytest.mark.parametrize(
    ("n_within", "n_over", "threshold", "proposal"),
    [
        (0, 0, 80, None),
        (4, 0, 80, None),  # one pass short of five
        (0, 4, 80, None),
        (5, 0, 80, Assessment.WELL),
        (4, 1, 80, Assessment.WELL),  # exactly 80 of 100: a tie is well
        (3, 2, 80, Assessment.NOT_WELL),
        (0, 5, 80, Assessment.NOT_WELL),
        (28, 7, 80, Assessment.WELL),  # 0.8 × 35, which binary fractions miss
        (27, 8, 80, Assessment.NOT_WELL),
        (9, 1, 100, Assessment.NOT_WELL),
        (5, 5, 50, Assessment.WELL),
    ],
)
def test_the_proposal_follows_the_known_passes_and_the_threshold(
    n_within: int, n_over: int, threshold: int, proposal: Assessment | None
) -> None:
    assert proposed(counted(n_within, n_over), threshold=threshold) is proposal


def test_passes_without_minutes_do_not_count_towards_the_five() -> None:
    figures = replace(counted(4, 0), n=40, n_unknown=30, n_forgotten=6)

    assert proposed(figures, threshold=80) is None


@pytest.mark.parametrize(
    ("day", "code", "first", "last"),
    [
        (date(2026, 1, 1), "2026-1", date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 6, 30), "2026-1", date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), "2026-2", date(2026, 7, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), "2026-2", date(2026, 7, 1), date(2026, 12, 31)),
    ],
)
def test_a_semester_is_half_a_calendar_year(
    day: date, code: str, first: date, last: date
) -> None:
    semester = Semester.of(day)

    assert (semester.code, semester.first_day, semester.last_day) == (code, first, last)
    assert Semester.parse(code) == Semester.of_code(code) == semester


def test_the_semester_before_the_first_half_is_of_the_year_before() -> None:
    assert Semester(2026, 2).before == Semester(2026, 1)
    assert Semester(2026, 1).before == Semester(2025, 2)
    assert Semester(2025, 2) < Semester(2026, 1)


@pytest.mark.parametrize("code", ["", "2026", "2026-3", "2026-0", "1999-1", "2026-1\n", "x"])
def test_what_is_no_semester_is_none(code: str) -> None:
    assert Semester.parse(code) is None
    with pytest.raises(ValueError, match="no semester"):
        Semester.of_code(code)


def step(number: int, figures: Figures) -> StepFigures:
    name = f"Langkah {number}"
    return StepFigures(
        step=f"s{number}", number=number, name=name, standard_minutes=20, figures=figures
    )


def sop(*steps: StepFigures, sop_id: str = "lkj") -> Procedure:
    return Procedure(sop_id=sop_id, versions=(1,), title="LKj", figures=Figures(), steps=steps)


def test_steps_that_stand_out_are_those_with_enough_passes_of_their_own() -> None:
    found = [step(1, counted(5, 0)), step(2, counted(1, 4)), step(3, counted(0, 4))]

    assert [one.number for one in steps_under(found, threshold=80)] == [2]


def test_nothing_changed_gives_no_difference() -> None:
    before = [sop(step(1, counted(3, 2)))]

    assert differences(before, before) == ()


def test_a_difference_names_step_and_figure_with_both_values() -> None:
    before = sop(step(1, counted(3, 2)), step(2, counted(1, 0)))
    after = sop(
        step(1, replace(counted(3, 3), max_minutes=90.0, within_rate_low=0.1)),
        step(2, counted(1, 0)),
    )

    assert differences([before], [after]) == (
        Difference("lkj", "s1", 1, "n", 5, 6),
        Difference("lkj", "s1", 1, "n_known", 5, 6),
        Difference("lkj", "s1", 1, "n_over", 2, 3),
        Difference("lkj", "s1", 1, "max_minutes", None, 90.0),
    )


def test_a_step_or_an_sop_that_is_new_or_gone_is_a_difference() -> None:
    one = sop(step(1, counted(1, 0)))
    other = sop(step(7, counted(0, 1)), sop_id="lain")

    found = differences([one], [other])

    fields = [(change.sop_id, change.number, change.field) for change in found]
    assert fields == [
        ("lkj", 1, "n"),
        ("lkj", 1, "n_known"),
        ("lkj", 1, "n_within"),
        ("lain", 7, "n"),
        ("lain", 7, "n_known"),
        ("lain", 7, "n_over"),
    ]


def test_another_cause_is_a_difference() -> None:
    before = sop(step(1, replace(counted(0, 1), causes=(("", 1),))))
    after = sop(step(1, replace(counted(0, 1), causes=(("meeting", 1),))))

    (change,) = differences([before], [after])

    assert (change.field, change.before, change.after) == (
        "causes",
        (("", 1),),
        (("meeting", 1),),
    )
