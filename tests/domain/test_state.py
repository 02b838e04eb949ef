"""Events folded into the state of a report: any history is accepted, none is lost."""

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.domain import commands as c
from lkj.domain.events import Capacity, Event, EventKind, Precision, Source
from lkj.domain.state import ReportState, ReportStatus, evolve, payload_of, replay
from lkj.domain.workflow import awaited_roles, offered
from lkj.errors import LkjError
from tests.support.examples import examples
from tests.support.sops import office_sop, other_sop
from tests.support.story import Story, an_event
from tests.support.times import MONDAY, ZONE, moment, span

SOPS = pytest.mark.parametrize("sop", [office_sop(), other_sop()], ids=lambda sop: sop.id)
ENDED = (ReportStatus.SENT, ReportStatus.RECEIVED)

# ---- lives through the real `decide`: what is refused is left out


ACTS = {
    "start": lambda story, **how: story.start(**how),
    "go": lambda story, **how: story.go(**how),
    "on": lambda story, **how: story.go(**how),
    "reject": lambda story, **how: story.reject(**how),
    "take_back": lambda story, **how: story.take_back(**how),
    "receipt": lambda story, **how: story.confirm_receipt(**how),
    "note": lambda story, **how: story.note(**how),
    "correct": lambda story, *, target, value, **how: story.correct(
        value, target=target, **how
    ),
}
steps = st.tuples(st.sampled_from(list(ACTS)), st.integers(0, 2_000), st.integers(1, 40))


def lived(sop, acts) -> Story:
    """A report to which these acts were tried, each some minutes after the one before."""
    story = Story(sop).register()
    for name, minutes, number in acts:
        extra = {}
        if name == "correct":
            target = story.events()[number % len(story.events())]
            at = (target.occurred_at + span(f"{number}m")).astimezone(ZONE)
            extra = {"target": target.no, "value": at.strftime("%Y-%m-%d %H:%M")}
        try:
            ACTS[name](story, after=f"{minutes}m", **extra)
        except LkjError:
            continue
    return story


def through_offered(sop, choices) -> Story:
    """A report moved by nothing but what is offered, until the end or the last choice."""
    story = Story(sop).register()
    roles = [role.id for role in sop.roles]
    for choice in choices:
        ways = offered(story.state, sop, roles)
        if ways:
            decision = ways[choice % len(ways)]
            story.reject() if decision == "reject" else story.move(decision)
        elif story.state.open_visit:
            story.start()
    return story


@SOPS
@given(choices=st.lists(st.integers(0, 1), max_size=60))
def test_what_is_offered_replays_and_ends_at_a_step_or_finished(sop, choices) -> None:
    story = through_offered(sop, choices)

    state = replay("R1", story.events())

    assert state == story.state
    is_at_a_step = state.open_visit is not None and sop.step(state.open_visit.step)
    assert is_at_a_step or state.status is ReportStatus.SENT
    assert awaited_roles(state, sop) or state.status is ReportStatus.SENT


@SOPS
@given(acts=st.lists(steps, max_size=30))
def test_replay_is_one_event_after_another(sop, acts) -> None:
    events = lived(sop, acts).events()

    assert replay("R1", events) == evolve(replay("R1", events[:-1]), events[-1])
    assert [event.version for event in events] == list(range(1, len(events) + 1))


@SOPS
@given(acts=st.lists(steps, max_size=30))
def test_the_visits_of_a_finished_report_tile_its_life(sop, acts) -> None:
    story = lived(sop, acts).until(None)

    visits = story.state.visits

    assert story.state.status in ENDED
    assert visits[0].entered == story.state.received
    assert all(before.left == after.entered for before, after in pairwise(visits))
    assert all(before.next_step == after.step for before, after in pairwise(visits))
    assert visits[-1].next_step is None
    assert not any(visit.left.at < visit.entered.at for visit in visits)


@SOPS
@given(acts=st.lists(steps, max_size=30))
def test_passes_of_a_step_are_numbered_from_one(sop, acts) -> None:
    visits = lived(sop, acts).state.visits

    seen = [[visit.number for visit in visits if visit.step == step.id] for step in sop.steps]
    assert seen == [list(range(1, len(numbers) + 1)) for numbers in seen]


# ---- any history at all

values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10_000),
    st.text(max_size=5),
    st.just("2026-03-02T01:00:00Z"),
    st.lists(st.integers(), max_size=2),
)
payloads = st.one_of(
    st.text(max_size=10),
    values.map(json.dumps),
    st.fixed_dictionaries(
        {},
        optional={
            "field": st.one_of(st.sampled_from(list(c.CorrectableField)), values),
            "value": values,
            "precision": st.one_of(st.sampled_from(list(Precision)), values),
            "started_precision": values,
        },
    ).map(json.dumps),
)
places = st.one_of(
    st.none(), st.sampled_from(["periksa-kasubbag", "kumpulkan-data", "lain", ""])
)
numbers = st.integers(0, 6)
any_events = st.lists(
    st.builds(
        an_event,
        no=numbers,
        version=st.integers(0, 9),
        kind=st.sampled_from(EventKind),
        step=places,
        next_step=places,
        target_no=st.one_of(st.none(), numbers),
        occurred_at=st.sampled_from([moment(MONDAY).at, moment("2026-03-05").at]),
        started_at=st.one_of(st.none(), st.just(moment("2025-01-01").at)),
        time_precision=st.sampled_from(Precision),
        payload=payloads,
        effort_minutes=st.one_of(st.none(), st.integers(-5, 5)),
        role=st.one_of(st.none(), st.just("sekretaris")),
        capacity=st.one_of(st.none(), st.sampled_from(Capacity)),
    ),
    max_size=12,
)


