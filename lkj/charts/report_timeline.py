"""One report's life: a lane per role, a bar per pass, waiting pale and work solid."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from lkj.charts.sketch import Sketch
from lkj.charts.theme import DATA, OVER, RETURNED, WAITING, example_mark, layout

LANE_HEIGHT = 62
TICKS = [
    {"dtickrange": [None, 43_200_000], "value": "%d/%m/%Y<br>%H.%M"},
    {"dtickrange": [43_200_000, None], "value": "%d/%m/%Y"},
]
COLUMNS = (
    "lane",
    "number",
    "entered",
    "started",
    "left",
    "is_open",
    "is_returned",
    "is_over",
    "hover",
)


def report_timeline(passes: pd.DataFrame, *, lanes: Sequence[str], mark: str = "") -> go.Figure:
    """Draw the passes of one report.

    Args:
        passes: one row per pass with COLUMNS; `entered`, `started`, `left` are local times
            without a zone, `started` missing where nobody said so, `left` of an open pass the
            as-of time; `hover` is escaped text.
        lanes: names of the roles, from top to bottom.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace for waiting, one for work and one for the ends of passes.
    """
    figure = Sketch(layout(height=90 + LANE_HEIGHT * len(lanes), x_title="Tanggal"))
    begun = passes["started"].fillna(passes["left"])
    _bars(figure, passes, start=passes["entered"], end=begun, color=WAITING, width=0.12)
    _bars(figure, passes, start=begun, end=passes["left"], color=DATA, width=0.3)
    figure.add_trace(_ends(passes))
    figure.update_layout(barmode="overlay")
    figure.update_yaxes(
        categoryorder="array",
        categoryarray=list(reversed(lanes)),
        range=[-0.5, len(lanes) - 0.5],
    )
    figure.update_xaxes(type="date", tickformatstops=TICKS)
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _bars(
    figure: Sketch,
    passes: pd.DataFrame,
    *,
    start: pd.Series,
    end: pd.Series,
    color: str,
    width: float,
) -> None:
    milliseconds = (end - start).dt.total_seconds() * 1000
    drawn = milliseconds > 0
    figure.add_trace(
        go.Bar(
            orientation="h",
            y=passes.loc[drawn, "lane"],
            x=milliseconds[drawn],
            base=start[drawn],
            width=width,
            marker={"color": color},
            hovertext=passes.loc[drawn, "hover"],
            hoverinfo="text",
        )
    )


def _ends(passes: pd.DataFrame) -> go.Scatter:
    colors = [
        RETURNED if returned else OVER if over else DATA
        for returned, over in zip(passes["is_returned"], passes["is_over"], strict=True)
    ]
    symbols = [
        "circle-open" if is_open else "arrow-left" if returned else "circle"
        for is_open, returned in zip(passes["is_open"], passes["is_returned"], strict=True)
    ]
    return go.Scatter(
        mode="markers+text",
        x=passes["left"],
        y=passes["lane"],
        text=passes["number"].astype(str),
        textposition="top center",
        marker={"size": 12, "color": colors, "symbol": symbols},
        hovertext=passes["hover"],
        hoverinfo="text",
    )
