"""The scoreboard for paper: plain SVG that also reads in grey."""

from collections.abc import Iterator
from math import isnan
from typing import Any

import pandas as pd

from lkj.charts.printed_text import INK, PALE, SIZE, axis_name, drawing, label_lines, text
from lkj.charts.scoreboard import BEYOND, TICKS, reach
from lkj.charts.svg import element
from lkj.charts.theme import DATA, OVER

WIDTH, LEFT, RIGHT = 860, 180, 590
TOP, ROW, BAR, BAND, BELOW = 16, 36, 10, 24, 44
RADIUS = 4.5


def scoreboard_drawing(steps: pd.DataFrame, few: pd.DataFrame, *, name: str) -> str:
    """Draw a bar for each median, with the standard at the same place in every row.

    Args:
        steps: STEP_COLUMNS of `scoreboard`; labels need not be escaped.
        few: its DOT_COLUMNS.
        name: what the picture says, for those who do not see it.

    Returns:
        An SVG element. What is over the standard has a black rim, so that grey tells it too.
    """
    most = reach(steps, few)
    rows = [
        part
        for row, step in enumerate(steps.to_dict("records"))
        for part in _row(row, step, most)
    ]
    dots = [_dot(dot, most) for dot in few.to_dict("records")]
    height = TOP + ROW * len(steps) + BELOW
    parts = [*_axis(most, len(steps)), *rows, *dots]
    return drawing(parts, width=WIDTH, height=height, name=name)


def _x(ratio: float, most: float) -> float:
    return LEFT + min(ratio, most) / most * (RIGHT - LEFT)


def _middle(row: float) -> float:
    return TOP + ROW * (row + 0.5)


def _axis(most: float, n_rows: int) -> Iterator[str]:
    bottom = TOP + ROW * n_rows
    for ratio, word in TICKS.items():
        if ratio <= most:
            x = _x(ratio, most)
            yield element("line", x1=x, x2=x, y1=TOP, y2=bottom, stroke=PALE, stroke_width=1)
            yield text(word, x=x, y=bottom + SIZE + 2, anchor="middle")
    middle = (LEFT + RIGHT) / 2
    yield axis_name("Dibanding mutu baku waktu", x=middle, y=bottom + 2.6 * SIZE)


def _row(row: int, step: dict[Any, Any], most: float) -> Iterator[str]:
    middle = _middle(row)
    yield from label_lines(step["label"], x=LEFT - 14, middle=middle, width=LEFT - 20)
    median, high = step["median"], step["high"]
    if not isnan(high):
        yield _bar(_x(median, most), _x(high, most), middle, BAND, {"fill": "#c8ced8"})
    if not isnan(median):
        rim = {"stroke": INK, "stroke_width": 1.5} if step["is_over"] else {}
        fill = {"fill": OVER if step["is_over"] else DATA, **rim}
        yield _bar(LEFT, _x(median, most), middle, BAR, fill)
    if median > most or high > most:
        yield text(BEYOND, x=RIGHT - 2, y=middle + SIZE / 3, anchor="end")
    x, half = _x(1.0, most), ROW * 0.42
    yield element(
        "line", x1=x, x2=x, y1=middle - half, y2=middle + half, stroke=INK, stroke_width=3.5
    )
    yield text(step["standard_text"], x=x + 4, y=middle - half + 3, size=SIZE - 4)
    yield text(step["words"], x=RIGHT + 12, y=middle + SIZE / 3, size=SIZE - 2)


def _bar(start: float, end: float, middle: float, height: float, look: dict[str, Any]) -> str:
    width = max(end - start, 0.0)
    return element("rect", x=start, y=middle - height / 2, width=width, height=height, **look)


def _dot(dot: dict[Any, Any], most: float) -> str:
    rim = {"stroke": INK, "stroke_width": 1.5} if dot["is_over"] else {"stroke": None}
    color = OVER if dot["is_over"] else DATA
    x = _x(dot["value"], most)
    return element("circle", cx=x, cy=_middle(dot["row"]), r=RADIUS, fill=color, **rim)
