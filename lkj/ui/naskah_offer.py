"""After a step: its naskah ready filled, and the Nota Dinas filed and attached in one click."""

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.domain.events import Event
from lkj.errors import LkjError
from lkj.labels import naskah_words as words
from lkj.ui.document_links import document_links
from lkj.ui.forms import DraftForm
from lkj.ui.markup import escape_markdown, table, text
from lkj.ui.messages import flash, show_error
from lkj.ui.session import Viewer
from lkj.usecases.memo import filed_memos, memo_moves, outlived_memos
from lkj.usecases.memo_filing import ENDED, FileMemoForm, file_memo, memo_is_attached
from lkj.usecases.naskah_files import DOCUMENTS
from lkj.usecases.reports import ReportView, read_report

_JUST_DONE = "_step_just_done"


def remember_done(report_id: str, event_no: int) -> None:
    """Offer the naskah of this move on the next screen."""
    st.session_state[_JUST_DONE] = (report_id, event_no)


def offer_done(viewer: Viewer) -> None:
    """The naskah of the step that the viewer finished last, until it is closed."""
    done = st.session_state.get(_JUST_DONE)
    if done is None:
        return
    report_id, event_no = done
    try:
        view, _ = read_report(report_id, **viewer.use)
    except LkjError as error:
        show_error(error, zone=viewer.office.zone)
        return
    move = next((one for one in memo_moves(view) if one.no == event_no), None)
    if move is None:  # it was taken back since, or led nowhere
        return
    with st.container(border=True):
        st.markdown(f"**{words.OFFER}**")
        st.text(view.title)
        st.html(_links(viewer, view, move))
        with st.container(horizontal=True, vertical_alignment="center"):
            filing(viewer, view, move)
            if st.button(words.CLOSE_OFFER, key="close_offer", type="tertiary"):
                del st.session_state[_JUST_DONE]
                st.rerun()


def filing(viewer: Viewer, view: ReportView, move: Event) -> None:
    """Where the Nota Dinas of a move stands in Buku Agenda, and the button for what is left."""
    line = filed_memos(view, viewer.office).get(move.no)
    if line is not None:
        number = line.entry.letter_number
        st.text(words.filed_words(line.last.year, line.serial, number, is_attached=False))
        if memo_is_attached(view, move, line, viewer.office):
            return
    may_file = viewer.may(Permission.EDIT_AGENDA) and viewer.may(Permission.ATTACH)
    if not may_file or view.state.status in ENDED or view.state.is_read_only:
        return
    form = DraftForm(viewer, f"memo/{view.report_id}/{move.no}")
    pressed = st.button(
        words.FILE_MEMO if line is None else words.ATTACH_MEMO,
        key=form.button_key("file"),
        icon=":material/outgoing_mail:",
        help=words.FILE_MEMO_HELP if line is None else None,
    )
    if pressed:
        _file(viewer, view, move, form)


def _file(viewer: Viewer, view: ReportView, move: Event, form: DraftForm) -> None:
    asked = FileMemoForm(
        request_id=f"{form.request_id}/memo", report_id=view.report_id, event_no=move.no
    )
    try:
        with st.spinner("Dicatat dan dilampirkan …"):
            filed = file_memo(asked, **viewer.use)
    except LkjError as error:
        show_error(error, zone=viewer.office.zone, sop=view.sop)
        return
    form.close()
    line, number = filed.line, filed.line.entry.letter_number
    said = words.filed_words(
        line.last.year, line.serial, number, is_attached=filed.attached is not None
    )
    flash(f"Tersimpan: {said}.")
    st.rerun()


def _links(viewer: Viewer, view: ReportView, move: Event) -> str:
    """Nota Dinas of the move, what its step makes, and Lembar Kendali."""
    whole = {"id": view.report_id}
    step = view.sop.step(move.step or "")
    kinds = viewer.office.document_kinds(view.sop).of_step(step)
    offered = [(words.MEMO, "nota-dinas", {**whole, "no": str(move.no)})]
    offered += [(one.name, one.template, whole) for one in kinds if one.template in DOCUMENTS]
    offered.append((words.ROUTING_SLIP, "lembar-kendali", whole))
    rows = [[text(title), document_links(name, title, query)] for title, name, query in offered]
    return table(("Naskah", "Unduh"), rows, caption=words.OFFER_CAPTION, class_="lkj-table")


def memo_filing(viewer: Viewer, view: ReportView) -> None:
    """On the page of a report: file, or attach, the Nota Dinas of any move that lacks it."""
    filed = filed_memos(view, viewer.office)
    for line in outlived_memos(view, filed):
        said = words.outlived_words(line.last.year, line.serial)
        st.warning(escape_markdown(said), icon=":material/unpublished:")
    open_moves = {
        one.no: one
        for one in memo_moves(view)
        if one.no not in filed or not memo_is_attached(view, one, filed[one.no], viewer.office)
    }
    may_file = viewer.may(Permission.EDIT_AGENDA) and viewer.may(Permission.ATTACH)
    if not open_moves or not may_file or view.state.status in ENDED or view.state.is_read_only:
        return
    with st.expander(words.UNFILED, icon=":material/outgoing_mail:"):
        chosen = st.selectbox(
            "Penyerahan atau pengembalian",
            list(open_moves),
            index=None,
            format_func=lambda no: _move_name(view, open_moves[no]),
            placeholder="Pilih satu",
            key=f"memo_choice/{view.report_id}",
        )
        if chosen in open_moves:
            filing(viewer, view, open_moves[chosen])


def _move_name(view: ReportView, move: Event) -> str:
    step = view.sop.step(move.step or "")
    return escape_markdown(f"no. {move.no}: {step.number}. {step.short_name}")
