"""How many passes of one step are finished within how many minutes, read at its standard."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lkj.charts.minutes_per_step import MINUTES, MINUTES_AXIS
from lkj.charts.sketch import Sketch
from lkj.charts.theme import DATA, OVER, count_axis, example_mark, layout

COLUMNS = ("processing_minutes", "n_finished")
HEIGHT = 300


def minute_curve(
    curve: pd.DataFrame,
    *,
    standard: float,
    n_within: int,
    words: str,
    ink: str,
    mark: str = "",
) -> go.Figure:
    """Draw the passes finished within each number of minutes, on a logarithmic scale.

    Args:
        curve: COLUMNS, ascending; passes that took so long or less.
        standard: minutes of mutu baku waktu.
        n_within: passes within the standard.
        words: what the crossing of curve and standard says, escaped.
        ink: colour of the standard's line, by the reader's theme.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace within the standard and one beyond it.
    """
    minutes = curve["processing_minutes"].clip(lower=min(MINUTES))  # a logarithm has no zero
    n, is_within = curve["n_finished"], curve["processing_minutes"] <= standard
    start = min(float(minutes.iloc[0]), standard)
    figure = Sketch(layout(height=HEIGHT, x_title=MINUTES_AXIS))
    within = _trace([start, *minutes[is_within], standard], [0, *n[is_within], n_within], DATA)
    beyond = _trace([standard, *minutes[~is_within]], [n_within, *n[~is_within]], OVER)
    figure.add_trace(within)
    figure.add_trace(beyond)
    _read_off(figure, standard=standard, n_within=n_within, words=words, ink=ink)
    low, high = min(start, standard) * 0.7, max(float(minutes.iloc[-1]), standard) * 1.4
    figure.update_xaxes(
        type="log",
        range=[float(np.log10(low)), float(np.log10(high))],
        tickvals=list(MINUTES),
        ticktext=list(MINUTES.values()),
        tickangle=0,
    )
    most = float(n.iloc[-1])
    figure.update_yaxes(count_axis(most, title="Pelaksanaan"), range=[0, most * 1.08])
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _trace(minutes: list[float], n: list[int], color: str) -> go.Scatter:
    return go.Scatter(
        mode="lines",
        x=minutes,
        y=n,
        line={"color": color, "width": 3, "shape": "hv"},
        hovertemplate="paling lama %{x:,.0f} menit: %{y:,d} pelaksanaan<extra></extra>",
    )


def _read_off(figure: Sketch, *, standard: float, n_within: int, words: str, ink: str) -> None:
    figure.add_vline(x=standard, line={"color": ink, "width": 3})
    figure.add_annotation(
        x=float(np.log10(standard)),
        y=n_within,
        text=words,
        showarrow=False,
        xanchor="right",
        yanchor="bottom",
        xshift=-8,
    )
    figure.add_annotation(
        x=float(np.log10(standard)),
        y=1,
        yref="paper",
        text=f"mutu baku {standard:.0f} menit",
        showarrow=False,
        xanchor="left",
        yanchor="bottom",
        xshift=-2,
        font={"size": 11},
    )
