"""The first screen of Petugas Monev: three findings, how complete they are, what needs care."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.attention import Attention
from lkj.labels.findings import completeness
from lkj.labels.formats import number
from lkj.ui.clicked import passes_behind
from lkj.ui.markup import escape_markdown
from lkj.ui.monitoring import Monitoring
from lkj.ui.navigation import CAUSES, DURATIONS, PLAN, REJECTIONS, REPORTS, Screen, script
from lkj.ui.returns_panel import returns_behind, returns_header, returns_picture, returns_table
from lkj.ui.time_panel import time_header, time_picture, time_table
from lkj.usecases.attention_reading import (
    NO_ATTENTION,
    attention_of,
    attention_sentence,
)
from lkj.usecases.returns_reading import returns_sentence
from lkj.usecases.time_reading import time_sentence

MOST = 6


def findings(look: Monitoring, summary: pd.DataFrame, counts: pd.DataFrame) -> None:
    """What the working minutes and the returns say; each line opens its screen."""
    n, n_known = int(summary["n"].sum()), int(summary["n_known"].sum())
    if n:
        _line(time_sentence(summary, look.population), DURATIONS)
    if counts["n"].sum():
        _line(returns_sentence(counts), REJECTIONS)
    if n:
        known = completeness(n=n, n_known=n_known)
        st.caption(escape_markdown(f"{known} · selesai {look.population.period}"))


def look_at_time(look: Monitoring, summary: pd.DataFrame) -> None:
    """The picture of working minutes, its numbers, and what was clicked."""
    if summary["n"].sum():
        time_header(look, summary)
        chosen = time_picture(look, summary, key="home_time", in_ratio=False)
        time_table(look, summary)
        passes_behind(look, chosen)


def look_at_returns(look: Monitoring, counts: pd.DataFrame) -> None:
    """The picture of returns, its numbers, and what was clicked."""
    if counts["n"].sum():
        returns_header(look, counts)
        chosen = returns_picture(look, counts, key="home_returns")
        returns_table(look, counts)
        returns_behind(look, chosen)


def needs_attention(look: Monitoring, board: pd.DataFrame) -> None:
    """What should be taken care of now, the most urgent first."""
    rows = attention_of(look.population, board)
    st.subheader("Yang perlu perhatian sekarang")
    if rows.empty:
        st.text(NO_ATTENTION)
    for row in rows.head(MOST).to_dict("records"):
        _attention_line(look, row)
    if len(rows) > MOST:
        rest = number(len(rows) - MOST)
        st.caption(escape_markdown(f"dan {rest} lainnya pada daftar laporan di bawah"))


def _line(sentence: str, screen: Screen) -> None:
    st.page_link(
        script(screen),
        label=f"**{escape_markdown(sentence)}**",
        icon=":material/arrow_forward:",
    )


def _attention_line(look: Monitoring, row: dict[Any, Any]) -> None:
    label = escape_markdown(attention_sentence(look.population, row))
    kind = Attention(row["kind"])
    if kind is Attention.UNEXPLAINED:
        st.page_link(script(CAUSES), label=label, icon=":material/help:")
    elif kind is Attention.NOT_REGISTERED:
        st.page_link(script(PLAN), label=label, icon=":material/event_busy:")
    else:
        query = {"id": str(row["report_id"])}
        st.page_link(
            script(REPORTS), label=label, icon=":material/schedule:", query_params=query
        )
