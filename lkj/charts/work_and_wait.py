"""Working and waiting time of each step side by side, from zero."""

import pandas as pd
import plotly.graph_objects as go

from lkj.charts.sketch import Sketch
from lkj.charts.theme import DATA, WAITING, example_mark, layout

ROW_HEIGHT = 44
COLUMNS = ("label", "processing", "waiting")


def work_and_wait(steps: pd.DataFrame, *, mark: str = "") -> go.Figure:
    """Draw the median working and waiting minutes of each step.

    Args:
        steps: COLUMNS, one row per step from top to bottom; working hours, missing where too
            few passes are known.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace for work and one for waiting.
    """
    height = 80 + ROW_HEIGHT * len(steps)
    figure = Sketch(layout(height=height, x_title="Jam kerja (median)"))
    rows = list(range(len(steps)))
    for column, color, word in (
        ("processing", DATA, "dikerjakan"),
        ("waiting", WAITING, "menunggu"),
    ):
        figure.add_trace(
            go.Bar(
                orientation="h",
                name=word,
                x=steps[column],
                y=rows,
                marker={"color": color},
                hovertemplate="%{x:.1f} jam kerja " + word + "<extra></extra>",
            )
        )
    figure.update_layout(barmode="group", bargap=0.3)
    figure.update_xaxes(rangemode="tozero")
    figure.update_yaxes(
        tickvals=rows, ticktext=list(steps["label"]), range=[len(steps) - 0.4, -0.6]
    )
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()
