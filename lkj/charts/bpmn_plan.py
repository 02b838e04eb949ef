"""An SOP as BPMN elements in their places: the SOP's own picture, laid on its side.

In the picture of the sheet roles are columns and steps run down; BPMN tools draw lanes as rows,
so its x is our y. A review becomes a task with a gateway behind it; a step that others start
than finish becomes two tasks, the order and the work. Pixels from here on.
"""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from lkj.charts.connectors import HALF_HEIGHT, HALF_WIDTH
from lkj.charts.sop_layout import Edge, EdgeKind, Layout, Node, lay_out
from lkj.domain.sop import Sop, Step

COLUMN, LANE = 360.0, 160.0  # pixels of a row and of a lane of the sheet
HEADS = 60.0  # names of the pool and of its lanes, left of everything
START = 110.0  # room for the start event
GATEWAY, EVENT = 50.0, 36.0
_WIDTH, _HEIGHT = 2 * HALF_HEIGHT * COLUMN, 2 * HALF_WIDTH * LANE
_TASK = 110.0  # width of a task with a gateway behind it
_ROUNDING = 0.01
_BESIDE = 14.0  # how far a detour keeps from a task
START_ID, END_ID = "mulai", "selesai"


class Kind(StrEnum):
    """The BPMN elements that an SOP needs."""

    START = "startEvent"
    TASK = "userTask"
    GATEWAY = "exclusiveGateway"
    END = "endEvent"


