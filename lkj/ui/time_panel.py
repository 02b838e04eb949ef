"""Working minutes per step against mutu baku waktu: sentence, picture, table."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lkj.charts.minutes_per_step import minutes_per_step
from lkj.charts.work_and_wait import work_and_wait
from lkj.labels.formats import duration
from lkj.labels.monitoring_words import MANY_PER_DOT, TIME_HEADINGS, TIME_LEGEND
from lkj.ui.markup import escape_markdown
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import clickable, rows_of, twin
from lkj.usecases.time_marks import wait_bars
from lkj.usecases.time_reading import (
    time_caption,
    time_cells,
    time_dots,
    time_rows,
    time_sentence,
    time_words,
)


def time_header(look: Monitoring, summary: pd.DataFrame) -> None:
    """Finding and subtitle."""
    st.header(escape_markdown(time_sentence(summary, look.population)))
    st.caption(escape_markdown(time_words(summary, look.population)))


def time_picture(look: Monitoring, summary: pd.DataFrame, *, key: str, in_ratio: bool) -> Any:
    """Draw the dots; returns what was clicked."""
    about = look.population
    steps = time_rows(about, summary, in_ratio=in_ratio)
    points = time_dots(about, in_ratio=in_ratio)
    figure = minutes_per_step(
        points,
        steps.assign(label=steps["label"].map(escape)),
        in_ratio=in_ratio,
        ink=ink(),
        mark=look.mark,
    )
    finding = time_sentence(summary, about)
    chosen = clickable(figure, look=look, name="time", finding=finding, key=key)
    is_many = bool((points["n"] > 1).any())
    st.caption(f"{TIME_LEGEND} · {MANY_PER_DOT}" if is_many else TIME_LEGEND)
    return chosen


def time_table(look: Monitoring, summary: pd.DataFrame) -> None:
    """The numbers of the picture."""
    about = look.population
    twin(TIME_HEADINGS, time_cells(summary, about), caption=time_caption(about))


def wait_picture(look: Monitoring, summary: pd.DataFrame) -> None:
    """Working time beside waiting time; only where steps have enough known passes."""
    bars = wait_bars(look.population, summary)
    waited = bars["waiting_minutes"]
    if waited.notna().sum() == 0:
        return
    longest = waited.argmax()
    st.subheader(
        escape_markdown(
            f"Langkah {look.steps[longest].number} paling lama menunggu: "
            f"median {duration(waited.iloc[longest])} kerja"
        )
    )
    st.caption(
        "Hijau = dikerjakan, abu-abu = menunggu. Menunggu tidak dinilai terhadap mutu baku "
        "waktu."
    )
    steps = pd.DataFrame(
        {
            "label": bars["label"].map(escape),
            "processing": bars["processing_minutes"] / 60,
            "waiting": waited / 60,
        }
    )
    st.plotly_chart(
        work_and_wait(steps, mark=look.mark),
        key="wait",
        config={"displayModeBar": False},
        alt="Waktu dikerjakan dan menunggu tiap langkah; angkanya ada pada tabel di atas.",
    )
    rows_of(look, "wait")
