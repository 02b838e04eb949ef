"""One look for every figure: one colour per meaning (look.md), Indonesian numbers and dates."""

from typing import Any

DATA = "#0B6E75"
OVER = "#C2410C"
WAITING = "#94A3B8"
RETURNED = "#6D28D9"

MARGIN = {"l": 8, "r": 8, "t": 28, "b": 8}  # above: room for the mark of example data
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
