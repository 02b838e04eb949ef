"""Why drafts came back: reasons as bars, those that come back, and every return."""

from dataclasses import replace
from html import escape
from typing import Any

import streamlit as st

from lkj.charts.labelled_bars import labelled_bars
from lkj.labels.formats import number, short_datetime
from lkj.labels.words import MISSING
from lkj.ui.markup import table, tag, text
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import opening, panel, rows_of
from lkj.usecases.population import View
from lkj.usecases.reading import NotYet
from lkj.usecases.reasons_reading import PARTS, reasons_reading, repeats_reading
from lkj.usecases.returned_reading import MOST, n_returned, returned_rows

BY_MINUTES = "alasan-menit"
NONE_RETURNED = "Belum ada konsep yang dikembalikan pada pilihan ini."
RETURN_HEADINGS = ("Dikembalikan", "Laporan", "Oleh", "Alasan", "Yang perlu diperbaiki")


def reasons_panel(look: Monitoring) -> None:
    """Reasons, the greatest first, by how often or by the minutes of repair."""
    if not n_returned(look.population):
        return
    head = st.container()
    by_minutes = st.toggle("Menurut menit perbaikan", key=BY_MINUTES, bind="query-params")
    weighed = _by_minutes(look) if by_minutes else look
    x_title = "Menit kerja" if by_minutes else "Kali disebut"

    def draw(bars: Any) -> object:
        shown = bars.assign(label=bars["label"].map(escape), words=bars["words"].map(escape))
        parts = PARTS[by_minutes]
        return labelled_bars(shown, parts=parts, x_title=x_title, mark=look.mark)

    with head:
        panel(weighed, "reasons", reasons_reading(weighed.population), draw)


def _by_minutes(look: Monitoring) -> Monitoring:
    return replace(look, population=replace(look.population, view=View(by_minutes=True)))


def repeats_panel(look: Monitoring) -> None:
    """Reports in which the same reason was given again; each opens."""
    reading = repeats_reading(look.population)
    if isinstance(reading, NotYet):
        return
    opening(reading.finding, *reading.about)
    ids = reading.drawn["report_id"]
    rows = [
        [report_link(str(report_id), cells[0]), *(text(cell) for cell in cells[1:])]
        for report_id, cells in zip(ids, reading.cells, strict=True)
    ]
    st.html(table(reading.headings, rows, caption=reading.caption, class_="lkj-table"))
    rows_of(look, "repeats")


def returned_list(look: Monitoring) -> None:
    """Every return with its reasons, the latest first."""
    returned = returned_rows(look.population)
    st.subheader("Setiap pengembalian")
    if returned.empty:
        st.text(NONE_RETURNED)
        return
    rows = [_cells(look, row) for row in returned.itertuples(index=False)]
    n = n_returned(look.population)
    more = f" Selengkapnya pada unduhan di bawah; di sini {MOST}." if n > MOST else ""
    shown = f"{number(len(returned))} dari {number(n)} pengembalian"
    caption = f"{shown}, yang terbaru lebih dahulu.{more}"
    st.html(table(RETURN_HEADINGS, rows, caption=caption, class_="lkj-table"))
    rows_of(look, "returned")


def report_link(report_id: str, title: str) -> str:
    """The title of a report, which opens it."""
    return tag("a", text(title), href=f"/laporan?id={report_id}", target="_self")


def _cells(look: Monitoring, row: Any) -> list[str]:
    at, report_id, title, number, role, reasons, note = row
    return [
        text(short_datetime(at, look.viewer.office.zone)),
        report_link(report_id, title),
        text(f"{role} (langkah {number})"),
        text(reasons or MISSING),
        text(note or MISSING),
    ]
