"""One row for each satuan kerja: a dot, its interval, and what it is held against."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from lkj.charts.rings import rings
from lkj.charts.theme import (
    DATA,
    WAITING,
    example_mark,
    layout,
)

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
ROW_HEIGHT = 40
_HALF = 0.2  # of a row, what an upright line covers to either side
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
            `label` and `words` stand over the row; `standard` is mutu baku waktu, missing
            where none is drawn; `label` and `hover` are escaped text.
        title: of the axis.
        ink: colour of rings and of mutu baku waktu, by the reader's theme.
        pooled: the share of all together, a grey line in every row.
        colour: of the dots, one for each meaning.
        mark: words across the picture, for example that its data are an example.
    """
    height = 84 + ROW_HEIGHT * len(rows)
    figure = go.Figure(layout=layout(height=height, x_title=title))
    places = np.arange(len(rows))
    together = np.full(len(rows), np.nan if pooled is None else pooled)
    figure.add_trace(_across(together, places, {"color": WAITING, "width": 2}))
    standards = rows["standard"].to_numpy(dtype=np.float64)
    figure.add_trace(_across(standards, places, {"color": ink, "width": 3}))
    figure.add_trace(_dots(rows, places, colour))
    unlike = rows["is_unusual"].astype(bool)
    figure.add_trace(
        rings(rows.loc[unlike, "value"], pd.Series(places)[unlike.to_numpy()], ink=ink)
    )
    if pooled is None:
        figure.update_xaxes(rangemode="tozero", tickformat=",d")
    else:
        figure.update_xaxes(range=[-0.03, 1.03], tickformat=".0%", dtick=0.25)
    figure.update_xaxes(zeroline=False)
    figure.update_yaxes(
        visible=False, range=[len(rows) - 0.4, -0.8], fixedrange=True, zeroline=False
    )
    # All at once: each one that is added alone copies those before it.
    figure.update_layout(
        annotations=[
            *(_over(text, row, at=0, anchor="left") for row, text in enumerate(rows["label"])),
            *(_over(text, row, at=1, anchor="right") for row, text in enumerate(rows["words"])),
            *([example_mark(mark)] if mark else []),
        ]
    )
    return figure


def _over(words: str, row: int, *, at: int, anchor: str) -> dict[str, object]:
    """Words over a row: beside it they would leave a phone no room for the picture."""
    return {
        "xref": "paper",
        "x": at,
        "y": row,
        "text": words,
        "showarrow": False,
        "xanchor": anchor,
        "yanchor": "bottom",
        "yshift": 5,
        "font": {"size": 12},
    }


def _dots(rows: pd.DataFrame, places: Ints, colour: str) -> go.Scatter:
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


def _across(at: Floats, places: Ints, line: dict[str, object]) -> go.Scatter:
    """A short upright line in every row as one trace: sixty shapes would be slow."""
    gap = np.full(len(at), np.nan)
    return go.Scatter(
        mode="lines",
        x=np.column_stack([at, at, gap]).ravel(),
        y=np.column_stack([places - _HALF, places + _HALF, gap]).ravel(),
        line=line,
        hoverinfo="skip",
    )
