"""An independent reading of both SOPs, typed by hand, agrees with `decide` act by act.

The model says which rules an act breaks. The product must accept exactly the acts that break
none, with the consequence that the model gives, and else refuse for one of those rules.
"""

import random
from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run_machine

from lkj.domain.events import Event
from lkj.domain.state import replay
from lkj.domain.workflow import awaited_roles, may_start, offered
from tests.support.flow_model import Sheet, broken_rules
from tests.support.flow_pair import Office, Pair, at_rest
from tests.support.sops import office_sop, other_sop

S, K, T, H = "sekretaris", "kasubbag_renja_monev", "tim_lkj", "kepala_satuan"
LKJ = Sheet(
    steps={
        1: (S, S, {"submit": 2}),
        2: (K, K, {"submit": 3}),
        3: (K, T, {"submit": 4}),
        4: (K, K, {"approve": 5, "reject": 3}),
        5: (S, S, {"approve": 6, "reject": 4}),
        6: (H, H, {"approve": 7, "reject": 5}),
        7: (S, S, {"submit": 8}),
        8: (S, S, {"submit": 0}),
    },
    rights={"register": S, "cancel": H, "receipt": K},
    people={
        "siti": {S: "definitif"},
        "karim": {K: "definitif"},
        "tono": {T: "definitif"},
        "hadi": {H: "definitif"},
        "rangkap": {K: "definitif", T: "definitif"},
        "harian": {K: "definitif", S: "plh"},
        "tamu": {},
    },
    separated=(3, 4, 5, 6),
)
LETTER = Sheet(
    steps={
        1: ("loket", "loket", {"submit": 2}),
        2: ("loket kasi", "loket kasi", {"submit": 3}),
        3: ("kasi", "kasi", {"submit": 4}),
        4: ("lurah", "lurah", {"approve": 5, "reject": 2}),
        5: ("loket", "loket", {"submit": 0}),
    },
    rights={"register": "loket", "cancel": "", "receipt": ""},
    people={
        "lina": {"loket": "definitif"},
        "kadir": {"kasi": "definitif"},
        "lukman": {"lurah": "definitif"},
        "rangkap": {"kasi": "definitif", "lurah": "definitif"},
    },
)
BOTH = pytest.mark.parametrize(
    ("sheet", "sop"),
    [
        pytest.param(LKJ, office_sop(), id="LKj"),
        pytest.param(LETTER, other_sop(), id="surat"),
    ],
)
ACTS = ["register", "start", "submit", "approve", "reject"]
ACTS += ["take_back", "receipt", "cancel", "note"]
MOVES = ["submit", "approve", "reject"]
LIKELY = (*ACTS, *ACTS[:6], *ACTS[1:5] * 4)
LENGTH = 6


def walk(start: Pair, walker: random.Random) -> Pair:
    """Try some acts by anybody, most of them not allowed, and compare after each."""
    people = list(start.office.sheet.people)
    pair = start
    for _ in range(LENGTH):
        pair = pair.try_out(walker.choice(people), walker.choice(LIKELY))
    return pair


def walks(start: Pair, walker: random.Random, *, number: int) -> Iterator[Pair]:
    """Walks by turns on 100 reports; a cancelled or received one makes room for a new one."""
    reports = [start] * 100
    for _ in range(number):
        place = walker.randrange(len(reports))
        reports[place] = walk(reports[place], walker)
        yield reports[place]
        if reports[place].report.status in ("received", "cancelled"):
            reports[place] = start


def places(pairs: Iterable[Pair]) -> set[tuple[str, int]]:
    """The statuses that were reached, with the open step."""
    return {(at_rest(pair.report).status, at_rest(pair.report).step) for pair in pairs}


def every_place(sheet: Sheet) -> set[tuple[str, int]]:
    """Every status that the model knows, with every step that may be open."""
    rights = {"received": "receipt", "cancelled": "cancel"}
    ends = {end for end, act in rights.items() if sheet.rights[act]}
    closed = {(status, 0) for status in {"unregistered", "sent", *ends}}
    return closed | {("running", step) for step in sheet.steps}


def every_state(start: Pair) -> list[Pair]:
    """One report for every state that the persons with one role can bring about.

    Two reports are in the same state where nothing that the model looks at differs: the open
    step, its start, whether it was passed before and by whom the report came.
    """
    found, waiting = {}, [start]
    plain = plain_people(start.office.sheet)
    while waiting:
        pair = waiting.pop(0)
        report = pair.report
        passed = frozenset(done[0] for done in report.path)
        key = (*at_rest(report)[:4], passed, report.path[-1:])
        if key not in found:
            found[key] = pair
            waiting += [pair.try_out(*cell) for cell in product(plain, ACTS)]
    return list(found.values())


