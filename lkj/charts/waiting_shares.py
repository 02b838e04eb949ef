"""What the waiting of each step is made of: shares of the whole, and the whole in words."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from lkj.charts.sketch import Sketch
from lkj.charts.theme import MARGIN, WAITING, example_mark, layout, room_beside

ROW_HEIGHT = 42
_STRONG, _PALE = "#64748B", "#CBD5E1"
# Each part by colour and pattern, so that grey tells them apart too.
LOOKS: dict[str, dict[str, Any]] = {
    "other_report": {"color": _STRONG},
    "later_report": {"color": _STRONG, "pattern": {"shape": "/", "solidity": 0.45}},
    "batch": {"color": WAITING, "pattern": {"shape": "x", "solidity": 0.35}},
    "unexplained": {"color": _PALE},
}
COLUMNS = ("label", *LOOKS, "words", "key")


def waiting_shares(steps: pd.DataFrame, *, names: dict[str, str], mark: str = "") -> go.Figure:
    """Draw one bar of 100 % for each step.

    Args:
        steps: COLUMNS, one row per step from top to bottom; parts in minutes, `words` say the
            whole at the end of the bar.
        names: what each part of LOOKS is called.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace for each part that any step has.
    """
    height = 110 + ROW_HEIGHT * len(steps)
    figure = Sketch(layout(height=height, x_title="Bagian dari lama menunggu"))
    whole = steps[list(LOOKS)].sum(axis=1)
    for part, look in LOOKS.items():
        if steps[part].sum():
            figure.add_trace(_part(steps, part, names[part], look, whole))
    for row, words in enumerate(steps["words"]):
        figure.add_annotation(
            xref="paper", x=1.0, y=row, text=words, showarrow=False, xanchor="left", xshift=8,
            font={"size": 12},
        )  # fmt: skip
    legend = {"orientation": "h", "y": 1.0, "yanchor": "bottom", "traceorder": "normal"}
    margin = MARGIN | {"r": room_beside(steps["words"], least=190), "t": 56}
    figure.update_layout(barmode="stack", showlegend=True, legend=legend, margin=margin)
    figure.update_xaxes(range=[0, 1], tickformat=".0%")
    figure.update_yaxes(
        tickvals=list(range(len(steps))),
        ticktext=list(steps["label"]),
        range=[len(steps) - 0.4, -0.6],
        showgrid=False,
    )
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _part(
    steps: pd.DataFrame, part: str, name: str, look: dict[str, Any], whole: pd.Series
) -> go.Bar:
    minutes = steps[part]
    return go.Bar(
        orientation="h",
        name=name,
        x=(minutes / whole).fillna(0.0),
        y=list(range(len(steps))),
        width=0.6,
        marker={**look, "line": {"width": 1, "color": WAITING}},
        hovertext=[f"{name}: {value:.0f} menit kerja" for value in minutes],
        hoverinfo="text",
        customdata=steps["key"],
    )
