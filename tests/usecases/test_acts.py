from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.events import EventKind, Source
from lkj.domain.sop import Decision
from lkj.domain.state import ReportStatus
from lkj.errors import (
    DecisionNotOffered,
    FormInvalid,
    RequestReused,
    UnknownReport,
)
from lkj.store import event_store
from lkj.usecases.acts import RegisterForm, submit
from tests.support.offices import NOW
from tests.support.staffed import (
    Running,
    a_registration,
    door_of,
    new_request,
    staffed_office,
)

SUBMIT = c.Move(decision=Decision.SUBMIT)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """A report that waits for its first step, and so for Sekretaris."""
    return Running(staffed_office(tmp_path)).register()


def test_an_act_is_stored_with_who_when_and_as_what(report: Running) -> None:
    event = report.act("sekretaris", SUBMIT)

    assert event == report.events[-1]
    assert (event.no, event.version, event.kind) == (2, 2, EventKind.SUBMITTED)
    assert (event.actor, event.role, event.recorded_by) == (
        "sekretaris",
        "sekretaris",
        "akun-sekretaris",
    )
    assert (event.occurred_at, event.recorded_at) == (report.now, report.now)
    assert (event.source, event.batch_id) == (Source.APP, None)


def test_a_report_runs_to_its_end_and_its_receipt(report: Running) -> None:
    report.until("periksa-kasubbag").send_back()
    report.until("tanda-tangan").send_back()
    report.until(None)
    report.act("kasubbag_renja_monev", c.ConfirmReceipt())

    assert report.state.status is ReportStatus.RECEIVED
    assert [visit.step for visit in report.state.visits] == [
        "terima-disposisi",
        "bentuk-tim",
        "kumpulkan-data",
        "periksa-kasubbag",
        "kumpulkan-data",
        "periksa-kasubbag",
        "periksa-sekretaris",
        "tanda-tangan",
        "periksa-sekretaris",
        "tanda-tangan",
        "terima-lkj",
        "kirim-lkj",
    ]
    with report.office.database.read() as conn:
        assert event_store.verify(conn).no == len(report.events)


def test_the_same_form_again_gives_the_same_answer(report: Running) -> None:
    form = report.form(SUBMIT)

    first = report.send("sekretaris", form)
    report.now += timedelta(days=3)
    again = report.send("sekretaris", form)

    assert again == first
    assert len(report.events) == 2


def test_a_registration_sent_again_registers_once(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    form = RegisterForm(
        sop_id="penyusunan-lkj", request_id="satu", command=a_registration(title="Café")
    )

    first = submit(form, door=door_of("sekretaris"), office=office, now=NOW)
    same = replace(form, command=a_registration(title=" Cafe\u0301 "))
    again = submit(same, door=door_of("sekretaris"), office=office, now=NOW + A_MINUTE)

    assert again == first
    assert first.report_id == form.report_id
    assert Running(office, form.report_id).events == [first]


def test_a_request_with_another_command_is_refused(report: Running) -> None:
    form = report.form(SUBMIT)
    report.send("sekretaris", form)

    other = replace(form, command=replace(SUBMIT, note="lain"))
    error = report.refused("sekretaris", other, RequestReused)

    assert error.facts == {"request_id": form.request_id}


def test_a_request_of_another_account_is_refused(report: Running) -> None:
    form = report.form(c.Note(text="sama"))
    report.send("sekretaris", form)

    report.refused("monev", form, RequestReused)


def test_the_kind_of_command_counts_where_the_fields_are_equal(report: Running) -> None:
    report.act("sekretaris", SUBMIT)
    form = report.form(c.TakeBack(note="salah tekan tombol"))
    report.send("sekretaris", form)

    other = replace(form, command=c.Cancel(note="salah tekan tombol"))
    report.refused("sekretaris", other, RequestReused)


@pytest.mark.parametrize("unknown", ["", "tidak-ada", "a\0b", "\ud800"])
def test_an_unknown_report_is_refused(report: Running, unknown: str) -> None:
    form = report.form(c.Note(text="catatan"), report_id=unknown)

    report.refused("monev", form, UnknownReport)


def test_a_registration_under_an_unknown_sop_is_refused(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    form = RegisterForm(sop_id="lain", request_id=new_request(), command=a_registration())

    with pytest.raises(FormInvalid) as caught:
        submit(form, door=door_of("sekretaris"), office=office, now=NOW)

    assert caught.value.facts["problems"] == (("sop_id", "unknown", ""),)


def test_a_decision_that_the_step_does_not_offer_is_refused(report: Running) -> None:
    form = report.form(c.Move(decision=Decision.APPROVE))

    report.refused("sekretaris", form, DecisionNotOffered)
