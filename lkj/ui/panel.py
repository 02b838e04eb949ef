"""One panel of a monitoring page: its finding, its picture, or the line in its place."""

from collections.abc import Iterable
from html import escape
from typing import Any

import streamlit as st

from lkj.domain.sop import Step
from lkj.labels.findings import of_how_many
from lkj.labels.formats import number
from lkj.labels.words import MISSING
from lkj.ui.markup import escape_markdown, table, text

TABLE = "Angka dalam tabel"
IN_TABLE = "Angkanya ada pada tabel di bawah gambar."
NOTHING = (
    "Belum ada langkah yang selesai pada periode ini. Di sini akan tampil sebaran waktu, "
    "kebiasaan tiap langkah, arus laporan, dan seberapa jauh catatan dapat diandalkan."
)


def opening(finding: str, *about: str) -> None:
    """The finding, and under it what it is about, in one line."""
    st.subheader(escape_markdown(finding))
    st.caption(escape_markdown(" · ".join(part for part in about if part)))


def not_yet(words: str) -> None:
    """What a picture still needs, in its place."""
    st.caption(escape_markdown(words))


def picture(figure: Any, *, key: str, finding: str) -> None:
    """A drawing that says its finding to those who cannot see it."""
    st.plotly_chart(
        figure,
        key=key,
        config={"displayModeBar": False},
        alt=f"{finding}. {IN_TABLE}",
    )


def clickable(figure: Any, *, key: str, finding: str) -> Any:
    """The same where a mark leads to its rows; returns what was clicked."""
    return st.plotly_chart(
        figure,
        key=key,
        on_select="rerun",
        selection_mode="points",
        config={"displayModeBar": False},
        alt=f"{finding}. {IN_TABLE}",
    )


def twin(headings: Iterable[str], rows: Iterable[Iterable[str]], *, caption: str) -> None:
    """The numbers of a picture as a table, from plain text."""
    cells = [[text(cell) for cell in row] for row in rows]
    with st.expander(TABLE):
        st.html(table(headings, cells, caption=caption, class_="lkj-table"))


def counted(n_some: float, n: float, low: float, high: float) -> str:
    """`8 dari 9`, with its percentage where there are enough; a dash of none."""
    return of_how_many(int(n_some), int(n), low, high) if n else MISSING


def out_of(n_some: float, n: float) -> str:
    """`8 dari 9`; a dash of none."""
    return f"{number(n_some)} dari {number(n)}" if n else MISSING


def step_label(step: Step) -> str:
    """A step beside a picture's axis."""
    return escape(f"{step.number}. {step.short_name}")
