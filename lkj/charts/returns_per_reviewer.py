"""Decisions of each reviewer as bars from zero: what was returned, what was approved."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from lkj.charts.sketch import Sketch
from lkj.charts.theme import MARGIN, RETURNED, WAITING, count_axis, example_mark, layout

ROW_HEIGHT = 58
COLUMNS = ("label", "n_first_rejections", "n_again_rejections", "n_approvals", "words", "key")


def returns_per_reviewer(reviewers: pd.DataFrame, *, mark: str = "") -> go.Figure:
    """Draw how often each reviewer decided, and how often that was a return.

    Args:
        reviewers: COLUMNS, one row per reviewer from top to bottom; counts of decisions;
            `words` is what stands at the end of the bar; `key` is what a click gives back.
        mark: words across the picture, for example that its data are an example.

    Returns:
        A figure with one trace each for returns at the first review, returns of what was
        repaired, and approvals.
    """
    height = 70 + ROW_HEIGHT * len(reviewers)
    figure = Sketch(layout(height=height, x_title="Pemeriksaan"))
    solid = {"color": RETURNED}
    hatched = {"color": RETURNED, "pattern": {"shape": "/", "fillmode": "replace"}}
    pale = {"color": WAITING, "opacity": 0.45}
    figure.add_trace(_bar(reviewers, "n_first_rejections", solid, "dikembalikan, pertama"))
    figure.add_trace(_bar(reviewers, "n_again_rejections", hatched, "dikembalikan lagi"))
    figure.add_trace(_bar(reviewers, "n_approvals", pale, "disetujui"))
    counts = ["n_first_rejections", "n_again_rejections", "n_approvals"]
    total = reviewers[counts].sum(axis=1)
    for row, (end, words) in enumerate(zip(total, reviewers["words"], strict=True)):
        figure.add_annotation(
            x=end, y=row, text=words, showarrow=False, xanchor="left", xshift=8
        )
    figure.update_layout(barmode="stack", bargap=0.45, margin=MARGIN | {"r": 190})
    figure.update_xaxes(count_axis(float(total.max() or 0), title="Pemeriksaan"))
    figure.update_yaxes(
        tickvals=list(range(len(reviewers))),
        ticktext=list(reviewers["label"]),
        range=[len(reviewers) - 0.4, -0.6],
    )
    if mark:
        figure.add_annotation(example_mark(mark))
    return figure.figure()


def _bar(
    reviewers: pd.DataFrame, column: str, marker: Mapping[str, object], word: str
) -> go.Bar:
    return go.Bar(
        orientation="h",
        x=reviewers[column],
        y=list(range(len(reviewers))),
        marker=marker,
        hovertemplate="%{x} " + word + "<extra></extra>",
        customdata=reviewers["key"],
    )
