"""The SOP's own picture with what happened on it: minutes in boxes, waiting on arrows."""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lkj.charts.connectors import Box, Point
from lkj.charts.overlay_grid import HEAD, ROLE_SIZE, Grid, bold, grid_for
from lkj.charts.overlay_labels import SIZE as LABEL_SIZE
from lkj.charts.overlay_labels import Labels, labels_on
from lkj.charts.overlay_scale import NO_TIME, PAPER_INK, edge_width, fill, returned_on
from lkj.charts.sketch import Sketch
from lkj.charts.sop_layout import Edge, EdgeKind, Layout, Node, Shape
from lkj.charts.theme import OVER, WAITING, example_mark, layout

BOX_COLUMNS = ("step", "ratio", "is_over", "name", "lines", "hover")
ARROW_COLUMNS = ("source", "step", "is_returned", "is_taken", "width", "words", "hover", "key")
SEPARATOR = " · "  # between the parts of an arrow's words


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
            where too few are known; `name` is plain and shortened where the box is narrow;
            `lines` of plain text stand under it.
        arrows: ARROW_COLUMNS, one row per arrow; `width` in pixels; `words` stand beside it,
            their last part only where there is room.
        roles: names over the lanes, plain.
        ink: colour of the arrows that lead on, by the reader's theme.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure whose marks, in every box and on every arrow, give back `step` or `key`.
    """
    of_step = {row["step"]: row for row in boxes.to_dict("records")}
    grid = grid_for(plan, {step: (row["name"], row["lines"]) for step, row in of_step.items()})
    height = round(grid.row * (plan.rows + HEAD)) + 36
    figure = Sketch(layout(height=height, x_title=""))
    _lanes(figure, grid, roles)
    of_arrow = {
        (row["source"], row["step"], bool(row["is_returned"])): row
        for row in arrows.to_dict("records")
    }
    ways = [[grid.place(point) for point in edge.points] for edge in plan.edges]
    labels = labels_on(grid, [grid.area(node) for node in plan.nodes], ways)
    for edge, way in zip(plan.edges, ways, strict=True):
        _arrow(figure, edge, way, of_arrow.get(_key(edge)), labels=labels, ink=ink)
    for node in plan.nodes:
        _box(figure, node, of_step.get(node.step), grid)
    figure.add_trace(_box_marks(plan, of_step, grid))
    figure.add_trace(_arrow_marks(plan, of_arrow, grid))
    figure.update_xaxes(visible=False, range=[0, plan.lanes])
    figure.update_yaxes(visible=False, range=[plan.rows, -HEAD])
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _key(edge: Edge) -> tuple[Any, Any, bool]:
    return edge.source, edge.target, edge.kind is EdgeKind.RETURN


def _lanes(figure: Sketch, grid: Grid, roles: Sequence[str]) -> None:
    for lane, name in enumerate(roles):
        figure.add_annotation(
            x=lane + 0.5, y=-HEAD * 0.6, text=bold(grid.role(name)), showarrow=False,
            font={"size": ROLE_SIZE}, hovertext=escape(name),
        )  # fmt: skip
    for lane in range(grid.lanes + 1):
        figure.add_shape(
            type="line", x0=lane, x1=lane, y0=-HEAD, y1=grid.rows, layer="below",
            line={"color": WAITING, "width": 1}, opacity=0.4,
        )  # fmt: skip


def _arrow(
    figure: Sketch, edge: Edge, way: Sequence[Point], row: Any, *, labels: Labels, ink: str
) -> None:
    is_return = edge.kind is EdgeKind.RETURN
    color = returned_on(ink) if is_return else ink
    width = row["width"] if row else edge_width(float("nan"))
    path = "M" + "L".join(f"{point.x:.4f},{point.y:.4f}" for point in way)
    figure.add_shape(
        type="path", path=path, layer="below",
        opacity=0.75 if _is_taken(row) else 0.45,
        line={"color": color, "width": width, "dash": _dash(row, is_return=is_return)},
    )  # fmt: skip
    _head(figure, way[-2:], color, width)
    choices = _choices(edge, row)
    found = labels.place(choices, way, is_return=is_return, clear=width / 2)
    if found is None:
        return
    words, place = found
    figure.add_annotation(
        x=place.at.x, y=place.at.y, text=words, showarrow=False, borderpad=0,
        font={"size": LABEL_SIZE, "color": color if is_return else None},
        xanchor=place.xanchor, yanchor=place.yanchor,
        xshift=place.xshift, yshift=place.yshift,
    )  # fmt: skip


def _is_taken(row: Any) -> bool:
    """Whether a report went there; of an arrow to the end nobody counts it."""
    return row is None or bool(row["is_taken"])


def _dash(row: Any, *, is_return: bool) -> str:
    if not _is_taken(row):
        return "dot"
    return "dash" if is_return else "solid"


def _choices(edge: Edge, row: Any) -> list[str]:
    """The words of an arrow, and what of them is said where there is less room."""
    parts = [edge.label, *(row["words"].split(SEPARATOR) if row else [])]
    kept = [part for part in parts if part]
    return [SEPARATOR.join(kept[:most]) for most in range(len(kept), 0, -1)]


def _head(figure: Sketch, last: Sequence[Point], color: str, width: float) -> None:
    (x, y), (tip_x, tip_y) = last
    back_x, back_y = 0.04 * np.sign(tip_x - x), 0.12 * np.sign(tip_y - y)
    figure.add_annotation(
        x=tip_x, y=tip_y, axref="x", ayref="y", text="", showarrow=True, arrowhead=2,
        ax=tip_x - float(back_x), ay=tip_y - float(back_y),
        arrowsize=max(0.5, 2.2 / width), arrowwidth=max(width, 1.5), arrowcolor=color,
    )  # fmt: skip


def _box(figure: Sketch, node: Node, row: Any, grid: Grid) -> None:
    area = grid.area(node)
    is_over = bool(row and row["is_over"])
    is_known = bool(row and row["ratio"] == row["ratio"])
    figure.add_shape(
        type="path", path=_outline(node.shape, area, grid.point),
        fillcolor=fill(row["ratio"] if row else float("nan")),
        line={
            "color": OVER if is_over else WAITING,
            "width": 3 if is_over else 1.5,
            "dash": "solid" if is_known else "dot",
        },
    )  # fmt: skip
    text = "Selesai"
    if row:
        facts = map(escape, grid.facts(node, row["lines"]))
        text = "<br>".join([bold(grid.name(node, row["name"])), *facts])
    figure.add_annotation(
        x=(area.left + area.right) / 2, y=(area.top + area.bottom) / 2,
        showarrow=False, align="center", text=text,
        font={"size": grid.size, "color": PAPER_INK},
    )  # fmt: skip


def _outline(shape: Shape, area: Box, point: float) -> str:
    """Decisions have pointed sides, first and last steps bevelled corners."""
    left, top, right, bottom = area
    middle = (top + bottom) / 2
    inset = 0.0 if shape is Shape.PROCESS else point
    if shape is Shape.DECISION:
        corners = [(left + inset, top), (right - inset, top), (right, middle)]
        corners += [(right - inset, bottom), (left + inset, bottom), (left, middle)]
    else:
        third = (bottom - top) / 3 if inset else 0.0
        corners = [(left + inset, top), (right - inset, top), (right, top + third)]
        corners += [(right, bottom - third), (right - inset, bottom), (left + inset, bottom)]
        corners += [(left, bottom - third), (left, top + third)]
    return "M" + "L".join(f"{x:.4f},{y:.4f}" for x, y in corners) + "Z"


def _box_marks(plan: Layout, of_step: dict[Any, Any], grid: Grid) -> go.Scatter:
    """Unseen marks across each box: a shape cannot be clicked."""
    places = [
        (x, grid.y(node.row + 0.5), of_step[node.step])
        for node in plan.nodes
        if node.step in of_step
        for x in _across(grid.area(node), len(node.lanes))
    ]
    hovers, keys = ([row[name] for *_, row in places] for name in ("hover", "step"))
    return _marks([(x, y) for x, y, _ in places], hovers, keys, 44)


def _across(area: Box, lanes: int) -> Iterator[float]:
    yield from np.linspace(area.left + 0.08, area.right - 0.08, 5 * lanes)


def _arrow_marks(plan: Layout, of_arrow: dict[Any, Any], grid: Grid) -> go.Scatter:
    """Unseen marks on the pieces of each arrow that something came by."""
    places = [
        (at, of_arrow[_key(edge)])
        for edge in plan.edges
        if _key(edge) in of_arrow
        for at in _middles(edge, grid)
    ]
    hovers = [row["hover"] for _, row in places]
    return _marks([at for at, _ in places], hovers, [row["key"] for _, row in places], 16)


def _middles(edge: Edge, grid: Grid) -> Iterator[tuple[float, float]]:
    for start, end in pairwise([grid.place(point) for point in edge.points]):
        yield (start.x + end.x) / 2, (start.y + end.y) / 2


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
