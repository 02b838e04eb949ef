"""Share of returns against the number of reviews, between the limits of chance."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lkj.charts.line_names import name_lines
from lkj.charts.rings import rings
from lkj.charts.sketch import Sketch
from lkj.charts.theme import MARGIN, RETURNED, WAITING, example_mark, layout

HEIGHT = 340
POINT_COLUMNS = ("label", "n", "rate", "is_unusual", "hover")
SPAN = (-0.05, 1.05)
_FLOOR = 0.06  # rates below it have their name above, clear of the axis
LIMIT_COLUMNS = ("n", "low_95", "high_95", "low_998", "high_998")


def returns_funnel(
    points: pd.DataFrame,
    limits: pd.DataFrame,
    *,
    pooled_rate: float,
    ink: str,
    mark: str = "",
    titles: tuple[str, str] = ("Pemeriksaan", "Dikembalikan"),
    colour: str = RETURNED,
) -> go.Figure:
    """Draw each reviewer, or office, as a mark; never as a ranking.

    Args:
        points: POINT_COLUMNS; `n` decisions, `rate` of them returns (0..1); `is_unusual` gets
            a ring; `label` and `hover` are escaped text.
        limits: LIMIT_COLUMNS, ascending by n: what chance alone gives.
        pooled_rate: of all reviewers together.
        ink: colour of the rings, by the reader's theme.
        mark: words across the picture, for example that its data are an example.
        titles: of the two axes: what `n` counts, and what the rate is of.
        colour: of the marks.

    Returns:
        A figure with four limits, the reviewers, and the rings.
    """
    figure = Sketch(layout(height=HEIGHT, x_title=titles[0]))
    for column, dash in (
        ("low_998", "solid"),
        ("high_998", "solid"),
        ("low_95", "dot"),
        ("high_95", "dot"),
    ):
        figure.add_trace(_limit(limits, column, dash))
    last = limits.iloc[-1]
    lines = (pooled_rate, "seluruhnya"), (last["high_95"], "95%"), (last["high_998"], "99,8%")
    name_lines(figure, lines, span=SPAN[1] - SPAN[0])
    figure.add_hline(y=pooled_rate, line={"color": WAITING, "width": 1.5, "dash": "dash"})
    figure.add_trace(_marks(points, pooled_rate, colour))
    unlike = points[points["is_unusual"]]
    figure.add_trace(rings(unlike["n"], unlike["rate"], ink=ink))
    figure.update_xaxes(rangemode="tozero", tickformat=",d")
    figure.update_yaxes(
        title={"text": titles[1]}, range=list(SPAN), tickformat=".0%", zeroline=False
    )
    figure.update_layout(margin=MARGIN | {"r": 84})
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _limit(limits: pd.DataFrame, column: str, dash: str) -> go.Scatter:
    return go.Scatter(
        mode="lines",
        x=limits["n"],
        y=limits[column],
        line={"color": WAITING, "width": 1.5, "dash": dash},
        hoverinfo="skip",
    )


def _marks(points: pd.DataFrame, pooled_rate: float, colour: str) -> go.Scatter:
    # Names point away from the common line, and from the axis.
    is_high = (points["rate"] >= pooled_rate) | (points["rate"] < _FLOOR)
    return go.Scatter(
        mode="markers+text",
        x=points["n"],
        y=points["rate"],
        text=points["label"],
        textposition=list(np.where(is_high, "top center", "bottom center")),
        marker={"color": colour, "size": 11},
        hovertext=points["hover"],
        hoverinfo="text",
        cliponaxis=False,
    )
