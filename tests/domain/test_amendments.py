"""Corrections, notes, answers and causes: what is said beside the flow."""

import json

import pytest

from lkj.domain.accounts import Permission
from lkj.domain.commands import CorrectableField as Field
from lkj.domain.events import EventKind, Moment, Source
from lkj.domain.state import ReportState, ReportStatus
from lkj.errors import (
    BeforePrevious,
    CorrectionRefused,
    EffortInvalid,
    EffortTooLong,
    InTheFuture,
    NoteTooShort,
    NotPermitted,
    StartAfterFinish,
)
from tests.support.story import Story
from tests.support.times import moment

S, K, T, H = "sekretaris", "kasubbag_renja_monev", "tim_lkj", "kepala_satuan"
STARTED, EFFORT = Field.STARTED_AT, Field.EFFORT_MINUTES


def two_steps() -> Story:
    """Registered 1: 08.00; begun 2: 08.20; submitted 3: 09.00; submitted 4: 11.00, 30 menit."""
    story = Story().register(at="2026-03-02 08:00").start(at="2026-03-02 08:20")
    story.submit(at="2026-03-02 09:00")
    return story.submit(at="2026-03-02 11:00", started="2026-03-02 10:00", effort_minutes=30)


def times(state: ReportState, index: int) -> tuple[Moment | None, ...]:
    visit = state.visits[index]
    return visit.entered, visit.started, visit.left


def test_a_corrected_finish_also_moves_the_receipt_of_the_next_step() -> None:
    story = two_steps().correct("2026-03-02 09:30", target=3)

    assert times(story.state, 0)[2] == moment("2026-03-02 09:30")
    assert times(story.state, 1)[0] == moment("2026-03-02 09:30")
    assert story.last.kind is EventKind.CORRECTED
    assert story.last.target_no == 3
    assert json.loads(story.last.payload) == {
        "field": "occurred_at",
        "precision": "minute",
        "reason": "salah ketik pada jam",
        "value": "2026-03-02T02:30:00Z",
    }


def test_the_raw_event_stays_as_it_was() -> None:
    story = two_steps()
    before = story.events()

    story.correct("2026-03-02 09:30", target=3)

    assert story.events()[:-1] == before


def test_a_corrected_registration_moves_the_receipt_of_the_first_step() -> None:
    state = two_steps().correct("2026-03-02 07:45", target=1).state

    assert state.received == moment("2026-03-02 07:45")
    assert times(state, 0)[0] == moment("2026-03-02 07:45")


@pytest.mark.parametrize("field", [Field.OCCURRED_AT, STARTED])
def test_a_recorded_start_has_one_time_whatever_the_field(field) -> None:
    state = two_steps().correct("2026-03-02 08:30", target=2, field=field).state

    assert times(state, 0)[1] == moment("2026-03-02 08:30")
    assert state.visits[0].left == moment("2026-03-02 09:00")


def test_a_declared_start_is_corrected_on_its_move_and_can_be_taken_out() -> None:
    story = two_steps().correct("2026-03-02 10:15", target=4, field=STARTED)
    assert times(story.state, 1)[1] == moment("2026-03-02 10:15")

    story.correct(None, target=4, field=STARTED)

    assert times(story.state, 1)[1] is None


def test_an_effort_is_corrected_and_can_be_taken_out() -> None:
    story = two_steps().correct(45, target=4, field=EFFORT)
    assert story.state.visits[1].effort_minutes == 45
    assert story.correct(0, target=4, field=EFFORT).state.visits[1].effort_minutes == 0

    story.correct(None, target=4, field=EFFORT)

    assert story.state.visits[1].effort_minutes is None


def test_the_latest_correction_wins() -> None:
    story = (
        two_steps().correct("2026-03-02 09:30", target=3).correct("2026-03-02 09:10", target=3)
    )

    assert story.state.visits[0].left == moment("2026-03-02 09:10")


def test_a_correction_may_say_that_only_the_date_is_known() -> None:
    story = two_steps().correct("2026-03-02", target=3)

    assert story.state.visits[0].left == moment("2026-03-02")
    assert json.loads(story.last.payload)["precision"] == "date"
    assert story.correct("2026-03-02 09:00", target=3).state.visits == two_steps().state.visits


def test_a_date_between_two_hours_does_not_hide_their_order() -> None:
    story = Story().register(at="2026-03-02 08:00")
    story.submit(at="2026-03-02 10:00", started="2026-03-02")

    with pytest.raises(BeforePrevious):
        story.correct("2026-03-02 07:00", target=2)


@pytest.mark.parametrize(
    ("target", "field", "value", "error"),
    [
        (1, Field.OCCURRED_AT, "2026-03-02 08:21", BeforePrevious),
        (2, Field.OCCURRED_AT, "2026-03-02 07:59", BeforePrevious),
        (2, Field.OCCURRED_AT, "2026-03-02 09:01", StartAfterFinish),
        (3, Field.OCCURRED_AT, "2026-03-02 08:19", StartAfterFinish),
        (3, Field.OCCURRED_AT, "2026-03-02 10:01", BeforePrevious),
        (3, Field.OCCURRED_AT, "2026-03-03", BeforePrevious),
        (4, STARTED, "2026-03-02 08:59", BeforePrevious),
        (4, STARTED, "2026-03-02 11:01", StartAfterFinish),
        (4, Field.OCCURRED_AT, "2026-03-02 09:59", StartAfterFinish),
    ],
)
def test_a_correction_that_breaks_the_order_is_refused(target, field, value, error) -> None:
    with pytest.raises(error):
        two_steps().correct(value, target=target, field=field, after="9d")


