"""The SOP's own picture with what happened on it: minutes in boxes, waiting on arrows."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lkj.charts.connectors import HALF_HEIGHT, Box, Point
from lkj.charts.overlay_scale import NO_TIME, PAPER_INK, edge_width, fill, returned_on
from lkj.charts.sop_layout import Edge, EdgeKind, Layout, Node, Shape
from lkj.charts.theme import OVER, WAITING, example_mark, layout

ROW, BOX = 86, 58  # pixels from row to row, and of a box
HEAD = 0.5  # rows above the first one, for the names of the roles
POINT = 0.05  # lanes that the corner of a decision reaches into its box
BOX_COLUMNS = ("step", "ratio", "is_over", "lines", "hover")
ARROW_COLUMNS = ("source", "step", "is_returned", "width", "words", "hover", "key")
_REACH = BOX / ROW / 2
_ROOM = 0.6  # lanes that words may need to the right of a line
_SHORT = 0.25  # rows: words do not fit beside such a piece


def sop_overlay(
    plan: Layout,
    boxes: pd.DataFrame,
    arrows: pd.DataFrame,
    *,
    roles: Sequence[str],
    ink: str,
    mark: str = "",
) -> go.Figure:
    """Draw the SOP with what its passes took.

    Args:
        plan: where the sheet of the SOP has its symbols and arrows.
        boxes: BOX_COLUMNS, one row per step; `ratio` of the median to the standard, missing
            where too few are known; `lines` of escaped text stand in the box.
        arrows: ARROW_COLUMNS, one row per arrow; `width` in pixels; `words` stand beside it.
        roles: names over the lanes, escaped.
        ink: colour of the arrows that lead on, by the reader's theme.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure whose marks, in every box and on every arrow, give back `step` or `key`.
    """
    figure = go.Figure(layout=layout(height=round(ROW * (plan.rows + HEAD)) + 36, x_title=""))
    _lanes(figure, plan, roles, ink)
    of_arrow = {
        (row["source"], row["step"], bool(row["is_returned"])): row
        for row in arrows.to_dict("records")
    }
    for edge in plan.edges:
        _arrow(figure, edge, of_arrow.get(_key(edge)), plan.lanes, ink)
    of_step = {row["step"]: row for row in boxes.to_dict("records")}
    for node in plan.nodes:
        _box(figure, node, of_step.get(node.step))
    figure.add_trace(_box_marks(plan, of_step))
    figure.add_trace(_arrow_marks(plan, of_arrow))
    figure.update_xaxes(visible=False, range=[0, plan.lanes])
    figure.update_yaxes(visible=False, range=[plan.rows, -HEAD])
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure


def _key(edge: Edge) -> tuple[Any, Any, bool]:
    return edge.source, edge.target, edge.kind is EdgeKind.RETURN


def _y(at: float) -> float:
    """Boxes are higher than the sheet's, so that three lines of words fit into them."""
    row = min(np.floor(at), at)
    offset = at - row - 0.5
    if abs(offset) <= HALF_HEIGHT:
        return float(row + 0.5 + offset / HALF_HEIGHT * _REACH)
    beyond = (abs(offset) - HALF_HEIGHT) / (0.5 - HALF_HEIGHT) * (0.5 - _REACH)
    return float(row + 0.5 + np.sign(offset) * (_REACH + beyond))


def _lanes(figure: go.Figure, plan: Layout, roles: Sequence[str], ink: str) -> None:
    for lane, name in enumerate(roles):
        figure.add_annotation(
            x=lane + 0.5, y=-HEAD * 0.6, text=f"<b>{name}</b>", showarrow=False,
            font={"size": 13},
        )  # fmt: skip
    for lane in range(plan.lanes + 1):
        figure.add_shape(
            type="line", x0=lane, x1=lane, y0=-HEAD, y1=plan.rows, layer="below",
            line={"color": WAITING, "width": 1}, opacity=0.4,
        )  # fmt: skip


def _arrow(figure: go.Figure, edge: Edge, row: Any, lanes: int, ink: str) -> None:
    is_return = edge.kind is EdgeKind.RETURN
    color = returned_on(ink) if is_return else ink
    width = row["width"] if row else edge_width(float("nan"))
    points = [Point(point.x, _y(point.y)) for point in edge.points]
    path = "M" + "L".join(f"{point.x:.4f},{point.y:.4f}" for point in points)
    figure.add_shape(
        type="path", path=path, layer="below", opacity=0.75,
        line={"color": color, "width": width, "dash": "dash" if is_return else "solid"},
    )  # fmt: skip
    _head(figure, points[-2:], color, width)
    if words := _words(edge, row):
        named = color if is_return else None
        figure.add_annotation(
            text=words, showarrow=False, font={"size": 12, "color": named},
            **_place(points, lanes, is_return=is_return, clear=width / 2),
        )  # fmt: skip


def _head(figure: go.Figure, last: Sequence[Point], color: str, width: float) -> None:
    (x, y), (tip_x, tip_y) = last
    back_x, back_y = 0.04 * np.sign(tip_x - x), 0.12 * np.sign(tip_y - y)
    figure.add_annotation(
        x=tip_x, y=tip_y, axref="x", ayref="y", text="", showarrow=True, arrowhead=2,
        ax=tip_x - float(back_x), ay=tip_y - float(back_y),
        arrowsize=max(0.5, 2.2 / width), arrowwidth=max(width, 1.5), arrowcolor=color,
    )  # fmt: skip


