"""Where the arrows of a chain of activities run: every one on a track of its own.

Activities stand under each other, one to a row. What leads to the next row is a straight line;
what leaps forward runs on the right, what leads back on the left. x = 0 is the middle of the
boxes; y counts rows, downwards.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

HALF_WIDTH, HALF_HEIGHT = 1.6, 0.27  # of a box
FIRST_TRACK, TRACK = 0.5, 0.8  # beside the boxes, and from track to track
_REACH = 0.2  # of the arrows at the side of a box, to both sides of its middle


class Leap(NamedTuple):
    """An arrow from one row to another."""

    source: int
    target: int


class Way(NamedTuple):
    """The points of an arrow, where its words stand, and whether they stand left of that."""

    points: tuple[tuple[float, float], ...]
    label: tuple[float, float]
    is_left: bool


def ways(leaps: Sequence[Leap]) -> list[Way]:
    """The way of each arrow.

    Words stand between two rows and beside a track of their own: nothing else comes there.
    """
    sides = {
        is_left: [at for at, leap in enumerate(leaps) if _side(leap) is is_left]
        for is_left in (True, False)
    }
    tracks: dict[int, int] = {}
    for places in sides.values():
        tracks |= _tracks(leaps, places)
    slots = _slots(leaps, (*sides[True], *sides[False]))
    return [
        _beside(leap, tracks[at], slots[at, leap.source], slots[at, leap.target])
        if at in tracks
        else _straight(leap)
        for at, leap in enumerate(leaps)
    ]


def reach(found: Iterable[Way]) -> tuple[float, float]:
    """How far the arrows reach to the left and right, with room for their words."""
    xs = [x for way in found for x, _ in way.points]
    left, right = min(xs, default=0.0), max(xs, default=0.0)
    return min(left, -HALF_WIDTH) - TRACK, max(right, HALF_WIDTH) + TRACK


def _side(leap: Leap) -> bool | None:
    """Whether an arrow runs on the left; None for one to the next row."""
    return None if leap.target == leap.source + 1 else leap.target < leap.source


def _tracks(leaps: Sequence[Leap], places: Sequence[int]) -> dict[int, int]:
    """The track of each arrow of one side: short ones inside, none over another."""
    taken: list[list[tuple[int, int]]] = []
    found = {}
    for at in sorted(places, key=lambda at: (abs(leaps[at].source - leaps[at].target), at)):
        top, bottom = sorted(leaps[at])
        free = (
            number
            for number, others in enumerate(taken)
            if all(bottom < start or end < top for start, end in others)
        )
        track = next(free, len(taken))
        if track == len(taken):
            taken.append([])
        taken[track].append((top, bottom))
        found[at] = track
    return found


def _slots(leaps: Sequence[Leap], places: Sequence[int]) -> dict[tuple[int, int], float]:
    """Where each arrow leaves or enters the side of a box, so that nested ones do not cross."""
    ends: dict[tuple[int, bool], list[tuple[int, int]]] = {}
    for at in places:
        leap, is_left = leaps[at], _side(leaps[at]) is True
        for row, other in ((leap.source, leap.target), (leap.target, leap.source)):
            ends.setdefault((row, is_left), []).append((at, other))
    found = {}
    for (row, _), listed in ends.items():
        # What goes up nearest first, then what goes down farthest first.
        ordered = sorted(listed, key=lambda end: (end[1] > row, -end[1], end[0]))
        step = 2 * _REACH / len(ordered)
        for place, (at, _other) in enumerate(ordered):
            found[at, row] = row - _REACH + (place + 0.5) * step
    return found


def _straight(leap: Leap) -> Way:
    top, bottom = leap.source + HALF_HEIGHT, leap.target - HALF_HEIGHT
    return Way(((0.0, top), (0.0, bottom)), (0.06, leap.source + 0.5), is_left=False)


def _beside(leap: Leap, track: int, leaves: float, enters: float) -> Way:
    is_left = leap.target < leap.source
    sign = -1 if is_left else 1
    x = sign * (HALF_WIDTH + FIRST_TRACK + track * TRACK)
    border = sign * HALF_WIDTH
    points = ((border, leaves), (x, leaves), (x, enters), (border, enters))
    middle = (leap.source + leap.target) // 2 + 0.5
    return Way(points, (x + sign * 0.06, middle), is_left=is_left)
