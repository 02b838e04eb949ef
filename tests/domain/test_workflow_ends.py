"""Taking back, confirming receipt, cancelling; and another SOP through the same code."""

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import Permission
from lkj.domain.events import Capacity, EventKind, Source
from lkj.domain.sop import Decision
from lkj.domain.state import ReportStatus
from lkj.domain.workflow import awaited_roles, may_start, offered
from lkj.errors import (
    BeforePrevious,
    DecisionRefused,
    InTheFuture,
    NoteTooShort,
    NothingToTakeBack,
    NotPermitted,
    NotYourAct,
    ReceiptNotDue,
    ReportFinished,
    WrongRole,
)
from tests.support.sops import other_sop
from tests.support.story import Story

S, K, T, H = "sekretaris", "kasubbag_renja_monev", "tim_lkj", "kepala_satuan"


def at(step: str) -> Story:
    return Story().register().until(step)


def sent() -> Story:
    return Story().register().until(None)


def test_the_actor_takes_the_latest_move_back_and_the_step_is_open_again() -> None:
    story = at("periksa-sekretaris")

    story.take_back(note="salah tekan")

    event, visit = story.last, story.state.open_visit
    assert (event.kind, event.actor, event.role) == (EventKind.TAKEN_BACK, K, K)
    assert (event.step, event.next_step) == ("periksa-kasubbag", "periksa-kasubbag")
    assert event.target_no == story.number_of(EventKind.APPROVED)
    assert (visit.step, visit.number, visit.is_open) == ("periksa-kasubbag", 1, True)
    assert visit.actor is None
    assert offered(story.state, story.sop, [K]) == (Decision.APPROVE, Decision.REJECT)


def test_what_was_taken_back_can_be_decided_otherwise() -> None:
    story = at("periksa-sekretaris").take_back().reject()

    assert story.state.open_visit.step == "kumpulkan-data"
    assert story.state.open_visit.number == 2


def test_a_taken_back_move_keeps_when_the_step_was_entered_and_started() -> None:
    story = at("periksa-kasubbag").start(at="2026-03-03 09:00")
    before = story.state.open_visit

    story.approve().take_back()

    after = story.state.open_visit
    assert (after.entered, after.started) == (before.entered, before.started)
    assert not may_start(story.state, story.sop, [K])


def test_a_start_declared_with_the_move_goes_with_it() -> None:
    story = at("periksa-kasubbag").approve(at="2026-03-03 10:00", started="2026-03-03 09:00")

    story.take_back()

    assert story.state.open_visit.started is None


def test_the_ordered_step_needs_no_second_order_after_taking_back() -> None:
    story = at("kumpulkan-data").start().submit().take_back()

    assert awaited_roles(story.state, story.sop) == (T,)
    assert story.submit().last.kind is EventKind.SUBMITTED


def test_another_person_does_not_take_it_back() -> None:
    with pytest.raises(NotYourAct):
        at("periksa-sekretaris").take_back(by=S)


def test_who_recorded_it_from_paper_takes_it_back_in_no_role_of_the_sop() -> None:
    story = at("periksa-kasubbag").approve(source=Source.PAPER)

    story.take_back(by="monev")

    assert (story.last.actor, story.last.recorded_by) == ("monev", "akun-monev")
    assert (story.last.role, story.last.capacity) == (None, None)


def test_the_official_takes_back_what_was_recorded_on_their_behalf() -> None:
    story = at("periksa-kasubbag").approve(source=Source.PAPER).take_back(by=K)

    assert (story.last.actor, story.last.role) == (K, K)


def test_nothing_is_taken_back_before_the_first_move() -> None:
    with pytest.raises(NothingToTakeBack):
        Story().register().take_back(by=S)


def test_nothing_is_taken_back_once_the_next_actor_has_begun() -> None:
    with pytest.raises(NothingToTakeBack):
        at("periksa-sekretaris").start().take_back(by=K)


def test_nothing_is_taken_back_once_the_next_actor_has_decided() -> None:
    story = at("tanda-tangan")

    with pytest.raises(NotYourAct):
        story.take_back(by=K)


def test_a_note_a_cause_and_a_correction_in_between_do_not_block() -> None:
    story = at("periksa-sekretaris")
    story.note().give_cause().correct("2026-03-02 15:00", target=story.state.last_move.move_no)

    assert story.take_back(by=K).state.open_visit.step == "periksa-kasubbag"


def test_it_is_never_taken_back_twice_in_a_row() -> None:
    story = at("periksa-sekretaris").take_back()

    with pytest.raises(NothingToTakeBack):
        story.take_back(by=T)
    with pytest.raises(NothingToTakeBack):
        story.note().take_back(by=T)


def test_after_deciding_again_it_can_be_taken_back_again() -> None:
    story = at("periksa-sekretaris").take_back().approve().take_back()

    assert story.state.open_visit.step == "periksa-kasubbag"


def test_the_last_step_is_taken_back_until_receipt() -> None:
    story = sent().take_back()

    assert story.state.status is ReportStatus.RUNNING
    assert story.state.open_visit.step == "kirim-lkj"
    with pytest.raises(NothingToTakeBack):
        sent().confirm_receipt().take_back(by=S)


def test_a_cancelled_report_is_not_taken_back() -> None:
    with pytest.raises(NothingToTakeBack):
        at("periksa-sekretaris").cancel().take_back(by=K)


