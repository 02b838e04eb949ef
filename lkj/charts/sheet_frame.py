"""The table of an SOP sheet in pixels: columns, rows, and where a point of the layout lies."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from lkj.charts.connectors import HALF_HEIGHT, Point
from lkj.charts.text_lines import shortened, widest_part, wrap
from lkj.domain.sop import Role, Sop, Step
from lkj.labels.words import MISSING

WIDTH = 1123.0  # A4 landscape at 96 dots to the inch
FONT_SIZE = 11.0
LINE_HEIGHT = 13.6
SYMBOL_HEIGHT = 31.0
HEAD_HEIGHT = 22.0  # of the upper row of headings

_PADDING = 6.0
_LEAST_ROW = 66.0
_LEAST_TEXT = 96.0  # the narrowest column of running text
_LANES = (64.0, 88.0)
_HEADING_SIZES = (FONT_SIZE - 1, 9.0, 8.0, 7.0)  # the first that breaks no word
_LIKED_SIZE = 8.0  # lanes grow so far that headings need no smaller letters
_BESIDE_HEADING = 6.0
_ROUNDING = 0.01
_HEADING_LINES = 4
_ALL_LANES = 430.0

NUMBER, ACTIVITY, INPUTS, MINUTES, OUTPUT, REMARK = (
    "No", "Aktivitas", "Kelengkapan", "Waktu", "Output", "Ket.",
)  # fmt: skip
_FIXED = {NUMBER: 30.0, MINUTES: 56.0, REMARK: 78.0}
_SHARES = {ACTIVITY: 2.0, INPUTS: 1.0, OUTPUT: 1.0}


@dataclass(frozen=True)
class Span:
    """From where to where, in pixels."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """The point halfway."""
        return (self.start + self.end) / 2

    @property
    def size(self) -> float:
        """The distance."""
        return self.end - self.start


@dataclass(frozen=True)
class Frame:
    """Where everything of the sheet lies; x from the table's left edge, y from its top."""

    columns: Mapping[str, Span]
    lanes: tuple[Span, ...]
    head: Span  # the lower row of headings
    rows: tuple[Span, ...]
    heading_lines: tuple[tuple[str, ...], ...]  # of each lane
    heading_size: float  # of the letters of these lines
    cell_lines: tuple[Mapping[str, tuple[str, ...]], ...]  # of each step, by column

    @property
    def width(self) -> float:
        """Of the whole table."""
        return self.columns[REMARK].end

    @property
    def flow(self) -> Span:
        """From the first lane to the last."""
        return Span(self.lanes[0].start, self.lanes[-1].end)

    @property
    def height(self) -> float:
        """Of the whole table."""
        return self.rows[-1].end

    def place(self, point: Point) -> tuple[float, float]:
        """The pixel of a point of the layout."""
        lane = min(int(point.x), len(self.lanes) - 1)
        row = min(int(point.y), len(self.rows) - 1)
        x = self.lanes[lane].start + (point.x - lane) * self.lanes[lane].size
        return x, self.rows[row].middle + _from_middle(point.y - row - 0.5, self.rows[row].size)


def frame_for(sop: Sop, *, rows: int) -> Frame:
    """Measure the sheet of an SOP.

    Args:
        sop: the SOP.
        rows: how many rows its layout has: one more than steps where the end has its own.
    """
    columns, lanes = _columns(sop.roles)
    cells = tuple(
        {
            name: wrap(text, width=columns[name].size - 2 * _PADDING, size=FONT_SIZE)
            for name, text in cell_texts(step).items()
        }
        for step in sop.steps
    )
    room = lanes[0].size - _BESIDE_HEADING
    size = _heading_size(sop.roles, room)
    headings = tuple(_heading(role, room, size) for role in sop.roles)
    head = HEAD_HEIGHT + max(34.0, _text_height(max(len(lines) for lines in headings)))
    heights = [_row_height(lines.values()) for lines in cells]
    heights += [_LEAST_ROW] * (rows - len(heights))
    return Frame(
        columns, lanes, Span(HEAD_HEIGHT, head), _spans(heights, head), headings, size, cells
    )


