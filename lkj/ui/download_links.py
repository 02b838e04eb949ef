"""Links to the tables that can be downloaded, and what their columns mean."""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from lkj.labels.agenda_words import AGENDA
from lkj.labels.data_dictionary import (
    ALL_TITLE,
    DEFINITION_HEADINGS,
    TABLES,
)
from lkj.labels.table_fields import PERSON, Table
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.usecases.pictures import PICTURES

FIRST = ("durations", "visits", "rejections")


def address(file: str, query: Mapping[str, str]) -> str:
    """Where a file is downloaded: `visits.csv` with the filters of a page."""
    return f"/unduh/{file}" + (f"?{urlencode(query)}" if query else "")


def sheet_address(sheet: str, query: Mapping[str, str]) -> str:
    """Where the printed sheet of a page stands, with the filters of the page."""
    return f"/cetak/{sheet}" + (f"?{urlencode(query)}" if query else "")


def picture_links(name: str, query: Mapping[str, str]) -> str:
    """`CSV · Excel`: the rows of one of PICTURES, with the filters of its page."""
    title = PICTURES[name].title
    links = (
        _link(label, title, address(f"gambar/{name}.{file_format}", query))
        for label, file_format in (("CSV", "csv"), ("Excel", "xlsx"))
    )
    return tag("p", " · ".join(links), class_="lkj-rows-of")


def big_buttons(query: Mapping[str, str]) -> None:
    """The three tables that are asked for most, as workbooks."""
    for column, name in zip(st.columns(len(FIRST)), FIRST, strict=True):
        column.link_button(
            escape_markdown(TABLES[name].title),
            address(f"{name}.xlsx", query),
            icon=":material/download:",
            type="primary",
            width="stretch",
        )


def every_table(query: Mapping[str, str]) -> None:
    """All tables in all formats."""
    rows = [
        [text(one.title), text(one.row), _formats(one.title, name, query)]
        for name, one in TABLES.items()
    ]
    book = _link("di halaman Buku Agenda", AGENDA.title, "/buku-agenda")
    rows.append([text(AGENDA.title), text(AGENDA.row), book])
    everything = _link("Excel (.xlsx)", ALL_TITLE, address("all.xlsx", query))
    rows.append([text(ALL_TITLE), text("semua tabel di atas dalam satu berkas"), everything])
    headings = ("Tabel", "Satu baris adalah", "Unduh")
    st.html(table(headings, rows, caption="Tabel yang dapat diunduh", class_="lkj-table"))


def dictionary(*, has_persons: bool) -> None:
    """What every column means; names of persons only for those who get them."""
    for one in (*TABLES.values(), AGENDA):
        st.html(_definitions(one, has_persons=has_persons))


def _definitions(one: Table, *, has_persons: bool) -> str:
    rows = [
        [text(field.heading), text(field.unit or "–"), text(field.meaning), text(field.name)]
        for field in one.fields
        if has_persons or field.unit != PERSON
    ]
    return table(DEFINITION_HEADINGS[1:], rows, caption=one.title, class_="lkj-table")


def _formats(title: str, name: str, query: Mapping[str, str]) -> str:
    international = address(f"{name}.csv", {**query, "gaya": "internasional"})
    return " · ".join(
        (
            _link("Excel (.xlsx)", title, address(f"{name}.xlsx", query)),
            _link("CSV", title, address(f"{name}.csv", query)),
            _link("CSV internasional", title, international),
        )
    )


def _link(label: str, title: str, target: str) -> str:
    return tag("a", text(label), href=target, aria_label=f"{title}: {label}")
