"""Returns in time between the limits of chance: shares per month, or reviews between two."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from lkj.charts.line_names import name_lines
from lkj.charts.rings import rings
from lkj.charts.sketch import Sketch
from lkj.charts.theme import MARGIN, RETURNED, WAITING, example_mark, layout

COLUMNS = ("label", "value", "centre", "lower", "upper", "is_signal", "is_new", "hover", "key")
HEIGHT = 320
MOST_TICKS = 12


def returns_behaviour(
    points: pd.DataFrame,
    *,
    x_title: str,
    y_title: str,
    is_share: bool,
    is_provisional: bool,
    ink: str,
    mark: str = "",
) -> go.Figure:
    """Draw points in order with their limits as steps, because those may differ from one on.

    Args:
        points: COLUMNS; limits are missing where there are none; `is_new` opens a period;
            `hover` is escaped text, `key` what a click gives back.
        x_title: what stands one beside the other.
        y_title: what is counted.
        is_share: whether values are shares, shown as percentages.
        is_provisional: draws the limits dashed.
        ink: colour of the rings, by the reader's theme.
        mark: words across the picture, for example that its data are an example.
    """
    figure = Sketch(layout(height=HEIGHT, x_title=x_title))
    place = pd.Series(range(1, len(points) + 1), index=points.index)
    dash = "dash" if is_provisional else "solid"
    for name in ("upper", "centre", "lower"):
        figure.add_trace(_limit(place, points[name], dash))
    figure.add_trace(_dots(place, points))
    unlike = points["is_signal"]
    figure.add_trace(rings(place[unlike], points["value"][unlike], ink=ink))
    for at in place[points["is_new"]]:
        figure.add_vline(x=at - 0.5, line={"color": WAITING, "width": 1, "dash": "dot"})
    top = float(points[["value", "upper"]].max().max()) or 1.0
    low, high = -0.05 * top, 1.08 * top  # a dot at nothing is seen whole
    name_lines(figure, _last_limits(points), span=high - low)
    figure.update_xaxes(**_ticks(list(points["label"])), range=[0.4, len(points) + 0.6])
    shares = {"tickformat": ".0%"} if is_share else {"tickformat": ",d"}
    figure.update_yaxes(title={"text": y_title}, range=[low, high], zeroline=False, **shares)
    figure.update_layout(margin=MARGIN | {"r": 84})
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _limit(place: pd.Series, values: pd.Series, dash: str) -> go.Scatter:
    return go.Scatter(
        mode="lines",
        x=place,
        y=values,
        line={"color": WAITING, "width": 1.5, "dash": dash, "shape": "hvh"},
        hoverinfo="skip",
    )


def _dots(place: pd.Series, points: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        mode="lines+markers",
        x=place,
        y=points["value"],
        line={"color": WAITING, "width": 1},
        marker={"color": RETURNED, "size": 9},
        hovertext=points["hover"],
        hoverinfo="text",
        customdata=points["key"],
    )


def _last_limits(points: pd.DataFrame) -> list[tuple[float, str]]:
    last = points.iloc[-1]
    names = ("lower", "batas bawah"), ("centre", "pusat"), ("upper", "batas atas")
    return [(float(last[name]), words) for name, words in names if pd.notna(last[name])]


def _ticks(labels: Sequence[str]) -> dict[str, object]:
    each = -(-len(labels) // MOST_TICKS)
    places = list(range(0, len(labels), each))
    return {
        "tickvals": [place + 1 for place in places],
        "ticktext": [labels[place] for place in places],
    }