def allowed(pair: Pair, person: str, acts: Iterable[str]) -> set[str]:
    """The acts that break no rule of the model."""
    sheet = pair.office.sheet
    return {act for act in acts if not broken_rules(sheet, pair.report, person, act)}


def plain_people(sheet: Sheet) -> list[str]:
    """Those who hold one role."""
    return [person for person, held in sheet.people.items() if len(held) == 1]


def whose_turn(pair: Pair) -> set[str]:
    """Who may go on: who may move the report, or else who may order the start."""
    plain = plain_people(pair.office.sheet)
    movers = {person for person in plain if allowed(pair, person, ["receipt", *MOVES])}
    return movers or {person for person in plain if allowed(pair, person, ["start"])}


@pytest.mark.slow
@pytest.mark.no_cover  # tracing would double its time
@pytest.mark.parametrize(
    ("sheet", "sop", "number"),
    [
        pytest.param(LKJ, office_sop(), 20_000, id="LKj, some"),
        pytest.param(LKJ, office_sop(), 100_000, id="LKj", marks=pytest.mark.thorough),
        pytest.param(LETTER, other_sop(), 10_000, id="surat"),
    ],
)
def test_random_walks_agree_with_the_model(sheet, sop, number, figure) -> None:
    """A walk is 6 acts, allowed or not, by anybody, from where an earlier walk stopped."""
    start = Pair(Office(sheet, sop))
    walker = random.Random(2026)  # noqa: S311 - a seed, not a secret

    ends = list(walks(start, walker, number=number))

    assert len(ends) == number
    assert places(ends) == every_place(sheet)
    longest = max(len(end.report.path) for end in ends)
    figure("walks", f"{number:,} of {LENGTH} acts agree, longest life {longest} passes")


@BOTH
def test_every_state_role_and_act_agrees_with_the_model(sheet, sop, figure) -> None:
    states = every_state(Pair(Office(sheet, sop)))
    cells = list(product(states, sheet.people, ACTS))

    compared = [pair.try_out(person, act) for pair, person, act in cells]

    assert len(compared) == len(cells)
    assert places(states) == every_place(sheet)
    figure("cells", f"{len(cells):,} of state, person and act, {len(states)} states")


@BOTH
def test_what_is_offered_is_what_the_model_allows(sheet, sop) -> None:
    cells = list(product(every_state(Pair(Office(sheet, sop))), plain_people(sheet)))

    shown = [set(offered(pair.state, sop, sheet.people[person])) for pair, person in cells]
    startable = [may_start(pair.state, sop, sheet.people[person]) for pair, person in cells]

    assert shown == [allowed(pair, person, MOVES) for pair, person in cells]
    assert startable == [bool(allowed(pair, person, ["start"])) for pair, person in cells]


@BOTH
def test_the_awaited_roles_are_those_whose_turn_it_is(sheet, sop) -> None:
    states = every_state(Pair(Office(sheet, sop)))

    awaited = [
        {
            p
            for p in plain_people(sheet)
            if sheet.people[p].keys() & awaited_roles(pair.state, sop)
        }
        for pair in states
    ]

    assert awaited == [whose_turn(pair) for pair in states]


class Machine(RuleBasedStateMachine):
    """Hypothesis looks for the shortest life on which the product and the model differ."""

    sheet, sop = LKJ, office_sop()

    def __init__(self) -> None:
        super().__init__()
        self.pair = Pair(Office(self.sheet, self.sop))
        self.events: list[Event] = []

    @rule(place=st.integers(0, 6), act=st.sampled_from(LIKELY))
    def try_out(self, place: int, act: str) -> None:
        people = list(self.sheet.people)
        person = people[place % len(people)]
        answer = self.pair.office.answer(self.pair.state, person, act)
        self.events += [answer] if isinstance(answer, Event) else []
        self.pair = self.pair.try_out(person, act)

    @invariant()
    def replay_gives_the_same_state(self) -> None:
        assert replay("R1", self.events) == self.pair.state


class OtherMachine(Machine):
    sheet, sop = LETTER, other_sop()


@pytest.mark.slow
@pytest.mark.no_cover
@pytest.mark.parametrize("number", [50, pytest.param(500, marks=pytest.mark.thorough)])
@pytest.mark.parametrize("machine", [Machine, OtherMachine])
def test_hypothesis_finds_no_life_on_which_model_and_product_differ(machine, number) -> None:
    run_machine(machine, settings=settings(max_examples=number, stateful_step_count=30))
