"""Reports that are not finished: ages at their step, whom they wait for, days left."""

from collections.abc import Sequence
from html import escape

import pandas as pd
import streamlit as st

from lkj.charts.aging import aging_chart
from lkj.labels import status_words as words
from lkj.ui.clicked import clicked_keys
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.navigation import report_link
from lkj.ui.panel import clickable, opening, twin
from lkj.usecases.aging_reading import (
    aging_cells,
    aging_picture,
    aging_sentence,
    aging_words,
    has_history,
)
from lkj.usecases.open_reading import (
    OpenLook,
    OpenWords,
    ages_of,
    holders,
    open_look,
    open_sentence,
    open_words,
)

MOST = 50  # rows of the table
MOST_HELD = 10  # rows of one holder


def open_of(look: Monitoring) -> OpenLook:
    """The reports that the filters leave; ages are shared by all sessions."""
    return open_look(look.population, ages_of(look.tables))


def status_header(seen: OpenLook) -> None:
    """Finding and subtitle."""
    st.header(escape_markdown(open_sentence(seen)))
    st.caption(escape_markdown(open_words(seen)))


def aging_panel(look: Monitoring, seen: OpenLook) -> None:
    """Every running report over its step; a click leads to it."""
    if seen.ages.empty:
        st.subheader(words.AGING_TITLE)
        st.text(words.NOTHING_RUNNING)
        return
    finding, picture = aging_sentence(seen), aging_picture(seen)
    opening(finding, aging_words(seen))
    figure = aging_chart(
        picture.marks.assign(label=picture.marks["label"].map(escape)),
        picture.steps.assign(label=[_lines(label) for label in picture.steps["label"]]),
        picture.bands,
        ticks=picture.ticks,
        span=picture.span,
        ink=ink(),
        mark=look.mark,
    )
    with st.container(key="aging-wide"):
        chosen = clickable(figure, look=look, name="aging", finding=finding)
    st.caption(words.AGING_LEGEND)
    if not has_history(seen):
        st.caption(words.ONLY_STANDARD)
    _behind(seen, clicked_keys(chosen))
    twin(words.AGING_HEADINGS, aging_cells(seen), caption=words.AGING_CAPTION)


def holders_board(seen: OpenLook) -> None:
    """Who must act on what, each role with its reports."""
    st.subheader("Menurut pemegang berkas")
    for holder in holders(seen):
        shown = holder.rows.head(MOST_HELD)
        cells = _linked(shown, OpenWords(seen.about).holder_cells(shown))
        many = words.how_many(len(shown), len(holder.rows))
        caption = f"{holder.name}: {holder.line}.{many}"
        look = "lkj-table lkj-held"
        st.html(table(words.HOLDER_HEADINGS, cells, caption=caption, class_=look))


def days_left_table(seen: OpenLook) -> None:
    """Every report with its age, its deadline and the earliest end."""
    st.subheader("Sisa hari sampai tenggat")
    shown = seen.rows.head(MOST)
    cells = _linked(shown, OpenWords(seen.about).cells(shown))
    caption = words.OPEN_CAPTION + words.how_many(len(shown), len(seen.rows))
    st.html(table(words.OPEN_HEADINGS, cells, caption=caption, class_="lkj-table"))
    st.caption(words.EXPECTED_MEANING)


def _lines(label: str) -> str:
    return escape(label).replace(" ", "<br>")


def _behind(seen: OpenLook, keys: Sequence[str]) -> None:
    if not keys:
        st.caption(words.AGING_HOW)
        return
    rows = seen.rows[seen.rows["report_id"].isin(keys)]
    said = OpenWords(seen.about)
    for row in rows.itertuples(index=False):
        link, facts = st.columns([2, 3], vertical_alignment="center")
        report_link(link, row.title, row.report_id)
        facts.text(f"{said.step(row)} · {said.age(row)}")


def _linked(rows: pd.DataFrame, cells: list[list[str]]) -> list[list[str]]:
    """Cells as markup; the title opens its report, what is urgent stands out."""
    made = []
    reports = rows["report_id"].astype(object).where(rows["report_id"].notna(), None)
    for report_id, (title, *others) in zip(reports, cells, strict=True):
        address = f"/laporan?id={report_id}"
        linked = tag("a", text(title), href=address, target="_self")
        made.append([linked if report_id else text(title), *map(_cell, others)])
    return made


def _cell(words_: str) -> str:
    is_urgent = words_.startswith("! ")
    return tag("span", text(words_), class_="lkj-late") if is_urgent else text(words_)
