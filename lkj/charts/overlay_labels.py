"""Where the words of arrows stand on the SOP's picture: over no box and no other words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from lkj.charts.connectors import Box, Point
from lkj.charts.overlay_grid import WIDTH, Grid
from lkj.charts.text_lines import SCREEN_FONT, text_width

SIZE = 12.0
_HEIGHT = 15.0
_BESIDE = 7.0  # pixels from a line to words beside it
_SHARES = (0.5, 0.25, 0.75)  # of a piece, from its beginning
_SHORT = 0.25  # rows: words do not fit beside such a piece
_ROOM = 0.6  # lanes that words may need to the right of a line
_CROSSED = 4.0  # places further down the list that a line through the words is worth


class Place(NamedTuple):
    """A corner or side of words, in lanes and rows, and how far they keep from it in pixels."""

    at: Point
    xanchor: str
    yanchor: str
    xshift: float
    yshift: float  # upwards


@dataclass
class Labels:
    """What is taken already, in pixels; `place` adds to it."""

    grid: Grid
    boxes: list[Box]
    lines: list[Box]
    taken: list[Box] = field(default_factory=list)

    def place(
        self, choices: Sequence[str], points: Sequence[Point], *, is_return: bool, clear: float
    ) -> tuple[str, Place] | None:
        """The first of the words that finds a free place beside its arrow, and that place.

        Args:
            choices: words of one arrow, the fullest first.
            points: of the arrow, in lanes and rows.
            is_return: whether the arrow leads back.
            clear: pixels that words must keep from the middle of the line.
        """
        places = list(_places(points, self.grid, is_return=is_return, clear=clear))
        for words in choices:
            free = [
                (rank + _CROSSED * self._crossed(area), place, area)
                for rank, place in enumerate(places)
                if self._is_free(area := self._area(place, words))
            ]
            if free:
                _, place, area = min(free, key=lambda found: found[0])
                self.taken.append(area)
                return words, place
        return None

    def _area(self, place: Place, words: str) -> Box:
        width = text_width(words, size=SIZE) * SCREEN_FONT
        x, y = _pixel(place.at, self.grid)
        left = (
            x + place.xshift - {"left": 0.0, "center": 0.5, "right": 1.0}[place.xanchor] * width
        )
        top = (
            y
            - place.yshift
            - {"top": 0.0, "middle": 0.5, "bottom": 1.0}[place.yanchor] * _HEIGHT
        )
        return Box(left, top, left + width, top + _HEIGHT)

    def _is_free(self, area: Box) -> bool:
        bottom = self.grid.rows * self.grid.row
        is_inside = area.left >= 0 and area.right <= WIDTH and area.top >= 0
        others = (*self.boxes, *self.taken)
        return is_inside and area.bottom <= bottom and not any(_meet(area, o) for o in others)

    def _crossed(self, area: Box) -> int:
        return sum(_meet(area, line) for line in self.lines)


def labels_on(grid: Grid, boxes: Iterable[Box], ways: Iterable[Sequence[Point]]) -> Labels:
    """Nothing placed yet: boxes and the lines of all arrows, in lanes and rows, are there."""
    lines = [_between(one, other, grid) for way in ways for one, other in pairwise(way)]
    corners = [(Point(box.left, box.top), Point(box.right, box.bottom)) for box in boxes]
    return Labels(grid, [_between(one, other, grid) for one, other in corners], lines)


def _pixel(at: Point, grid: Grid) -> tuple[float, float]:
    return at.x * grid.lane, at.y * grid.row


def _between(one: Point, other: Point, grid: Grid) -> Box:
    (x0, y0), (x1, y1) = _pixel(one, grid), _pixel(other, grid)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _meet(one: Box, other: Box) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.top < other.bottom
        and other.top < one.bottom
    )


def _places(
    points: Sequence[Point], grid: Grid, *, is_return: bool, clear: float
) -> Iterator[Place]:
    """Places beside an arrow, the best first: beside its first piece, or a return's longest."""
    pieces = list(pairwise(points))
    first = max(pieces, key=_length) if is_return else pieces[0]
    is_cramped = first[0].x == first[1].x and _length(first) < _SHORT and len(pieces) > 1
    if is_cramped:
        first = pieces[1]
    rest = sorted((piece for piece in pieces if piece != first), key=_length, reverse=True)
    for piece in (first, *rest):
        if piece[0].x == piece[1].x:
            is_last = not is_return and piece[0].x > grid.lanes - _ROOM
            yield from _beside(piece, clear=clear, sides=(-1, 1) if is_last else (1, -1))
        else:
            # Above it there may be the box that the arrow comes from.
            below_first = is_cramped and piece == first
            yield from _along(piece, clear=clear, is_return=is_return, below_first=below_first)


def _beside(
    piece: tuple[Point, Point], *, clear: float, sides: Sequence[int]
) -> Iterator[Place]:
    start, end = piece
    for side in sides:
        for share in _SHARES:
            at = Point(start.x, start.y + share * (end.y - start.y))
            anchor = "left" if side > 0 else "right"
            yield Place(at, anchor, "middle", side * (_BESIDE + clear), 0.0)


def _along(
    piece: tuple[Point, Point], *, clear: float, is_return: bool, below_first: bool
) -> Iterator[Place]:
    start, end = piece
    middle = Point((start.x + end.x) / 2, start.y)
    onwards = 1 if end.x > start.x else -1
    near, far = ("left", "right") if onwards > 0 else ("right", "left")
    ends = [(start, near, _BESIDE * onwards), (end, far, -_BESIDE * onwards)]
    centred = (middle, "center", 0.0)
    order = [centred, *ends] if is_return or below_first else [ends[0], centred, ends[1]]
    for is_above in (False, True) if below_first else (True, False):
        for at, anchor, shift in order:
            if is_above:
                yield Place(at, anchor, "bottom", shift, clear)
            else:
                yield Place(at, anchor, "top", shift, -clear)


def _length(piece: tuple[Point, Point]) -> float:
    start, end = piece
    return abs(start.x - end.x) + abs(start.y - end.y)
