"""How the SOP's picture is stretched so that words fit its boxes, and what fits them.

The layout counts in lanes and rows; boxes here are larger in theirs than on the SOP's sheet.
Sizes are pixels of a picture `WIDTH` wide, the narrowest that the page draws.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import floor

from lkj.charts.connectors import HALF_HEIGHT, HALF_WIDTH, Box, Point
from lkj.charts.sop_layout import Layout, Node, Shape
from lkj.charts.text_lines import SCREEN_FONT, shortened

WIDTH = 950.0  # the style sheet lets no picture be narrower
HEAD = 0.5  # rows above the first one, for the names of the roles
LINE = 14.5  # pixels from line to line in a box
ROLE_SIZE = 13.0
MOST_NAME_LINES, _MOST_FACT_LINES = 3, 2
LEAST_LINES = 3
_BOX, _BETWEEN = 58.0, 28.0  # pixels of a box of three lines, and from box to box
_WIDEST_HALF = 0.4  # of a lane: beside it two tracks of arrows must be told apart
_WORDS = 112.0  # pixels that the words of a box like to have
_POINT = 0.05  # lanes that the corner of a decision reaches into its box
_NARROW_LANE, _WIDE_LANE = 150.0, 240.0
_PADDING = 2.5
_MOST_ROLE_LINES = 2


@dataclass(frozen=True)
class Grid:
    """Where the points of a layout lie on the picture, in lanes and rows of it."""

    lanes: int
    rows: int
    lines: int = LEAST_LINES  # of the box with the most words

    @property
    def lane(self) -> float:
        """Pixels of a lane."""
        return WIDTH / self.lanes

    @property
    def box(self) -> float:
        """Pixels of the height of a box."""
        return _BOX + LINE * (self.lines - LEAST_LINES)

    @property
    def row(self) -> float:
        """Pixels of a row."""
        return self.box + _BETWEEN

    @property
    def size(self) -> float:
        """Of the letters in a box."""
        return 10.0 if self.lane < _NARROW_LANE else 11.5

    @property
    def point(self) -> float:
        """Lanes that a pointed or bevelled corner takes; fewer where lanes are narrow."""
        return _POINT * min(1.0, self.lane / _WIDE_LANE)

    def x(self, at: float) -> float:
        """Boxes are wider than the sheet's where lanes are narrow."""
        half = min(max(HALF_WIDTH, _WORDS / 2 / self.lane), _WIDEST_HALF)
        return _stretched(at, HALF_WIDTH, half)

    def y(self, at: float) -> float:
        """Boxes are higher than the sheet's, so that their words fit into them."""
        return _stretched(at, HALF_HEIGHT, self.box / self.row / 2)

    def place(self, point: Point) -> Point:
        """Of a point of the layout."""
        return Point(self.x(point.x), self.y(point.y))

    def area(self, node: Node) -> Box:
        """Of the box of a step."""
        box = node.box
        return Box(self.x(box.left), self.y(box.top), self.x(box.right), self.y(box.bottom))

    def room(self, node: Node) -> float:
        """Pixels that a line of words may take in a box."""
        area = self.area(node)
        # Corners take little of a line: none stands at the top or the bottom of a box.
        corners = 0.0 if node.shape is Shape.PROCESS else self.point
        return (area.right - area.left - corners) * self.lane - 2 * _PADDING

    def name(self, node: Node, name: str) -> tuple[str, ...]:
        """The lines of a step's name that fit its box."""
        return shortened(
            name, width=self.room(node) / SCREEN_FONT, size=self.size,
            most_lines=MOST_NAME_LINES, is_bold=True,
        )  # fmt: skip

    def facts(self, node: Node, facts: Sequence[str]) -> tuple[str, ...]:
        """The lines under a step's name, broken where the box is narrow."""
        return tuple(
            line
            for fact in facts
            for line in shortened(
                fact, width=self.room(node) / SCREEN_FONT, size=self.size,
                most_lines=_MOST_FACT_LINES,
            )
        )  # fmt: skip

    def role(self, name: str) -> tuple[str, ...]:
        """The lines of a role's name that fit over its lane."""
        return shortened(
            name, width=(self.lane - 6) / SCREEN_FONT, size=ROLE_SIZE,
            most_lines=_MOST_ROLE_LINES, is_bold=True,
        )  # fmt: skip


def grid_for(plan: Layout, words: Mapping[str, tuple[str, Sequence[str]]]) -> Grid:
    """A grid with boxes as high as the fullest of them needs.

    Args:
        plan: the layout.
        words: the name of each step and the facts under it, plain.
    """
    grid = Grid(plan.lanes, plan.rows)
    lines = [
        len(grid.name(node, name)) + len(grid.facts(node, facts))
        for node, (name, facts) in _worded(plan.nodes, words)
    ]
    return Grid(plan.lanes, plan.rows, max([LEAST_LINES, *lines]))


def bold(lines: Iterable[str]) -> str:
    """Lines of plain text as they are written on a picture."""
    return "<br>".join(f"<b>{escape(line)}</b>" for line in lines)


def _worded(
    nodes: Sequence[Node], words: Mapping[str, tuple[str, Sequence[str]]]
) -> Iterator[tuple[Node, tuple[str, Sequence[str]]]]:
    for node in nodes:
        if node.step is not None and node.step in words:
            yield node, words[node.step]


def _stretched(at: float, half: float, new_half: float) -> float:
    """A place whose lane or row has a box reaching `new_half` instead of `half`."""
    start = min(floor(at), at)
    offset = at - start - 0.5
    if abs(offset) <= half:
        return start + 0.5 + offset / half * new_half
    beyond = (abs(offset) - half) / (0.5 - half) * (0.5 - new_half)
    return start + 0.5 + (1 if offset > 0 else -1) * (new_half + beyond)
