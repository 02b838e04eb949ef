"""One tahun kinerja beside another, step by step."""

from html import escape
from typing import Any

import streamlit as st

from lkj.charts.minutes_per_step import minutes_per_step
from lkj.labels.monitoring_words import MANY_PER_DOT
from lkj.labels.time_words import ONE_PER_DOT, YEARS_HEADINGS, YEARS_LEGEND, YEARS_NOTE
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import clickable, not_yet, opening, twin
from lkj.usecases.population import of_all_time
from lkj.usecases.years_reading import (
    years_cells,
    years_dots,
    years_rows,
    years_sentence,
    years_table,
    years_words,
)

ROW_HEIGHT = 30


def years_panel(look: Monitoring) -> Any:
    """Draw every pass of recent tahun kinerja; returns what was clicked, None if undrawn."""
    about = of_all_time(look.population)
    table = years_table(about)
    n_years = table["fiscal_year"].nunique()
    if n_years < 2:  # noqa: PLR2004 -- one year beside another
        not_yet(f"Tahun ke tahun: perlu pelaksanaan dari 2 tahun kinerja, baru ada {n_years}.")
        return None
    finding = years_sentence(table, about)
    opening(finding, years_words(table, about))
    rows = years_rows(table, about)
    points = years_dots(table, about)
    figure = minutes_per_step(
        points,
        rows.assign(label=rows["label"].map(escape)),
        in_ratio=False,
        ink=ink(),
        mark=look.mark,
        row_height=ROW_HEIGHT,
    )
    chosen = clickable(figure, look=look, name="years", finding=finding)
    is_many = bool((points["n"] > 1).any())
    st.caption(f"{MANY_PER_DOT.capitalize() if is_many else ONE_PER_DOT} · {YEARS_LEGEND}")
    twin(YEARS_HEADINGS, years_cells(table, about), caption=YEARS_NOTE)
    return chosen
