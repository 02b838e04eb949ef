"""Where an SOP's symbols and arrows stand: one layout for every drawing of it.

x counts role columns from the left, y steps from the top; the middle of lane 2 is x = 2.5, the
middle of row 2 is y = 2.5. A symbol reaches `HALF_WIDTH` and `HALF_HEIGHT` of `connectors`
around the middles of its lanes and row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lkj.charts.connector_choice import route_all
from lkj.charts.connectors import (
    HALF_HEIGHT,
    HALF_WIDTH,
    Box,
    Label,
    Link,
    Point,
    Station,
)
from lkj.charts.connectors import Route as Connector
from lkj.domain.sop import Decision, RoleId, Sop, Step, StepId


class Shape(StrEnum):
    """The symbols of an SOP-AP that stand for a step."""

    TERMINATOR = "terminator"  # first and last step
    PROCESS = "process"
    DECISION = "decision"  # may send the draft back


class EdgeKind(StrEnum):
    """Whether an arrow leads on or back."""

    FORWARD = "forward"
    RETURN = "return"


@dataclass(frozen=True)
class Node:
    """The symbol of one step, or of the end where the step before it is no terminator."""

    step: StepId | None  # None: the end
    row: int
    lane: int  # of the first finisher
    entry_lane: int  # where the work comes in: the same lane, or the first starter's
    lanes: tuple[int, ...]  # of everyone who starts or finishes it, from the left
    shape: Shape

    @property
    def box(self) -> Box:
        """The area of the symbol; it spans the lanes between, too."""
        middle = self.row + 0.5
        return Box(
            left=self.lanes[0] + 0.5 - HALF_WIDTH,
            top=middle - HALF_HEIGHT,
            right=self.lanes[-1] + 0.5 + HALF_WIDTH,
            bottom=middle + HALF_HEIGHT,
        )


@dataclass(frozen=True)
class Edge:
    """An arrow. Its points run from the source's symbol to the target's, at right angles."""

    source: StepId
    target: StepId | None  # None: the end
    kind: EdgeKind
    label: str  # "Ya" or "Tidak" at a review, else empty
    points: tuple[Point, ...]
    label_place: Label | None


@dataclass(frozen=True)
class Layout:
    """The whole picture, `lanes` wide and `rows` high."""

    lanes: int
    rows: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def lay_out(sop: Sop) -> Layout:
    """Place every step in its row and its roles' lanes, and route every arrow."""
    nodes = _nodes(sop)
    rows = {node.step: node.row for node in nodes}
    arrows = [
        (step, decision, target)
        for step in sop.steps
        for decision, target in _targets(sop, step)
    ]
    connectors = route_all(
        [_station(node) for node in nodes],
        [
            Link(rows[step.id], rows[target], _answer(step, decision))
            for step, decision, target in arrows
        ],
        lanes=len(sop.roles),
    )
    edges = (
        _edge(step, decision, target, connector)
        for (step, decision, target), connector in zip(arrows, connectors, strict=True)
    )
    return Layout(lanes=len(sop.roles), rows=len(nodes), nodes=nodes, edges=tuple(edges))


def _nodes(sop: Sop) -> tuple[Node, ...]:
    columns = {role.id: column for column, role in enumerate(sop.roles)}
    nodes = [_node(sop, step, columns) for step in sop.steps]
    ending = [
        node
        for node, step in zip(nodes, sop.steps, strict=True)
        if any(target is None for _, target in _targets(sop, step))
    ]
    if ending:
        lane = ending[-1].lane
        end = Node(None, len(nodes), lane, lane, (lane,), Shape.TERMINATOR)
        nodes.append(end)
    return tuple(nodes)


def _node(sop: Sop, step: Step, columns: Mapping[RoleId, int]) -> Node:
    starting = [columns[role] for role in step.starters]
    lane = columns[step.finishers[0]]
    return Node(
        step=step.id,
        row=step.number - 1,
        lane=lane,
        entry_lane=lane if lane in starting else starting[0],
        lanes=tuple(sorted({*starting, *(columns[role] for role in step.finishers)})),
        shape=_shape(sop, step),
    )


def _shape(sop: Sop, step: Step) -> Shape:
    if step.is_review:
        return Shape.DECISION
    return Shape.TERMINATOR if step in (sop.steps[0], sop.steps[-1]) else Shape.PROCESS


def _targets(sop: Sop, step: Step) -> list[tuple[Decision, StepId | None]]:
    """Where arrows lead from a step, on and then back; a last terminator is the end itself."""
    is_end = step is sop.steps[-1] and not step.is_review
    order = list(Decision)
    return [
        (decision, route.target)
        for decision, route in sorted(step.next.items(), key=lambda item: order.index(item[0]))
        if not (route.target is None and is_end)
    ]


def _station(node: Node) -> Station:
    return Station(
        row=node.row, box=node.box, entry_x=node.entry_lane + 0.5, exit_x=node.lane + 0.5
    )


def _answer(step: Step, decision: Decision) -> str:
    if not step.is_review:
        return ""
    return "Tidak" if decision is Decision.REJECT else "Ya"


def _edge(step: Step, decision: Decision, target: StepId | None, connector: Connector) -> Edge:
    is_return = decision is Decision.REJECT
    return Edge(
        source=step.id,
        target=target,
        kind=EdgeKind.RETURN if is_return else EdgeKind.FORWARD,
        label=connector.link.label,
        points=connector.points,
        label_place=connector.label,
    )
