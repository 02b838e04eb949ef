"""Many at once, on a real SQLite file."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.events import Event
from lkj.domain.sop import Decision
from lkj.errors import RequestReused, SessionEnded, StaleReport
from lkj.store import event_store
from lkj.usecases.accounts import AccountRef, disable_account
from lkj.usecases.acts import RegisterForm, submit
from lkj.usecases.audited import Recorded
from lkj.usecases.office import Office
from tests.support.at_once import at_once
from tests.support.offices import NOW
from tests.support.staffed import (
    Running,
    a_registration,
    add_staff,
    all_events,
    assign,
    door_of,
    name_of,
    staffed_office,
)


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """A report that waits for its first step, and so for Sekretaris."""
    return Running(staffed_office(tmp_path)).register()


@pytest.mark.parametrize("times", [2, 50])
def test_one_request_many_times_at_once_is_one_event(report: Running, times: int) -> None:
    form = report.form(c.Move(decision=Decision.SUBMIT))

    answers = at_once([partial(report.send, "sekretaris", form)] * times)

    assert answers == [report.events[-1]] * times
    assert len(report.events) == 2


def test_one_registration_many_times_at_once_is_one_report(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    form = RegisterForm(sop_id="penyusunan-lkj", request_id="satu", command=a_registration())
    act = partial(submit, form, door=door_of("sekretaris"), office=office, now=NOW)

    answers = at_once([act] * 10)

    assert answers == Running(office, form.report_id).events * 10
    assert len(all_events(office.database)) == 1


def take_turns(office: Office, people: Sequence[str]) -> None:
    """Let more people be Sekretaris."""
    with office.database.write() as conn:
        for who in people:
            add_staff(conn, who)
            assign(conn, who, "sekretaris")


def test_of_many_who_decide_one_step_one_wins_and_the_others_learn_who(
    report: Running,
) -> None:
    rivals = [f"sekretaris_{n}" for n in range(1, 17)]
    take_turns(report.office, rivals)
    forms = [report.form(c.Move(decision=Decision.SUBMIT)) for _ in rivals]

    pairs = zip(rivals, forms, strict=True)
    answers = at_once([partial(report.send, who, form) for who, form in pairs])

    (winner,) = [answer for answer in answers if isinstance(answer, Event)]
    losers = [answer for answer in answers if isinstance(answer, StaleReport)]
    assert report.events[1:] == [winner]
    assert [error.facts for error in losers] == 15 * [
        {
            "report_id": report.report_id,
            "who": name_of(winner.actor),
            "when": winner.recorded_at,
        }
    ]


def test_of_two_accounts_with_one_request_one_wins(report: Running) -> None:
    form = report.form(c.Note(text="sama"))

    answers = at_once([partial(report.send, who, form) for who in ("monev", "tim_lkj")])

    assert {type(answer) for answer in answers} == {Event, RequestReused}
    assert len(report.events) == 2


def test_acts_that_do_not_collide_all_pass(report: Running) -> None:
    forms = [report.form(c.Note(text=f"catatan {n}")) for n in range(8)]

    answers = at_once([partial(report.send, "monev", form) for form in forms])

    numbers = sorted(answer.no for answer in answers if isinstance(answer, Event))
    assert numbers == list(range(2, 10))
    with report.office.database.read() as conn:
        assert event_store.verify(conn).no == 9


def test_nothing_is_accepted_after_an_account_was_disabled(report: Running) -> None:
    forms = [report.form(c.Note(text=f"catatan {n}")) for n in range(8)]
    ref = AccountRef(request_id="keluar", account_id="akun-monev")
    disable = partial(
        disable_account, ref, door=door_of("administrator"), office=report.office, now=NOW
    )

    sends = [partial(report.send, "monev", form) for form in forms]
    answers = at_once([*sends, disable])
    stored = report.events
    late = at_once([partial(report.send, "monev", form) for form in forms])

    kinds = {type(answer) for answer in answers}
    assert kinds <= {Event, SessionEnded, Recorded}
    assert {type(answer) for answer in late} == {SessionEnded}
    assert report.events == stored
