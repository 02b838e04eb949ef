"""Rings around the marks that are unlike the others: a shape, not a colour."""

import pandas as pd
import plotly.graph_objects as go


def rings(x: pd.Series, y: pd.Series, *, ink: str) -> go.Scatter:
    """A trace of rings.

    Args:
        x: where the marks stand.
        y: where the marks stand.
        ink: colour, by the reader's theme.
    """
    return go.Scatter(
        mode="markers",
        x=x,
        y=y,
        marker={"color": ink, "size": 18, "symbol": "circle-open", "line": {"width": 2}},
        hoverinfo="skip",
    )
