"""Shares of what needed no return, each with its interval."""

import pandas as pd
import plotly.graph_objects as go

from lkj.charts.sketch import Sketch
from lkj.charts.theme import DATA, MARGIN, WAITING, example_mark, layout

ROW_HEIGHT = 36
COLUMNS = ("label", "share", "low", "high", "is_benchmark", "words")


def yield_shares(rows: pd.DataFrame, *, mark: str = "") -> go.Figure:
    """Draw each share as a mark on its interval; a benchmark is hollow and has none.

    Args:
        rows: COLUMNS, from top to bottom; shares 0..1, missing where there are too few;
            `words` stands at the right.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace.
    """
    height = 80 + ROW_HEIGHT * len(rows)
    figure = Sketch(layout(height=height, x_title="Tanpa pengembalian"))
    places = list(range(len(rows)))
    figure.add_trace(
        go.Scatter(
            mode="markers",
            x=rows["share"],
            y=places,
            marker={
                "color": DATA,
                "size": 11,
                "symbol": [
                    "circle-open" if is_one else "circle" for is_one in rows["is_benchmark"]
                ],
                "line": {"width": 2, "color": DATA},
            },
            error_x={
                "type": "data",
                "symmetric": False,
                "array": rows["high"] - rows["share"],
                "arrayminus": rows["share"] - rows["low"],
                "color": WAITING,
                "thickness": 3,
                "width": 0,
            },
            hovertemplate="%{x:.0%}<extra></extra>",
        )
    )
    for place, words in enumerate(rows["words"]):
        figure.add_annotation(
            xref="paper", x=1, y=place, text=words, showarrow=False, xanchor="left", xshift=8
        )
    figure.update_xaxes(range=[-0.03, 1.03], tickformat=".0%", dtick=0.25)
    figure.update_yaxes(
        tickvals=places,
        ticktext=list(rows["label"]),
        range=[len(rows) - 0.4, -0.6],
        zeroline=False,
    )
    figure.update_layout(margin=MARGIN | {"r": 110})
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()
