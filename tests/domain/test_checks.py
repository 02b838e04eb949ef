"""When an act may have happened, and how long it may have taken."""

import json

import pytest

from lkj.domain.events import Moment, Precision, Source
from lkj.domain.sop import Decision
from lkj.errors import (
    BeforePrevious,
    EffortInvalid,
    EffortTooLong,
    InTheFuture,
    NoteTooShort,
    StartAfterFinish,
)
from tests.support.story import Story
from tests.support.times import moment

PAPER = {"source": Source.PAPER, "recorded": "2026-03-09 08:00"}
PAPER_LATER = {"source": Source.PAPER, "recorded": "2026-03-20 08:00"}
CONFLICT = "tertulis begitu di Buku Agenda"


def received(at: str = "2026-03-02 08:00") -> Story:
    """A report whose first step waits since then."""
    return Story().register(at=at)


def facts(story: Story) -> dict[str, object]:
    return json.loads(story.last.payload or "{}")


# Times to the minute: received → what is typed, at the time when it is typed.
@pytest.mark.parametrize(
    ("finished", "recorded"),
    [
        ("2026-03-02 08:00", "2026-03-02 08:00"),
        ("2026-03-02 08:30", "2026-03-02 08:30:59"),
        ("2026-03-02 08:30:59", "2026-03-02 08:30"),
        ("2026-03-02 08:30", "2026-03-05 16:00"),
    ],
)
def test_a_finish_between_receipt_and_now_is_kept_as_typed(finished, recorded) -> None:
    story = received().submit(at=finished, recorded=recorded)

    assert story.last.moment == moment(finished)
    assert story.last.recorded_at == moment(recorded).at


@pytest.mark.parametrize("finished", ["2026-03-02 08:31", "2026-03-03 00:00", "2026-03-03"])
def test_a_finish_in_the_future_is_refused(finished) -> None:
    now = "2026-03-02 08:30:59"

    with pytest.raises(InTheFuture) as refusal:
        received().submit(at=finished, recorded=now)

    assert refusal.value.facts == {"given": moment(finished), "now": moment(now).at}


def test_a_start_in_the_future_is_refused() -> None:
    with pytest.raises(InTheFuture):
        received().start(at="2026-03-02 08:31", recorded="2026-03-02 08:30")
    with pytest.raises(InTheFuture):
        received().submit(
            at="2026-03-02 08:30", recorded="2026-03-02 08:30", started="2026-03-02 08:31"
        )


def test_the_future_is_refused_on_paper_too_whatever_the_reason() -> None:
    with pytest.raises(InTheFuture):
        received().submit(at="2026-03-09 08:01", time_conflict=CONFLICT, **PAPER)
    with pytest.raises(InTheFuture):
        received().submit(
            at="2026-03-08 08:00", started="2026-03-09 08:01", time_conflict=CONFLICT, **PAPER
        )


def test_a_finish_before_the_previous_one_is_refused() -> None:
    with pytest.raises(BeforePrevious) as refusal:
        received().submit(at="2026-03-02 07:59", recorded="2026-03-02 09:00")

    assert refusal.value.facts == {
        "given": moment("2026-03-02 07:59"),
        "previous": moment("2026-03-02 08:00"),
    }


def test_seconds_within_the_same_minute_never_contradict() -> None:
    story = received("2026-03-02 08:00:45").start(at="2026-03-02 08:00:10")

    assert story.submit(at="2026-03-02 08:00:05").last.effort_minutes is None


def test_a_start_before_receipt_is_refused() -> None:
    with pytest.raises(BeforePrevious):
        received().start(at="2026-03-02 07:59", recorded="2026-03-02 09:00")
    with pytest.raises(BeforePrevious):
        received().submit(at="2026-03-02 09:00", started="2026-03-02 07:59")


def test_a_finish_before_its_start_is_refused() -> None:
    begun = received().start(at="2026-03-02 08:30")

    with pytest.raises(StartAfterFinish) as refusal:
        begun.submit(at="2026-03-02 08:29", recorded="2026-03-02 10:00")
    assert refusal.value.facts == {
        "started_at": moment("2026-03-02 08:30"),
        "finished_at": moment("2026-03-02 08:29"),
    }
    with pytest.raises(StartAfterFinish):
        received().submit(
            at="2026-03-02 09:00", started="2026-03-02 09:01", recorded="2026-03-03"
        )
    assert begun.submit(at="2026-03-02 08:30", recorded="2026-03-02 10:00")


# A date alone agrees with any hour of that day, on either side.
@pytest.mark.parametrize(
    ("entered", "finished"),
    [
        ("2026-03-02 15:00", "2026-03-02"),
        ("2026-03-02", "2026-03-02 00:00"),
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02", "2026-03-03"),
    ],
)
def test_a_date_alone_is_kept_beside_any_hour_of_its_day(entered, finished) -> None:
    story = received(entered).submit(at=finished, recorded="2026-03-05 08:00")

    assert story.last.moment == moment(finished)
    assert story.state.open_visit.entered == moment(finished)


@pytest.mark.parametrize(
    ("entered", "finished"),
    [
        ("2026-03-02 00:00", "2026-03-01"),
        ("2026-03-02", "2026-03-01 23:59"),
        ("2026-03-02", "2026-03-01"),
    ],
)
def test_a_date_of_the_day_before_is_refused(entered, finished) -> None:
    with pytest.raises(BeforePrevious):
        received(entered).submit(at=finished, recorded="2026-03-05 08:00")


