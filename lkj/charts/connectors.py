"""The possible ways of a connector between two boxes: at right angles and around every box.

Boxes stand one to a row of height 1 in lanes of width 1; y grows downwards. A box fills the
middle half of its row, so the quarters above and below are free to turn in, and leaves a gutter
free on both sides of its lane, so a connector can always pass.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

HALF_WIDTH = 0.28
HALF_HEIGHT = 0.25
_TURN = 0.375  # from the middle of a row: halfway between a box and the next row
_GUTTER_TRACKS = (0.07, 0.13, 0.87, 0.93)
_LETTER_WIDTH = 0.07
_LABEL_HEIGHT = 0.22

# What a reader minds about one connector, in lanes of detour.
_BEND = 1.2
_ROW_LENGTH = 0.6
_ENTER_SIDEWAYS = 1.0
_ENTER_BELOW = 0.5
_FAR_SIDE = 1.5
_WRONG_WAY = 3.0


class Point(NamedTuple):
    """A place in lanes from the left and rows from the top."""

    x: float
    y: float


class Box(NamedTuple):
    """An area; its edges are included."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Station:
    """A box with the places where connectors come and go, as x of lane centres."""

    row: int
    box: Box
    entry_x: float  # where a connector from above comes in
    exit_x: float  # where one leaves downwards, or comes back from below

    @property
    def middle(self) -> float:
        """The y of both side corners."""
        return self.row + 0.5


@dataclass(frozen=True)
class Link:
    """A connector to be drawn between two stations, by their positions."""

    source: int
    target: int
    label: str

    @property
    def is_return(self) -> bool:
        """Whether it leads back up."""
        return self.target <= self.source


@dataclass(frozen=True)
class Label:
    """Where the word of a connector stands: a corner of the text's baseline, and its side."""

    at: Point
    is_left_of_point: bool


@dataclass(frozen=True, eq=False)
class Route:
    """The corners of one connector from source to target. Compared by identity."""

    link: Link
    points: tuple[Point, ...]
    own_cost: float
    is_label_left: bool  # of the line that its word stands beside

    @cached_property
    def segments(self) -> tuple[Box, ...]:
        """Each straight piece, as an area without width or without height."""
        return tuple(_span(start, end) for start, end in pairwise(self.points))

    @property
    def label(self) -> Label | None:
        """Beside the first piece, on the side that the connector itself does not use."""
        if not self.link.label:
            return None
        start, turn = self.points[:2]
        if start.x == turn.x:
            aside, y = 0.08, start.y + 0.07
        elif self.link.is_return:
            aside, y = -0.1, start.y + 0.25  # under the corner, so that it stays in its lane
        else:
            aside, y = 0.03, start.y - 0.06
        x = start.x - aside if self.is_label_left else start.x + aside
        return Label(Point(x, y), is_left_of_point=self.is_label_left)

    @cached_property
    def extent(self) -> Box:
        """The area around the whole connector and its word."""
        areas = [*self.segments, *([self.label_box] if self.label_box else [])]
        return Box(
            min(area.left for area in areas),
            min(area.top for area in areas),
            max(area.right for area in areas),
            max(area.bottom for area in areas),
        )

    @property
    def ends(self) -> tuple[bool, ...]:
        """By which sides it leaves and arrives, to tell routes apart."""
        (start, turn), (before, end) = self.points[:2], self.points[-2:]
        arrival = end.x > before.x, end.x == before.x
        return turn.x > start.x, turn.x == start.x, self.is_label_left, *arrival

    @cached_property
    def label_box(self) -> Box | None:
        """The area that the word needs, or None without a word."""
        label = self.label
        if label is None:
            return None
        width = _LETTER_WIDTH * len(self.link.label)
        left = label.at.x - width if label.is_left_of_point else label.at.x
        bottom = label.at.y + 0.02
        return Box(left, bottom - _LABEL_HEIGHT, left + width, bottom)


def possible_routes(link: Link, stations: Sequence[Station], lanes: int) -> list[Route]:
    """Every sensible route that hits no box, cheapest first; there is always one."""
    found = {
        points: cost
        for points, cost in _paths(link, stations, lanes)
        if not any(
            overlaps(_span(start, end), station.box)
            for start, end in pairwise(points)
            for station in stations
        )
    }
    routes = [
        Route(link, points, cost, is_label_left)
        for points, cost in found.items()
        for is_label_left in _label_sides(points)
    ]
    return sorted(routes, key=lambda route: (route.own_cost, route.points))


