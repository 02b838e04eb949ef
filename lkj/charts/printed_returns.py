"""Decisions of each reviewer as bars for paper: plain SVG that also reads in grey."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from lkj.charts.printed_text import INK, PALE, SIZE, axis_name, drawing, label_lines, text
from lkj.charts.svg import element
from lkj.charts.theme import RETURNED, WAITING
from lkj.labels.formats import number

WIDTH, LEFT, RIGHT = 860, 220, 650
TOP, ROW, BAR, BELOW = 8, 42, 22, 44
FEWEST_TICKS = 4
APPROVED = "#d5dbe4"  # paler than WAITING, and it hides the lines behind
_HATCH = "again"
LOOKS: Mapping[str, dict[str, str | float]] = {
    "n_first_rejections": {"fill": RETURNED, "stroke": RETURNED},
    "n_again_rejections": {"fill": f"url(#{_HATCH})", "stroke": RETURNED},
    "n_approvals": {"fill": APPROVED, "stroke": WAITING},
}


def returns_drawing(reviewers: pd.DataFrame, *, name: str) -> str:
    """Draw how often each reviewer decided, and how often that was a return.

    Args:
        reviewers: COLUMNS of `returns_per_reviewer`; labels need not be escaped.
        name: what the picture says, for those who do not see it.

    Returns:
        An SVG element: solid for returns at the first review, hatched for those after a
        repair, pale for approvals.
    """
    most = max(int(reviewers[list(LOOKS)].sum(axis=1).max()), 1)
    unit = (RIGHT - LEFT) / most
    rows = [
        part
        for row, one in enumerate(reviewers.to_dict("records"))
        for part in _row(row, one, unit)
    ]
    height = TOP + ROW * len(reviewers) + BELOW
    parts = [_hatch(), *_axis(most, unit, len(reviewers)), *rows]
    return drawing(parts, width=WIDTH, height=height, name=name)


def tick_step(most: int) -> int:
    """The greatest of 1, 2, 5, 10, 20, 50, … that gives an axis at least four ticks."""
    steps = (digit * 10**power for power in range(len(str(most))) for digit in (1, 2, 5))
    return max((step for step in steps if most // step >= FEWEST_TICKS), default=1)


def _hatch() -> str:
    line = element("path", d="M0 6L6 0", stroke=RETURNED, stroke_width=2)
    pattern = element(
        "pattern", line, id=_HATCH, width=6, height=6, patternUnits="userSpaceOnUse"
    )
    return element("defs", pattern)


def _axis(most: int, unit: float, n_rows: int) -> Iterator[str]:
    bottom = TOP + ROW * n_rows
    for count in range(0, most + 1, tick_step(most)):
        x = LEFT + count * unit
        yield element("line", x1=x, x2=x, y1=TOP, y2=bottom, stroke=PALE, stroke_width=1)
        yield text(number(count), x=x, y=bottom + SIZE + 2, anchor="middle")
    yield axis_name("Pemeriksaan", x=(LEFT + RIGHT) / 2, y=bottom + 2.6 * SIZE)


def _row(row: int, reviewer: dict[Any, Any], unit: float) -> Iterator[str]:
    middle = TOP + ROW * (row + 0.5)
    yield from label_lines(reviewer["label"], x=LEFT - 14, middle=middle, width=LEFT - 20)
    x = float(LEFT)
    for part, look in LOOKS.items():
        width = float(reviewer[part]) * unit
        if width:
            yield element("rect", x=x, y=middle - BAR / 2, width=width, height=BAR, **look)
        x += width
    yield element(
        "line",
        x1=LEFT,
        x2=LEFT,
        y1=middle - ROW / 2,
        y2=middle + ROW / 2,
        stroke=INK,
        stroke_width=1.5,
    )
    yield text(reviewer["words"], x=x + 10, y=middle + SIZE / 3)
