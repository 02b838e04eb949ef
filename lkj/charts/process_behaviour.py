"""Passes of one step one after the other between the limits of their ordinary variation."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lkj.charts.minutes_per_step import MINUTES
from lkj.charts.rings import rings
from lkj.charts.theme import DATA, MARGIN, OVER, WAITING, example_mark, layout

COLUMNS = ("number", "minutes", "is_over", "is_signal", "hover")
HEIGHT = 320


@dataclass(frozen=True)
class Limits:
    """The horizontal lines, in minutes; `lower` is None where it would be less than 0."""

    centre: float
    lower: float | None
    upper: float
    standard: float
    is_provisional: bool


def process_behaviour(
    points: pd.DataFrame, *, limits: Limits, ink: str, mark: str = ""
) -> go.Figure:
    """Draw passes in the order in which they finished, on a logarithmic scale.

    Args:
        points: COLUMNS; `is_signal` rings what is unlike the others, `hover` is escaped text.
        limits: drawn dashed where they are provisional.
        ink: colour of the standard's line and of the rings, by the reader's theme.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with a pale line through all passes, one trace within the standard, one over
        it, and the rings.
    """
    least = min(MINUTES)  # a logarithm has no zero
    points = points.assign(minutes=points["minutes"].clip(lower=least))
    figure = go.Figure(layout=layout(height=HEIGHT, x_title="Pelaksanaan, menurut selesainya"))
    figure.add_trace(_path(points))
    figure.add_trace(_dots(points[~points["is_over"]], DATA))
    figure.add_trace(_dots(points[points["is_over"]], OVER))
    unlike = points[points["is_signal"]]
    figure.add_trace(rings(unlike["number"], unlike["minutes"], ink=ink))
    dash = "dash" if limits.is_provisional else "solid"
    for value, words in (
        (limits.upper, "batas atas"),
        (limits.centre, "pusat"),
        (limits.lower, "batas bawah"),
    ):
        if value is not None:
            _line(figure, max(value, least), words, color=WAITING, width=1.5, dash=dash)
    _line(figure, limits.standard, "mutu baku", color=ink, width=3, dash="solid")
    _axes(figure, points, limits)
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure


def _path(points: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        mode="lines",
        x=points["number"],
        y=points["minutes"],
        line={"color": WAITING, "width": 1},
        hoverinfo="skip",
    )


def _dots(points: pd.DataFrame, color: str) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        x=points["number"],
        y=points["minutes"],
        marker={"color": color, "size": 9},
        hovertext=points["hover"],
        hoverinfo="text",
    )


def _line(
    figure: go.Figure, value: float, words: str, *, color: str, width: float, dash: str
) -> None:
    figure.add_hline(y=value, line={"color": color, "width": width, "dash": dash})
    figure.add_annotation(
        xref="paper",
        x=1,
        y=float(np.log10(value)),
        text=words,
        showarrow=False,
        xanchor="left",
        xshift=4,
        font={"size": 11},
    )


def _axes(figure: go.Figure, points: pd.DataFrame, limits: Limits) -> None:
    values = [*points["minutes"], limits.upper, limits.standard, limits.lower]
    known = [max(value, min(MINUTES)) for value in values if value is not None]
    figure.update_yaxes(
        type="log",
        title={"text": "Menit kerja"},
        range=[float(np.log10(min(known) * 0.7)), float(np.log10(max(known) * 1.4))],
        tickvals=list(MINUTES),
        ticktext=list(MINUTES.values()),
    )
    first, last = int(points["number"].iloc[0]), int(points["number"].iloc[-1])
    figure.update_xaxes(tickformat=",d", range=[first - 0.6, last + 0.6], showgrid=False)
    figure.update_layout(margin=MARGIN | {"r": 84})
