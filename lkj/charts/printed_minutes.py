"""Working minutes of passes as dots for paper: plain SVG that also reads in grey."""

from collections.abc import Iterator
from math import log10, sqrt
from typing import Any

import pandas as pd

from lkj.charts.minutes_per_step import MINUTES, MINUTES_AXIS
from lkj.charts.printed_text import INK, PALE, SIZE, axis_name, drawing, label_lines, text
from lkj.charts.svg import element
from lkj.charts.theme import DATA, OVER

WIDTH, LEFT, RIGHT = 860, 180, 790
TOP, ROW, BELOW = 16, 38, 44
RADIUS = 4.5


def minutes_drawing(dots: pd.DataFrame, steps: pd.DataFrame, *, name: str) -> str:
    """Draw the known passes of each step beside its standard, on a logarithmic scale.

    Args:
        dots: DOT_COLUMNS of `minutes_per_step`, minutes.
        steps: its STEP_COLUMNS; labels need not be escaped.
        name: what the picture says, for those who do not see it.

    Returns:
        An SVG element. A pass over the standard has a black rim, so that grey tells it too.
    """
    height = TOP + ROW * len(steps) + BELOW
    scale = _Scale(pd.concat([dots["value"], steps["standard"]]).dropna())
    rows = [
        part
        for row, step in enumerate(steps.to_dict("records"))
        for part in _row(row, step, scale)
    ]
    marks = [_dot(dot, scale) for dot in dots.to_dict("records")]
    return drawing(
        [*_axis(scale, len(steps)), *rows, *marks], width=WIDTH, height=height, name=name
    )


class _Scale:
    """Places of minutes along the picture; nothing lies left of the least tick."""

    def __init__(self, values: pd.Series) -> None:
        self._least = min(MINUTES)
        low = max(float(values.min()), self._least) * 0.7
        self._low, self._high = log10(low), log10(float(values.max()) * 1.4)
        self.ticks = {m: word for m, word in MINUTES.items() if self._holds(m)}

    def __call__(self, minutes: float) -> float:
        part = (log10(max(minutes, self._least)) - self._low) / (self._high - self._low)
        return LEFT + part * (RIGHT - LEFT)

    def _holds(self, minutes: float) -> bool:
        return self._low <= log10(minutes) <= self._high


def _axis(scale: _Scale, n_rows: int) -> Iterator[str]:
    bottom = TOP + ROW * n_rows
    for minutes, word in scale.ticks.items():
        x = scale(minutes)
        yield element("line", x1=x, x2=x, y1=TOP, y2=bottom, stroke=PALE, stroke_width=1)
        yield text(word, x=x, y=bottom + SIZE + 2, anchor="middle")
    yield axis_name(MINUTES_AXIS, x=(LEFT + RIGHT) / 2, y=bottom + 2.6 * SIZE)


def _row(row: int, step: dict[Any, Any], scale: _Scale) -> Iterator[str]:
    middle = _middle(row)
    x, half = scale(step["standard"]), ROW * 0.38
    yield from label_lines(step["label"], x=LEFT - 14, middle=middle, width=LEFT - 20)
    yield element(
        "line", x1=x, x2=x, y1=middle - half, y2=middle + half, stroke=INK, stroke_width=3.5
    )
    yield text(step["standard_text"], x=x + 4, y=middle - half + 3, size=SIZE - 3)
    if step["median"] == step["median"]:
        at = scale(step["median"])
        yield element(
            "line", x1=at, x2=at, y1=middle - 11, y2=middle + 11, stroke=INK, stroke_width=1
        )
    yield text(step["margin"], x=RIGHT + 16, y=middle + SIZE / 3)


def _dot(dot: dict[Any, Any], scale: _Scale) -> str:
    radius = RADIUS * min(sqrt(dot["n"]), 4)
    x, y = scale(dot["value"]), _middle(dot["row"] + dot["offset"] * 0.5)
    color = OVER if dot["is_over"] else DATA
    rim = {"stroke": INK, "stroke_width": 1.5} if dot["is_over"] else {"stroke": None}
    if not dot["is_declared"]:
        return element("circle", cx=x, cy=y, r=radius, fill=color, **rim)
    reach = radius * 1.3
    corners = [(x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y)]
    points = " ".join(f"{left:.1f},{top:.1f}" for left, top in corners)
    return element("polygon", points=points, fill=color, **rim)


def _middle(row: float) -> float:
    return TOP + ROW * (row + 0.5)
