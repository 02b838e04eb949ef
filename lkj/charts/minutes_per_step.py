"""Working minutes of passes as dots, a row for each step, each against its own standard."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from lkj.charts.sketch import Sketch
from lkj.charts.theme import (
    DATA,
    MARGIN,
    MARK_DECLARED,
    MARK_MEASURED,
    OVER,
    draw_standard,
    example_mark,
    layout,
    room_beside,
    rows_axis,
)

ROW_HEIGHT = 46
DOT = 10  # pixels across
# Where dots stand for many passes: of the most, so that neighbours do not touch, and of few.
LARGEST, SMALLEST = 18, 4
MINUTES: dict[float, str] = {1: "≤1", 5: "5", 20: "20", 60: "1 jam", 240: "4 jam"}
MINUTES |= {960: "16 jam", 4800: "80 jam"}
MINUTES_AXIS = "Waktu kerja (menit; jam bila disebut)"
RATIOS: dict[float, str] = {0.25: "≤¼×", 1: "1×", 4: "4×", 16: "16×", 64: "64×"}
DOT_COLUMNS = ("row", "value", "n", "is_declared", "is_over", "offset", "hover", "key")
STEP_COLUMNS = ("label", "standard", "standard_text", "median", "margin")

Floats = npt.NDArray[np.float64]


def minutes_per_step(
    dots: pd.DataFrame,
    steps: pd.DataFrame,
    *,
    in_ratio: bool,
    ink: str,
    mark: str = "",
    row_height: int = ROW_HEIGHT,
) -> go.Figure:
    """Draw the known passes of each step beside its standard, on a logarithmic scale.

    Args:
        dots: DOT_COLUMNS; `row` is the position in `steps`, `value` minutes or the ratio to the
            standard, `n` how many passes the dot stands for, `hover` escaped text, `key` what a
            click gives back.
        steps: STEP_COLUMNS, one row per step from top to bottom; `standard` and `median` in
            the unit of `value`, `median` missing where there are too few; `margin` says what
            has no dot.
        in_ratio: whether values are ratios.
        ink: colour of the standard's line, by the reader's theme.
        mark: words across the picture, for example that its data are an example.
        row_height: pixels of a row.

    Returns:
        A figure with one trace within the standard, one over it, and the medians.
    """
    ticks = RATIOS if in_ratio else MINUTES
    least = min(ticks)  # a logarithm has no zero
    dots = dots.assign(value=dots["value"].clip(lower=least), size=_sizes(dots["n"]))
    steps = steps.assign(median=steps["median"].clip(lower=least))
    title = "Waktu pengerjaan dibanding mutu baku waktu" if in_ratio else MINUTES_AXIS
    height = 80 + row_height * len(steps)
    figure = Sketch(layout(height=height, x_title=title))
    figure.add_trace(_dots(dots[~dots["is_over"]], color=DATA))
    figure.add_trace(_dots(dots[dots["is_over"]], color=OVER))
    figure.add_trace(_medians(steps, ink))
    _standards(figure, steps, ink)
    _margin(figure, steps)
    values = [dots["value"], steps["standard"]]
    _axes(figure, steps, ticks, pd.concat(values).dropna())
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _sizes(n: pd.Series) -> Floats:
    """Pixels across: the area is the number of passes; of single passes all are DOT."""
    most = int(n.max()) if len(n) else 1
    if most == 1:
        return np.full(len(n), float(DOT))
    across = LARGEST * np.sqrt(n.to_numpy(np.float64) / most)
    return across.clip(min=SMALLEST)


def _dots(dots: pd.DataFrame, *, color: str) -> go.Scatter:
    symbols = np.where(dots["is_declared"], MARK_DECLARED, MARK_MEASURED)
    return go.Scatter(
        mode="markers",
        x=dots["value"],
        y=dots["row"] + dots["offset"] * 0.5,
        marker={
            "color": color,
            "symbol": symbols,
            "opacity": 1,  # Plotly fades marks of several sizes
            "size": dots["size"],
            "line": {"width": 1, "color": color},
        },
        hovertext=dots["hover"],
        hoverinfo="text",
        customdata=dots["key"],
    )


def _medians(steps: pd.DataFrame, ink: str) -> go.Scatter:
    known = steps[steps["median"].notna()]
    return go.Scatter(
        mode="markers",
        x=known["median"],
        y=known.index,
        marker={
            "symbol": "line-ns",
            "size": 20,
            "line": {"width": 2, "color": ink},
            "opacity": 0.5,
        },
        hoverinfo="skip",
    )


def _standards(figure: Sketch, steps: pd.DataFrame, ink: str) -> None:
    for row, step in enumerate(steps.to_dict("records")):
        at = step["standard"]
        draw_standard(
            figure,
            at,
            row=row,
            words=step["standard_text"],
            ink=ink,
            words_at=float(np.log10(at)),
        )


def _margin(figure: Sketch, steps: pd.DataFrame) -> None:
    for row, words in enumerate(steps["margin"]):
        figure.add_annotation(
            xref="paper",
            x=1.0,
            y=row,
            text=words,
            showarrow=False,
            xanchor="left",
            xshift=8,
            font={"size": 12},
        )


def _axes(
    figure: Sketch,
    steps: pd.DataFrame,
    ticks: Mapping[float, str],
    values: pd.Series,
) -> None:
    low, high = float(values.min()), float(values.max())
    figure.update_xaxes(
        type="log",
        range=[float(np.log10(low * 0.7)), float(np.log10(high * 1.4))],
        tickvals=list(ticks),
        ticktext=list(ticks.values()),
        tickangle=0,
    )
    figure.update_yaxes(rows_axis(list(steps["label"])))
    figure.update_layout(margin=MARGIN | {"r": room_beside(steps["margin"], least=48)})