def test_days_are_those_of_the_office_not_of_greenwich() -> None:
    # Half past midnight in Pontianak is still yesterday in UTC.
    just_after_midnight = "2026-03-03 00:30"

    today = received().submit(at="2026-03-03", recorded=just_after_midnight)
    assert today.last.occurred_at.isoformat() == "2026-03-02T17:00:00+00:00"
    with pytest.raises(InTheFuture):
        received().submit(at="2026-03-04", recorded=just_after_midnight)
    with pytest.raises(BeforePrevious):
        received(just_after_midnight).submit(at="2026-03-02", recorded="2026-03-05 08:00")


def test_a_start_known_to_the_day_stays_a_day_beside_an_exact_finish() -> None:
    story = received("2026-03-02 15:00")

    story.submit(at="2026-03-02 16:00", started="2026-03-02")

    assert story.state.visits[0].started == moment("2026-03-02")
    assert story.state.visits[0].left.precision is Precision.MINUTE
    assert facts(story) == {"started_precision": "date"}


def test_a_start_known_as_exactly_as_its_finish_needs_no_word() -> None:
    assert (
        received().submit(at="2026-03-02 09:00", started="2026-03-02 08:30").last.payload == ""
    )


def test_an_exact_start_stays_exact_beside_a_finish_known_to_the_day() -> None:
    story = received().submit(at="2026-03-02", started="2026-03-02 15:00", **PAPER_LATER)

    assert story.state.visits[0].started == moment("2026-03-02 15:00")


# Effort: whole minutes, no more than the clock gives between receipt and finish.
@pytest.mark.parametrize("effort", [None, 0, 1, 30])
def test_an_effort_that_fits_the_clock_is_kept(effort) -> None:
    story = received().submit(at="2026-03-02 08:30:59", effort_minutes=effort)

    assert story.last.effort_minutes == effort
    assert story.state.visits[0].effort_minutes == effort


def test_an_effort_longer_than_the_clock_is_refused() -> None:
    with pytest.raises(EffortTooLong) as refusal:
        received().submit(at="2026-03-02 08:30:59", effort_minutes=31)

    assert refusal.value.facts == {"given": 31, "limit": 30}


@pytest.mark.parametrize(
    ("entered", "finished", "limit"),
    [
        ("2026-03-02", "2026-03-02", 1440),
        ("2026-03-02 15:00", "2026-03-02", 1440),
        ("2026-03-02", "2026-03-03 08:00", 2880),
    ],
)
def test_with_only_a_date_known_whole_days_count(entered, finished, limit) -> None:
    story = received(entered)

    with pytest.raises(EffortTooLong):
        story.submit(at=finished, recorded="2026-03-05", effort_minutes=limit + 1)
    assert story.submit(at=finished, recorded="2026-03-05", effort_minutes=limit)


@pytest.mark.parametrize("effort", [-1, 1.5, True, "20"])
@pytest.mark.parametrize("how", [{}, PAPER_LATER | {"time_conflict": CONFLICT}])
def test_an_effort_that_is_no_whole_number_is_refused(effort, how) -> None:
    with pytest.raises(EffortInvalid) as refusal:
        received().submit(effort_minutes=effort, **how)

    assert refusal.value.facts == {"given": effort}


# Contradicting times on paper are kept with a reason; refusing them makes people invent.
@pytest.mark.parametrize(
    "times",
    [
        {"at": "2026-03-01 07:00"},
        {"at": "2026-03-03 08:00", "started": "2026-03-04 08:00"},
        {"at": "2026-03-03 08:00", "started": "2026-03-01 08:00"},
        {"at": "2026-03-02 09:00", "effort_minutes": 600},
        {"at": "2026-03-01 07:00", "effort_minutes": 600},
    ],
)
def test_contradicting_paper_times_are_kept_with_a_reason(times) -> None:
    story = received()

    with pytest.raises((BeforePrevious, StartAfterFinish, EffortTooLong)):
        story.submit(**times, **PAPER)
    with pytest.raises(NoteTooShort):
        story.submit(**times, **PAPER, time_conflict="begitu")
    with pytest.raises((BeforePrevious, StartAfterFinish, EffortTooLong)):
        story.submit(**times, recorded="2026-03-09 08:00", time_conflict=CONFLICT)
    story.submit(**times, **PAPER, time_conflict=CONFLICT)
    assert facts(story)["time_conflict"] == CONFLICT
    assert story.last.moment == moment(times["at"])


@pytest.mark.parametrize("how", [{}, PAPER])
def test_times_that_agree_are_never_marked_as_contradicting(how) -> None:
    story = received().submit(at="2026-03-02 09:00", time_conflict=CONFLICT, **how)

    assert facts(story) == {}


def test_after_a_contradiction_the_next_step_counts_from_the_time_as_written() -> None:
    story = received().submit(at="2026-03-01 07:00", **PAPER, time_conflict=CONFLICT)

    with pytest.raises(BeforePrevious):
        story.submit(at="2026-03-01 06:59", recorded="2026-03-09 09:00")
    assert story.submit(at="2026-03-01 08:00", recorded="2026-03-09 09:00")


def test_a_moment_that_is_now_is_never_in_the_future() -> None:
    story = received().move(Decision.SUBMIT, finished=None, at="2026-03-02 08:30:59")

    assert story.last.moment == Moment(moment("2026-03-02 08:30:59").at)
