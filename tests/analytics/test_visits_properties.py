"""What holds for the visits of every history."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.domain.sop import Decision
from lkj.domain.state import replay
from tests.analytics.histories import history
from tests.analytics.log_frame import calendar
from tests.analytics.small_visits import SOPS, at, column, visits_of
from tests.support.examples import examples
from tests.support.story import Story

NEXT_YEAR = "2027-01-04 08:00"
SPANS = st.integers(0, 20_000).map(lambda minutes: f"{minutes}m")


@pytest.mark.parametrize("seed", range(200, 220))
def test_visits_are_those_of_the_workflow(seed: int) -> None:
    events = history(seed, SOPS[seed % 2], report_id="R1", first_no=1)
    state = replay("R1", events)

    visits = visits_of(events, NEXT_YEAR)

    assert list(zip(column(visits, "step"), column(visits, "visit"), strict=True)) == [
        (visit.step, visit.number) for visit in state.visits
    ]
    assert column(visits, "closing_no") == [visit.move_no for visit in state.visits]
    assert column(visits, "actor") == [visit.actor for visit in state.visits]
    assert column(visits, "started_at") == [
        visit.started.at if visit.started else None for visit in state.visits
    ]
    assert column(visits, "left_precision") == [
        visit.left.precision if visit.left else None for visit in state.visits
    ]


@examples(40)
@given(st.lists(st.tuples(SPANS, st.booleans()), max_size=25))
def test_the_visits_of_a_report_tile_its_life(moves: list[tuple[str, bool]]) -> None:
    story = Story(sop=SOPS[0]).register()
    for after, is_return in moves:
        _go_on(story, after, is_return=is_return)
    visits = visits_of(story.events(), NEXT_YEAR)

    leads = visits["lead_minutes"].fillna(visits["age_minutes"])
    entered, left = column(visits, "entered_at"), column(visits, "left_at")
    assert entered[1:] == left[:-1]
    assert leads.sum() == calendar().minutes(entered[0], left[-1] or at(NEXT_YEAR))


def _go_on(story: Story, after: str, *, is_return: bool) -> None:
    visit = story.state.open_visit
    if visit is None:
        return
    if is_return and Decision.REJECT in story.sop.step(visit.step).next:
        story.reject(after=after)
    else:
        story.go(after=after)
