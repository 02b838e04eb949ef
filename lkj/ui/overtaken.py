"""What to show when somebody else moved a report on while its form stood open here."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from lkj.domain.events import Event
from lkj.domain.state import MOVES
from lkj.labels.formats import short_datetime
from lkj.labels.words import MISSING
from lkj.ui.forms import typed_texts
from lkj.ui.messages import show_refusal
from lkj.ui.session import Viewer
from lkj.ui.step_form import form_key
from lkj.usecases.reports import ReportView

_OPENED = "_opened_task"


def forget_opened_task() -> None:
    """No form stands open on this screen: none was opened, or its own act was stored."""
    st.session_state.pop(_OPENED, None)


def say_if_overtaken(viewer: Viewer, view: ReportView) -> None:
    """Tell who moved the report on, and when; what was typed here can still be copied.

    Without this the next run would quietly draw the form of another visit.
    """
    visit = view.state.open_visit
    now = (visit.step, visit.number) if visit else None
    opened: dict[str, Any] = st.session_state.setdefault(_OPENED, {})
    if opened.get("report_id") != view.report_id:
        opened.clear()
        opened.update(report_id=view.report_id, visit=now)
    elif opened["visit"] != now:
        seen = opened["visit"]
        texts = typed_texts(form_key(view.report_id, *seen)) if seen else ()
        opened.update(visit=now, notice=_notice(viewer, view, seen), texts=texts)
    if "notice" in opened:
        _show(opened["notice"], opened["texts"])


def _notice(viewer: Viewer, view: ReportView, seen: tuple[str, int] | None) -> str:
    winner = _winner(view, seen)
    who = view.names.get(winner.actor, MISSING)
    when = short_datetime(winner.recorded_at, viewer.office.zone)
    return (
        f"Belum tersimpan: laporan ini sudah diproses oleh {who} pada {when}, selagi formulir "
        "ini terbuka. Di bawah ini keadaan terbarunya."
    )


def _winner(view: ReportView, seen: tuple[str, int] | None) -> Event:
    """Who closed the visit that was seen; else who acted last."""
    closed = {v.move_no for v in view.state.visits if (v.step, v.number) == seen}
    moves = [event for event in view.events if event.kind in MOVES and event.no in closed]
    return (moves or list(view.events))[-1]


def _show(notice: str, texts: Iterable[str]) -> None:
    show_refusal(notice)
    for text in texts:
        st.caption("Isian Anda yang belum tersimpan; salin bila masih diperlukan:")
        st.code(text, language=None, wrap_lines=True)
