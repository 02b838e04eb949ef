"""Who may do what at which step, and where it leads."""

from itertools import product

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import Permission
from lkj.domain.events import Capacity, EventKind, Moment, Source
from lkj.domain.sop import Decision
from lkj.domain.state import ReportStatus
from lkj.domain.workflow import awaited_roles, may_start, offered
from lkj.errors import (
    AlreadyRegistered,
    AlreadyStarted,
    DecisionNotOffered,
    InTheFuture,
    NotPermitted,
    NotRegistered,
    NotStarted,
    ReportFinished,
    WrongRole,
)
from tests.support.sops import office_sop
from tests.support.story import REASON, How, Story
from tests.support.times import moment

SOP = office_sop()
S, K, T, H = "sekretaris", "kasubbag_renja_monev", "tim_lkj", "kepala_satuan"
STEPS = {step.number: step.id for step in SOP.steps}
SUBMIT, APPROVE, REJECT = Decision.SUBMIT, Decision.APPROVE, Decision.REJECT
# Typed from the sheet: step, decision → who finishes it, the step it leads to (0: the end).
SHEET = {
    (1, SUBMIT): (S, 2),
    (2, SUBMIT): (K, 3),
    (3, SUBMIT): (T, 4),
    (4, APPROVE): (K, 5),
    (4, REJECT): (K, 3),
    (5, APPROVE): (S, 6),
    (5, REJECT): (S, 4),
    (6, APPROVE): (H, 7),
    (6, REJECT): (H, 5),
    (7, SUBMIT): (S, 8),
    (8, SUBMIT): (S, 0),
}
FINISHERS = {number: role for (number, _), (role, _) in SHEET.items()}
TRIPLES = list(product(range(1, 9), Decision, (S, K, T, H)))
ALLOWED = [(n, d, r, SHEET[n, d][1]) for n, d, r in TRIPLES if SHEET.get((n, d), ("",))[0] == r]
WRONG_ROLE = [(n, d, r) for n, d, r in TRIPLES if FINISHERS[n] != r]
NOT_OFFERED = [(n, d, r) for n, d, r in TRIPLES if FINISHERS[n] == r and (n, d) not in SHEET]


def at_step(number: int) -> Story:
    """A report that has come straight to this step, ordered where it must be."""
    story = Story().register().until(STEPS[number])
    return story.start() if number == 3 else story


def sent() -> Story:
    return Story().register().until(None)


def command(decision: Decision) -> c.Move:
    is_return = decision is REJECT
    return c.Move(
        decision=decision,
        reasons=("salah_hitung",) if is_return else (),
        note=REASON if is_return else "",
    )


def test_the_sheet_is_covered_by_every_step_decision_and_role() -> None:
    assert len(ALLOWED) + len(WRONG_ROLE) + len(NOT_OFFERED) == 8 * 3 * 4
    assert len(ALLOWED) == len(SHEET)


@pytest.mark.parametrize(("number", "decision", "role", "target"), ALLOWED)
def test_the_right_role_moves_the_report_where_the_sheet_says(
    number, decision, role, target
) -> None:
    story = at_step(number)

    story.do(command(decision), How(by=role))

    assert story.last.step == STEPS[number]
    assert story.last.next_step == STEPS.get(target)
    assert (story.last.actor, story.last.role) == (role, role)
    assert awaited_roles(story.state, SOP) != ()


@pytest.mark.parametrize(("number", "decision", "role"), WRONG_ROLE)
def test_another_role_is_refused_whatever_it_decides(number, decision, role) -> None:
    with pytest.raises(WrongRole) as refusal:
        at_step(number).do(command(decision), How(by=role))

    assert refusal.value.facts == {"needed": (FINISHERS[number],), "given": (role,)}


@pytest.mark.parametrize(("number", "decision", "role"), NOT_OFFERED)
def test_a_decision_that_the_step_lacks_is_refused(number, decision, role) -> None:
    with pytest.raises(DecisionNotOffered) as refusal:
        at_step(number).do(command(decision), How(by=role))

    assert refusal.value.facts == {"decision": decision, "step": STEPS[number]}


@pytest.mark.parametrize(("number", "role"), list(product(range(1, 9), (S, K, T, H))))
def test_what_is_offered_is_what_the_sheet_gives_this_role(number, role) -> None:
    given = {d for (n, d), (finisher, _) in SHEET.items() if (n, finisher) == (number, role)}

    assert set(offered(at_step(number).state, SOP, [role])) == given


def test_a_straight_life_takes_every_step_once_and_ends_received() -> None:
    story = sent().confirm_receipt()

    assert [visit.step for visit in story.state.visits] == [step.id for step in SOP.steps]
    assert story.state.status is ReportStatus.RECEIVED


def test_each_return_goes_back_one_level_and_every_check_is_passed_again() -> None:
    story = at_step(6).reject().reject().reject().submit().approve().approve().approve()

    numbers = [SOP.step(visit.step).number for visit in story.state.visits]
    assert numbers == [1, 2, 3, 4, 5, 6, 5, 4, 3, 4, 5, 6, 7]
    assert story.state.visits[-2].number == 2


def test_the_last_step_finishes_the_report_and_its_receiver_is_awaited() -> None:
    story = sent()

    assert story.state.status is ReportStatus.SENT
    assert story.last.next_step is None
    assert awaited_roles(story.state, SOP) == (K,)
    assert offered(story.state, SOP, (S, K, T, H)) == ()


def test_nothing_is_awaited_once_received() -> None:
    state = sent().confirm_receipt().state

    assert awaited_roles(state, SOP) == ()
    assert not may_start(state, SOP, (S, K, T, H))


