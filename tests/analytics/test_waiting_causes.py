"""Where the minutes before a start went: counted by hand, and minute by minute."""

from datetime import timedelta
from typing import Any, NamedTuple

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.analytics.schema import STEP_VISITS, ClockQuality, empty
from lkj.analytics.waiting_causes import PART_COLUMNS, waiting_causes, waiting_parts
from tests.analytics.log_frame import calendar
from tests.analytics.small_visits import at, column
from tests.analytics.visit_frame import STEPS, frame_of, running
from tests.support.examples import examples

MORNING = at("2026-03-02 07:30")  # four and a half hours of work from here


class Work(NamedTuple):
    """A pass in minutes since the morning began."""

    received: int
    begun: int
    left: int
    who: str = "Ani"


def visits(*works: Work, **facts: Any) -> pd.DataFrame:
    return frame_of(*(_visit(n, work) | facts for n, work in enumerate(works)))


def _visit(n: int, work: Work) -> dict[str, Any]:
    times = {
        f"{name}_at": MORNING + timedelta(minutes=minutes)
        for name, minutes in zip(("entered", "started", "left"), work[:3], strict=True)
    }
    known = dict.fromkeys(
        ("entered_precision", "started_precision", "left_precision"), "minute"
    )
    waited = {"waiting_minutes": work.begun - work.received}
    return {"report_id": f"R{n:02}", "actor": work.who, **times, **known, **waited}


def parts_of(table: pd.DataFrame) -> list[tuple[float, ...]]:
    parts = waiting_parts(table, calendar=calendar())
    return list(parts[list(PART_COLUMNS)].itertuples(index=False, name=None))


def test_work_on_what_came_before_and_on_what_came_later_are_told_apart() -> None:
    # The first waits from 30 to 150: Ani works 40-70 on what came at 15, 90-110 on what came
    # at 80; 70 minutes are left.
    table = visits(Work(30, 150, 180), Work(15, 40, 70), Work(80, 90, 110))

    assert parts_of(table) == [(30, 20, 0, 70), (0, 0, 0, 25), (0, 0, 0, 10)]


def test_three_begun_within_ten_minutes_waited_for_the_last_of_them() -> None:
    # All were here at 90, the first is begun at 120. The second also waits while the first is
    # worked on (4 minutes), the third while both are.
    table = visits(Work(30, 120, 124), Work(60, 125, 129), Work(90, 130, 134))

    assert parts_of(table) == [(0, 0, 60, 30), (4, 0, 30, 31), (8, 0, 0, 32)]


@pytest.mark.parametrize(
    "works",
    [
        (Work(30, 120, 122), Work(60, 125, 127)),
        (Work(30, 120, 122), Work(60, 125, 127), Work(90, 131, 133)),
        (Work(30, 120, 122), Work(60, 125, 127), Work(121, 130, 132)),
        (Work(30, 120, 122), Work(60, 125, 127), Work(90, 130, 132, "Budi")),
    ],
    ids=["two", "eleven minutes", "received after the first start", "two persons"],
)
def test_what_is_no_batch(works: tuple[Work, ...]) -> None:
    assert sum(batch for _, _, batch, _ in parts_of(visits(*works))) == 0


def test_a_run_that_is_no_batch_may_hold_one() -> None:
    # The first start comes before the last receipt; the other three make a batch.
    works = (Work(0, 100, 101), Work(40, 105, 106), Work(60, 107, 108), Work(102, 109, 110))

    assert [batch for _, _, batch, _ in parts_of(visits(*works))] == [0, 61, 41, 0]


def test_two_works_at_the_same_time_are_one_stretch() -> None:
    table = visits(Work(10, 100, 101), Work(0, 20, 60), Work(5, 30, 50))

    assert parts_of(table)[0] == (40, 0, 0, 50)


