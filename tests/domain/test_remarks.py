"""Corrections of an end, and what is said beside the flow: notes, answers, causes."""

import json

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import Permission
from lkj.domain.commands import CorrectableField as Field
from lkj.domain.events import EventKind, Source
from lkj.domain.state import ReportStatus, evolve
from lkj.errors import (
    BeforePrevious,
    CauseNotDue,
    CorrectionRefused,
    NoteTooShort,
    NotPermitted,
    NotYourAct,
)
from tests.support.story import Story, an_event
from tests.support.times import moment

S, K, T, H = "sekretaris", "kasubbag_renja_monev", "tim_lkj", "kepala_satuan"


def sent() -> Story:
    return Story().register().until("kirim-lkj").submit(at="2026-03-05 10:00")


def under_review() -> Story:
    return Story().register().until("periksa-kasubbag")


def test_a_receipt_is_corrected_by_who_confirmed_it_and_stays_after_sending() -> None:
    story = sent().confirm_receipt(at="2026-03-05 12:00")
    receipt = story.last.no

    story.correct("2026-03-05 11:00", target=receipt, by=K, permissions=frozenset())

    assert story.state.receipt == moment("2026-03-05 11:00")
    assert story.state.status is ReportStatus.RECEIVED
    with pytest.raises(CorrectionRefused):
        story.correct(5, target=receipt, field=Field.EFFORT_MINUTES)
    with pytest.raises(BeforePrevious):
        story.correct("2026-03-05 09:59", target=receipt)
    with pytest.raises(BeforePrevious):
        story.correct("2026-03-05 11:01", target=story.number_of(EventKind.SUBMITTED))


def test_the_hour_of_a_cancelling_is_corrected_but_it_has_neither_start_nor_effort() -> None:
    story = under_review().cancel(at="2026-03-05 10:00")
    cancelled = story.last.no

    with pytest.raises(CorrectionRefused):
        story.correct(10, target=cancelled, field=Field.EFFORT_MINUTES)
    with pytest.raises(CorrectionRefused):
        story.correct(None, target=cancelled, field=Field.STARTED_AT)
    story.correct("2026-03-05 09:00", target=cancelled, by=H, permissions=frozenset())
    assert story.state.visits[-1].left == moment("2026-03-05 09:00")


def test_a_correction_whose_time_cannot_be_read_changes_nothing() -> None:
    story = sent()
    facts = '{"field":"occurred_at","value":"kemarin"}'
    stray = an_event(kind=EventKind.CORRECTED, target_no=story.last.no, payload=facts)

    assert evolve(story.state, stray).visits == story.state.visits


@pytest.mark.parametrize("person", [S, K, T, H, "monev", "administrator"])
def test_anyone_signed_in_writes_a_note_and_it_moves_nothing(person) -> None:
    story = under_review()
    visits = story.state.visits

    story.note("x", by=person)

    assert (story.last.kind, story.last.note) == (EventKind.NOTED, "x")
    assert (story.last.step, story.last.role) == ("periksa-kasubbag", None)
    assert story.state.visits == visits


def test_an_auditor_writes_nothing() -> None:
    with pytest.raises(NotPermitted) as refusal:
        under_review().note(by="auditor")

    assert refusal.value.facts == {"permission": Permission.NOTE}


@pytest.mark.parametrize("text", ["", "   \n"])
def test_an_empty_note_is_refused(text) -> None:
    with pytest.raises(NoteTooShort):
        under_review().note(text)


def test_a_note_is_possible_after_the_end() -> None:
    story = sent().note("arsip di lemari 3")

    assert story.last.step is None
    assert story.state.status is ReportStatus.SENT


@pytest.mark.parametrize(
    ("answer", "text"),
    [(c.Answer.CONFIRMED, ""), (c.Answer.DISPUTED, "saya paraf pukul 14.00")],
)
def test_the_named_official_answers_what_was_recorded_for_them(answer, text) -> None:
    story = under_review().approve(source=Source.PAPER)
    recorded = story.last.no

    story.do(c.Note(text=text, target_no=recorded, answer=answer), usual=K)

    assert (story.last.kind, story.last.target_no) == (EventKind.NOTED, recorded)
    assert (story.last.step, story.last.note) == ("periksa-kasubbag", text)
    assert json.loads(story.last.payload) == {"answer": answer.value}


def test_a_dispute_says_what_is_wrong() -> None:
    story = under_review().approve(source=Source.PAPER)
    command = c.Note(text="salah", target_no=story.last.no, answer=c.Answer.DISPUTED)

    with pytest.raises(NoteTooShort):
        story.do(command, usual=K)


@pytest.mark.parametrize(("person", "target"), [(S, 6), (K, 99), (K, None)])
def test_only_the_actor_of_a_move_answers_it(person, target) -> None:
    story = under_review().approve(source=Source.PAPER)

    with pytest.raises(NotYourAct):
        story.do(c.Note(target_no=target, answer=c.Answer.CONFIRMED), usual=person)


@pytest.mark.parametrize("cause", list(c.Cause))
def test_the_actor_says_why_a_pass_took_long(cause) -> None:
    story = under_review().approve()
    moved = story.last.no

    story.give_cause(cause, by=K, note="rapat anggaran")

    assert (story.last.kind, story.last.target_no) == (EventKind.CAUSE_GIVEN, moved)
    assert (story.last.step, story.last.note) == ("periksa-kasubbag", "rapat anggaran")
    assert json.loads(story.last.payload) == {"cause": cause.value}


def test_petugas_monev_gives_a_cause_for_others_and_others_do_not() -> None:
    story = under_review().approve()

    with pytest.raises(NotPermitted) as refusal:
        story.give_cause(by=S)
    assert refusal.value.facts == {"permission": Permission.GIVE_CAUSE}
    assert story.give_cause(by="monev").last.actor == "monev"


@pytest.mark.parametrize("target", [1, 4, 99])
def test_a_cause_belongs_to_a_finished_pass(target) -> None:
    story = under_review()
    kinds = {event.no: event.kind for event in story.events()}
    assert kinds[4] is EventKind.STARTED

    with pytest.raises(CauseNotDue) as refusal:
        story.give_cause(target=target)
    assert refusal.value.facts == {"target": target}


def test_a_cancelled_pass_has_no_cause() -> None:
    story = under_review().cancel()

    with pytest.raises(CauseNotDue):
        story.give_cause(target=story.last.no)


def test_a_pass_that_was_taken_back_has_no_cause() -> None:
    story = under_review().approve()
    moved = story.last.no

    with pytest.raises(CauseNotDue):
        story.take_back().give_cause(target=moved)
