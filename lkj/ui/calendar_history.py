"""Which versions of the calendar counted, since when, and what each changed."""

import streamlit as st

from lkj.labels.formats import short_datetime
from lkj.ui.calendar_table import change_words
from lkj.ui.markup import table, tag, text
from lkj.ui.session import Viewer
from lkj.usecases.calendar_view import CalendarView, PastVersion

HEADINGS = ("Versi", "Berlaku sejak", "Diberlakukan oleh", "Yang berubah")
CAPTION = "Versi kalender kerja, terbaru lebih dahulu"
MOST = 10  # changes of one version


def history_section(viewer: Viewer, view: CalendarView) -> None:
    """The versions, newest first."""
    st.subheader("Riwayat kalender")
    rows = [
        _row(viewer, past, is_active=past.no == view.active.version) for past in view.history
    ]
    st.html(table(HEADINGS, rows, caption=CAPTION, class_="lkj-table"))


def _row(viewer: Viewer, past: PastVersion, *, is_active: bool) -> list[str]:
    number = f"{past.no} (berlaku)" if is_active else str(past.no)
    if past.before is None:
        return [text(number), "sejak awal", "berkas kalender", "kalender pertama"]
    lines = [change_words(one, past.before, past.calendar) for one in past.changes]
    if len(lines) > MOST:
        lines = [*lines[:MOST], f"dan {len(lines) - MOST} perubahan lain"]
    changed = "".join(tag("div", text(line)) for line in lines)
    since = short_datetime(past.since, viewer.office.zone)
    return [text(number), text(since), text(past.by), changed]
