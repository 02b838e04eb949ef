"""The SOP's own picture with minutes, waiting and returns on it."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.charts.sop_layout import lay_out
from lkj.charts.sop_overlay import sop_overlay
from lkj.labels.time_words import ARROW_HEADINGS, OVERLAY_HEADINGS, OVERLAY_LEGEND
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import clickable, opening, rows_of, twin
from lkj.usecases.overlay_reading import (
    arrow_cells,
    longest_wait,
    overlay_arrows,
    overlay_boxes,
    overlay_cells,
    overlay_sentence,
)
from lkj.usecases.time_reading import known_words


def overlay_panel(look: Monitoring, summary: pd.DataFrame) -> Any:
    """Draw the SOP with what its passes took; returns what was clicked."""
    about = look.population
    boxes, arrows = overlay_boxes(summary, about), overlay_arrows(about)
    finding = overlay_sentence(boxes, about)
    opening(
        finding,
        longest_wait(arrows, about),
        known_words(summary),
        f"selesai {about.period}",
        f"keadaan per {about.as_of_text}",
    )
    figure = sop_overlay(
        lay_out(about.sop),
        boxes,
        arrows,
        roles=[role.short_name for role in about.sop.roles],
        ink=ink(),
        mark=look.mark,
    )
    chosen = clickable(figure, look=look, name="overlay", finding=finding)
    st.caption(OVERLAY_LEGEND)
    cells = overlay_cells(summary, boxes, about)
    twin(OVERLAY_HEADINGS, cells, caption="Kotak pada gambar: waktu pengerjaan per langkah.")
    caption = "Panah pada gambar: yang diteruskan dan yang dikembalikan."
    rows = arrow_cells(arrows, about)
    rows_of(look, "arrows")
    twin(ARROW_HEADINGS, rows, caption=caption, label="Panah dalam tabel")
    return chosen
