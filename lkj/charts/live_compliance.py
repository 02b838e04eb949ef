"""Compliance of finished passes beside the one that counts what still runs, step by step."""

import pandas as pd
import plotly.graph_objects as go

from lkj.charts.sketch import Sketch
from lkj.charts.theme import DATA, MARGIN, WAITING, example_mark, layout

ROW_HEIGHT = 34
COLUMNS = ("label", "finished_share", "live_share", "words")


def live_compliance(steps: pd.DataFrame, *, mark: str = "") -> go.Figure:
    """Draw both shares of each step as two marks joined by a line.

    Args:
        steps: COLUMNS, one row per step from top to bottom; shares 0..1, missing where there
            are too few passes; `words` stands at the right.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace for the joining lines, one for each share.
    """
    height = 80 + ROW_HEIGHT * len(steps)
    figure = Sketch(layout(height=height, x_title="Sesuai mutu baku waktu"))
    rows = list(range(len(steps)))
    figure.add_trace(_joins(steps))
    hollow = {"color": DATA, "size": 13, "symbol": "circle-open", "line": {"width": 2}}
    for column, marker, words in (
        ("finished_share", hollow, "tampak"),
        ("live_share", {"color": DATA, "size": 9}, "sebenarnya"),
    ):
        figure.add_trace(
            go.Scatter(
                mode="markers",
                x=steps[column],
                y=rows,
                marker=marker,
                hovertemplate=words + " %{x:.0%}<extra></extra>",
            )
        )
    for row, words in enumerate(steps["words"]):
        figure.add_annotation(
            xref="paper", x=1, y=row, text=words, showarrow=False, xanchor="left", xshift=8
        )
    figure.update_xaxes(range=[-0.03, 1.03], tickformat=".0%", dtick=0.25)
    figure.update_yaxes(
        tickvals=rows,
        ticktext=list(steps["label"]),
        range=[len(steps) - 0.4, -0.6],
        zeroline=False,
    )
    figure.update_layout(margin=MARGIN | {"r": 110})
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _joins(steps: pd.DataFrame) -> go.Scatter:
    # A missing value between two joins lifts the pen.
    ends = steps[["finished_share", "live_share"]].assign(gap=float("nan"))
    rows = [row for row in range(len(steps)) for _ in range(3)]
    return go.Scatter(
        mode="lines",
        x=ends.to_numpy().ravel(),
        y=rows,
        line={"color": WAITING, "width": 3},
        hoverinfo="skip",
    )
