"""How reports kept to the SOP: the matrix of reports and steps, and the lists counted."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from lkj.labels import conformance_words as words
from lkj.labels.status_words import how_many
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.ui.monitoring import Monitoring
from lkj.usecases.conduct_reading import (
    Conduct,
    conduct,
    conduct_sentence,
    conduct_words,
    findings_text,
    fitness_text,
    frequent_cells,
    in_matrix_order,
    list_cells,
    mark_text,
    mark_words,
    matrix_marks,
    raw_conduct,
)

MOST = 25  # rows of the matrix: a list to work through, the rest is in the download


def conduct_of(look: Monitoring) -> Conduct:
    """The reports that the filters leave; what is laid against the SOP all sessions share."""
    return conduct(look.population, raw_conduct(look.tables, look.viewer.office))


def conduct_header(seen: Conduct) -> None:
    """Finding and subtitle."""
    st.header(escape_markdown(conduct_sentence(seen)))
    st.caption(escape_markdown(conduct_words(seen)))


def matrix(seen: Conduct) -> None:
    """Reports by steps, each cell a mark with its words; the title opens the report."""
    ordered = in_matrix_order(seen)
    rows = ordered.head(MOST)
    cells = matrix_marks(seen, rows)
    steps = seen.about.sop.steps
    made = []
    for row in rows.to_dict("records"):
        facts = {str(name): value for name, value in row.items()}
        title = tag(
            "a", text(row["title"]), href=f"/laporan?id={row['report_id']}", target="_self"
        )
        marks = [_cell(cell) for cell in cells[str(row["report_id"])]]
        marks = (marks + [""] * len(steps))[: len(steps)]
        made.append([title, *marks, text(fitness_text(facts)), text(findings_text(facts))])
    columns, explained = words.step_columns([(step.number, step.short_name) for step in steps])
    headings = (*words.MATRIX_FIRST, *columns, *words.MATRIX_LAST)
    caption = words.MATRIX_CAPTION + how_many(len(rows), len(ordered))
    st.html(table(headings, made, caption=caption, class_="lkj-table lkj-matrix"))
    st.caption(words.MATRIX_LEGEND)
    if explained:
        st.caption(escape_markdown(explained))


def counted_lists(seen: Conduct) -> None:
    """How long each list is, raw and net, and which deviations are frequent."""
    st.subheader("Temuan menurut daftar")
    _plain(words.LIST_HEADINGS, list_cells(seen), words.LIST_CAPTION)
    frequent = frequent_cells(seen)
    if frequent:
        _plain(words.FREQUENT_HEADINGS, frequent, words.FREQUENT_CAPTION)


def _plain(headings: tuple[str, ...], rows: list[list[str]], caption: str) -> None:
    cells = [[text(cell) for cell in row] for row in rows]
    st.html(table(headings, cells, caption=caption, class_="lkj-table"))


def _cell(cell: Mapping[Any, Any]) -> str:
    facts = {str(name): value for name, value in cell.items()}
    said, words_ = mark_text(facts), mark_words(facts)
    is_left = facts["n_findings"] > facts["n_accepted"]
    classes = "lkj-mark lkj-late" if is_left else "lkj-mark"
    return tag("span", text(said), class_=classes, title=words_, role="img", aria_label=words_)
