from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import Permission
from lkj.domain.events import EventKind, Moment, Source
from lkj.domain.sop import Decision
from lkj.domain.state import ReportStatus
from lkj.errors import (
    ChangesNothing,
    DecisionNotOffered,
    FormInvalid,
    LkjError,
    NotPermitted,
    OutsideCalendar,
    RequestReused,
    SessionEnded,
    StaleReport,
    UnknownReport,
    WrongRole,
)
from lkj.store import account_store, event_store, session_store
from lkj.usecases.acts import ActForm, RegisterForm, Seen, submit
from lkj.usecases.callers import HOST
from tests.support.offices import NOW, set_account
from tests.support.staffed import (
    Running,
    a_registration,
    add_staff,
    assign,
    door_of,
    name_of,
    new_request,
    staffed_office,
)
from tests.support.times import moment

SUBMIT = c.Move(decision=Decision.SUBMIT)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """A report that waits for its first step, and so for Sekretaris."""
    return Running(staffed_office(tmp_path)).register()


def refused(report: Running, who: str, form: ActForm, kind: type[LkjError]) -> LkjError:
    """Nothing is stored when a form is refused."""
    before = report.events
    with pytest.raises(kind) as caught:
        report.send(who, form)
    assert type(caught.value) is kind
    assert report.events == before
    return caught.value


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
    error = refused(report, "sekretaris", other, RequestReused)

    assert error.facts == {"request_id": form.request_id}


def test_a_request_of_another_account_is_refused(report: Running) -> None:
    form = report.form(c.Note(text="sama"))
    report.send("sekretaris", form)

    refused(report, "monev", form, RequestReused)


def test_the_kind_of_command_counts_where_the_fields_are_equal(report: Running) -> None:
    report.act("sekretaris", SUBMIT)
    form = report.form(c.TakeBack(note="salah tekan tombol"))
    report.send("sekretaris", form)

    other = replace(form, command=c.Cancel(note="salah tekan tombol"))
    refused(report, "sekretaris", other, RequestReused)


def test_a_form_is_stale_once_somebody_moved_the_report(report: Running) -> None:
    form = report.form(SUBMIT)
    moved = report.act("sekretaris", SUBMIT)
    report.act("monev", c.Note(text="sudah diingatkan"))
    report.act("kasubbag_renja_monev", SUBMIT)

    error = refused(report, "sekretaris", form, StaleReport)

    assert error.facts == {
        "report_id": report.report_id,
        "who": name_of("sekretaris"),
        "when": moved.recorded_at,
    }


def test_a_form_is_stale_when_the_step_was_taken_away(report: Running) -> None:
    report.act("sekretaris", SUBMIT)
    form = report.form(SUBMIT)
    back = report.act("sekretaris", c.TakeBack())

    error = refused(report, "kasubbag_renja_monev", form, StaleReport)

    assert (error.facts["who"], error.facts["when"]) == (
        name_of("sekretaris"),
        back.recorded_at,
    )


def test_a_form_is_stale_once_the_report_was_cancelled(report: Running) -> None:
    form = report.form(SUBMIT)
    report.act("administrator", c.Cancel(note="kegiatan ditiadakan"))

    error = refused(report, "sekretaris", form, StaleReport)

    assert error.facts["who"] == name_of("administrator")


def test_a_form_of_an_earlier_pass_is_stale(report: Running) -> None:
    report.until("periksa-kasubbag")
    form = report.form(c.Move(decision=Decision.APPROVE))
    report.send_back()
    report.until("periksa-kasubbag")

    refused(report, "kasubbag_renja_monev", form, StaleReport)


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


def test_an_account_disabled_after_drawing_stores_nothing(report: Running) -> None:
    form = report.form(SUBMIT)
    set_account(report.office, "akun-sekretaris", is_active=False)

    refused(report, "sekretaris", form, SessionEnded)


def test_an_inactive_person_stores_nothing(report: Running) -> None:
    form = report.form(SUBMIT)
    with report.office.database.write() as conn:
        person = account_store.person(conn, "sekretaris")
        account_store.update_person(conn, replace(person, is_active=False))

    refused(report, "sekretaris", form, SessionEnded)


def test_a_session_revoked_after_drawing_stores_nothing(report: Running) -> None:
    form = report.form(SUBMIT)
    with report.office.database.write() as conn:
        session_store.revoke(conn, "sesi-sekretaris", NOW)

    refused(report, "sekretaris", form, SessionEnded)


