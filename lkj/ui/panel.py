"""One panel of a monitoring page: its finding, its picture, or the line in its place."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import streamlit as st

from lkj.ui.download_links import picture_links
from lkj.ui.markup import escape_markdown, table, text
from lkj.ui.monitoring import Monitoring
from lkj.usecases.reading import NotYet, Reading

Drawn = TypeVar("Drawn")

TABLE = "Angka dalam tabel"
IN_TABLE = "Angkanya ada pada tabel di bawah gambar."
NOTHING = (
    "Belum ada langkah yang selesai pada periode ini. Di sini akan tampil sebaran waktu, "
    "kebiasaan tiap langkah, arus laporan, dan seberapa jauh catatan dapat diandalkan."
)


def panel(
    look: Monitoring,
    name: str,
    reading: Reading[Drawn] | NotYet,
    draw: Callable[[Drawn], Any],
) -> None:
    """A reading with its picture, which `pictures.PICTURES` knows by `name`."""
    if isinstance(reading, NotYet):
        not_yet(reading.needs)
        return
    opening(reading.finding, *reading.about)
    picture(draw(reading.drawn), look=look, name=name, finding=reading.finding)
    st.caption(escape_markdown(reading.legend))
    twin(reading.headings, reading.cells, caption=reading.caption)


def table_panel(look: Monitoring, name: str, reading: Reading[Drawn] | NotYet) -> None:
    """A reading that speaks through its table alone."""
    if isinstance(reading, NotYet):
        not_yet(reading.needs)
        return
    opening(reading.finding, *reading.about)
    cells = [[text(cell) for cell in row] for row in reading.cells]
    st.html(table(reading.headings, cells, caption=reading.caption, class_="lkj-table"))
    rows_of(look, name)
    st.caption(escape_markdown(reading.legend))


def opening(finding: str, *about: str) -> None:
    """The finding, and under it what it is about, in one line."""
    st.subheader(escape_markdown(finding))
    st.caption(escape_markdown(" · ".join(part for part in about if part)))


def not_yet(words: str) -> None:
    """What a picture still needs, in its place."""
    st.caption(escape_markdown(words))


def picture(figure: Any, *, look: Monitoring, name: str, finding: str) -> None:
    """A drawing that says its finding to those who cannot see it, and the way to its rows."""
    st.plotly_chart(
        figure,
        key=name,
        config={"displayModeBar": False},
        alt=f"{finding}. {IN_TABLE}",
    )
    rows_of(look, name)


def clickable(figure: Any, *, look: Monitoring, name: str, finding: str, key: str = "") -> Any:
    """The same where a mark leads to its rows; returns what was clicked."""
    chosen = st.plotly_chart(
        figure,
        key=key or name,
        on_select="rerun",
        selection_mode="points",
        config={"displayModeBar": False},
        alt=f"{finding}. {IN_TABLE}",
    )
    rows_of(look, name)
    return chosen


def rows_of(look: Monitoring, name: str) -> None:
    """Links to exactly what a picture or a table shows, as files."""
    st.html(picture_links(name, look.population.query))


def twin(
    headings: Iterable[str],
    rows: Iterable[Iterable[str]],
    *,
    caption: str,
    label: str = TABLE,
) -> None:
    """The numbers of a picture as a table, from plain text; `label` tells two of one apart."""
    cells = [[text(cell) for cell in row] for row in rows]
    with st.expander(escape_markdown(label)):
        st.html(table(headings, cells, caption=caption, class_="lkj-table"))