def test_the_receiver_confirms_receipt_once() -> None:
    story = sent().confirm_receipt(note="lengkap")

    assert (story.last.kind, story.last.role) == (EventKind.RECEIPT_CONFIRMED, K)
    assert story.state.status is ReportStatus.RECEIVED
    assert story.state.receipt == story.last.moment
    with pytest.raises(ReceiptNotDue):
        story.confirm_receipt()


def test_receipt_is_now_unless_said_otherwise() -> None:
    story = sent().confirm_receipt(received=None)

    assert story.last.occurred_at == story.last.recorded_at


@pytest.mark.parametrize("person", [S, T, H, "monev"])
def test_others_do_not_confirm_receipt(person) -> None:
    with pytest.raises(WrongRole):
        sent().confirm_receipt(by=person)


def test_receipt_is_not_due_before_the_last_step_is_sent() -> None:
    with pytest.raises(ReceiptNotDue):
        at("kirim-lkj").confirm_receipt()


def test_receipt_lies_between_sending_and_now() -> None:
    story = at("kirim-lkj").submit(at="2026-03-05 10:00")

    with pytest.raises(BeforePrevious):
        story.confirm_receipt(at="2026-03-05 09:59", recorded="2026-03-05 11:00")
    with pytest.raises(InTheFuture):
        story.confirm_receipt(at="2026-03-05 11:01", recorded="2026-03-05 11:00")
    assert story.confirm_receipt(at="2026-03-05", recorded="2026-03-05 11:00")


@pytest.mark.parametrize("person", [H, "administrator"])
def test_a_report_is_cancelled_for_good_with_a_reason(person) -> None:
    story = at("periksa-kasubbag").cancel("digabung dengan laporan lain", by=person)

    assert (story.last.kind, story.last.next_step) == (EventKind.CANCELLED, None)
    assert story.last.step == "periksa-kasubbag"
    assert story.state.status is ReportStatus.CANCELLED
    assert story.state.open_visit is None
    assert story.state.visits[-1].decision is None
    with pytest.raises(ReportFinished):
        story.approve(by=K)
    with pytest.raises(ReportFinished):
        story.cancel()


def test_who_cancels_acts_in_a_role_only_if_the_sop_gives_one() -> None:
    assert at("periksa-kasubbag").cancel().last.role == H
    assert at("periksa-kasubbag").cancel(by="administrator").last.role is None


@pytest.mark.parametrize("person", [S, K, T, "monev", "auditor"])
def test_others_do_not_cancel(person) -> None:
    with pytest.raises(NotPermitted) as refusal:
        at("periksa-kasubbag").cancel(by=person)

    assert refusal.value.facts == {"permission": Permission.CANCEL}


@pytest.mark.parametrize("text", ["", "batal", "         ", " 123456789 "])
def test_cancelling_needs_ten_characters(text) -> None:
    with pytest.raises(NoteTooShort) as refusal:
        at("periksa-kasubbag").cancel(text)

    assert refusal.value.facts == {"minimum": 10}


def test_a_sent_report_is_not_cancelled() -> None:
    with pytest.raises(ReportFinished):
        sent().cancel()


# The second SOP: who finishes each step, typed by hand.
@pytest.mark.parametrize(
    ("number", "roles"),
    [(1, ["loket"]), (2, ["loket", "kasi"]), (3, ["kasi"]), (4, ["lurah"]), (5, ["loket"])],
)
def test_another_sop_runs_through_the_same_code(number, roles) -> None:
    sop = other_sop()
    story = Story(sop).register().until(sop.steps[number - 1].id)

    assert list(awaited_roles(story.state, sop)) == roles
    able = [role.id for role in sop.roles if offered(story.state, sop, [role.id])]
    assert able == roles


def test_in_another_sop_a_return_may_skip_back_and_any_finisher_goes_on() -> None:
    story = Story(other_sop()).register().until("tanda-tangan-lurah").reject()

    assert story.state.open_visit.step == "verifikasi"
    assert story.copy().submit(by="kasi").last.role == "kasi"
    assert story.copy().submit(by="loket").last.role == "loket"
    assert story.until(None).state.status is ReportStatus.SENT


def test_without_separation_one_person_may_hold_every_role() -> None:
    sop = other_sop()
    everything = {role.id: Capacity.DEFINITIVE for role in sop.roles}

    story = Story(sop, people={"semua": everything}).register().until(None)

    assert {event.actor for event in story.events()} == {"semua"}
    assert "separation" not in "".join(event.payload for event in story.events())


def test_without_receivers_no_receipt_is_awaited() -> None:
    story = Story(other_sop()).register().until(None)

    assert awaited_roles(story.state, story.sop) == ()
    with pytest.raises(ReceiptNotDue):
        story.confirm_receipt(by="loket")


def test_without_cancellers_only_the_administrator_cancels() -> None:
    story = Story(other_sop()).register()

    with pytest.raises(NotPermitted):
        story.cancel(by="lurah")
    assert story.cancel().last.actor == "administrator"


def test_a_refused_act_leaves_the_report_as_it_was() -> None:
    story = at("periksa-kasubbag")
    before = story.state

    with pytest.raises(DecisionRefused):
        story.do(c.Move(decision=Decision.REJECT))

    assert story.state == before
