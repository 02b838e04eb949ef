"""Reports that arrive, leave and run, month by month."""

import pandas as pd
import plotly.graph_objects as go

from lkj.charts.sketch import Sketch
from lkj.charts.theme import DATA, WAITING, count_axis, example_mark, layout

HEIGHT = 260
COLUMNS = ("month", "n_arrived", "n_finished", "n_running")

HALF_MONTH = pd.Timedelta(days=16)
FEW_MONTHS = 6  # up to here Plotly would name the same month several times


def reports_per_month(months: pd.DataFrame, *, ink: str, mark: str = "") -> go.Figure:
    """Draw a bar for arrivals and one for finished reports, and a dash for running ones.

    Args:
        months: COLUMNS, one row per month, its first day; `n_running` at its end.
        ink: colour of the dashes, by the reader's theme.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace each for what arrived, finished and ran.
    """
    figure = Sketch(layout(height=HEIGHT, x_title="Bulan"))
    for column, color, words in (
        ("n_arrived", WAITING, "masuk"),
        ("n_finished", DATA, "selesai"),
    ):
        figure.add_trace(
            go.Bar(
                name=words,
                x=months["month"],
                y=months[column],
                marker={"color": color},
                hovertemplate="%{x|%m/%Y}: %{y:,d} " + words + "<extra></extra>",
            )
        )
    figure.add_trace(
        go.Scatter(
            mode="markers",  # a line from month to month would tell what nobody counted
            x=months["month"],
            y=months["n_running"],
            marker={"symbol": "line-ew", "size": 12, "line": {"color": ink, "width": 2}},
            hovertemplate="akhir %{x|%m/%Y}: %{y:,d} berjalan<extra></extra>",
        )
    )
    figure.update_layout(barmode="group", bargap=0.25)
    first, last = months["month"].iloc[0] - HALF_MONTH, months["month"].iloc[-1] + HALF_MONTH
    figure.update_xaxes(tickformat="%m/%Y", tickangle=0, range=[first, last])
    if len(months) <= FEW_MONTHS:
        figure.update_xaxes(dtick="M1", tick0=months["month"].iloc[0])
    most = months[["n_arrived", "n_finished", "n_running"]].to_numpy().max()
    figure.update_yaxes(count_axis(most, title="Laporan"))
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()
