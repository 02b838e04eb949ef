"""Returns per reviewer: sentence, picture, table."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.schema import Outcome
from lkj.charts.returns_per_reviewer import returns_per_reviewer
from lkj.labels.monitoring_words import RETURNS_HEADINGS, RETURNS_LEGEND
from lkj.ui.clicked import clicked_keys, list_passes
from lkj.ui.markup import escape_markdown, table, text
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import clickable
from lkj.usecases.returns_reading import (
    returns_bars,
    returns_caption,
    returns_cells,
    returns_sentence,
    returns_words,
)


def returns_behind(look: Monitoring, chosen: Any) -> None:
    """List the returns at the steps whose bars were clicked."""
    steps = clicked_keys(chosen)
    if steps:
        passes = look.passes
        st.subheader("Di balik batang ini")
        is_return = passes["outcome"] == Outcome.REJECTED
        list_passes(look, passes[is_return & passes["step"].isin(steps)])


def returns_header(look: Monitoring, counts: pd.DataFrame) -> None:
    """Finding and subtitle."""
    st.header(escape_markdown(returns_sentence(counts)))
    st.caption(escape_markdown(returns_words(look.population)))


def returns_picture(look: Monitoring, counts: pd.DataFrame, *, key: str) -> Any:
    """Draw the bars; returns what was clicked."""
    figure = returns_per_reviewer(returns_bars(counts, look.population), mark=look.mark)
    finding = returns_sentence(counts)
    chosen = clickable(figure, look=look, name="returns", finding=finding, key=key)
    st.caption(RETURNS_LEGEND)
    return chosen


def returns_table(look: Monitoring, counts: pd.DataFrame) -> None:
    """The numbers of the picture."""
    rows = [[text(cell) for cell in row] for row in returns_cells(counts, look.population)]
    caption = returns_caption(look.population)
    st.html(table(RETURNS_HEADINGS, rows, caption=caption, class_="lkj-table"))
