"""The parts of Waktu per langkah under its first picture; only the one that is open is made."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.ui.clicked import clicked_keys, list_passes
from lkj.ui.markup import escape_markdown
from lkj.ui.monitoring import Monitoring
from lkj.ui.overlay_panel import overlay_panel
from lkj.ui.scoreboard_panel import scoreboard_panel
from lkj.ui.standard_panel import standard_panel
from lkj.ui.time_panel import wait_picture
from lkj.ui.waiting_panel import waiting_panel
from lkj.ui.years_panel import years_panel
from lkj.usecases.overlay_reading import overlay_passes
from lkj.usecases.population import of_all_time

PART = "bagian"
PARTS = (
    "Papan ringkas",
    "Pada gambar SOP",
    "Menunggu",
    "Tahun ke tahun",
    "Usulan mutu baku",
)
HOW = "Klik sebuah {mark} untuk melihat pelaksanaannya."


def time_parts(look: Monitoring, summary: pd.DataFrame) -> None:
    """Tabs in the order in which they are read; the open one stands in the address."""
    tabs = st.tabs(PARTS, key=PART, on_change="rerun", bind="query-params")
    makers = (_board, _picture, _waiting, _years, _proposal)
    for tab, make in zip(tabs, makers, strict=True):
        if tab.open:
            with tab:
                make(look, summary)


def _board(look: Monitoring, summary: pd.DataFrame) -> None:
    keys = clicked_keys(scoreboard_panel(look, summary))
    _list(look, look.passes[look.passes["step"].isin(keys)], keys, mark="batang")


def _picture(look: Monitoring, summary: pd.DataFrame) -> None:
    keys = clicked_keys(overlay_panel(look, summary))
    _list(look, overlay_passes(look.population, keys), keys, mark="kotak atau panah")


def _waiting(look: Monitoring, summary: pd.DataFrame) -> None:
    chosen = waiting_panel(look)
    if chosen is not None:
        keys = clicked_keys(chosen)
        waited = look.passes["step"].isin(keys) & look.passes["waiting_minutes"].notna()
        _list(look, look.passes[waited], keys, mark="batang")
    wait_picture(look, summary)


def _years(look: Monitoring, _: pd.DataFrame) -> None:
    chosen = years_panel(look)
    if chosen is not None:
        keys = clicked_keys(chosen)
        passes = of_all_time(look.population).passes
        _list(look, passes[passes["report_id"].isin(keys)], keys, mark="titik")


def _proposal(look: Monitoring, _: pd.DataFrame) -> None:
    standard_panel(look)


def _list(look: Monitoring, rows: pd.DataFrame, keys: list[Any], *, mark: str) -> None:
    """What stands behind the marks that were clicked, or how to see it."""
    if not keys:
        st.caption(escape_markdown(HOW.format(mark=mark)))
        return
    st.subheader("Di balik yang diklik")
    list_passes(look, rows[rows["outcome"].notna()])
