"""What the waiting before each step is made of."""

from html import escape
from typing import Any

import streamlit as st

from lkj.charts.waiting_shares import waiting_shares
from lkj.labels.time_words import NO_WAITING, WAITING_HEADINGS, WAITING_NOTE
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import clickable, not_yet, opening, twin
from lkj.usecases.waiting_reading import (
    waiting_bars,
    waiting_cells,
    waiting_names,
    waiting_sentence,
    waiting_table,
    waiting_words,
)


def waiting_panel(look: Monitoring) -> Any:
    """Draw what the records tell of the waiting; returns what was clicked, None if undrawn."""
    about = look.population
    table = waiting_table(about)
    bars = waiting_bars(table, about)
    if bars.empty:
        not_yet(NO_WAITING)
        return None
    finding = waiting_sentence(table, about)
    opening(finding, waiting_words(table, about))
    drawn = bars.assign(label=bars["label"].map(escape))
    figure = waiting_shares(drawn, names=waiting_names(), mark=look.mark)
    chosen = clickable(figure, look=look, name="waiting", finding=finding)
    st.caption(WAITING_NOTE)
    twin(
        WAITING_HEADINGS,
        waiting_cells(table, about),
        caption=f"Sebab menunggu per langkah, selesai {about.period}.",
    )
    return chosen
