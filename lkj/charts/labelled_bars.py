"""Bars from zero, each made of parts, with words at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from lkj.charts.sketch import Sketch
from lkj.charts.theme import MARGIN, RETURNED, count_axis, example_mark, layout, room_beside

ROW_HEIGHT = 44
COLUMNS = ("label", "words")  # and one for each part


@dataclass(frozen=True)
class Part:
    """One part of every bar: its column, what it counts, and whether it is hatched."""

    column: str
    words: str
    is_hatched: bool = False


def labelled_bars(
    rows: pd.DataFrame,
    *,
    parts: Sequence[Part],
    x_title: str,
    ink: str = RETURNED,
    mark: str = "",
) -> go.Figure:
    """Draw a bar for each row; its parts stand one behind the other.

    Args:
        rows: COLUMNS and those of the parts, from top to bottom; a part may be missing.
            `label` and `words` are escaped text.
        parts: from the left; hatched ones are told apart without colour.
        x_title: what the bars count.
        ink: colour of every part; the theme has one for each meaning.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace for each part.
    """
    figure = Sketch(layout(height=70 + ROW_HEIGHT * len(rows), x_title=x_title))
    places = list(range(len(rows)))
    for part in parts:
        pattern = {"pattern": {"shape": "/", "fillmode": "replace"}} if part.is_hatched else {}
        figure.add_trace(
            go.Bar(
                orientation="h",
                name=part.words,
                x=rows[part.column],
                y=places,
                marker={"color": ink, **pattern},
                hovertemplate="%{x:,.0f} " + part.words + "<extra></extra>",
            )
        )
    ends = rows[[part.column for part in parts]].sum(axis=1)
    for place, (end, words) in enumerate(zip(ends, rows["words"], strict=True)):
        figure.add_annotation(
            x=end, y=place, text=words, showarrow=False, xanchor="left", xshift=8
        )
    margin = MARGIN | {"r": room_beside(rows["words"])}
    figure.update_layout(barmode="stack", bargap=0.4, margin=margin)
    figure.update_xaxes(count_axis(float(ends.max() if len(ends) else 0), title=x_title))
    figure.update_yaxes(
        tickvals=places, ticktext=list(rows["label"]), range=[len(rows) - 0.4, -0.6]
    )
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()
