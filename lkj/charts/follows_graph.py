"""Which activity follows which: a chain of boxes with an arrow for each transition."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lkj.charts.follows_layout import HALF_HEIGHT, HALF_WIDTH, Leap, Way, reach, ways
from lkj.charts.overlay_grid import WIDTH, bold
from lkj.charts.overlay_scale import NO_TIME, PAPER_INK, count_width, over_on, returned_on
from lkj.charts.sketch import Sketch
from lkj.charts.text_lines import SCREEN_FONT, shortened, text_width
from lkj.charts.theme import WAITING, example_mark, layout
from lkj.labels.formats import number

NODE_COLUMNS = ("step", "label", "words")
EDGE_COLUMNS = ("source", "step", "n", "is_returned", "is_outside", "hover")
ROW = 84  # pixels
_PADDING = 4.0  # pixels beside the words of a box
_BOX = "#FFFFFF"
_TIP = 0.12  # from where an arrow's head begins to its tip
_ENDS = 2  # points of a straight arrow
_SIZE, _SMALL = 11.5, 10.0  # of the letters in a box, and of two lines of a name


def follows_graph(
    nodes: pd.DataFrame, edges: pd.DataFrame, *, ink: str, mark: str = ""
) -> go.Figure:
    """Draw activities from top to bottom, and how often each followed another.

    Args:
        nodes: NODE_COLUMNS, one row per activity from the top; `label` is plain text, `words`
            are escaped.
        edges: EDGE_COLUMNS, one row per transition between two different activities.
        ink: colour of the arrows, by the reader's theme.
        mark: words across the picture, for example that its data are an example.
    """
    height = ROW * max(len(nodes), 1) + 40
    figure = Sketch(layout(height=height, x_title=""))
    row_of = {step: row for row, step in enumerate(nodes["step"])}
    leaps = [
        Leap(row_of[source], row_of[step])
        for source, step in zip(edges["source"], edges["step"], strict=True)
    ]
    found = ways(leaps)
    most = float(edges["n"].max()) if len(edges) else 0.0
    for way, edge in zip(found, edges.to_dict("records"), strict=True):
        _edge(figure, way, edge["n"], _line(edge, most, ink))
    left, right = reach(found)
    room = WIDTH * 2 * HALF_WIDTH / (right - left)
    for row, node in enumerate(nodes.to_dict("records")):
        _node(figure, row, node, room)
    figure.add_trace(_marks(found, edges))
    figure.update_xaxes(visible=False, range=[left, right])
    figure.update_yaxes(visible=False, range=[max(len(nodes), 1) - 0.5, -0.5])
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _line(edge: Mapping[Any, Any], most: float, ink: str) -> dict[str, Any]:
    """Colour, width and dashes: what the SOP does not know outranks where it leads."""
    color, dash = (returned_on(ink), "dash") if edge["is_returned"] else (ink, "solid")
    if edge["is_outside"]:
        color, dash = over_on(ink), "dot"
    return {"color": color, "dash": dash, "width": count_width(edge["n"], most)}


def _edge(figure: Sketch, way: Way, n: int, line: dict[str, Any]) -> None:
    path = "M" + "L".join(f"{x:.3f},{y:.3f}" for x, y in way.points)
    figure.add_shape(type="path", path=path, layer="below", opacity=0.75, line=line)
    (before_x, before_y), (x, y) = way.points[-2:]
    width, color = line["width"], line["color"]
    back_x = _TIP * np.sign(before_x - x)
    back_y = 0.0 if back_x else _TIP * np.sign(before_y - y)
    figure.add_annotation(
        x=x, y=y, axref="x", ayref="y", text="", showarrow=True, arrowhead=2,
        ax=x + float(back_x), ay=y + float(back_y),
        arrowsize=max(0.6, 2.2 / width), arrowwidth=max(width, 1.5), arrowcolor=color,
    )  # fmt: skip
    label_x, label_y = way.label
    # A straight arrow has its head beside its words.
    clear = 2 * width if len(way.points) == _ENDS else width / 2
    side, shift = ("right", -clear) if way.is_left else ("left", clear)
    figure.add_annotation(
        x=label_x, y=label_y, text=f"{number(n)}×", showarrow=False,
        xanchor=side, xshift=shift, font={"size": 12, "color": color},
    )  # fmt: skip


def _node(figure: Sketch, row: int, node: Mapping[Any, Any], room: float) -> None:
    size, lines = _short(node["label"], room)
    figure.add_shape(
        type="rect", x0=-HALF_WIDTH, x1=HALF_WIDTH, y0=row - HALF_HEIGHT, y1=row + HALF_HEIGHT,
        fillcolor=_BOX, line={"color": WAITING, "width": 1.5},
    )  # fmt: skip
    figure.add_annotation(
        x=0, y=row, text=f"{bold(lines)}<br>{node['words']}", showarrow=False,
        font={"size": size, "color": PAPER_INK},
    )  # fmt: skip


def _short(label: str, room: float) -> tuple[float, tuple[str, ...]]:
    """As much of a name as its box holds; the table beside the picture has all of it."""
    width = (room - 2 * _PADDING) / SCREEN_FONT
    if text_width(label, size=_SIZE, is_bold=True) <= width:
        return _SIZE, (label,)
    lines = shortened(label, width=width, size=_SMALL, most_lines=2, is_bold=True)
    return _SMALL, lines


def _marks(found: list[Way], edges: pd.DataFrame) -> go.Scatter:
    """Unseen marks beside the words: a shape tells nothing to a pointer."""
    return go.Scatter(
        mode="markers",
        x=[way.label[0] for way in found],
        y=[way.label[1] for way in found],
        marker={"size": 22, "symbol": "square", "color": NO_TIME, "opacity": 0},
        hovertext=list(edges["hover"]),
        hoverinfo="text",
    )