def test_what_others_do_explains_nothing_and_nights_are_no_wait() -> None:
    # From Friday 16.10 to Monday 07.40 are 30 working minutes (metrics 2.1).
    friday = {
        "entered_at": at("2026-11-20 16:10"),
        "started_at": at("2026-11-23 07:40"),
        "left_at": at("2026-11-23 08:00"),
        "waiting_minutes": 30,
    }
    table = visits(Work(0, 0, 0), **friday)
    with_another = visits(Work(0, 30, 60), Work(0, 10, 20, "Budi"))

    assert parts_of(table) == [(0, 0, 0, 30)]
    assert parts_of(with_another) == [(0, 0, 0, 30), (0, 0, 0, 10)]


@pytest.mark.parametrize(
    "facts",
    [{"clock_quality": ClockQuality.DECLARED}, {"left_precision": "date"}],
    ids=["declared", "a date"],
)
def test_only_measured_work_says_that_a_person_was_busy(facts: dict[str, Any]) -> None:
    table = visits(Work(30, 150, 180), Work(15, 40, 70), **facts)

    assert parts_of(table)[0] == (0, 0, 0, 120)


def test_waits_are_added_up_by_step_with_what_is_unknown() -> None:
    table = visits(Work(30, 150, 180), Work(15, 40, 70), Work(80, 90, 110))
    more = frame_of({"report_id": "R8", "step": STEPS[4]}, running(report_id="R9"))
    everything = pd.concat([table, more], ignore_index=True)
    parts = waiting_parts(everything, calendar=calendar())

    found = waiting_causes(everything, parts)
    one = waiting_causes(everything.iloc[[0]], parts)

    assert column(found, "step") == [STEPS[3], STEPS[4]]
    assert column(found, "n") == [3, 1]
    assert column(found, "n_unknown") == [0, 1]
    assert column(found, "waiting_minutes") == [155, None]
    assert [column(found, name)[0] for name in PART_COLUMNS] == [30, 20, 0, 105]
    assert [column(one, name)[0] for name in PART_COLUMNS] == [30, 20, 0, 70]


def test_nothing_waited() -> None:
    parts = waiting_parts(empty(STEP_VISITS), calendar=calendar())

    assert parts.empty
    assert waiting_causes(empty(STEP_VISITS), parts).empty


work = st.builds(
    lambda received, waited, spent, who: Work(
        received, received + waited, received + waited + spent, who
    ),
    st.integers(0, 60),
    st.integers(0, 60),
    st.integers(0, 30),
    st.sampled_from(["Ani", "Budi"]),
)


@examples(60)
@given(st.lists(work, min_size=1, max_size=9))
def test_the_parts_are_those_of_a_count_minute_by_minute_and_add_up(works: list[Work]) -> None:
    parts = waiting_parts(visits(*works), calendar=calendar())

    counted = list(parts[list(PART_COLUMNS)].itertuples(index=False, name=None))
    assert counted == [by_minute(n, works) for n in range(len(works))]
    assert (parts[list(PART_COLUMNS)].sum(axis=1) == parts["waiting_minutes"]).all()


def by_minute(n: int, works: list[Work]) -> tuple[int, int, int, int]:
    """The same by another way: every minute of the wait is looked at."""
    one = works[n]
    full = batch_full(n, works)
    counts = {"earlier": 0, "later": 0, "batch": 0, "rest": 0}
    for minute in range(one.received, one.begun):
        busy = [w for w in works if w.who == one.who and w.begun <= minute < w.left]
        if any(other.received <= one.received for other in busy):
            counts["earlier"] += 1
        elif busy:
            counts["later"] += 1
        else:
            counts["batch" if minute < full else "rest"] += 1
    return counts["earlier"], counts["later"], counts["batch"], counts["rest"]


def batch_full(n: int, works: list[Work]) -> int:
    """When the last of the batch had come; runs are taken from the earliest start on."""
    mine = [k for k, other in enumerate(works) if other.who == works[n].who]
    left = sorted(mine, key=lambda k: works[k].begun)
    while left:
        run = [k for k in left if works[k].begun <= works[left[0]].begun + 10]
        last = max(works[k].received for k in run)
        is_batch = len(run) >= 3 and last <= works[left[0]].begun
        if is_batch and n in run:
            return last
        left = left[len(run) if is_batch else 1 :]
    return works[n].received
