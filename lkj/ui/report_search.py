"""Find a report, or register a new one."""

import streamlit as st

from lkj.domain.commands import Register
from lkj.domain.sop import Sop
from lkj.errors import LkjError
from lkj.ui.board import ALL, board_filters, board_rows, filtered
from lkj.ui.cache import frames
from lkj.ui.forms import DraftForm
from lkj.ui.messages import flash, show_error
from lkj.ui.navigation import REPORTS, script
from lkj.ui.register_form import register_fields
from lkj.ui.session import Viewer
from lkj.ui.sop_identity import choose_sop
from lkj.usecases.acts import RegisterForm, submit
from lkj.usecases.frames import board_of


def search(viewer: Viewer) -> None:
    """All registered reports, found by year, state or words of the title."""
    tables = frames(viewer)
    board = board_of(tables, viewer.office)
    board = board[board["report_id"].notna()]
    if board.empty:
        st.text("Belum ada laporan. Setiap laporan yang didaftarkan akan tampil di sini.")
        return
    chosen = board_filters(board, view=ALL)
    board_rows(viewer, filtered(board, chosen, as_of=tables.as_of), tables.strip)


def register_section(viewer: Viewer) -> None:
    """The form that opens a report, for those who may."""
    with st.expander("Daftarkan laporan baru", icon=":material/add:"):
        sop = choose_sop(viewer, "register_sop")
        form = DraftForm(viewer, f"register/{sop.id}")
        command = register_fields(viewer, form)
        form.keep()
        if st.button("Daftarkan laporan", key=form.button_key("register"), type="primary"):
            _register(viewer, form, command, sop)


def _register(viewer: Viewer, form: DraftForm, command: Register, sop: Sop) -> None:
    request = RegisterForm(
        sop_id=sop.id,
        request_id=form.request_id,
        command=command,
    )
    try:
        event = submit(request, **viewer.use)
    except LkjError as error:
        show_error(error, zone=viewer.office.zone, sop=sop)
        return
    form.close()
    flash(f"Tersimpan, no. {event.no}. Laporan didaftarkan.")
    st.switch_page(script(REPORTS), query_params={"id": event.report_id})
