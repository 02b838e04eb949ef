"""A very short load: two officials at a real server for a few seconds."""

from datetime import datetime

import pytest

from tests.load import report
from tests.load.office import officials
from tests.load.run import Plan, measured
from tests.support.camera import NOW

pytestmark = pytest.mark.slow

AT = datetime.fromisoformat(NOW)
SHORT = Plan(engine="sqlite", replicas=1, clients=2, seconds=2, pause=0.1)


@pytest.mark.thorough(
    "tests/store/test_races.py::test_of_many_deciding_one_step_one_wins_and_the_others_learn_who"
)
def test_two_officials_read_and_enter_and_nothing_they_were_told_is_lost() -> None:
    outcome = measured(SHORT, now=AT, environment={"LKJ_TEST_NOW": NOW}, crowd=1)

    assert report.problems(outcome) == []
    assert outcome.stored.acknowledged > 0
    assert outcome.stored.stored == outcome.stored.acknowledged
    assert {"Tugas saya", "form opened", "step stored"} <= outcome.tally.seconds.keys()
    assert "No errors." in report.tables([outcome])


@pytest.mark.parametrize("n", [0, 1, 5, 10])
def test_nobody_is_left_without_a_colleague(n: int) -> None:
    with pytest.raises(ValueError, match="multiple of 4"):
        officials(n)


def test_a_group_has_every_role_of_the_reviewed_steps() -> None:
    people = officials(8)

    assert [one.group for one in people] == [0] * 4 + [1] * 4
    assert len({one.role for one in people[:4]}) == 4
    assert people[4].owns("LKj Beban 1/tim_lkj-1")
    assert not people[4].owns("LKj Beban 11/tim_lkj-1")