def test_a_correction_into_the_future_is_refused() -> None:
    with pytest.raises(InTheFuture):
        two_steps().correct("2026-03-02 12:01", target=4, at="2026-03-02 12:00")


@pytest.mark.parametrize(
    ("target", "field", "value"),
    [
        (3, Field.OCCURRED_AT, "2026-03-02 09:00"),
        (2, Field.OCCURRED_AT, "2026-03-02 08:20"),
        (1, Field.OCCURRED_AT, "2026-03-02 08:00"),
        (4, EFFORT, 30),
        (3, EFFORT, None),
        (3, Field.OCCURRED_AT, None),
        (2, STARTED, None),
        (1, EFFORT, 5),
        (2, EFFORT, 5),
        (99, Field.OCCURRED_AT, "2026-03-02 09:00"),
        (3, Field.OCCURRED_AT, 30),
        (4, STARTED, 30),
        (4, EFFORT, "2026-03-02 09:00"),
    ],
)
def test_a_correction_that_changes_nothing_is_refused(target, field, value) -> None:
    with pytest.raises(CorrectionRefused) as refusal:
        two_steps().correct(value, target=target, field=field)

    assert refusal.value.facts == {"target": target, "field": field}


def test_what_was_taken_back_cannot_be_corrected() -> None:
    story = two_steps().take_back()

    with pytest.raises(CorrectionRefused):
        story.correct("2026-03-02 10:30", target=4)


@pytest.mark.parametrize("effort", [-1, True])
def test_a_corrected_effort_is_a_whole_number(effort) -> None:
    with pytest.raises(EffortInvalid):
        two_steps().correct(effort, target=4, field=EFFORT)


def test_a_corrected_effort_fits_between_receipt_and_finish() -> None:
    assert two_steps().correct(120, target=4, field=EFFORT)
    with pytest.raises(EffortTooLong) as refusal:
        two_steps().correct(121, target=4, field=EFFORT)
    assert refusal.value.facts == {"given": 121, "limit": 120}


def test_a_corrected_time_leaves_room_for_the_effort() -> None:
    story = two_steps().correct(None, target=4, field=STARTED)

    with pytest.raises(EffortTooLong):
        story.correct("2026-03-02 09:29", target=4)
    with pytest.raises(EffortTooLong):
        story.correct("2026-03-02 10:31", target=3)
    assert story.correct("2026-03-02 09:30", target=4)


@pytest.mark.parametrize("text", ["", "salah jam", "           "])
def test_a_correction_says_why_in_ten_characters(text) -> None:
    with pytest.raises(NoteTooShort):
        two_steps().correct("2026-03-02 09:30", target=3, reason=text)


# A contradiction that paper brought in is mended where it stands, and blocks nothing else.
def contradiction() -> Story:
    story = (
        Story()
        .register(at="2026-03-02 08:00")
        .submit(
            at="2026-02-27 09:00",
            recorded="2026-03-09 08:00",
            source=Source.PAPER,
            effort_minutes=600,
            time_conflict="tertulis begitu di Buku Agenda",
        )
    )
    return story.submit(at="2026-03-02 10:00", recorded="2026-03-09 09:00")


def test_a_contradiction_from_paper_can_be_mended() -> None:
    story = contradiction().correct(60, target=2, field=EFFORT)

    assert story.correct("2026-03-02 09:00", target=2).state.visits[0].left.at.hour == 2


def test_a_contradiction_from_paper_does_not_block_other_corrections() -> None:
    story = contradiction().correct("2026-03-02 11:00", target=3)

    assert story.state.visits[1].left == moment("2026-03-02 11:00")


def test_a_too_long_effort_from_paper_does_not_block_other_corrections() -> None:
    story = (
        Story()
        .register(at="2026-03-02 08:00")
        .submit(
            at="2026-03-02 09:00",
            source=Source.PAPER,
            effort_minutes=600,
            time_conflict="tertulis begitu di Buku Agenda",
        )
        .submit(at="2026-03-02 10:00")
    )

    assert story.correct("2026-03-02 10:30", target=3)
    with pytest.raises(EffortTooLong):
        story.correct(500, target=2, field=EFFORT)


def test_mending_half_of_a_contradiction_is_refused() -> None:
    with pytest.raises(BeforePrevious):
        contradiction().correct("2026-03-01 09:00", target=2)


# Who corrects.
@pytest.mark.parametrize(
    ("target", "owner", "other"), [(1, S, T), (2, S, T), (3, S, H), (4, K, S)]
)
def test_the_actor_of_an_act_corrects_it_and_a_stranger_does_not(target, owner, other) -> None:
    values = {1: "2026-03-02 07:50", 2: "2026-03-02 08:25", 3: "2026-03-02 09:10"}
    value = values.get(target, "2026-03-02 11:10")

    assert two_steps().correct(value, target=target, by=owner, permissions=frozenset())
    with pytest.raises(NotPermitted) as refusal:
        two_steps().correct(value, target=target, by=other)
    assert refusal.value.facts == {"permission": Permission.CORRECT}


@pytest.mark.parametrize("person", [K, "monev"])
def test_kasubbag_and_petugas_monev_correct_for_others(person) -> None:
    assert two_steps().correct("2026-03-02 09:10", target=3, by=person).last.actor == person


@pytest.mark.parametrize("person", [S, T, H, "administrator", "auditor"])
def test_nobody_else_corrects_for_others(person) -> None:
    with pytest.raises(NotPermitted):
        two_steps().correct("2026-03-02 11:10", target=4, by=person)


def test_corrections_are_possible_after_the_end() -> None:
    story = two_steps().until(None).confirm_receipt()

    story.correct("2026-03-02 09:10", target=3)

    assert story.state.status is ReportStatus.RECEIVED
    assert story.state.visits[0].left == moment("2026-03-02 09:10")
