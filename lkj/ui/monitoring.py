"""What the monitoring pages share: the passes chosen, their verdicts, titles and links."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd
import streamlit as st

from lkj.analytics.amended import MOVES
from lkj.domain.sop import Step
from lkj.labels.monitoring_words import other_passes
from lkj.ui.board import first_steps
from lkj.ui.cache import frames
from lkj.ui.download_links import address, sheet_address
from lkj.ui.filters import EVER, SPANS, chosen_selection, look_at_all
from lkj.ui.markup import escape_markdown
from lkj.ui.session import Viewer
from lkj.usecases.frames import Frames
from lkj.usecases.population import Population, of_all_time, population

DARK_INK, LIGHT_INK = "#0F172A", "#F8FAFC"
DOWNLOAD = ":material/download:"


@dataclass(frozen=True)
class Monitoring:
    """The passes a page speaks about, and for whom."""

    viewer: Viewer
    population: Population

    @property
    def tables(self) -> Frames:
        """Every table of the moment, whatever the filters are."""
        return self.population.tables

    @property
    def passes(self) -> pd.DataFrame:
        """The passes that the filters leave."""
        return self.population.passes

    @property
    def as_of(self) -> datetime:
        """The moment looked from."""
        return self.population.as_of

    @property
    def as_of_text(self) -> str:
        """`Senin, 23 November 2026 pukul 09.15 WIB`."""
        return self.population.as_of_text

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps that are looked at, in the SOP's order."""
        return self.population.steps

    @property
    def mark(self) -> str:
        """Words for every picture of example data."""
        return self.population.mark


def monitoring(viewer: Viewer) -> Monitoring:
    """Look at what was asked for."""
    selection, zone = chosen_selection(viewer), viewer.office.zone
    as_of = selection.moment(viewer.now, zone)
    tables = frames(viewer, as_of=as_of, known_at=selection.knowledge(zone))
    about = population(
        tables,
        selection,
        office=viewer.office,
        is_example=viewer.is_example,
        reach=viewer.reach,
    )
    return Monitoring(viewer, about)


def nothing_here(look: Monitoring, words: str) -> None:
    """What will stand here, and how to begin, or to see what was finished at other times."""
    st.text(words)
    if look.tables.status.empty:
        first_steps(look.viewer)
        return
    n_others = _n_finished(of_all_time(look.population)) - _n_finished(look.population)
    if n_others:
        st.caption(escape_markdown(other_passes(n_others)))
        st.button(escape_markdown(SPANS[EVER]), icon=":material/history:", on_click=look_at_all)


def _n_finished(about: Population) -> int:
    return int(about.passes["outcome"].isin(MOVES).sum())


def downloads(look: Monitoring, name: str, *, sheet: str = "") -> None:
    """Links to the rows behind a page and to its printed sheet, with its filters."""
    query = look.population.selection.to_query()
    with st.container(horizontal=True):
        st.link_button("Unduh CSV", address(f"{name}.csv", query), icon=DOWNLOAD)
        st.link_button("Unduh Excel", address(f"{name}.xlsx", query), icon=DOWNLOAD)
        if sheet:
            print_button(look, sheet)


def print_button(look: Monitoring, sheet: str, *, label: str = "Cetak") -> None:
    """Link to the printed sheet of a page, with its filters."""
    place = sheet_address(sheet, look.population.query)
    st.link_button(escape_markdown(label), place, icon=":material/print:")


def ink() -> str:
    """Black on a light page, white on a dark one: the line of mutu baku waktu."""
    return LIGHT_INK if st.context.theme.type == "dark" else DARK_INK
