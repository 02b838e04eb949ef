"""A trace laid against the SOP with the fewest deviations (van der Aalst, Adriansyah 2012)."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from lkj.domain.sop import Decision, Sop, StepId

Activity = tuple[StepId, Decision]
Place = StepId  # the step that is open
END: Place = ""  # the report is finished


class DeviationKind(StrEnum):
    """How a report left the SOP's way."""

    SKIPPED = "skipped"
    EXTRA = "extra"
    WRONG_ORDER = "wrong_order"  # skipped where it belonged and done elsewhere
    AFTER_END = "after_end"


@dataclass(frozen=True)
class Deviation:
    """One deviation; `position` is how many passes of the trace stand before it."""

    kind: DeviationKind
    step: StepId
    decision: Decision
    position: int


@dataclass(frozen=True)
class Alignment:
    """The cheapest explanation of a trace.

    `cost` counts skipped and extra passes, so that a wrong order costs 2. `n_alignments` are
    the equally cheap explanations, this one included; the order of a skipped and an extra pass
    that stand together makes none.
    """

    cost: int
    n_alignments: int
    deviations: tuple[Deviation, ...]


@dataclass(frozen=True)
class _Layer:
    """For each place, what remains from one position of the trace on."""

    cost: Mapping[Place, int]
    ways: Mapping[Place, int]  # cheapest alignments from here
    ways_after_extra: Mapping[Place, int]  # of these, the ones that skip nothing first


@dataclass(frozen=True)
class Automaton:
    """The SOP's table as places and moves; `distances` count the moves between two places."""

    start: Place
    moves: Mapping[Place, Mapping[Activity, Place]]
    distances: Mapping[Place, Mapping[Place, int]]

    @classmethod
    def of(cls, sop: Sop) -> Self:
        """Read the moves off an SOP: nothing is known about its steps beforehand."""
        moves: dict[Place, Mapping[Activity, Place]] = {
            step.id: {
                (step.id, decision): step.next[decision].target or END
                for decision in Decision
                if decision in step.next
            }
            for step in sop.steps
        }
        moves[END] = {}
        distances = {place: _distances(moves, place) for place in moves}
        return cls(sop.first_step.id, moves, distances)

    @property
    def n_shortest(self) -> int:
        """Passes of the shortest way from start to end."""
        return self.distances[self.start][END]

    def align(self, trace: Sequence[Activity], *, is_prefix: bool) -> Alignment:
        """Explain a trace with the fewest skipped and extra passes.

        Args:
            trace: the passes of one report in their order.
            is_prefix: the report still runs or was cancelled, so that nothing at the end is
                skipped.

        Returns:
            Of equally cheap alignments the one that keeps a pass before it skips a step, and
            skips before it calls a pass extra (metrics 2.14).
        """
        if self._accepts(trace, is_prefix=is_prefix):
            return Alignment(0, 1, ())
        layers = [self._last_layer(is_prefix=is_prefix)]
        for activity in reversed(trace):
            layers.append(self._layer_before(activity, layers[-1]))
        layers.reverse()
        first = layers[0]
        deviations = _with_order(self._walk(trace, layers))
        return Alignment(first.cost[self.start], first.ways[self.start], tuple(deviations))

    def _accepts(self, trace: Iterable[Activity], *, is_prefix: bool) -> bool:
        place = self.start
        for activity in trace:
            if activity not in self.moves[place]:
                return False
            place = self.moves[place][activity]
        return is_prefix or place == END

    def _last_layer(self, *, is_prefix: bool) -> _Layer:
        if is_prefix:
            every = dict.fromkeys(self.moves, 1)
            return _Layer(dict.fromkeys(self.moves, 0), every, every)
        cost = {place: self.distances[place][END] for place in self.moves}
        ended = {place: int(place == END) for place in self.moves}
        return _Layer(cost, self._with_skips(cost, ended), ended)

    def _layer_before(self, activity: Activity, after: _Layer) -> _Layer:
        """One pass earlier: keep it, skip steps until it can be kept, or call it extra."""
        kept = {
            place: targets[activity]
            for place, targets in self.moves.items()
            if activity in targets
        }
        keeping = {place: after.cost[target] for place, target in kept.items()}
        here = {
            place: min(keeping.get(place, cost + 1), cost + 1)
            for place, cost in after.cost.items()
        }
        cost = {
            place: min(n_skipped + here[other] for other, n_skipped in near.items())
            for place, near in self.distances.items()
        }
        direct = {
            place: (after.ways[kept[place]] if keeping.get(place) == least else 0)
            + (after.ways_after_extra[place] if after.cost[place] + 1 == least else 0)
            for place, least in cost.items()
        }
        return _Layer(cost, self._with_skips(cost, direct), direct)

    def _with_skips(
        self, cost: Mapping[Place, int], direct: Mapping[Place, int]
    ) -> dict[Place, int]:
        ways: dict[Place, int] = {}
        # A skip leads to a place that costs one less, which has been counted by then.
        for place in sorted(cost, key=lambda place: cost[place]):
            targets = self._skips(place, cost).values()
            ways[place] = direct[place] + sum(ways[target] for target in targets)
        return ways

    def _skips(self, place: Place, cost: Mapping[Place, int]) -> dict[Activity, Place]:
        """The moves from a place whose skipping belongs to a cheapest alignment."""
        return {
            activity: target
            for activity, target in self.moves[place].items()
            if cost[target] == cost[place] - 1
        }

    def _walk(self, trace: Sequence[Activity], layers: Sequence[_Layer]) -> list[Deviation]:
        found: list[Deviation] = []
        place, position = self.start, 0
        while position < len(trace) or layers[position].cost[place]:
            cost = layers[position].cost
            kept = self._kept(place, position, trace, layers)
            skips = self._skips(place, cost)
            if kept is not None:
                place, position = kept, position + 1
            elif skips:
                skipped, place = next(iter(skips.items()))
                found.append(Deviation(DeviationKind.SKIPPED, *skipped, position))
            else:
                kind = DeviationKind.AFTER_END if place == END else DeviationKind.EXTRA
                found.append(Deviation(kind, *trace[position], position))
                position += 1
        return found

    def _kept(
        self, place: Place, position: int, trace: Sequence[Activity], layers: Sequence[_Layer]
    ) -> Place | None:
        """Where the next pass leads, if a cheapest alignment keeps it."""
        if position == len(trace):
            return None
        target = self.moves[place].get(trace[position])
        if target is None or layers[position + 1].cost[target] > layers[position].cost[place]:
            return None
        return target


def _distances(
    moves: Mapping[Place, Mapping[Activity, Place]], start: Place
) -> dict[Place, int]:
    distances = {start: 0}
    waiting = deque([start])
    while waiting:
        place = waiting.popleft()
        for target in moves[place].values():
            if target not in distances:
                distances[target] = distances[place] + 1
                waiting.append(target)
    return distances


def _with_order(found: Iterable[Deviation]) -> list[Deviation]:
    """Read a step that was skipped here and done there as one: in the wrong order."""
    skipped: list[Deviation] = []
    done: list[Deviation] = []
    for deviation in found:
        (skipped if deviation.kind is DeviationKind.SKIPPED else done).append(deviation)
    ordered: list[Deviation] = []
    for extra in done:
        pair = next((other for other in skipped if other.step == extra.step), None)
        if pair:
            skipped.remove(pair)
        kind = DeviationKind.WRONG_ORDER if pair else extra.kind
        ordered.append(Deviation(kind, extra.step, extra.decision, extra.position))
    return sorted([*skipped, *ordered], key=lambda deviation: deviation.position)