def _words(edge: Edge, row: Any) -> str:
    parts = [edge.label, row["words"] if row else ""]
    return " · ".join(part for part in parts if part)


def _place(
    points: Sequence[Point], lanes: int, *, is_return: bool, clear: float
) -> dict[str, Any]:
    """Beside the longest piece of a return, else beside the first: clear of every box.

    `clear` is how far words must keep from the middle of the line, in pixels.
    """
    pieces = list(pairwise(points))
    start, end = max(pieces, key=_length) if is_return else pieces[0]
    is_cramped = start.x == end.x and _length((start, end)) < _SHORT and len(pieces) > 1
    if is_cramped:
        start, end = pieces[1]
    if start.x == end.x:
        middle = (start.y + end.y) / 2
        if not is_return and start.x > lanes - _ROOM:
            return {"x": start.x - 0.03, "y": middle, "xanchor": "right", "xshift": -clear}
        return {"x": start.x + 0.03, "y": middle, "xanchor": "left", "xshift": clear}
    if is_cramped:
        # Above it there is the box that the arrow comes from.
        middle = (start.x + end.x) / 2
        return {"x": middle, "y": start.y, "yanchor": "top", "yshift": -clear}
    above = {"y": start.y, "yanchor": "bottom", "yshift": clear}
    if is_return:
        return {**above, "x": (start.x + end.x) / 2}
    side = {"x": start.x + 0.03, "xanchor": "left"}
    if end.x < start.x:
        side = {"x": start.x - 0.03, "xanchor": "right"}
    return {**side, **above}


def _length(piece: tuple[Point, Point]) -> float:
    start, end = piece
    return abs(start.x - end.x) + abs(start.y - end.y)


def _box(figure: go.Figure, node: Node, row: Any) -> None:
    box = node.box
    middle, top, bottom = _y(node.row + 0.5), _y(box.top), _y(box.bottom)
    is_over = bool(row and row["is_over"])
    is_known = bool(row and row["ratio"] == row["ratio"])
    figure.add_shape(
        type="path", path=_outline(node.shape, box, top, bottom),
        fillcolor=fill(row["ratio"] if row else float("nan")),
        line={
            "color": OVER if is_over else WAITING,
            "width": 3 if is_over else 1.5,
            "dash": "solid" if is_known else "dot",
        },
    )  # fmt: skip
    figure.add_annotation(
        x=(box.left + box.right) / 2, y=middle, showarrow=False, align="center",
        text="<br>".join(row["lines"]) if row else "Selesai",
        font={"size": 11.5, "color": PAPER_INK},
    )  # fmt: skip


def _outline(shape: Shape, box: Box, top: float, bottom: float) -> str:
    """Decisions have pointed sides, first and last steps bevelled corners."""
    left, right, middle = box.left, box.right, (top + bottom) / 2
    inset = 0.0 if shape is Shape.PROCESS else POINT
    if shape is Shape.DECISION:
        corners = [(left + inset, top), (right - inset, top), (right, middle)]
        corners += [(right - inset, bottom), (left + inset, bottom), (left, middle)]
    else:
        third = (bottom - top) / 3 if inset else 0.0
        corners = [(left + inset, top), (right - inset, top), (right, top + third)]
        corners += [(right, bottom - third), (right - inset, bottom), (left + inset, bottom)]
        corners += [(left, bottom - third), (left, top + third)]
    return "M" + "L".join(f"{x:.4f},{y:.4f}" for x, y in corners) + "Z"


def _box_marks(plan: Layout, of_step: dict[Any, Any]) -> go.Scatter:
    """Unseen marks across each box: a shape cannot be clicked."""
    places = [
        (x, _y(node.row + 0.5), of_step[node.step])
        for node in plan.nodes
        if node.step in of_step
        for x in np.linspace(node.box.left + 0.08, node.box.right - 0.08, 5 * len(node.lanes))
    ]
    hovers, keys = ([row[name] for *_, row in places] for name in ("hover", "step"))
    return _marks([(x, y) for x, y, _ in places], hovers, keys, 44)


def _arrow_marks(plan: Layout, of_arrow: dict[Any, Any]) -> go.Scatter:
    """Unseen marks on the pieces of each arrow that something came by."""
    places = [
        (at, of_arrow[_key(edge)])
        for edge in plan.edges
        if _key(edge) in of_arrow
        for at in _middles(edge)
    ]
    hovers = [row["hover"] for _, row in places]
    return _marks([at for at, _ in places], hovers, [row["key"] for _, row in places], 16)


def _middles(edge: Edge) -> Iterator[tuple[float, float]]:
    for start, end in pairwise(edge.points):
        yield (start.x + end.x) / 2, (_y(start.y) + _y(end.y)) / 2


def _marks(
    places: Sequence[tuple[float, float]], hovers: Sequence[str], keys: Sequence[str], size: int
) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        x=[x for x, _ in places],
        y=[y for _, y in places],
        marker={"size": size, "symbol": "square", "color": NO_TIME, "opacity": 0},
        hovertext=list(hovers),
        hoverinfo="text",
        customdata=list(keys),
    )
