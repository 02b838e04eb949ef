"""One look for every figure: one colour per meaning (look.md), Indonesian numbers and dates."""

from typing import Any

DATA = "#0B6E75"
OVER = "#C2410C"
WAITING = "#94A3B8"
RETURNED = "#6D28D9"

MARK_MEASURED, MARK_DECLARED, MARK_UNTIMED = "circle", "diamond", "circle-open"


def layout(*, height: int, x_title: str) -> dict[str, Any]:
    """What every figure shares; colours of text and grid come from Streamlit's theme."""
    return {
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "separators": ",.",
        "showlegend": False,
        "xaxis": {"title": {"text": x_title}, "automargin": True},
        "yaxis": {"automargin": True},
        "hoverlabel": {"align": "left"},
    }