class Bounds(NamedTuple):
    """The area of a shape."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2


Way = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Element:
    """One flow node: its lane counts from the first role, `step` says what it is of."""

    id: str
    kind: Kind
    name: str
    lane: int
    bounds: Bounds
    step: Step | None = None


@dataclass(frozen=True)
class Flow:
    """One sequence flow with the points of its line."""

    id: str
    source: str
    target: str
    name: str
    way: Way


@dataclass(frozen=True)
class Plan:
    """Every element and flow of an SOP, and how large the pool is."""

    elements: tuple[Element, ...]
    flows: tuple[Flow, ...]
    width: float
    height: float


def bpmn_plan(sop: Sop) -> Plan:
    """Place the elements of an SOP by the layout of its own picture."""
    layout = lay_out(sop)
    nodes = {node.step: node for node in layout.nodes}
    tasks = [e for step in sop.steps for e in _elements(step, nodes[step.id])]
    end = _end(layout)
    elements = (_start(layout.nodes[0]), *tasks, end)
    of_id = {element.id: element for element in elements}
    flows = [_flow(of_id[START_ID], tasks[0], "", ())]
    for step in sop.steps:
        flows += _within(step, of_id)
        flows += [
            _flow(of_id[_last(step)], of_id[_first_of(sop, edge)], edge.label, _turned(edge))
            for edge in layout.edges
            if edge.source == step.id
        ]
        if _is_unseen_end(step, layout):
            flows.append(_flow(of_id[_last(step)], end, "", ()))
    width = max(e.bounds.x + e.bounds.width for e in elements) + 60
    return Plan(elements, tuple(flows), width, LANE * layout.lanes)


def task_id(step: Step) -> str:
    """Id of the task of a step."""
    return f"langkah_{step.id}"


def order_id(step: Step) -> str:
    """Id of the task that orders a step, where others start it than finish it."""
    return f"perintah_{step.id}"


def gateway_id(step: Step) -> str:
    """Id of the gateway behind a review."""
    return f"keputusan_{step.id}"


def _elements(step: Step, node: Node) -> list[Element]:
    """The order where there is one, the task, and the gateway behind a review."""
    left = HEADS + START + (node.row + 0.5) * COLUMN - _WIDTH / 2
    found = []
    if node.entry_lane != node.lane:
        name = step.start_button or step.short_name
        area = _task_area(left, node.entry_lane, _WIDTH)
        found.append(Element(order_id(step), Kind.TASK, name, node.entry_lane, area, step))
    width = _TASK if step.is_review else _WIDTH
    area = _task_area(left, node.lane, width)
    name = f"{step.number}. {step.short_name}"
    found.append(Element(task_id(step), Kind.TASK, name, node.lane, area, step))
    if step.is_review:
        x, y = left + _WIDTH - GATEWAY, (node.lane + 0.5) * LANE - GATEWAY / 2
        area = Bounds(x, y, GATEWAY, GATEWAY)
        found.append(
            Element(gateway_id(step), Kind.GATEWAY, "Disetujui?", node.lane, area, step)
        )
    return found


def _task_area(left: float, lane: int, width: float) -> Bounds:
    return Bounds(left, (lane + 0.5) * LANE - _HEIGHT / 2, width, _HEIGHT)


def _start(first: Node) -> Element:
    y = (first.entry_lane + 0.5) * LANE - EVENT / 2
    return Element(
        START_ID, Kind.START, "Mulai", first.entry_lane, Bounds(HEADS + 60, y, EVENT, EVENT)
    )


def _end(layout: Layout) -> Element:
    """At the end symbol of the sheet, or behind its last step where that is the end itself."""
    last = layout.nodes[-1]
    middle = HEADS + START + (last.row + 0.5) * COLUMN
    x = middle - EVENT / 2 if last.step is None else middle + _WIDTH / 2 + 60
    y = (last.lane + 0.5) * LANE - EVENT / 2
    return Element(END_ID, Kind.END, "Selesai", last.lane, Bounds(x, y, EVENT, EVENT))


def _within(step: Step, of_id: dict[str, Element]) -> list[Flow]:
    """From the order to its work, and from a review to its gateway."""
    chain = [of_id[key] for key in (order_id(step), task_id(step)) if key in of_id]
    if step.is_review:
        chain.append(of_id[gateway_id(step)])
    return [_flow(one, other, "", ()) for one, other in pairwise(chain)]


def _last(step: Step) -> str:
    return gateway_id(step) if step.is_review else task_id(step)


def _first_of(sop: Sop, edge: Edge) -> str:
    """What a flow leads to: after a return the work is done again without an order."""
    if edge.target is None:
        return END_ID
    step = sop.step(edge.target)
    is_ordered = edge.kind is EdgeKind.FORWARD and step.is_ordered
    lanes_differ = not set(step.starters) & {step.finishers[0]}
    return order_id(step) if is_ordered and lanes_differ else task_id(step)


def _is_unseen_end(step: Step, layout: Layout) -> bool:
    """Whether a step finishes the report without an arrow on the sheet."""
    has_end = any(route.target is None for route in step.next.values())
    is_drawn = any(e.source == step.id and e.target is None for e in layout.edges)
    return has_end and not is_drawn


def _turned(edge: Edge) -> Way:
    """The points of an arrow of the sheet where its lanes are rows."""
    return tuple((HEADS + START + p.y * COLUMN, p.x * LANE) for p in edge.points)


def _flow(source: Element, target: Element, name: str, way: Way) -> Flow:
    key = f"alur_{source.id}_{target.id}"
    if not way:
        return Flow(key, source.id, target.id, name, _straight(source.bounds, target.bounds))
    return Flow(key, source.id, target.id, name, _arriving(target, _leaving(source, way)))


def _straight(source: Bounds, target: Bounds) -> Way:
    """From side to side where they stand beside each other, else down or up."""
    (x, y), to_y = source.middle, target.middle[1]
    if source.x + source.width <= target.x:
        begin, end = (source.x + source.width, y), (target.x, to_y)
        turn = (begin[0] + end[0]) / 2
        return (begin, end) if y == to_y else (begin, (turn, y), (turn, to_y), end)
    is_down = to_y > y
    return (
        (x, source.y + source.height if is_down else source.y),
        (x, target.y if is_down else target.y + target.height),
    )


def _leaving(source: Element, way: Way) -> Way:
    """An arrow that leaves sideways begins at the corner of the gateway, not of the symbol."""
    (x, _), (to_x, to_y), *rest = way
    if source.kind is not Kind.GATEWAY or x != to_x:
        return way
    middle, centre = source.bounds.middle
    corner = centre + GATEWAY / 2 * (1 if to_y > centre else -1)
    return ((middle, corner), (middle, to_y), *rest)


def _arriving(target: Element, way: Way) -> Way:
    """An arrow ends at the border of its task or event, wherever the sheet's symbol ended."""
    area, (x, y) = target.bounds, way[-1]
    middle, centre = area.middle
    if target.kind is Kind.END:
        return _into_event(area, way)
    if abs(y - centre) > area.height / 2 + _ROUNDING:
        # The symbol reaches over several lanes, the task stands in one of them.
        beside = area.x - _BESIDE
        return (*way[:-1], (beside, way[-2][1]), (beside, centre), (area.x, centre))
    if x > area.x + area.width:
        # The gateway stands where the arrow came in: it goes round, on the side it came from.
        is_below = way[0][1] > centre
        out = area.y + area.height + _BESIDE if is_below else area.y - _BESIDE
        edge = area.y + area.height if is_below else area.y
        before = way[-2][0]
        return (*way[:-2], (before, out), (middle, out), (middle, edge))
    return way


def _into_event(area: Bounds, way: Way) -> Way:
    """The end is drawn as a small circle in the middle of its symbol."""
    (before_x, before_y), y = way[-2], way[-1][1]
    middle, centre = area.middle
    if before_y == y:
        side = area.x if before_x < middle else area.x + area.width
        return (*way[:-1], (side, centre))
    side = area.y if before_y < centre else area.y + area.height
    return (*way[:-1], (middle, side))
