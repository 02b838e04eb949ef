"""Traces laid against the SOP: oracles of the definition, and the cheapest by brute force."""

import random
from itertools import product

import pytest

from lkj.analytics.alignment import END, Activity, Alignment, Automaton
from lkj.analytics.alignment import DeviationKind as Kind
from lkj.domain.sop import Decision
from tests.analytics.traces import DECISIONS, TOKEN
from tests.support.sops import office_sop, other_sop

SOP = office_sop()
OFFICE = Automaton.of(SOP)
LOOPS = "1 2 3 4R 3 4A 5R 4A 5A 6A 7 8"


def activities(text: str) -> tuple[Activity, ...]:
    found = [match.groups() for match in map(TOKEN.fullmatch, text.split()) if match]
    return tuple((SOP.steps[int(n) - 1].id, DECISIONS[letter]) for n, letter, _ in found)


def align(text: str, *, is_prefix: bool = False) -> Alignment:
    return OFFICE.align(activities(text), is_prefix=is_prefix)


def found(text: str, *, is_prefix: bool = False) -> list[tuple[Kind, int, int]]:
    """Kind, number of the step, position."""
    deviations = align(text, is_prefix=is_prefix).deviations
    return [(d.kind, SOP.step(d.step).number, d.position) for d in deviations]


def test_the_shortest_way_through_the_office_sop_has_eight_passes() -> None:
    assert OFFICE.n_shortest == 8


@pytest.mark.parametrize(
    "text", ["1 2 3 4A 5A 6A 7 8", LOOPS, "1 2 3 4A 5A 6R 5R 4R 3 4A 5A 6A 7 8"]
)
def test_the_straight_way_and_returns_are_no_deviation(text: str) -> None:
    assert align(text) == Alignment(0, 1, ())


def test_a_step_left_out_is_skipped() -> None:
    assert align("1 2 3 4A 6A 7 8").cost == 1
    assert found("1 2 3 4A 6A 7 8") == [(Kind.SKIPPED, 5, 4)]
    assert align("1 2 3 4A 6A 7 8").deviations[0].decision is Decision.APPROVE


def test_a_step_done_too_late_is_in_the_wrong_order() -> None:
    assert align("1 3 2 4A 5A 6A 7 8").cost == 2
    assert found("1 3 2 4A 5A 6A 7 8") == [(Kind.WRONG_ORDER, 2, 2)]


def test_an_open_report_has_skipped_nothing_that_lies_ahead() -> None:
    assert align("1 2 3 4A", is_prefix=True).cost == 0
    assert align("1 2 3 4A").cost == 4


def test_a_pass_after_the_end_is_named_so() -> None:
    assert align("1 2 3 4A 5A 6A 7 8 5R").cost == 1
    assert found("1 2 3 4A 5A 6A 7 8 5R") == [(Kind.AFTER_END, 5, 8)]


def test_a_step_done_twice_is_extra() -> None:
    assert found("1 2 2 3 4A 5A 6A 7 8") == [(Kind.EXTRA, 2, 2)]


def test_a_decision_that_the_step_does_not_offer_is_in_the_wrong_order() -> None:
    assert found("1 2 3A 4A 5A 6A 7 8") == [(Kind.WRONG_ORDER, 3, 2)]


def test_a_return_that_leads_too_far_skips_the_reviews_between() -> None:
    assert found("1 2 3 4A 5A 6R 3 4A 5A 6A 7 8") == [
        (Kind.SKIPPED, 5, 6),
        (Kind.SKIPPED, 4, 6),
    ]


def test_an_empty_trace_of_a_running_report_deviates_in_nothing() -> None:
    assert align("", is_prefix=True) == Alignment(0, 1, ())


def test_equally_cheap_explanations_are_counted() -> None:
    # 2 2: either of the two is the extra one.
    assert align("1 2 2 3 4A 5A 6A 7 8").n_alignments == 2
    assert align("1 2 3 4A 6A 7 8").n_alignments == 1
    assert align("1 3 2 4A 5A 6A 7 8").n_alignments == 2


def test_another_sop_gives_its_own_automaton() -> None:
    other = Automaton.of(other_sop())

    assert other.n_shortest == 5
    assert other.moves["tanda-tangan-lurah"][("tanda-tangan-lurah", Decision.REJECT)] == (
        "verifikasi"
    )
    assert other.moves["serah"][("serah", Decision.SUBMIT)] == END


def cheapest(trace: tuple[Activity, ...], *, is_prefix: bool) -> int:
    """Bellman and Ford over every position and place: slow, and without any of the above."""
    cost = dict.fromkeys(product(range(len(trace) + 1), OFFICE.moves), 10**6)
    cost[0, OFFICE.start] = 0
    is_changed = True
    while is_changed:
        is_changed = False
        for (position, place), so_far in list(cost.items()):
            ways = [((position, target), 1) for target in OFFICE.moves[place].values()]
            if position < len(trace):
                ways.append(((position + 1, place), 1))
                target = OFFICE.moves[place].get(trace[position])
                ways += [((position + 1, target), 0)] if target is not None else []
            for node, price in ways:
                if so_far + price < cost[node]:
                    cost[node] = so_far + price
                    is_changed = True
    ends = OFFICE.moves if is_prefix else [END]
    return min(cost[len(trace), place] for place in ends)


def test_no_alignment_is_dearer_than_the_cheapest() -> None:
    chance = random.Random(7)  # noqa: S311 -- no secrets
    labels = [label for moves in OFFICE.moves.values() for label in moves]
    straight = activities("1 2 3 4A 5A 6A 7 8")
    for _ in range(150):
        trace = list(chance.choice([straight, activities(LOOPS), ()]))
        for _ in range(chance.randint(1, 4)):
            trace.insert(chance.randint(0, len(trace)), chance.choice(labels))
        is_prefix = chance.random() < 0.5

        alignment = OFFICE.align(tuple(trace), is_prefix=is_prefix)

        assert alignment.cost == cheapest(tuple(trace), is_prefix=is_prefix)
        assert alignment.n_alignments >= 1
        twos = sum(d.kind is Kind.WRONG_ORDER for d in alignment.deviations)
        assert len(alignment.deviations) + twos == alignment.cost
