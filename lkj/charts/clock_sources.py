"""Where the minutes of each role come from, as bars from zero."""

import pandas as pd
import plotly.graph_objects as go

from lkj.charts.sketch import Sketch
from lkj.charts.theme import DATA, WAITING, count_axis, example_mark, layout

ROW_HEIGHT = 40
COLUMNS = ("label", "n_measured", "n_declared", "n_untimed")


def clock_sources(roles: pd.DataFrame, *, mark: str = "") -> go.Figure:
    """Draw how many passes of each role are measured, declared, or without minutes.

    Args:
        roles: COLUMNS, one row per role from top to bottom.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace for each source.
    """
    height = 80 + ROW_HEIGHT * len(roles)
    figure = Sketch(layout(height=height, x_title="Pelaksanaan"))
    rows = list(range(len(roles)))
    hatched = {"color": DATA, "pattern": {"shape": "/", "fillmode": "replace"}}
    for column, marker, words in (
        ("n_measured", {"color": DATA}, "terukur"),
        ("n_declared", hatched, "dilaporkan pelaksana"),
        ("n_untimed", {"color": WAITING, "opacity": 0.45}, "tanpa waktu pengerjaan"),
    ):
        figure.add_trace(
            go.Bar(
                orientation="h",
                name=words,
                x=roles[column],
                y=rows,
                marker=marker,
                hovertemplate="%{x:,d} " + words + "<extra></extra>",
            )
        )
    figure.update_layout(barmode="stack", bargap=0.4)
    total = roles[["n_measured", "n_declared", "n_untimed"]].sum(axis=1)
    figure.update_xaxes(count_axis(float(total.max() or 0), title="Pelaksanaan"))
    figure.update_yaxes(
        tickvals=rows, ticktext=list(roles["label"]), range=[len(roles) - 0.4, -0.6]
    )
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()
