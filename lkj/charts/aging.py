"""Open reports over the columns of their steps: how long each has been there."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lkj.charts.sketch import Sketch
from lkj.charts.theme import DATA, OVER, WAITING, example_mark, layout
from lkj.labels.status_words import AGING_AXIS

HEIGHT = 460
MARK = 12  # pixels across
STARTED, RECEIVED = "triangle-up", "triangle-up-open"
MARK_COLUMNS = (
    "x",
    "age_minutes",
    "n",
    "is_started",
    "is_over",
    "label",
    "label_height",
    "hover",
    "key",
)
STEP_COLUMNS = ("label", "standard", "standard_text")
BAND_COLUMNS = ("left", "right", "p50", "p85", "p95")
BANDS = (("p50", 0.10), ("p85", 0.10), ("p95", 0.10))  # each lies on those below it


def aging_chart(
    marks: pd.DataFrame,
    steps: pd.DataFrame,
    bands: pd.DataFrame,
    *,
    ticks: Mapping[float, str],
    span: tuple[float, float],
    ink: str,
    mark: str = "",
) -> go.Figure:
    """Draw each open report over its step, on a logarithmic scale.

    Args:
        marks: MARK_COLUMNS; `x` is the place in `steps`, `label` escaped text beside the mark
            or empty, at `label_height` minutes; `key` is what a click gives back.
        steps: STEP_COLUMNS, one row per step from left to right.
        bands: BAND_COLUMNS in minutes, missing where there is too little history.
        ticks: words by minutes.
        span: least and most minutes shown.
        ink: colour of the standard's line and of labels, by the reader's theme.
        mark: words across the picture, for example that its data are an example.
    """
    figure = Sketch(layout(height=HEIGHT, x_title=""))
    for row in bands.to_dict("records"):
        _band(figure, row, span)
    for place, step in enumerate(steps.to_dict("records")):
        _standard(figure, place, step, ink)
    figure.add_trace(_marks(marks, ink))
    figure.add_trace(_labels(marks[marks["label"] != ""], ink))
    figure.update_yaxes(
        type="log",
        range=[float(np.log10(edge)) for edge in span],
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        title={"text": AGING_AXIS},
    )
    figure.update_xaxes(
        tickvals=list(range(len(steps))),
        ticktext=list(steps["label"]),
        range=[-0.6, len(steps) - 0.4],
        showgrid=False,
        zeroline=False,
    )
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _marks(marks: pd.DataFrame, ink: str) -> go.Scatter:
    # An outline alone needs more contrast than a filled mark.
    begun = np.where(marks["is_over"], OVER, DATA)
    color = np.where(marks["is_started"], begun, ink)
    return go.Scatter(
        mode="markers",
        x=marks["x"],
        y=marks["age_minutes"],
        marker={
            "symbol": np.where(marks["is_started"], STARTED, RECEIVED),
            "color": color,
            "size": MARK * np.sqrt(marks["n"].to_numpy(np.float64)).clip(max=2),
            "opacity": 1,
            "line": {"width": 2, "color": color},
        },
        hovertext=marks["hover"],
        hoverinfo="text",
        customdata=marks["key"],
    )


def _labels(marks: pd.DataFrame, ink: str) -> go.Scatter:
    return go.Scatter(
        mode="text",
        x=marks["x"],
        y=marks["label_height"],
        text="\u2003\u2002" + marks["label"].astype(str),
        textposition="middle right",
        textfont={"size": 12, "color": ink},
        hoverinfo="skip",
        cliponaxis=False,
    )


def _band(figure: Sketch, row: dict[Any, Any], span: tuple[float, float]) -> None:
    for name, opacity in BANDS:
        if np.isnan(row[name]):
            continue
        figure.add_shape(
            type="rect",
            x0=row["left"],
            x1=row["right"],
            y0=span[0],
            y1=max(row[name], span[0]),
            fillcolor=WAITING,
            opacity=opacity * 2,
            line={"width": 0},
            layer="below",
        )
        figure.add_annotation(
            x=row["left"],  # to the right of its mark stands the name of a report
            y=float(np.log10(max(row[name], span[0]))),
            text=name.removeprefix("p"),
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
            font={"size": 10},
        )


def _standard(figure: Sketch, place: int, step: dict[Any, Any], ink: str) -> None:
    figure.add_shape(
        type="line",
        x0=place - 0.42,
        x1=place + 0.42,
        y0=step["standard"],
        y1=step["standard"],
        line={"color": ink, "width": 3},
    )
    figure.add_annotation(
        x=place - 0.42,
        y=float(np.log10(step["standard"])),
        text=step["standard_text"],
        showarrow=False,
        xanchor="left",
        yanchor="top",
        font={"size": 11},
    )
