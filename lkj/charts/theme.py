"""One look for every figure: one colour per meaning (look.md), Indonesian numbers and dates."""

from collections.abc import Iterable, Sequence
from typing import Any

DATA = "#0B6E75"
OVER = "#C2410C"
WAITING = "#94A3B8"
RETURNED = "#6D28D9"

MARGIN = {"l": 8, "r": 8, "t": 28, "b": 8}  # above: room for the mark of example data
LETTER = 6.4  # pixels of a letter of words beside a row
HALF_ROW = 0.42  # to either side of a row's middle, what a standard's line covers
_FEW = 5  # up to here every whole number has its tick
MARK_MEASURED, MARK_DECLARED, MARK_UNTIMED = "circle", "diamond", "circle-open"


def example_mark(words: str) -> dict[str, Any]:
    """Words in the upper right corner, for example that the data are an example."""
    return {
        "text": words,
        "xref": "paper",
        "yref": "paper",
        "x": 1,
        "y": 1,
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "opacity": 0.5,
        "font": {"size": 16},
    }


def count_axis(most: float, *, title: str) -> dict[str, Any]:
    """An axis of counts from zero to `most`: no tick between two whole numbers."""
    few = {"dtick": 1} if most <= _FEW else {}
    return {"title": {"text": title}, "rangemode": "tozero", "tickformat": ",d", **few}


def room_beside(words: Iterable[str], *, least: int = 16) -> int:
    """Pixels to the right of a picture that words beside its rows need; counts grow long."""
    return max(least, 16 + round(LETTER * max(map(len, words), default=0)))


def rows_axis(labels: Sequence[str]) -> dict[str, Any]:
    """A vertical axis with a row for each label, the first on top."""
    return {
        "tickvals": list(range(len(labels))),
        "ticktext": list(labels),
        "range": [len(labels) - 0.4, -0.7],
        "showgrid": False,
        "zeroline": False,
    }


def draw_standard(
    figure: Any, at: float, *, row: int, words: str, ink: str, words_at: float
) -> None:
    """Draw mutu baku waktu across one row: a solid line with its minutes, the same everywhere.

    `words_at` is where `at` stands on the axis, on a logarithmic one its logarithm.
    """
    top, bottom = row - HALF_ROW, row + HALF_ROW
    line = {"color": ink, "width": 3}
    figure.add_shape(type="line", x0=at, x1=at, y0=top, y1=bottom, line=line)
    figure.add_annotation(
        x=words_at,
        y=top,
        text=words,
        showarrow=False,
        xanchor="left",
        xshift=4,
        font={"size": 11},
    )


def layout(*, height: int, x_title: str) -> dict[str, Any]:
    """What every figure shares; colours of text and grid come from Streamlit's theme."""
    return {
        "height": height,
        "margin": MARGIN,
        "separators": ",.",
        "showlegend": False,
        "xaxis": {"title": {"text": x_title}, "automargin": True},
        "yaxis": {"automargin": True},
        "hoverlabel": {"align": "left"},
    }
