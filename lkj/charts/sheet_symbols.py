"""The symbols and arrows of an SOP sheet as SVG: capsule, box, diamond, arrow."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from lkj.charts.connectors import HALF_WIDTH, Point
from lkj.charts.sheet_frame import FONT_SIZE, SYMBOL_HEIGHT, Frame
from lkj.charts.sop_layout import Edge, EdgeKind, Node, Shape
from lkj.charts.svg import element, number, plain
from lkj.charts.text_lines import text_width

_HEAD_LENGTH = 8.0
_HEAD_SHAPE = 0.45  # half width to length

_Pixel = tuple[float, float]


@dataclass(frozen=True)
class Colours:
    """What a sheet is drawn with; every colour stands on white paper."""

    ink: str
    grid: str
    heading: str
    symbol: str
    returned: str
    margin: float  # white paper around the table


def symbol(node: Node, frame: Frame, colours: Colours, *, title: str) -> str:
    """One step's symbol, in pieces where the lanes between take no part in it."""
    blocks = [_block(node, lanes, frame, colours) for lanes in _neighbours(node.lanes)]
    middle = node.row + 0.5
    joints = [
        _line(
            [frame.place(Point(left + 0.5 + HALF_WIDTH, middle)),
             frame.place(Point(right + 0.5 - HALF_WIDTH, middle))],
            class_="sop-sambungan", stroke=colours.ink, stroke_width=1.2,
        )
        for left, right in pairwise(node.lanes)
        if right - left > 1
    ]  # fmt: skip
    return element("g", element("title", plain(title)), *joints, *blocks, class_="sop-simbol")


def arrow(edge: Edge, frame: Frame, colours: Colours) -> str:
    """A connector with its head; a return is dashed."""
    is_return = edge.kind is EdgeKind.RETURN
    colour = colours.returned if is_return else colours.ink
    pixels = [frame.place(point) for point in edge.points]
    (x, y), (tip_x, tip_y) = pixels[-2:]
    along = _unit(tip_x - x), _unit(tip_y - y)
    length = min(_HEAD_LENGTH, abs(tip_x - x) + abs(tip_y - y))
    half = length * _HEAD_SHAPE
    neck = tip_x - along[0] * length, tip_y - along[1] * length
    side = along[1] * half, along[0] * half
    corners = [
        (tip_x, tip_y),
        (neck[0] + side[0], neck[1] + side[1]),
        (neck[0] - side[0], neck[1] - side[1]),
    ]
    line = _line(
        [*pixels[:-1], neck], class_="sop-panah", stroke=colour, stroke_width=1.3,
        stroke_dasharray="5 3" if is_return else None,
    )  # fmt: skip
    head = element("polygon", points=_written(corners), fill=colour, class_="sop-mata-panah")
    return element("g", line, head, class_=f"sop-{edge.kind.value}")


def answer(edge: Edge, frame: Frame, colours: Colours) -> str:
    """The word beside a review's arrow, or nothing."""
    place = edge.label_place
    if place is None:
        return ""
    x, y = frame.place(place.at)
    size = FONT_SIZE - 1
    width = text_width(edge.label, size=size, is_bold=True)
    start = x - width if place.is_left_of_point else x
    # Narrow lanes: the word must not run into the columns of text.
    start = max(frame.flow.start + 2, min(start, frame.flow.end - 2 - width))
    return element(
        "text", plain(edge.label), x=start, y=y, class_="sop-jawaban",
        font_size=size, font_weight="bold",
        fill=colours.returned if edge.kind is EdgeKind.RETURN else colours.ink,
        stroke="#fff", stroke_width=3, stroke_linejoin="round", paint_order="stroke",
    )  # fmt: skip


def _block(node: Node, lanes: Sequence[int], frame: Frame, colours: Colours) -> str:
    middle = node.row + 0.5
    left, y = frame.place(Point(lanes[0] + 0.5 - HALF_WIDTH, middle))
    right, _ = frame.place(Point(lanes[-1] + 0.5 + HALF_WIDTH, middle))
    half = SYMBOL_HEIGHT / 2
    paint: dict[str, str | float] = {
        "fill": colours.symbol, "stroke": colours.ink, "stroke_width": 1.3,
    }  # fmt: skip
    if node.shape is Shape.DECISION:
        x = (left + right) / 2
        corners = [(x, y - half), (right, y), (x, y + half), (left, y)]
        return element("polygon", points=_written(corners), class_="sop-keputusan", **paint)
    is_capsule = node.shape is Shape.TERMINATOR
    return element(
        "rect", x=left, y=y - half, width=right - left, height=SYMBOL_HEIGHT,
        rx=half if is_capsule else None,
        class_="sop-kapsul" if is_capsule else "sop-proses", **paint,
    )  # fmt: skip


def _neighbours(lanes: Sequence[int]) -> list[list[int]]:
    """Split lanes into runs of neighbours."""
    runs = groupby(enumerate(lanes), key=lambda numbered: numbered[1] - numbered[0])
    return [[lane for _, lane in run] for _, run in runs]


def _line(pixels: Sequence[_Pixel], **attributes: str | float | None) -> str:
    return element("polyline", points=_written(pixels), fill="none", **attributes)


def _written(pixels: Sequence[_Pixel]) -> str:
    return " ".join(f"{number(x)},{number(y)}" for x, y in pixels)


def _unit(distance: float) -> float:
    return (distance > 0) - (distance < 0)
