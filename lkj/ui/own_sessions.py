"""On Profil: where one is signed in, and the buttons that end it elsewhere."""

from collections.abc import Collection

import streamlit as st

from lkj.errors import LkjError
from lkj.labels.browser_words import browser_words
from lkj.labels.formats import short_datetime
from lkj.ui.markup import escape_markdown, table, text
from lkj.ui.messages import flash, show_error
from lkj.ui.session import Viewer
from lkj.usecases.own_sessions import end_sessions, own_sessions

_HEADINGS = ("Sesi", "Peramban", "Sejak", "Terakhir dipakai", "Keadaan")
THIS, OPEN = "sesi ini", "terbuka"


def sessions_section(viewer: Viewer) -> None:
    """The table of open sessions, and a button for each of the others."""
    found = own_sessions(**viewer.use)
    zone = viewer.office.zone
    rows = [
        [
            text(str(number)),
            text(browser_words(one.agent)),
            text(short_datetime(one.begun_at, zone)),
            text(short_datetime(one.seen_at, zone)),
            text(THIS if one.is_this else OPEN),
        ]
        for number, one in enumerate(found, 1)
    ]
    st.header("Sesi yang terbuka")
    st.html(table(_HEADINGS, rows, caption="Tempat Anda masuk", class_="lkj-table"))
    others = {one.id: number for number, one in enumerate(found, 1) if not one.is_this}
    if not others:
        st.caption("Anda masuk hanya di sini.")
        return
    with st.container(horizontal=True):
        for session_id, number in others.items():
            # By id: the number of a session changes when another one ends.
            label = escape_markdown(f"Akhiri sesi {number}")
            if st.button(label, key=f"end_session|{session_id[:16]}"):
                _end(viewer, {session_id})
        if st.button("Akhiri semua sesi lain", key="end_sessions"):
            _end(viewer, others.keys())
    st.caption(
        "Sesi yang Anda akhiri harus masuk lagi pada klik berikutnya. Bila ada yang tidak "
        "Anda kenal, akhiri, lalu ganti kata sandi."
    )


def _end(viewer: Viewer, ids: Collection[str]) -> None:
    try:
        n_ended = end_sessions(ids, **viewer.use)
    except LkjError as error:
        show_error(error, zone=viewer.office.zone)
        return
    flash(f"{n_ended} sesi diakhiri." if n_ended else "Sesi itu sudah berakhir.")
    st.rerun()
