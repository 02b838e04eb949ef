from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.events import EventKind
from lkj.domain.sop import Decision
from lkj.errors import StaleReport
from lkj.usecases.acts import Seen, submit
from lkj.usecases.callers import HOST
from tests.support.staffed import Running, name_of, staffed_office
from tests.support.times import moment

SUBMIT = c.Move(decision=Decision.SUBMIT)


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """A report that waits for its first step, and so for Sekretaris."""
    return Running(staffed_office(tmp_path)).register()


def test_a_form_is_stale_once_somebody_moved_the_report(report: Running) -> None:
    form = report.form(SUBMIT)
    moved = report.act("sekretaris", SUBMIT)
    report.act("monev", c.Note(text="sudah diingatkan"))
    report.act("kasubbag_renja_monev", SUBMIT)

    error = report.refused("sekretaris", form, StaleReport)

    assert error.facts == {
        "report_id": report.report_id,
        "who": name_of("sekretaris"),
        "when": moved.recorded_at,
    }


def test_a_form_is_stale_when_the_step_was_taken_away(report: Running) -> None:
    report.act("sekretaris", SUBMIT)
    form = report.form(SUBMIT)
    back = report.act("sekretaris", c.TakeBack())

    error = report.refused("kasubbag_renja_monev", form, StaleReport)

    assert (error.facts["who"], error.facts["when"]) == (
        name_of("sekretaris"),
        back.recorded_at,
    )


def test_a_form_is_stale_once_the_report_was_cancelled(report: Running) -> None:
    form = report.form(SUBMIT)
    report.act("administrator", c.Cancel(note="kegiatan ditiadakan"))

    error = report.refused("sekretaris", form, StaleReport)

    assert error.facts["who"] == name_of("administrator")


def test_a_form_of_an_earlier_pass_is_stale(report: Running) -> None:
    report.until("periksa-kasubbag")
    form = report.form(c.Move(decision=Decision.APPROVE))
    report.send_back()
    report.until("periksa-kasubbag")

    report.refused("kasubbag_renja_monev", form, StaleReport)


def test_notes_starts_and_corrections_make_no_form_stale(report: Running) -> None:
    form = report.form(SUBMIT)
    report.act("monev", c.Note(text="sudah diingatkan"))
    report.act("sekretaris", c.Start())
    correction = c.Correct(
        target_no=1,
        field=c.CorrectableField.OCCURRED_AT,
        value=moment("2026-03-02 07:59"),
        reason="salah ketik pada jam",
    )
    report.act("monev", correction)

    event = report.send("sekretaris", form)

    assert event.version == 5


def test_a_taken_back_step_is_the_one_that_was_seen(report: Running) -> None:
    form = report.form(SUBMIT)
    report.act("sekretaris", SUBMIT)
    report.act("sekretaris", c.TakeBack())

    assert report.send("sekretaris", form).kind is EventKind.SUBMITTED


def test_the_command_line_acts_as_administrator(report: Running) -> None:
    drawn = report.form(SUBMIT)
    cancel = report.form(c.Cancel(note="kegiatan ditiadakan"))
    submit(cancel, door=HOST, office=report.office, now=report.now)

    error = report.refused("sekretaris", drawn, StaleReport)

    assert error.facts["who"] == "Baris perintah server"


def test_a_seen_step_that_never_was_is_stale(report: Running) -> None:
    report.refused("sekretaris", report.form(SUBMIT, seen=Seen("lain", 1)), StaleReport)
