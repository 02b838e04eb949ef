import pytest

from lkj.simulation.pace import LONGEST_ORDER, LONGEST_WAIT, as_declared, wait_before, work_on
from tests.simulation.examples import chance
from tests.support.sops import office_sop

SOP = office_sop()
COLLECT, REVIEW = SOP.steps[2], SOP.steps[4]


@pytest.mark.parametrize(
    ("effort", "declared"),
    [(1, 1), (4, 4), (5, 5), (13, 10), (119, 115), (120, 120), (200, 180)],
)
def test_people_declare_round_minutes(effort: int, declared: int) -> None:
    assert as_declared(effort) == declared


def test_waits_are_bounded() -> None:
    rng = chance()
    waits = [wait_before(REVIEW, COLLECT, SOP, rng, haste=1.0) for _ in range(2_000)]

    assert min(waits) >= 1
    assert max(waits) <= LONGEST_WAIT
    assert max(waits) > 900


def test_own_papers_are_taken_up_sooner_than_those_of_others() -> None:
    rng = chance()
    own = [wait_before(SOP.steps[7], SOP.steps[6], SOP, rng, haste=1.0) for _ in range(300)]
    others = [wait_before(SOP.steps[6], SOP.steps[5], SOP, rng, haste=1.0) for _ in range(300)]

    assert sum(own) < sum(others) / 3


def test_effort_is_part_of_the_time_that_passes() -> None:
    rng = chance()
    works = [
        work_on(step, visit=v, rng=rng) for step in SOP.steps for v in (1, 2) for _ in "abc"
    ]

    assert all(1 <= work.effort <= work.elapsed for work in works)
    assert max(work.elapsed for work in works) <= LONGEST_ORDER
