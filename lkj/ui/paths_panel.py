"""The way of each report or the most frequent ones, and where reports left the SOP."""

from typing import Any

import streamlit as st

from lkj.labels import path_words as words
from lkj.labels.conformance_words import CONFORMANCE_TITLE
from lkj.labels.formats import number
from lkj.labels.status_words import how_many
from lkj.ui.markup import escape_markdown, table, text
from lkj.ui.monitoring import Monitoring
from lkj.ui.navigation import CONFORMANCE, script
from lkj.ui.panel import rows_of
from lkj.ui.reasons_panel import report_link
from lkj.usecases.conduct_reading import raw_conduct
from lkj.usecases.finding_words import FindingWords
from lkj.usecases.paths_findings import paths_findings
from lkj.usecases.paths_reading import (
    Paths,
    listed_paths,
    paths_sentence,
    paths_words,
    variant_cells,
)

MOST_DEVIATIONS = 10


def paths_header(look: Monitoring, found: Paths) -> None:
    """Finding and subtitle."""
    st.header(escape_markdown(paths_sentence(found)))
    st.caption(escape_markdown(paths_words(found, look.population)))


def paths_list(look: Monitoring, found: Paths) -> None:
    """Each report with its way where they are few, else the most frequent ways."""
    listed = listed_paths(look.population, found)
    if len(listed):
        st.header(words.PATHS_OF_REPORTS)
        rows = [_path(row) for row in listed.to_dict("records")]
        made = table(words.PATH_HEADINGS, rows, caption=words.PATH_CAPTION, class_="lkj-table")
    else:
        st.header(words.PATHS_OF_MANY)
        rows = [[text(cell) for cell in row] for row in variant_cells(found)]
        caption = words.VARIANT_CAPTION
        made = table(words.VARIANT_HEADINGS, rows, caption=caption, class_="lkj-table")
    st.html(made)
    rows_of(look, "paths")
    st.caption(words.PATH_NOTE)


def deviations_panel(look: Monitoring) -> None:
    """Where the order of the SOP was not kept, in the words of Kesesuaian dengan SOP."""
    office = look.viewer.office
    found, names = paths_findings(look.population, raw_conduct(look.tables, office))
    st.header(words.DEVIATIONS)
    if found.empty:
        st.text(words.NO_DEVIATIONS)
        return
    said, shown = FindingWords(office, names), found.head(MOST_DEVIATIONS)
    rows = [
        [
            report_link(str(row["report_id"]), str(row["title"])),
            text(said.sentence(row)),
            text(said.acceptance(row)),
        ]
        for row in shown.to_dict("records")
    ]
    page = words.DEVIATION_CAPTION.format(page=CONFORMANCE_TITLE)
    caption = page + how_many(len(shown), len(found))
    st.html(table(words.DEVIATION_HEADINGS, rows, caption=caption, class_="lkj-table"))
    st.page_link(script(CONFORMANCE), label=CONFORMANCE_TITLE, icon=CONFORMANCE.icon)


def _path(row: dict[Any, Any]) -> list[str]:
    times = f"{number(row['n_returns'])} kali" if row["n_returns"] else "tidak pernah"
    title = report_link(str(row["report_id"]), str(row["title"]))
    return [title, text(row["way"]), text(times)]
