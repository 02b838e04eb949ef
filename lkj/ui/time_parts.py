"""The parts of Waktu per langkah under its first picture; only the one that is open is made."""

from collections.abc import Callable
from functools import partial
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
    def behind(keys: list[str]) -> pd.DataFrame:
        return look.passes[look.passes["step"].isin(keys)]

    _list(look, scoreboard_panel(look, summary), behind, mark="batang")


def _picture(look: Monitoring, summary: pd.DataFrame) -> None:
    behind = partial(overlay_passes, look.population)
    _list(look, overlay_panel(look, summary), behind, mark="kotak atau panah")


def _waiting(look: Monitoring, summary: pd.DataFrame) -> None:
    def behind(keys: list[str]) -> pd.DataFrame:
        has_waited = look.passes["waiting_minutes"].notna()
        return look.passes[look.passes["step"].isin(keys) & has_waited]

    _list(look, waiting_panel(look), behind, mark="batang")
    wait_picture(look, summary)


def _years(look: Monitoring, _: pd.DataFrame) -> None:
    def behind(keys: list[str]) -> pd.DataFrame:
        passes = of_all_time(look.population).passes
        return passes[passes["report_id"].isin(keys)]

    _list(look, years_panel(look), behind, mark="titik")


def _proposal(look: Monitoring, _: pd.DataFrame) -> None:
    standard_panel(look)


def _list(
    look: Monitoring, chosen: Any, behind: Callable[[list[str]], pd.DataFrame], *, mark: str
) -> None:
    """What stands behind the marks that were clicked, or how to see it; nothing undrawn."""
    if chosen is None:
        return
    keys = clicked_keys(chosen)
    if not keys:
        st.caption(escape_markdown(HOW.format(mark=mark)))
        return
    st.subheader("Di balik yang diklik")
    rows = behind(keys)
    list_passes(look, rows[rows["outcome"].notna()])
