"""One row per step against its mutu baku waktu: the median, where 85 of 100 end, the passes."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lkj.charts.minutes_per_step import DOT
from lkj.charts.sketch import Sketch
from lkj.charts.theme import (
    DATA,
    MARGIN,
    OVER,
    WAITING,
    draw_standard,
    example_mark,
    layout,
    room_beside,
    rows_axis,
)

ROW_HEIGHT = 44
STEP_COLUMNS = ("label", "standard_text", "median", "high", "is_over", "words", "hover", "key")
DOT_COLUMNS = ("row", "value", "is_over", "hover", "key")
NARROW, WIDE = 2.0, 4.0  # how many times the standard the axis shows
BEYOND = "»"
LEAST_ROOM = 215  # pixels for the words
TICKS = {0: "0", 0.5: "½×", 1: "1×", 2: "2×", 3: "3×", 4: "4×"}


def scoreboard(
    steps: pd.DataFrame, few: pd.DataFrame, *, ink: str, mark: str = ""
) -> go.Figure:
    """Draw a bar for each median, with the standard at the same place in every row.

    Args:
        steps: STEP_COLUMNS, one row per step from top to bottom; `median` and `high` (of 85 in
            100) as ratio to the standard, missing where too few are known; `words` stand at
            the end of the row.
        few: DOT_COLUMNS, the passes of steps without a median.
        ink: colour of the standard's line, by the reader's theme.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace for the band from the median up, one for the medians, one for
        the dots. What reaches beyond the axis ends in »; its words have the number.
    """
    most = reach(steps, few)
    height = 80 + ROW_HEIGHT * len(steps)
    title = "Waktu pengerjaan dibanding mutu baku waktu"
    figure = Sketch(layout(height=height, x_title=title))
    told = steps[steps["median"].notna()]
    figure.add_trace(_bars(told, told["median"].clip(upper=most), width=0.3))
    banded = told[told["high"].notna()]
    figure.add_trace(_bands(banded, most))
    figure.add_trace(_dots(few, most))
    for row, step in enumerate(steps.to_dict("records")):
        draw_standard(figure, 1, row=row, words=step["standard_text"], ink=ink, words_at=1)
        _words(figure, row, step)
        values = (step["median"], step["high"], *few["value"][few["row"] == row])
        if any(value > most for value in values):
            _beyond(figure, row, most)
    room = room_beside(steps["words"], least=LEAST_ROOM)
    figure.update_layout(barmode="overlay", margin=MARGIN | {"r": room})
    ticks = {at: word for at, word in TICKS.items() if at <= most}
    figure.update_xaxes(
        range=[0, most], tickvals=list(ticks), ticktext=list(ticks.values()), tickangle=0
    )
    figure.update_yaxes(rows_axis(list(steps["label"])))
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def reach(steps: pd.DataFrame, few: pd.DataFrame) -> float:
    """How far the axis goes: twice the standard, or four times where something needs it."""
    values = pd.concat([steps["median"], steps["high"], few["value"]]).astype("float64")
    return WIDE if (values > NARROW).any() else NARROW


def _bars(steps: pd.DataFrame, lengths: pd.Series, *, width: float) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=lengths,
        y=steps.index,
        width=width,
        marker={"color": [OVER if over else DATA for over in steps["is_over"]]},
        hovertext=steps["hover"],
        hoverinfo="text",
        customdata=steps["key"],
    )


def _bands(steps: pd.DataFrame, most: float) -> go.Bar:
    base = steps["median"].clip(upper=most)
    return go.Bar(
        orientation="h",
        base=base,
        x=steps["high"].clip(upper=most) - base,
        y=steps.index,
        width=0.62,
        marker={"color": WAITING, "opacity": 0.45, "line": {"width": 0}},
        hovertext=steps["hover"],
        hoverinfo="text",
        customdata=steps["key"],
    )


def _dots(few: pd.DataFrame, most: float) -> go.Scatter:
    return go.Scatter(
        mode="markers",
        cliponaxis=False,
        x=few["value"].clip(upper=most),
        y=few["row"],
        marker={
            "color": [OVER if over else DATA for over in few["is_over"]],
            "size": DOT,
            "opacity": 1,
        },
        hovertext=few["hover"],
        hoverinfo="text",
        customdata=few["key"],
    )


def _beyond(figure: Sketch, row: int, most: float) -> None:
    figure.add_annotation(
        x=most, y=row, yshift=12, text=f"<b>{BEYOND}</b>", showarrow=False, xanchor="right",
        font={"size": 18},
    )  # fmt: skip


def _words(figure: Sketch, row: int, step: dict[Any, Any]) -> None:
    figure.add_annotation(
        xref="paper",
        x=1.0,
        y=row,
        text=step["words"],
        showarrow=False,
        xanchor="left",
        align="left",
        xshift=8,
        font={"size": 12},
    )