@examples(500)
@given(events=any_events)
def test_no_history_is_ever_refused(events) -> None:
    state = replay("R1", events)

    assert state.version == (events[-1].version if events else 0)
    assert state.open_visit is None or state.status is ReportStatus.RUNNING
    assert all(isinstance(visit.step, str) for visit in state.visits)
    assert state.actor_of(1) in {None, "sekretaris"}


def test_an_untold_report_is_unregistered() -> None:
    state = replay("R1", [])

    assert state == ReportState(report_id="R1")
    assert (state.open_visit, state.last_move) == (None, None)


def test_a_correction_before_the_registration_changes_nothing() -> None:
    facts = '{"field":"occurred_at","value":"2026-03-02T01:00:00Z"}'
    stray = an_event(kind=EventKind.CORRECTED, payload=facts, target_no=None)

    assert replay("R1", [stray]).visits == ()


@pytest.mark.parametrize("payload", ["{", "[1]", "3", '"x"', "", "null"])
def test_facts_that_cannot_be_read_are_none(payload) -> None:
    assert payload_of(an_event(payload=payload)) == {}


def test_moves_outside_the_flow_change_nothing() -> None:
    finished = Story().register().until(None)
    stray = an_event(kind=EventKind.APPROVED, no=99, version=99, step="tanda-tangan")

    state = evolve(finished.state, stray)

    assert state.visits == finished.state.visits
    assert evolve(state, an_event(kind=EventKind.STARTED, version=100)).visits == state.visits


def test_taking_back_what_was_never_done_changes_nothing() -> None:
    story = Story().register().until("tanda-tangan")

    for target in (None, 999):
        event = an_event(kind=EventKind.TAKEN_BACK, target_no=target)
        assert evolve(story.state, event).visits == story.state.visits


def test_taking_back_an_old_move_undoes_everything_after_it() -> None:
    story = Story().register().until("tanda-tangan")
    first = story.state.visits[0]

    state = evolve(story.state, an_event(kind=EventKind.TAKEN_BACK, target_no=first.move_no))

    assert [visit.step for visit in state.visits] == ["terima-disposisi"]
    assert state.status is ReportStatus.RUNNING


def test_a_move_tells_at_which_step_it_was_made() -> None:
    story = Story().register()
    imported = an_event(kind=EventKind.SUBMITTED, step="bentuk-tim", next_step="tanda-tangan")

    skipped = evolve(story.state, imported)
    untold = evolve(story.state, replace(imported, step=None))

    assert [visit.step for visit in skipped.visits] == ["bentuk-tim", "tanda-tangan"]
    assert [visit.step for visit in untold.visits] == ["terima-disposisi", "tanda-tangan"]


def test_a_report_knows_its_sop_and_who_began_what_after_taking_back() -> None:
    story = Story(other_sop()).register().start().submit().take_back()

    assert (story.state.sop_id, story.state.sop_version) == ("penerbitan-surat-keterangan", 3)
    assert story.state.actor_of(story.number_of(EventKind.STARTED)) == "loket"


def test_a_withdrawn_import_waits_for_nobody() -> None:
    story = Story().register()

    state = evolve(story.state, an_event(kind=EventKind.WITHDRAWN, version=2))

    assert state.status is ReportStatus.WITHDRAWN
    assert state.open_visit is None


@pytest.mark.parametrize("kind", [EventKind.NOTED, EventKind.ATTACHED, EventKind.CAUSE_GIVEN])
def test_remarks_change_only_the_version(kind) -> None:
    story = Story().register().until("tanda-tangan")

    state = evolve(story.state, an_event(kind=kind, version=77))

    assert state.version == 77
    assert state.visits == story.state.visits


def test_a_start_counts_even_before_the_store_has_numbered_it() -> None:
    events = [
        an_event(no=0, kind=EventKind.REGISTERED, next_step="terima-disposisi"),
        an_event(no=0, version=2, kind=EventKind.STARTED, step="terima-disposisi"),
        an_event(no=0, version=3, kind=EventKind.SUBMITTED, next_step="bentuk-tim"),
    ]

    assert replay("R1", events).visits[0].started == moment(MONDAY)


def test_a_recorded_start_outdoes_the_one_declared_on_finishing() -> None:
    story = Story().register().start(at="2026-03-02 08:30")
    late = moment("2026-03-02 09:00").at
    move = an_event(version=3, no=3, kind=EventKind.SUBMITTED, started_at=late)

    assert evolve(story.state, move).visits[0].started == moment("2026-03-02 08:30")


def test_the_actor_of_every_act_with_a_time_is_known() -> None:
    story = Story().register().start().submit().until(None).confirm_receipt()

    known = {event.no: story.state.actor_of(event.no) for event in story.events()}

    assert known == {event.no: event.actor for event in story.events()}
    assert story.state.actor_of(99) is None


def test_state_says_from_where_each_visit_was_recorded() -> None:
    state = Story().register().submit(source=Source.PAPER).state

    assert (state.visits[0].actor, state.visits[0].recorded_by) == ("sekretaris", "akun-monev")


def test_events_are_never_changed() -> None:
    event = an_event()

    with pytest.raises(AttributeError):
        event.no = 2  # type: ignore[misc]
    assert isinstance(event, Event)