@pytest.mark.parametrize(
    "command",
    [c.Start(at=moment("2026-03-02 08:00")), command(SUBMIT), c.Cancel(note="ditiadakan saja")],
    ids=["start", "move", "cancel"],
)
@pytest.mark.parametrize("person", [S, K, T, H])
def test_a_finished_report_takes_no_more_steps(command, person) -> None:
    with pytest.raises((ReportFinished, NotPermitted)):
        sent().do(command, How(by=person))


def test_registering_opens_the_first_step_when_the_disposisi_was_received() -> None:
    story = Story().register(at="2026-03-02 08:00", recorded="2026-03-02 09:30")

    assert story.last.kind is EventKind.REGISTERED
    assert (story.last.next_step, story.last.role) == ("terima-disposisi", S)
    assert story.state.visits[0].entered == moment("2026-03-02 08:00")
    assert awaited_roles(story.state, SOP) == (S,)


def test_registering_keeps_what_was_said() -> None:
    event = Story().register(period=c.Period.Q2, disposition_date=None).last

    assert event.payload == (
        '{"disposition_number":"900/12/SET","fiscal_year":2025,"period":"triwulan-2",'
        '"title":"LKj Satpol PP Tahun 2025"}'
    )


def test_petugas_monev_registers_without_a_role_of_the_sop() -> None:
    event = Story().register(by="monev").last

    assert (event.actor, event.role, event.capacity) == ("monev", None, None)


@pytest.mark.parametrize("person", [K, T, H, "auditor", "administrator"])
def test_others_do_not_register(person) -> None:
    with pytest.raises(NotPermitted) as refusal:
        Story().register(by=person)

    assert refusal.value.facts == {"permission": Permission.REGISTER}


def test_a_report_is_registered_once() -> None:
    with pytest.raises(AlreadyRegistered):
        Story().register().register()


def test_a_receipt_of_the_disposisi_in_the_future_is_refused() -> None:
    with pytest.raises(InTheFuture):
        Story().register(at="2026-03-02 08:01", recorded="2026-03-02 08:00")


@pytest.mark.parametrize(
    "command",
    [
        c.Start(at=moment("2026-03-02 08:00")),
        command(SUBMIT),
        c.TakeBack(),
        c.ConfirmReceipt(),
        c.Cancel(note="ditiadakan saja"),
        c.Note(text="halo"),
        c.GiveCause(target_no=1, cause=c.Cause.OTHER),
    ],
    ids=lambda command: type(command).__name__,
)
def test_nothing_happens_to_a_report_that_was_never_registered(command) -> None:
    with pytest.raises(NotRegistered):
        Story().do(command)


def test_the_first_collecting_of_data_waits_for_the_order() -> None:
    story = Story().register().until("kumpulkan-data")

    assert awaited_roles(story.state, SOP) == (K,)
    assert offered(story.state, SOP, [T]) == ()
    assert may_start(story.state, SOP, [K])
    assert not may_start(story.state, SOP, [T])
    with pytest.raises(NotStarted) as refusal:
        story.submit()
    assert refusal.value.facts == {"needed": (K,)}
    with pytest.raises(WrongRole):
        story.start(by=T)


def test_once_ordered_the_tim_hands_over() -> None:
    story = at_step(3)

    assert awaited_roles(story.state, SOP) == (T,)
    assert not may_start(story.state, SOP, [K])
    assert story.submit().last.next_step == "periksa-kasubbag"


def test_after_a_return_the_tim_starts_again_by_itself() -> None:
    story = at_step(4).reject()

    assert awaited_roles(story.state, SOP) == (T,)
    with pytest.raises(WrongRole):
        story.copy().start(by=K)
    assert story.copy().start().last.actor == T
    assert story.submit().last.kind is EventKind.SUBMITTED


@pytest.mark.parametrize("source", [Source.PAPER, Source.IMPORT])
def test_paper_without_an_order_is_accepted(source) -> None:
    story = Story().register().until("kumpulkan-data")

    assert story.submit(source=source).last.started_at is None


def test_a_step_is_started_once() -> None:
    with pytest.raises(AlreadyStarted):
        at_step(1).start().start()


def test_a_recorded_start_is_not_declared_a_second_time() -> None:
    with pytest.raises(AlreadyStarted):
        at_step(1).start().submit(started="2026-03-02 09:00")


@pytest.mark.parametrize("number", [1, 2, 4, 5, 6, 7, 8])
def test_starting_is_optional_elsewhere_and_done_by_who_finishes(number) -> None:
    story = at_step(number)

    assert may_start(story.state, SOP, [FINISHERS[number]])
    assert story.start().last.role == FINISHERS[number]
    assert story.state.open_visit.is_touched


def test_start_and_finish_are_now_unless_said_otherwise() -> None:
    story = Story().register()
    now = moment("2026-03-02 09:15").at

    story.do(c.Start(), How(at="2026-03-02 09:15"), (S,))
    assert story.last.moment == Moment(now)
    story.do(command(SUBMIT), How(at="2026-03-02 09:15"), (S,))
    assert story.last.moment == Moment(now)
    assert story.last.started_at is None
    assert story.state.visits[0].started == Moment(now)


def test_who_acted_and_who_recorded_are_kept_apart_on_paper() -> None:
    story = at_step(4)

    story.approve(source=Source.PAPER, basis="Buku Agenda no. 17, 2 Maret 2026")

    assert (story.last.actor, story.last.recorded_by) == (K, "akun-monev")
    assert story.last.basis == "Buku Agenda no. 17, 2 Maret 2026"
    assert story.last.source is Source.PAPER


def test_the_capacity_of_the_actor_is_kept() -> None:
    story = Story(people={"plh": {S: Capacity.ACTING_DAILY}}).register().submit()

    assert (story.last.actor, story.last.role) == ("plh", S)
    assert story.last.capacity is Capacity.ACTING_DAILY
