"""How many reports ever reached each step by each day, and how many are being done again."""

from collections.abc import Iterator, Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from lkj.charts.theme import DATA, MARGIN, RETURNED, count_axis, example_mark, layout

HEIGHT = 420
LINE_COLUMNS = ("day", "line", "n_reached")
DAY_COLUMNS = ("day", "n_in_rework")
_TINT = "rgba(11, 110, 117, 0.13)"  # DATA; areas lie upon each other and grow darker
# Days where they stand near each other, and months otherwise.
TICKS = [
    {"dtickrange": [None, "M1"], "value": "%d/%m/%Y"},
    {"dtickrange": ["M1", None], "value": "%m/%Y"},
]
_APART = 0.055  # of the height: labels nearer than this become one


def cumulative_flow(
    lines: pd.DataFrame,
    days: pd.DataFrame,
    *,
    names: Sequence[str],
    marks: Sequence[str],
    mark: str = "",
) -> go.Figure:
    """Draw one area per step that never falls, and under it the band of what is redone.

    Args:
        lines: LINE_COLUMNS; `line` is the place of the step in `names`.
        days: DAY_COLUMNS of the same days.
        names: of the steps and, last, of the end.
        marks: what stands for each name beside the picture, for example its number.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace per name and one for the band, on a common axis of days.
    """
    figure = make_subplots(
        rows=2, cols=1, shared_xaxes=True, row_heights=[0.76, 0.24], vertical_spacing=0.06
    )
    figure.update_layout(layout(height=HEIGHT, x_title=""))
    for number, name in enumerate(names):
        line = lines[lines["line"] == number]
        figure.add_trace(_area(line["day"], line["n_reached"], name), row=1, col=1)
    figure.add_trace(_band(days), row=2, col=1)
    last = lines.drop_duplicates("line", keep="last").sort_values("line")["n_reached"]
    for n_reached, words in _labels(last.tolist(), marks):
        figure.add_annotation(
            xref="paper",
            x=1,
            y=n_reached,
            text=words,
            showarrow=False,
            xanchor="left",
            xshift=6,
            font={"size": 11},
        )
    figure.update_xaxes(tickformatstops=TICKS, tickangle=0)
    figure.update_xaxes(title={"text": "Hari"}, row=2, col=1)
    figure.update_yaxes(count_axis(max(last), title="Laporan"), row=1, col=1)
    redone = count_axis(days["n_in_rework"].max(), title="Diulang")
    figure.update_yaxes(redone, row=2, col=1)
    figure.update_layout(margin=MARGIN | {"r": 110})
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure


def _area(days: pd.Series, n_reached: pd.Series, name: str) -> go.Scatter:
    return go.Scatter(
        mode="lines" if len(days) > 1 else "markers",  # a line of one day cannot be seen
        x=days,
        y=n_reached,
        line={"color": DATA, "width": 1, "shape": "hv"},
        fill="tozeroy",
        fillcolor=_TINT,
        hovertemplate="%{x|%d/%m/%Y}: %{y:,d} mencapai " + name + "<extra></extra>",
    )


def _band(days: pd.DataFrame) -> go.Scatter:
    return go.Scatter(
        mode="lines",
        x=days["day"],
        y=days["n_in_rework"],
        line={"color": RETURNED, "width": 1, "shape": "hv"},
        fill="tozeroy",
        hovertemplate="%{x|%d/%m/%Y}: %{y:,d} sedang diulang<extra></extra>",
    )


def _labels(last: Sequence[int], marks: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Where each mark stands; lines that end together share a label."""
    together = [0]
    for number in range(1, len(marks) + 1):
        if number < len(marks):
            gap = last[together[0]] - last[number]
            if gap < _APART * max(last[0], 1):
                together.append(number)
                continue
        ends = dict.fromkeys((marks[together[0]], marks[together[-1]]))
        yield last[together[0]], " – ".join(ends)
        together = [number]
