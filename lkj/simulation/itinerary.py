"""The way one report takes through the SOP, with its times, before anybody records it.

All times are working minutes since the report was received.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from random import Random

from lkj.domain.sop import Decision, Sop, Step
from lkj.simulation.pace import as_declared, wait_before, work_on
from lkj.simulation.scenarios import Ending, Scenario

MOST_PASSES = 60  # an SOP whose way onward leads in a circle must not hold us for ever

_PASSED_DOWN = 0.2  # a reviewer who got a draft back returns it one level further
_ENTERED_LATE = 0.12
_TYPED_FROM_PAPER = 0.15  # of what the highest official does
_DATE_ONLY = 0.45
_START_PRESSED, _START_TYPED, _START_ON_PAPER = 0.06, 0.50, 0.6
_EFFORT_DECLARED, _EFFORT_ON_PAPER, _EFFORT_AFTER_NIGHT = 0.22, 0.35, 0.6
_LAG = (150, 1_350)  # up to three working days
_SESSION_LAG = (450, 4_500)  # the paper reaches Petugas Monev within two weeks
_PAUSE = (30, 900)
_MISTAKE_SEEN_AFTER = 4


class Start(StrEnum):
    """Whether anybody says when work began."""

    UNKNOWN = "unknown"
    PRESSED = "pressed"  # an event of its own
    TYPED = "typed"  # said when finishing


@dataclass(frozen=True, kw_only=True, slots=True)
class Pass:
    """One visit of a step as it happens; `recorded` is when somebody enters it."""

    step: Step
    visit: int
    decision: Decision
    begun: int
    finished: int
    recorded: int
    start: Start
    effort: int | None
    is_repair: bool  # the report came back to this step
    by_paper: bool = False
    is_date_only: bool = False
    is_mistake: bool = False  # taken back before anybody else acts
    has_conflict: bool = False


@dataclass(frozen=True, kw_only=True)
class Itinerary:
    """Every pass of a report, and what follows the last one.

    `begun` is when an open report's last, unfinished pass was begun; `ended` when receipt was
    confirmed or the report cancelled; `session` when all of a paper report was typed at once.
    """

    passes: tuple[Pass, ...]
    begun: int | None = None
    ended: int | None = None
    session: int | None = None

    @property
    def length(self) -> int:
        """Working minutes until the last entry."""
        last = self.passes[-1].recorded if self.passes else 0
        return max(last, self.begun or 0, self.ended or 0, self.session or 0)


def plan_way(sop: Sop, scenario: Scenario, rng: Random, *, haste: float) -> Itinerary:
    """Draw one report's way; `haste` scales the waiting."""
    walker = _Walker(sop, scenario, rng, haste)
    passes = tuple(walker.walk())
    is_repairing = scenario.ending is Ending.REPAIRING
    begun = walker.begin(walker.step) if walker.step and is_repairing else None
    ended = _ended(walker, scenario)
    if not scenario.on_paper:
        return Itinerary(passes=passes, begun=begun, ended=ended)
    session = max(walker.here, ended or 0) + rng.randint(*_SESSION_LAG)
    passes = tuple(_conflicting(passes)) if scenario.has_conflict else passes
    return Itinerary(passes=passes, ended=ended, session=session)


def _ended(walker: "_Walker", scenario: Scenario) -> int | None:
    if scenario.ending is Ending.CANCELLED and walker.step:
        return walker.here + 2 * walker.pause()
    is_received = scenario.ending is Ending.RECEIVED and walker.sop.receivers
    if walker.step is None and is_received:
        return walker.here + walker.pause()
    return None


def _conflicting(passes: tuple[Pass, ...]) -> Iterator[Pass]:
    """One pass whose paper says it was finished before it was received."""
    middle = len(passes) // 2
    for position, one in enumerate(passes):
        if position == middle:
            yield replace(one, is_date_only=False, start=Start.UNKNOWN, has_conflict=True)
        elif position == middle - 1:
            yield replace(one, is_date_only=False)
        else:
            yield one


