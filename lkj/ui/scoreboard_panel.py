"""The scoreboard of Waktu per langkah: one line per step."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lkj.charts.scoreboard import scoreboard
from lkj.labels.time_words import SCOREBOARD_HEADINGS, SCOREBOARD_LEGEND
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import clickable, opening, twin
from lkj.usecases.scoreboard_reading import (
    scoreboard_cells,
    scoreboard_dots,
    scoreboard_rows,
    scoreboard_sentence,
)
from lkj.usecases.time_reading import known_words


def scoreboard_panel(look: Monitoring, summary: pd.DataFrame) -> Any:
    """Draw the medians against the standard; returns what was clicked."""
    about = look.population
    rows = scoreboard_rows(summary, about)
    finding = scoreboard_sentence(rows, about)
    opening(
        finding,
        known_words(summary),
        f"selesai {about.period}",
        f"keadaan per {about.as_of_text}",
    )
    drawn = rows.assign(**{name: rows[name].map(escape) for name in ("label", "hover")})
    figure = scoreboard(drawn, scoreboard_dots(summary, about), ink=ink(), mark=look.mark)
    chosen = clickable(figure, look=look, name="scoreboard", finding=finding)
    st.caption(SCOREBOARD_LEGEND)
    twin(
        SCOREBOARD_HEADINGS,
        scoreboard_cells(summary, about),
        caption=f"Papan ringkas, selesai {about.period}.",
    )
    return chosen