def test_an_assignment_ended_after_drawing_counts_no_more(report: Running) -> None:
    form = report.form(SUBMIT)
    yesterday = NOW.date() - timedelta(days=1)
    with report.office.database.write() as conn:
        (held,) = account_store.assignments(conn, "sekretaris")
        account_store.end_assignment(conn, held.id, yesterday)

    error = refused(report, "sekretaris", form, WrongRole)

    assert error.facts == {"needed": ("sekretaris",), "given": ()}


def test_a_successor_may_act_at_once(report: Running) -> None:
    form = report.form(SUBMIT)
    with report.office.database.write() as conn:
        add_staff(conn, "pengganti")
        assign(conn, "pengganti", "sekretaris", since=NOW.date())

    assert report.send("pengganti", form).actor == "pengganti"


COMMANDS = {
    "register": a_registration(),
    "start": c.Start(),
    "move": SUBMIT,
    "take back": c.TakeBack(),
    "receipt": c.ConfirmReceipt(),
    "cancel": c.Cancel(note="kegiatan ditiadakan"),
    "correct": c.Correct(
        target_no=1, field=c.CorrectableField.OCCURRED_AT, value=None, reason="salah ketik"
    ),
    "note": c.Note(text="catatan"),
    "cause": c.GiveCause(target_no=1, cause=c.Cause.MEETING),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_an_auditor_changes_nothing_whatever_the_person_holds(
    report: Running, command: c.Command
) -> None:
    with report.office.database.write() as conn:
        assign(conn, "auditor", "sekretaris")

    refused(report, "auditor", report.form(command), ChangesNothing)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_temporary_password_must_be_changed_before_any_act(
    report: Running, command: c.Command
) -> None:
    set_account(report.office, "akun-sekretaris", must_change_password=True)

    refused(report, "sekretaris", report.form(command), ChangesNothing)


def test_every_command_is_tried_above() -> None:
    assert {type(command) for command in COMMANDS.values()} == set(c.Command.__args__)


def test_an_unknown_report_is_refused(report: Running) -> None:
    form = report.form(c.Note(text="catatan"))

    for unknown in ("", "tidak-ada", "a\0b", "\ud800"):
        refused(report, "monev", replace(form, report_id=unknown), UnknownReport)


def test_a_registration_under_an_unknown_sop_is_refused(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    form = RegisterForm(sop_id="lain", request_id=new_request(), command=a_registration())

    with pytest.raises(FormInvalid) as caught:
        submit(form, door=door_of("sekretaris"), office=office, now=NOW)

    assert caught.value.facts["problems"] == (("sop_id", "unknown", ""),)


def test_a_registration_needs_its_permission(tmp_path: Path) -> None:
    report = Running(staffed_office(tmp_path))

    with pytest.raises(NotPermitted) as caught:
        report.register("tim_lkj")

    assert caught.value.facts == {"permission": Permission.REGISTER}
    assert report.events == []


def test_the_command_line_acts_as_administrator(report: Running) -> None:
    drawn = report.form(SUBMIT)
    cancel = report.form(c.Cancel(note="kegiatan ditiadakan"))
    submit(cancel, door=HOST, office=report.office, now=report.now + A_MINUTE)

    error = refused(report, "sekretaris", drawn, StaleReport)

    assert error.facts["who"] == "Baris perintah server"


def test_a_decision_that_the_step_does_not_offer_is_refused(report: Running) -> None:
    form = report.form(c.Move(decision=Decision.APPROVE))

    refused(report, "sekretaris", form, DecisionNotOffered)


@pytest.mark.parametrize("year", [1999, 2019, 2036])
def test_a_time_that_the_calendar_cannot_count_is_refused(report: Running, year: int) -> None:
    """It would stay in the log for ever, and every table of it would fail."""
    at = Moment(NOW.replace(year=year))
    report.now = NOW.replace(year=2037)
    correct = c.Correct(
        target_no=1, field=c.CorrectableField.OCCURRED_AT, value=at, reason="salah ketik tahun"
    )

    for command in (c.Start(at=at), replace(SUBMIT, finished=at), correct):
        error = refused(report, "sekretaris", report.form(command, seen=None), OutsideCalendar)
        assert error.facts == {"year": year}


def test_a_seen_step_that_never_was_is_stale(report: Running) -> None:
    refused(report, "sekretaris", report.form(SUBMIT, seen=Seen("lain", 1)), StaleReport)
