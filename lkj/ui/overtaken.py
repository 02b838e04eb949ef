"""What to show when somebody else moved a report on while its form stood open here."""

import streamlit as st

from lkj.domain.events import Event
from lkj.domain.state import MOVES
from lkj.labels.formats import short_datetime
from lkj.labels.words import MISSING
from lkj.ui.forms import DraftForm, left_open
from lkj.ui.messages import flash, show_refusal
from lkj.ui.navigation import TASKS, script
from lkj.ui.session import Viewer
from lkj.ui.step_form import form_key
from lkj.usecases.reports import ReportView


def say_if_overtaken(viewer: Viewer, view: ReportView) -> None:
    """Tell who moved the report on, and when; what was typed here can still be copied.

    Without this the next run would quietly draw the form of another visit. A form that this
    screen sent itself no longer stands open.
    """
    visit = view.state.open_visit
    current = form_key(view.report_id, visit.step, visit.number) if visit else ""
    for key, texts in left_open(form_key(view.report_id)).items():
        if key == current:
            continue
        winner, form = _winner(view, key), DraftForm(viewer, key)
        is_own = winner.request_id.startswith(f"{form.request_id}/")
        if is_own and all(typed in winner.note for typed in texts):
            # A second click cut off the run that had stored the first one: nothing is lost.
            form.close()
            flash(f"Tersimpan, no. {winner.no}.")
            st.switch_page(script(TASKS))
        _say(viewer, view, key, winner, texts)


def _say(
    viewer: Viewer, view: ReportView, key: str, winner: Event, texts: tuple[str, ...]
) -> None:
    who = view.names.get(winner.actor, MISSING)
    when = short_datetime(winner.recorded_at, viewer.office.zone)
    show_refusal(
        f"Belum tersimpan: laporan ini sudah diproses oleh {who} pada {when}, selagi formulir "
        "ini terbuka. Di bawah ini keadaan terbarunya."
    )
    for text in texts:
        st.caption("Isian Anda yang belum tersimpan; salin bila masih diperlukan:")
        st.code(text, language=None, wrap_lines=True)
    if st.button("Tutup pesan ini", key=f"overtaken/{key}"):
        DraftForm(viewer, key).close()
        st.rerun()


def _winner(view: ReportView, key: str) -> Event:
    """Who closed the visit whose form stood open; else who acted last."""
    report = view.report_id
    closed = {v.move_no for v in view.state.visits if form_key(report, v.step, v.number) == key}
    moves = [event for event in view.events if event.kind in MOVES and event.no in closed]
    return (moves or list(view.events))[-1]
