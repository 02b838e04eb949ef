"""Passes of one step one after the other between the limits of their ordinary variation."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import fill

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lkj.charts.line_names import name_lines
from lkj.charts.minutes_per_step import MINUTES
from lkj.charts.rings import rings
from lkj.charts.sketch import Sketch
from lkj.charts.theme import DATA, MARGIN, OVER, WAITING, example_mark, layout

COLUMNS = ("number", "minutes", "is_over", "is_signal", "hover", "key")
HEIGHT = 340
_WORDS = 26  # letters of a line beside a change


@dataclass(frozen=True)
class Stretch:
    """The lines over passes `first` to `last`, in minutes; None where there is none.

    `words` say what changed before it; of the first stretch they are not drawn.
    """

    first: int
    last: int
    centre: float | None
    lower: float | None
    upper: float | None
    standard: float | None
    is_provisional: bool
    words: str


def process_behaviour(
    points: pd.DataFrame, *, stretches: Sequence[Stretch], ink: str, mark: str = ""
) -> go.Figure:
    """Draw passes in the order in which they finished, on a logarithmic scale.

    Args:
        points: COLUMNS; `is_signal` rings what is unlike the others, `hover` is escaped text,
            `key` what a click gives back.
        stretches: from left to right; limits are drawn dashed where they are provisional.
        ink: colour of the standard's line and of the rings, by the reader's theme.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with a pale line through all passes, one trace within the standard, one over
        it, and the rings.
    """
    least = min(MINUTES)  # a logarithm has no zero
    points = points.assign(minutes=points["minutes"].clip(lower=least))
    figure = Sketch(layout(height=HEIGHT, x_title="Pelaksanaan, menurut selesainya"))
    figure.add_trace(_path(points))
    figure.add_trace(_dots(points[~points["is_over"]], DATA))
    figure.add_trace(_dots(points[points["is_over"]], OVER))
    unlike = points[points["is_signal"]]
    figure.add_trace(rings(unlike["number"], unlike["minutes"], ink=ink))
    for place, stretch in enumerate(stretches):
        _stretch(figure, stretch, ink)
        if place:
            _change(figure, stretch)
    low, high = _axes(figure, points, stretches)
    last = reversed(_lines(stretches[-1], ink))
    names = [(float(np.log10(at)), words) for at, words, _ in last]
    name_lines(figure, names, span=high - low)
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _lines(stretch: Stretch, ink: str) -> list[tuple[float, str, dict[str, object]]]:
    """Minutes, name and look of each line that there is."""
    dash = "dash" if stretch.is_provisional else "solid"
    limit = {"color": WAITING, "width": 1.5, "dash": dash}
    standard = {"color": ink, "width": 3, "dash": "solid"}
    lines = (
        (stretch.upper, "batas atas", limit),
        (stretch.centre, "pusat", limit),
        (stretch.lower, "batas bawah", limit),
        (stretch.standard, "mutu baku", standard),
    )
    return [(max(at, min(MINUTES)), words, line) for at, words, line in lines if at is not None]


def _stretch(figure: Sketch, stretch: Stretch, ink: str) -> None:
    ends = {"x0": stretch.first - 0.5, "x1": stretch.last + 0.5}
    for at, _, line in _lines(stretch, ink):
        figure.add_shape(type="line", y0=at, y1=at, line=line, **ends)


def _change(figure: Sketch, stretch: Stretch) -> None:
    at = stretch.first - 0.5
    figure.add_vline(x=at, line={"color": WAITING, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=at,
        yref="paper",
        y=1,
        text="<br>".join(fill(escape(stretch.words), _WORDS).splitlines()),
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        align="left",
        font={"size": 11},
    )


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
        customdata=points["key"],
    )


def _axes(
    figure: Sketch, points: pd.DataFrame, stretches: Sequence[Stretch]
) -> tuple[float, float]:
    """Both axes; the ends of the vertical one as logarithms."""
    lines = [(one.upper, one.lower, one.standard) for one in stretches]
    values = [*points["minutes"], *(value for line in lines for value in line)]
    known = [max(value, min(MINUTES)) for value in values if value is not None]
    low, high = float(np.log10(min(known) * 0.7)), float(np.log10(max(known) * 1.4))
    figure.update_yaxes(
        type="log",
        title={"text": "Waktu kerja"},
        range=[low, high],
        tickvals=list(MINUTES),
        ticktext=[word if "jam" in word else f"{word} menit" for word in MINUTES.values()],
    )
    first, last = int(points["number"].iloc[0]), int(points["number"].iloc[-1])
    figure.update_xaxes(tickformat=",d", range=[first - 0.6, last + 0.6], showgrid=False)
    above = 28 if len(stretches) == 1 else 64
    figure.update_layout(margin=MARGIN | {"r": 84, "t": above})
    return low, high
