from collections.abc import Sequence
from itertools import pairwise

import pytest

from lkj.domain.sop import Decision
from lkj.simulation.itinerary import Itinerary, Pass, Start, plan_way
from lkj.simulation.scenarios import SCENARIOS, Ending, Scenario
from tests.simulation.examples import chance
from tests.support.sops import office_sop, other_sop

WAYS = [
    plan_way(sop, scenario, chance(seed), haste=1.0)
    for sop in (office_sop(), other_sop())
    for scenario in SCENARIOS
    for seed in range(5)
]


def way(scenario: Scenario, *, seed: int = 1) -> Itinerary:
    return plan_way(office_sop(), scenario, chance(seed), haste=1.0)


def returned_at(passes: Sequence[Pass]) -> list[int]:
    return [one.step.number for one in passes if one.decision is Decision.REJECT]


def test_times_never_run_backwards() -> None:
    passes = [one for planned in WAYS for one in planned.passes]

    assert all(one.begun < one.finished <= one.recorded for one in passes)
    assert all(
        earlier.recorded < later.begun
        for planned in WAYS
        for earlier, later in pairwise(planned.passes)
    )


def test_the_length_covers_every_entry() -> None:
    assert all(planned.length >= one.recorded for planned in WAYS for one in planned.passes)


def test_a_paper_report_is_typed_after_its_end() -> None:
    on_paper = [planned for planned in WAYS if planned.session is not None]

    assert len(on_paper) == 50
    assert all(p.session > max(p.ended or 0, p.passes[-1].finished) for p in on_paper)


def test_a_clean_way_passes_each_step_once() -> None:
    steps = [one.step for one in way(Scenario()).passes]

    assert steps == list(office_sop().steps)


@pytest.mark.parametrize("returns", [(0,), (1,), (2,), (0, 0), (0, 2)])
def test_reviewers_return_in_turn(returns: tuple[int, ...]) -> None:
    found = returned_at(way(Scenario(returns=returns), seed=3).passes)
    wanted = [4 + review for review in returns]

    assert [number for number in wanted if number in found] == wanted
    assert found[0] == wanted[0]


def test_a_return_that_no_reviewer_of_the_sop_can_make_is_left_out() -> None:
    planned = plan_way(other_sop(), Scenario(returns=(2,)), chance(), haste=1.0)

    assert returned_at(planned.passes) == []


def test_a_mistake_is_repeated_rightly_on_the_same_visit() -> None:
    passes = way(Scenario(returns=(1,), is_taken_back=True)).passes
    position = next(i for i, one in enumerate(passes) if one.is_mistake)
    mistake, rightly = passes[position : position + 2]

    assert (mistake.step, mistake.visit) == (rightly.step, rightly.visit)
    assert (mistake.decision, rightly.decision) == (Decision.APPROVE, Decision.REJECT)


def test_a_cancelled_report_ends_before_its_first_review() -> None:
    planned = way(Scenario(ending=Ending.CANCELLED))

    assert [one.step.number for one in planned.passes] == [1, 2, 3]
    assert planned.ended is not None


def test_a_report_under_repair_was_begun_again() -> None:
    planned = way(Scenario(ending=Ending.REPAIRING, returns=(0,)))

    assert returned_at(planned.passes) == [4]
    assert planned.begun is not None
    assert planned.begun > planned.passes[-1].recorded


def test_nobody_knows_the_start_where_only_the_date_is_known() -> None:
    dated = [one for p in WAYS for one in p.passes if one.is_date_only]

    assert len(dated) > 50
    assert {one.start for one in dated} == {Start.UNKNOWN}


def test_haste_shortens_the_way() -> None:
    slow, fast = (
        plan_way(office_sop(), Scenario(), chance(), haste=haste) for haste in (1.0, 0.1)
    )

    assert fast.length < slow.length
