"""Choosing a route for every connector of a picture, so that they disturb each other least."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from lkj.charts.connectors import Link, Route, Station, overlaps, possible_routes, touches

# What a reader minds about two connectors beside each other, in lanes of detour.
_CROSSING = 5.0
_OVERLAP = 30.0
_MERGING = 2.0  # running together into the same box
_LABEL_HIT = 8.0

_MOST_PASSES = 5
_ALIKE = 3  # routes with the same ends that a joint choice tries
_MOST_TOGETHER = 5
_DRAW = 1e-9

_Options = Sequence[tuple[float, Route]]
_Found = tuple[float, tuple[Route, ...]]


def route_all(
    stations: Sequence[Station], links: Sequence[Link], *, lanes: int
) -> tuple[Route, ...]:
    """Find a route for every link, in the order of the links.

    Links choose one by one, then those of a station together, until nothing improves.
    The same stations and links always give the same picture.
    """
    picture = _Picture([possible_routes(link, stations, lanes) for link in links])
    for _ in range(_MOST_PASSES):
        before = picture.chosen.copy()
        for number in sorted(range(len(links)), key=lambda n: (links[n].is_return, n)):
            picture.improve(number)
        for station in range(len(stations)):
            picture.improve_together(_nearest(links, station))
        if picture.chosen == before:
            break
    return tuple(picture.chosen[number] for number in range(len(links)))


def _nearest(links: Sequence[Link], station: int) -> list[int]:
    """The shortest links of a station; more would make the search endless."""
    own = [n for n, link in enumerate(links) if station in (link.source, link.target)]
    return sorted(own, key=lambda n: abs(links[n].source - links[n].target))[:_MOST_TOGETHER]


class _Picture:
    """The routes chosen so far; comparisons of two routes are remembered."""

    def __init__(self, choices: Sequence[Sequence[Route]]) -> None:
        self.chosen: dict[int, Route] = {}
        self._choices = choices
        self._shortlists = [_shortlist(routes) for routes in choices]
        self._known: dict[tuple[Route, Route], float] = {}

    def improve(self, number: int) -> None:
        """Give one link its best route beside the others."""
        best, lowest = self._choices[number][0], float("inf")
        for route in self._choices[number]:
            if route.own_cost >= lowest:
                break  # cheapest first, so the rest cannot win either
            cost = self._cost(route, {number})
            if cost < lowest:
                best, lowest = route, cost
        self.chosen[number] = best

    def improve_together(self, numbers: Sequence[int]) -> None:
        """Give some links their best routes all at once, where these beat the present ones."""
        moving = set(numbers)
        options = [
            sorted(
                ((self._cost(route, moving), route) for route in self._with_present(number)),
                key=lambda option: option[0],
            )
            for number in numbers
        ]
        present = tuple(self.chosen[number] for number in numbers)
        best = self._search(options, (), 0.0, (self._total(present, moving), present))
        self.chosen.update(zip(numbers, best[1], strict=True))

    def _search(
        self, options: Sequence[_Options], taken: tuple[Route, ...], cost: float, best: _Found
    ) -> _Found:
        """Try every combination that can still beat the best one."""
        if not options:
            return (cost, taken) if cost < best[0] - _DRAW else best
        floor = sum(option[0][0] for option in options[1:])
        for own, route in options[0]:
            if cost + own + floor >= best[0]:
                break
            beside = sum(self._disturbance(route, other) for other in taken)
            best = self._search(options[1:], (*taken, route), cost + own + beside, best)
        return best

    def _total(self, routes: Sequence[Route], leaving_out: set[int]) -> float:
        alone = sum(self._cost(route, leaving_out) for route in routes)
        return alone + sum(self._disturbance(a, b) for a, b in combinations(routes, 2))

    def _with_present(self, number: int) -> list[Route]:
        present = self.chosen[number]
        shortlist = self._shortlists[number]
        return shortlist if present in shortlist else [present, *shortlist]

    def _cost(self, route: Route, leaving_out: set[int]) -> float:
        others = (other for n, other in self.chosen.items() if n not in leaving_out)
        return route.own_cost + sum(self._disturbance(route, other) for other in others)

    def _disturbance(self, one: Route, other: Route) -> float:
        if not touches(one.extent, other.extent):
            return 0.0
        if (one, other) not in self._known:
            cost = _disturbance(one, other)
            self._known[one, other] = self._known[other, one] = cost
        return self._known[one, other]


def _shortlist(routes: Sequence[Route]) -> list[Route]:
    seen: Counter[object] = Counter()
    kept = []
    for route in routes:
        seen[route.ends] += 1
        if seen[route.ends] <= _ALIKE:
            kept.append(route)
    return kept


def _disturbance(one: Route, other: Route) -> float:
    may_merge = (
        one.link.target == other.link.target and one.link.is_return == other.link.is_return
    )
    parallel, crossing = (_MERGING, 0.0) if may_merge else (_OVERLAP, _CROSSING)
    cost = 0.0
    for mine in one.segments:
        for theirs in other.segments:
            if touches(mine, theirs):
                is_parallel = (mine.left == mine.right) == (theirs.left == theirs.right)
                cost += parallel if is_parallel else crossing
    return cost + _label_hits(one, other) + _label_hits(other, one)


def _label_hits(labelled: Route, other: Route) -> float:
    box = labelled.label_box
    if box is None:
        return 0.0
    hits = sum(overlaps(segment, box) for segment in other.segments)
    if other.label_box is not None:
        hits += overlaps(box, other.label_box)
    return _LABEL_HIT * hits