def cell_texts(step: Step) -> dict[str, str]:
    """What stands in each column of a step's row."""
    return {
        NUMBER: str(step.number),
        ACTIVITY: step.activity,
        INPUTS: joined(step.standard.inputs),
        MINUTES: f"{step.standard.minutes} menit",
        OUTPUT: step.standard.output,
        REMARK: f"Lihat catatan langkah {step.number}" if step.reading else "",
    }


def joined(parts: Sequence[str]) -> str:
    """Join a list as a sentence does; a dash where it is empty."""
    if not parts:
        return MISSING
    *most, last = parts
    if not most:
        return last
    return f"{', '.join(most)}{',' if len(most) > 1 else ''} dan {last}"


def _heading_size(roles: Sequence[Role], width: float) -> float:
    """The largest letters that need no word of a role's name to be cut."""
    fitting = (
        size
        for size in _HEADING_SIZES
        if all(_narrowest(role, size) <= width + _ROUNDING for role in roles)
    )
    return next(fitting, _HEADING_SIZES[-1])


def _narrowest(role: Role, size: float) -> float:
    return min(
        widest_part(name, size=size, is_bold=True) for name in (role.name, role.short_name)
    )


def _heading(role: Role, width: float, size: float) -> tuple[str, ...]:
    """The role's name, or its short name where a word would have to be cut."""
    is_fitting = widest_part(role.name, size=size, is_bold=True) <= width + _ROUNDING
    name = role.name if is_fitting else role.short_name
    return shortened(
        name, width=width + _ROUNDING, size=size, most_lines=_HEADING_LINES, is_bold=True
    )


def _lane(roles: Sequence[Role]) -> float:
    """As wide as its share of the sheet, and wider where small letters need it."""
    narrowest, widest = _LANES
    needed = max(_narrowest(role, _LIKED_SIZE) for role in roles) + _BESIDE_HEADING
    return min(widest, max(narrowest, _ALL_LANES / len(roles), needed))


def _columns(of: Sequence[Role]) -> tuple[dict[str, Span], tuple[Span, ...]]:
    lane, roles = _lane(of), len(of)
    room = WIDTH - sum(_FIXED.values()) - lane * roles
    text = max(_LEAST_TEXT, room / sum(_SHARES.values()))
    sizes = {**_FIXED, **{name: share * text for name, share in _SHARES.items()}}
    before = _spans([sizes[NUMBER], sizes[ACTIVITY]], 0.0)
    lanes = _spans([lane] * roles, before[-1].end)
    after_names = (INPUTS, MINUTES, OUTPUT, REMARK)
    after = _spans([sizes[name] for name in after_names], lanes[-1].end)
    names = (NUMBER, ACTIVITY, *after_names)
    return dict(zip(names, (*before, *after), strict=True)), lanes


def _spans(sizes: Sequence[float], start: float) -> tuple[Span, ...]:
    edges = list(accumulate(sizes, initial=start))
    return tuple(Span(*pair) for pair in pairwise(edges))


def _row_height(cells: Iterable[Sequence[str]]) -> float:
    return max(_LEAST_ROW, *(_text_height(len(lines)) for lines in cells))


def _text_height(lines: int) -> float:
    return lines * LINE_HEIGHT + 2 * _PADDING


def _from_middle(offset: float, row_height: float) -> float:
    """Pixels from the middle of a row; symbols are equally high in rows of any height."""
    if abs(offset) <= HALF_HEIGHT:
        return offset / HALF_HEIGHT * SYMBOL_HEIGHT / 2
    beyond = (abs(offset) - HALF_HEIGHT) / (0.5 - HALF_HEIGHT)
    distance = SYMBOL_HEIGHT / 2 + beyond * (row_height - SYMBOL_HEIGHT) / 2
    return distance if offset > 0 else -distance
