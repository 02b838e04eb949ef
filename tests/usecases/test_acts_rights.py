from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole, Permission
from lkj.domain.document_kinds import DocumentKind
from lkj.domain.sop import Decision
from lkj.errors import ChangesNothing, NotPermitted, SessionEnded, WrongRole
from lkj.store import account_store, session_store
from tests.support.offices import NOW, set_account
from tests.support.staffed import Running, a_registration, add_staff, assign, staffed_office

SUBMIT = c.Move(decision=Decision.SUBMIT)


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """A report that waits for its first step, and so for Sekretaris."""
    return Running(staffed_office(tmp_path)).register()


def test_an_account_disabled_after_drawing_stores_nothing(report: Running) -> None:
    form = report.form(SUBMIT)
    set_account(report.office, "akun-sekretaris", is_active=False)

    report.refused("sekretaris", form, SessionEnded)


def test_an_inactive_person_stores_nothing(report: Running) -> None:
    form = report.form(SUBMIT)
    with report.office.database.write() as conn:
        person = account_store.person(conn, "sekretaris")
        account_store.update_person(conn, replace(person, is_active=False))

    report.refused("sekretaris", form, SessionEnded)


def test_a_session_revoked_after_drawing_stores_nothing(report: Running) -> None:
    form = report.form(SUBMIT)
    with report.office.database.write() as conn:
        session_store.revoke(conn, "sesi-sekretaris", NOW)

    report.refused("sekretaris", form, SessionEnded)


def test_an_assignment_ended_after_drawing_counts_no_more(report: Running) -> None:
    form = report.form(SUBMIT)
    yesterday = NOW.date() - timedelta(days=1)
    with report.office.database.write() as conn:
        (held,) = account_store.assignments(conn, "sekretaris")
        account_store.end_assignment(conn, held.id, yesterday)

    error = report.refused("sekretaris", form, WrongRole)

    assert error.facts == {"needed": ("sekretaris",), "given": ()}


def test_an_administrator_decides_no_step_whatever_role_the_person_holds(
    report: Running,
) -> None:
    form = report.form(SUBMIT)
    set_account(report.office, "akun-sekretaris", app_roles=frozenset({AppRole.ADMINISTRATOR}))

    error = report.refused("sekretaris", form, WrongRole)

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
    "adopt": c.Adopt(),
    "attach": c.Attach(kind=DocumentKind("dpa", "DPA", ()), place="Di map"),
}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_an_auditor_changes_nothing_whatever_the_person_holds(
    report: Running, command: c.Command
) -> None:
    with report.office.database.write() as conn:
        assign(conn, "auditor", "sekretaris")

    report.refused("auditor", report.form(command), ChangesNothing)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_temporary_password_must_be_changed_before_any_act(
    report: Running, command: c.Command
) -> None:
    set_account(report.office, "akun-sekretaris", must_change_password=True)

    report.refused("sekretaris", report.form(command), ChangesNothing)


def test_every_command_is_tried_above() -> None:
    assert {type(command) for command in COMMANDS.values()} == set(c.Command.__args__)


def test_a_registration_needs_its_permission(tmp_path: Path) -> None:
    report = Running(staffed_office(tmp_path))

    with pytest.raises(NotPermitted) as caught:
        report.register("tim_lkj")

    assert caught.value.facts == {"permission": Permission.REGISTER}
    assert report.events == []