def _label_sides(points: Sequence[Point]) -> tuple[bool, ...]:
    """A word stands on either side of a line that goes down, else where the line goes."""
    start, turn = points[:2]
    return (False, True) if start.x == turn.x else (turn.x < start.x,)


def _paths(
    link: Link, stations: Sequence[Station], lanes: int
) -> Iterator[tuple[tuple[Point, ...], float]]:
    source, target = stations[link.source], stations[link.target]
    for x in _channels(lanes):
        for leaving, detour in _leaving(source, x, is_return=link.is_return):
            for arriving, extra in _arriving(target, x, is_return=link.is_return):
                points = _corners([*leaving, *arriving])
                cost = _length(points) + _BEND * (len(points) - 2)
                if not link.is_return and _turns_away(points):
                    cost += _WRONG_WAY
                yield points, cost + detour + extra


def _channels(lanes: int) -> list[float]:
    """Each x where a connector may run up or down."""
    return [lane + part for lane in range(lanes) for part in (0.5, *_GUTTER_TRACKS)]


def _leaving(
    station: Station, x: float, *, is_return: bool
) -> Iterator[tuple[list[Point], float]]:
    """The ways out of a box to the channel at `x`, with what speaks against each."""
    for side, far in _sides(station.box, x, station.exit_x):
        yield [Point(side, station.middle), Point(x, station.middle)], far
    if not is_return:
        turn = station.middle + _TURN
        corner = Point(station.exit_x, turn)
        yield [Point(station.exit_x, station.box.bottom), corner, Point(x, turn)], 0.0


def _arriving(
    station: Station, x: float, *, is_return: bool
) -> Iterator[tuple[list[Point], float]]:
    """The ways from the channel at `x` into a box, with what speaks against each."""
    wanted = station.exit_x if is_return else station.entry_x
    for side, far in _sides(station.box, x, wanted):
        extra = far if is_return else far + _ENTER_SIDEWAYS
        yield [Point(x, station.middle), Point(side, station.middle)], extra
    edge, turn = (station.box.bottom, _TURN) if is_return else (station.box.top, -_TURN)
    before = Point(wanted, station.middle + turn)
    way = [Point(x, before.y), before, Point(wanted, edge)]
    yield way, _ENTER_BELOW if is_return else 0.0


def _sides(box: Box, x: float, wanted: float) -> Iterator[tuple[float, float]]:
    """The side of a box that faces the channel, and what its distance from `wanted` costs."""
    for side, is_facing in ((box.left, x < box.left), (box.right, x > box.right)):
        if is_facing:
            yield side, _FAR_SIDE * (abs(wanted - side) - HALF_WIDTH)


def _corners(points: Iterable[Point]) -> tuple[Point, ...]:
    """Drop repeated points, and points in the middle of a straight piece."""
    kept: list[Point] = []
    for point in points:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and _is_straight(kept[-2], kept[-1], point):
            kept.pop()
        kept.append(point)
    return tuple(kept)


def _is_straight(first: Point, second: Point, third: Point) -> bool:
    return first.x == second.x == third.x or first.y == second.y == third.y


def _turns_away(points: Sequence[Point]) -> bool:
    """Whether a connector leaves to one side although it ends on the other."""
    (start, turn), end = points[:2], points[-1]
    return (turn.x - start.x) * (end.x - start.x) < 0


def _length(points: Sequence[Point]) -> float:
    return sum(
        abs(end.x - start.x) + _ROW_LENGTH * abs(end.y - start.y)
        for start, end in pairwise(points)
    )


def _span(start: Point, end: Point) -> Box:
    return Box(
        min(start.x, end.x), min(start.y, end.y), max(start.x, end.x), max(start.y, end.y)
    )


def touches(one: Box, other: Box) -> bool:
    """Whether two areas share at least a point."""
    return (
        one.left <= other.right
        and other.left <= one.right
        and one.top <= other.bottom
        and other.top <= one.bottom
    )


def overlaps(one: Box, other: Box) -> bool:
    """Whether one area reaches inside the other, beyond touching its edge."""
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )
