"""One row for each satuan kerja: a dot, its interval, and what it is held against."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from lkj.charts.rings import rings
from lkj.charts.theme import (
    DATA,
    HALF_ROW,
    MARGIN,
    WAITING,
    example_mark,
    layout,
    room_beside,
    rows_axis,
)

ROW_HEIGHT = 30
COLUMNS = ("label", "value", "low", "high", "is_unusual", "words", "hover", "standard")


def office_intervals(
    rows: pd.DataFrame,
    *,
    title: str,
    ink: str,
    pooled: float | None = None,
    colour: str = DATA,
    mark: str = "",
) -> go.Figure:
    """Draw each office's figure with its interval, never as a ranking of persons.

    Args:
        rows: COLUMNS from top to bottom. With `pooled` the values are shares (0..1), else
            working minutes; missing values leave the row empty. `is_unusual` gets a ring;
            `words` stand at the right; `standard` is mutu baku waktu, missing where none is
            drawn; `label` and `hover` are escaped text.
        title: of the axis.
        ink: colour of rings and of mutu baku waktu, by the reader's theme.
        pooled: the share of all together, a dashed line.
        colour: of the dots, one for each meaning.
        mark: words across the picture, for example that its data are an example.
    """
    height = 84 + ROW_HEIGHT * len(rows)
    figure = go.Figure(layout=layout(height=height, x_title=title))
    places = pd.Series(range(len(rows)), index=rows.index)
    if pooled is not None:
        figure.add_vline(x=pooled, line={"color": WAITING, "width": 1.5, "dash": "dash"})
    figure.add_trace(_standards(rows, places, ink))
    figure.add_trace(_dots(rows, places, colour))
    unlike = rows["is_unusual"].astype(bool)
    figure.add_trace(rings(rows.loc[unlike, "value"], places[unlike], ink=ink))
    for place, words in zip(places, rows["words"], strict=True):
        figure.add_annotation(
            xref="paper", x=1, y=place, text=words, showarrow=False, xanchor="left", xshift=8
        )
    if pooled is None:
        figure.update_xaxes(rangemode="tozero", tickformat=",d")
    else:
        figure.update_xaxes(range=[-0.03, 1.03], tickformat=".0%", dtick=0.25)
    figure.update_xaxes(zeroline=False)
    figure.update_yaxes(rows_axis(list(rows["label"])))
    figure.update_layout(margin=MARGIN | {"r": room_beside(rows["words"])})
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure


def _dots(rows: pd.DataFrame, places: pd.Series, colour: str) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        x=rows["value"],
        y=places,
        marker={"color": colour, "size": 10},
        error_x={
            "type": "data",
            "symmetric": False,
            "array": rows["high"] - rows["value"],
            "arrayminus": rows["value"] - rows["low"],
            "color": WAITING,
            "thickness": 3,
            "width": 0,
        },
        hovertext=rows["hover"],
        hoverinfo="text",
    )


def _standards(rows: pd.DataFrame, places: pd.Series, ink: str) -> go.Scatter:
    """Mutu baku waktu of every row as one trace: sixty shapes would be slow."""
    at = rows["standard"].to_numpy(dtype=np.float64)
    gap = np.full(len(at), np.nan)
    tops, bottoms = places - HALF_ROW, places + HALF_ROW
    return go.Scatter(
        mode="lines",
        x=np.column_stack([at, at, gap]).ravel(),
        y=np.column_stack([tops, bottoms, gap]).ravel(),
        line={"color": ink, "width": 3},
        hoverinfo="skip",
    )