class _Walker:
    """Walks the SOP's table pass by pass."""

    def __init__(self, sop: Sop, scenario: Scenario, rng: Random, haste: float) -> None:
        self.sop, self.scenario, self.rng, self.haste = sop, scenario, rng, haste
        self.step: Step | None = sop.first_step
        self.here = 0
        self._reviews = [step.id for step in sop.steps if step.is_review]
        self._returns = [i for i in scenario.returns if i < len(self._reviews)]
        self._visits: Counter[str] = Counter()
        self._before: Step | None = None
        self._is_back = False
        self._mistake_due = scenario.is_taken_back

    def walk(self) -> Iterator[Pass]:
        for _ in range(MOST_PASSES):
            if self.step is None or self._stops(self.step):
                return
            step = self.step
            self._visits[step.id] += 1
            if self._errs(step):
                yield self._pass(step, self._forward(step), is_mistake=True)
                self.here += _MISTAKE_SEEN_AFTER
            one = self._pass(step, self._decide(step))
            yield one
            self._before, self._is_back = step, one.decision is Decision.REJECT
            target = step.next[one.decision].target
            self.step = self.sop.step(target) if target else None

    def begin(self, step: Step) -> int:
        """When work on the step begins."""
        wait = wait_before(step, self._before, self.sop, self.rng, haste=self.haste)
        return self.here + wait

    def pause(self) -> int:
        """How long it takes until somebody answers."""
        return self.rng.randint(*_PAUSE)

    def _stops(self, step: Step) -> bool:
        ending = self.scenario.ending
        if ending is Ending.REPAIRING:
            return self._is_back or (not self._reviews and step == self.sop.steps[-1])
        if ending is Ending.WAITING:
            return step.id == self._second_review() and not self._is_back
        is_first = step.id == next(iter(self._reviews), self.sop.steps[-1].id)
        return ending is Ending.CANCELLED and is_first

    def _second_review(self) -> str:
        middle = self.sop.steps[len(self.sop.steps) // 2].id
        return next(iter(self._reviews[1:2] or self._reviews[:1]), middle)

    def _errs(self, step: Step) -> bool:
        errs = self._mistake_due and step.id == self._second_review()
        self._mistake_due = self._mistake_due and not errs
        return errs

    def _forward(self, step: Step) -> Decision:
        return next(decision for decision in step.next if decision is not Decision.REJECT)

    def _decide(self, step: Step) -> Decision:
        if not step.is_review:
            return self._forward(step)
        if self._returns and self._reviews[self._returns[0]] == step.id:
            self._returns.pop(0)
            return Decision.REJECT
        if self._is_back and self.rng.random() < _PASSED_DOWN:
            return Decision.REJECT
        return self._forward(step)

    def _pass(self, step: Step, decision: Decision, *, is_mistake: bool = False) -> Pass:
        begun = self.begin(step)
        work = work_on(step, visit=self._visits[step.id], rng=self.rng)
        finished = begun + work.elapsed
        by_paper = self.scenario.on_paper or self._is_typed_from_paper(step, is_mistake)
        is_date_only = by_paper and self.rng.random() < _DATE_ONLY
        recorded = finished
        is_late = by_paper or (not is_mistake and self.rng.random() < _ENTERED_LATE)
        if is_late and not self.scenario.on_paper:
            recorded += self.rng.randint(*_LAG)
        self.here = recorded
        has_night = work.elapsed > 2 * work.effort and not step.is_ordered
        return Pass(
            step=step,
            visit=self._visits[step.id],
            decision=decision,
            begun=begun,
            finished=finished,
            recorded=recorded,
            start=self._start(step, by_paper=by_paper, is_date_only=is_date_only),
            effort=as_declared(work.effort) if self._declares(by_paper, has_night) else None,
            is_repair=self._is_back,
            by_paper=by_paper,
            is_date_only=is_date_only,
            is_mistake=is_mistake,
        )

    def _is_typed_from_paper(self, step: Step, is_mistake: bool) -> bool:
        is_top = all(self.sop.role(role).superior is None for role in step.finishers)
        return is_top and not is_mistake and self.rng.random() < _TYPED_FROM_PAPER

    def _start(self, step: Step, *, by_paper: bool, is_date_only: bool) -> Start:
        if by_paper:
            is_known = not is_date_only and self.rng.random() < _START_ON_PAPER
            return Start.TYPED if is_known else Start.UNKNOWN
        if step.is_ordered and self._visits[step.id] == 1:
            return Start.PRESSED
        drawn = self.rng.random()
        if drawn < _START_PRESSED:
            return Start.PRESSED
        return Start.TYPED if drawn < _START_PRESSED + _START_TYPED else Start.UNKNOWN

    def _declares(self, by_paper: bool, has_night: bool) -> bool:
        share = _EFFORT_ON_PAPER if by_paper else _EFFORT_DECLARED
        return self.rng.random() < (_EFFORT_AFTER_NIGHT if has_night else share)
