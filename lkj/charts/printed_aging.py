"""Open reports over the columns of their steps for paper: plain SVG that also reads in grey."""

from collections.abc import Iterator, Mapping
from math import log10, sqrt
from typing import Any

import pandas as pd

from lkj.charts.printed_text import INK, PALE, SIZE, drawing, text
from lkj.charts.svg import element
from lkj.charts.text_lines import shortened
from lkj.charts.theme import DATA, OVER

WIDTH, LEFT, RIGHT = 860, 96, 846
TOP, BOTTOM, HEIGHT = 14, 344, 400
RADIUS = 6.0
_NAME_LINES = 3  # that the paper has room for under a column
GREYS = {"p95": "#ececec", "p85": "#dedede", "p50": "#cfcfcf"}  # the widest is drawn first


def aging_drawing(
    marks: pd.DataFrame,
    steps: pd.DataFrame,
    bands: pd.DataFrame,
    *,
    ticks: Mapping[float, str],
    span: tuple[float, float],
    name: str,
) -> str:
    """Draw the rows of `aging_chart`; a mark over the standard has a black rim.

    Args:
        marks: its MARK_COLUMNS; labels need not be escaped.
        steps: its STEP_COLUMNS.
        bands: its BAND_COLUMNS.
        ticks: words by minutes.
        span: least and most minutes shown.
        name: what the picture says, for those who do not see it.
    """
    place = _Places(span, len(steps))
    parts = [
        *(part for band in bands.to_dict("records") for part in _band(band, place)),
        *_axis(ticks, place),
        *(
            part
            for at, step in enumerate(steps.to_dict("records"))
            for part in _step(at, step, place)
        ),
        *(part for mark in marks.to_dict("records") for part in _mark(mark, place)),
    ]
    return drawing(parts, width=WIDTH, height=HEIGHT, name=name)


class _Places:
    """Where columns and minutes stand on the paper."""

    def __init__(self, span: tuple[float, float], n_steps: int) -> None:
        self._low, self._high = (log10(edge) for edge in span)
        self.column = (RIGHT - LEFT) / max(n_steps, 1)

    def x(self, at: float) -> float:
        return LEFT + (at + 0.5) * self.column

    def y(self, minutes: float) -> float:
        part = (log10(max(minutes, 10**self._low)) - self._low) / (self._high - self._low)
        return BOTTOM - part * (BOTTOM - TOP)


def _axis(ticks: Mapping[float, str], place: _Places) -> Iterator[str]:
    for minutes, words in ticks.items():
        y = place.y(minutes)
        if TOP <= y < BOTTOM:
            yield element("line", x1=LEFT, x2=RIGHT, y1=y, y2=y, stroke=PALE, stroke_width=1)
            yield text(words, x=LEFT - 8, y=y + SIZE / 3, anchor="end", size=SIZE - 2)


def _band(band: dict[Any, Any], place: _Places) -> Iterator[str]:
    x, right = place.x(band["left"]), place.x(band["right"])
    for name, grey in GREYS.items():
        if band[name] == band[name]:
            y = place.y(band[name])
            yield element("rect", x=x, y=y, width=right - x, height=BOTTOM - y, fill=grey)
            words = name.removeprefix("p")
            yield text(words, x=right, y=y - 2, anchor="end", size=SIZE - 4)


def _step(at: int, step: dict[Any, Any], place: _Places) -> Iterator[str]:
    x, y, half = place.x(at), place.y(step["standard"]), place.column * 0.42
    yield element("line", x1=x - half, x2=x + half, y1=y, y2=y, stroke=INK, stroke_width=3.5)
    yield text(step["standard_text"], x=x - half, y=y + SIZE - 1, size=SIZE - 3)
    lines = shortened(
        step["label"], width=place.column - 6, size=SIZE - 2, most_lines=_NAME_LINES
    )
    for row, line in enumerate(lines):
        yield text(line, x=x, y=BOTTOM + SIZE * (1.2 + row), anchor="middle", size=SIZE - 2)


def _mark(mark: dict[Any, Any], place: _Places) -> Iterator[str]:
    x, y = place.x(mark["x"]), place.y(mark["age_minutes"])
    radius = RADIUS * min(sqrt(mark["n"]), 2)
    color = OVER if mark["is_over"] else DATA
    corners = ((x, y - radius), (x + radius, y + radius), (x - radius, y + radius))
    points = " ".join(f"{left:.1f},{top:.1f}" for left, top in corners)
    yield element(
        "polygon",
        points=points,
        fill=color if mark["is_started"] else "#ffffff",
        stroke=color if mark["is_started"] and not mark["is_over"] else INK,
        stroke_width=1.8,
    )
    if mark["label"]:
        height = place.y(mark["label_height"])
        yield text(mark["label"], x=x + radius + 3, y=height + SIZE / 3, size=SIZE - 3)
