"""The figures of Tabel 7 from a report that was driven through its steps."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from lkj.domain.commands import Cause, GiveCause
from lkj.domain.table7 import Assessment, Semester
from lkj.usecases.frames import read_frames
from lkj.usecases.table7_figures import acted_steps
from lkj.usecases.table7_reading import semester_choice
from tests.support.staffed import Running, staffed_office
from tests.usecases.table7_office import HALF, Desk, assessed_office


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Step 1 in 5 of 10 minutes, step 2 in 90 of 20, step 3 in 30 of 60."""
    return Desk(assessed_office(tmp_path, 5, 90, 30))


def test_an_sop_has_all_its_passes_and_each_step_its_own(desk: Desk) -> None:
    (procedure,) = desk.view().sheet.procedures

    whole = procedure.figures
    assert (whole.n, whole.n_known, whole.n_within, whole.n_over) == (3, 3, 2, 1)
    assert whole.causes == (("", 1),)
    by_step = {step.number: step for step in procedure.steps}
    assert len(by_step) == 8
    assert (by_step[2].figures.n_over, by_step[2].figures.excess_minutes) == (1, 70)
    assert (by_step[3].figures.n_within, by_step[3].standard_minutes) == (1, 60)
    assert by_step[4].figures.n == 0


def test_four_known_passes_propose_nothing_and_five_do(desk: Desk) -> None:
    desk.report.now += timedelta(hours=3)
    desk.report.go()
    four = desk.view().sheet.rows[0]
    desk.report.now += timedelta(hours=3)
    desk.report.go()
    five = desk.view().sheet.rows[0]

    assert four.figures is not None
    assert five.figures is not None
    assert (four.figures.n, four.figures.n_known, four.proposal) == (4, 3, None)
    assert (five.figures.n, five.figures.n_known, five.proposal) == (5, 3, None)


def test_enough_known_passes_are_proposed_on(tmp_path: Path) -> None:
    five = Desk(assessed_office(tmp_path, 5, 90, 30, 10, 10)).view().sheet.rows[0]

    assert five.proposal is five.assessment is Assessment.WELL  # 4 of 5: exactly 80 of 100
    assert five.is_assessment_proposed


def test_a_forgotten_record_takes_its_pass_out_of_the_verdict(desk: Desk) -> None:
    moved = next(event for event in desk.report.events if event.effort_minutes == 90)
    desk.report.act("monev", GiveCause(target_no=moved.no or 0, cause=Cause.FORGOT_TO_RECORD))

    figures = desk.view().sheet.procedures[0].figures
    assert (figures.n_known, figures.n_over, figures.n_forgotten) == (2, 0, 1)
    assert figures.causes == ()


def test_an_assessor_who_acted_is_marked_with_the_steps(desk: Desk) -> None:
    desk.open()
    desk.lay_out(assessor_id="kasubbag_renja_monev")
    official = desk.view().sheet.assessor
    desk.lay_out(assessor_id="monev")
    petugas = desk.view().sheet.assessor

    assert official is not None
    assert petugas is not None
    assert (official.acted, petugas.acted) == ((2, 3), ())


def test_acts_of_another_semester_do_not_mark(desk: Desk) -> None:
    frames = read_frames(desk.office, as_of=desk.report.now)

    who = "kasubbag_renja_monev"
    assert acted_steps(frames, HALF.before, who, office=desk.office) == {}


def test_the_semester_before_is_due_until_it_is_determined(desk: Desk) -> None:
    later, office = date(2026, 7, 3), desk.office
    frames = read_frames(office, as_of=desk.report.now)
    options, due = semester_choice(frames, office=office, today=later)
    desk.determined()
    _, afterwards = semester_choice(frames, office=office, today=later)

    assert options == [Semester(2026, 2), HALF]
    assert (due, afterwards) == (HALF, Semester(2026, 2))


def test_an_empty_office_looks_at_the_current_semester(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    report = Running(office)
    frames = read_frames(office, as_of=report.now)

    options, due = semester_choice(frames, office=office, today=report.now.date())

    assert options == [HALF, HALF.before]
    assert due == HALF
    assert Desk(report).view().sheet.rows[0].note.startswith("Tidak ada pelaksanaan")
