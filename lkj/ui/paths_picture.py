"""The ways of reports in one picture: on the SOP's own, or as a graph with a slider."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from lkj.charts.follows_graph import follows_graph
from lkj.charts.sop_layout import lay_out
from lkj.charts.sop_overlay import sop_overlay
from lkj.labels import path_words as words
from lkj.labels.formats import number
from lkj.ui.clicked import clicked_keys, list_passes
from lkj.ui.markup import escape_markdown
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import clickable, picture, twin
from lkj.usecases.overlay_reading import overlay_passes
from lkj.usecases.paths_pictures import (
    graph_edges,
    graph_nodes,
    least_choices,
    path_arrows,
    path_boxes,
)
from lkj.usecases.paths_reading import Paths, outside_lines, paths_sentence, transition_cells

VIEW, LEAST = "tampilan", "sedikitnya"
MOST_LINES = 12
HOW = "Klik sebuah kotak atau panah untuk melihat pelaksanaannya."


def paths_picture(look: Monitoring, found: Paths) -> None:
    """The picture that the reader chose, its numbers, and what the SOP does not know."""
    chosen = st.segmented_control(
        words.SHOWN,
        [words.SOP_PICTURE, words.GRAPH],
        default=words.SOP_PICTURE,
        required=True,
        key=VIEW,
        bind="query-params",
    )
    if chosen == words.GRAPH:
        _graph(look, found)
    else:
        _on_sop(look, found)
    cells = transition_cells(found, look.population)
    twin(words.TRANSITION_HEADINGS, cells, caption=words.TRANSITION_CAPTION)
    _outside(look, found)


def _on_sop(look: Monitoring, found: Paths) -> None:
    about = look.population
    figure = sop_overlay(
        lay_out(about.sop),
        path_boxes(found, about),
        path_arrows(found, about),
        roles=[role.short_name for role in about.sop.roles],
        ink=ink(),
        mark=look.mark,
    )
    finding = paths_sentence(found)
    keys = clicked_keys(clickable(figure, look=look, name="transitions", finding=finding))
    st.caption(escape_markdown(words.PATH_LEGEND))
    if not keys:
        st.caption(HOW)
        return
    st.subheader("Di balik yang diklik")
    rows: pd.DataFrame = overlay_passes(about, keys)
    list_passes(look, rows)


def _graph(look: Monitoring, found: Paths) -> None:
    choices = least_choices(found)
    least = choices[0]
    if len(choices) > 1:
        least = st.select_slider(
            words.SLIDER, choices, value=choices[0], format_func=number, key=LEAST
        )
    view = replace(look.population.view, least=str(least))
    about = replace(look.population, view=view)
    edges = graph_edges(found, about)
    figure = follows_graph(graph_nodes(found, about), edges, ink=ink(), mark=look.mark)
    narrowed, finding = replace(look, population=about), paths_sentence(found)
    picture(figure, look=narrowed, name="follows", finding=finding)
    n = int((found.transitions["source"] != found.transitions["step"]).sum())
    drawn = f"{number(len(edges))} dari {number(n)} lintasan digambar"
    st.caption(escape_markdown(f"{drawn} · {words.GRAPH_LEGEND}"))


def _outside(look: Monitoring, found: Paths) -> None:
    lines = outside_lines(found, look.population)
    if not lines:
        st.text(words.ALL_INSIDE)
        return
    st.subheader(words.OUTSIDE_TITLE)
    for line in lines[:MOST_LINES]:
        st.text(line)
    if len(lines) > MOST_LINES:
        st.caption(escape_markdown(f"{number(len(lines) - MOST_LINES)} lainnya pada tabel."))
