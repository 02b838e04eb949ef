"""The pieces of Tugas saya: waiting rows, what came in, what the viewer did recently."""

from typing import Any

import streamlit as st

from lkj.domain.events import Event, EventKind
from lkj.domain.sop import Decision
from lkj.domain.state import ReportStatus, Visit
from lkj.labels.formats import (
    minutes_text,
    short_datetime,
    short_moment,
)
from lkj.labels.words import EVENT_KIND, MISSING
from lkj.ui.markup import definition_list, escape_markdown, tag, text
from lkj.ui.navigation import REPORTS, TASKS, script
from lkj.ui.reminder import reminder, todo_text, waited
from lkj.ui.report_acts import answer, can_take_back, take_back, unanswered
from lkj.ui.report_view import status_text
from lkj.ui.session import Viewer
from lkj.usecases.reports import ReportView, read_report, recent_acts


def task_row(viewer: Viewer, row: Any) -> None:
    """One waiting report: what is to be done, since when, and a reminder to copy."""
    sop = viewer.office.sops.version(row.sop_id, row.sop_version)
    title = str(row.title)
    since, age = waited(viewer, row)
    if row.state == "running":
        step = sop.step(row.current_step)
        todo = f"Langkah {step.number}: {step.activity}"
    else:
        step, todo = None, "Konfirmasi penerimaan laporan yang sudah dikirim."
    with st.container(border=True):
        left, right = st.columns([5, 2], vertical_alignment="center")
        with left:
            st.page_link(
                script(TASKS),
                label=f"**{escape_markdown(title)}**",
                query_params={"id": row.report_id},
            )
            st.text(todo)
            words = f"Menunggu {age}, sejak {short_datetime(since, viewer.office.zone)}"
            st.html(tag("p", text(words), class_="lkj-small"))
        with right:
            opened = st.button("Kerjakan", key=f"open/{row.report_id}", type="primary")
            if opened:
                st.switch_page(script(TASKS), query_params={"id": str(row.report_id)})
            reminder(
                viewer,
                title=title,
                report_id=str(row.report_id),
                todo=todo_text(step.number if step else None),
                age=age,
            )


def task_heading(viewer: Viewer, view: ReportView) -> None:
    """What is to be done here, with the mutu baku of the step."""
    visit = view.state.open_visit
    if visit is None:
        st.title(escape_markdown(view.title))
        st.header(escape_markdown(status_text(view)))
        if view.state.status is not ReportStatus.SENT:
            st.text("Tidak ada lagi yang perlu dikerjakan pada laporan ini.")
        return
    step = view.sop.step(visit.step)
    st.title(f"Langkah {step.number:d}: {escape_markdown(step.short_name)}")
    st.header(escape_markdown(view.title))
    st.text(step.activity)
    came = view.state.visits[-2] if len(view.state.visits) > 1 else None
    sender = view.names.get(came.actor or "", MISSING) if came else "disposisi"
    pairs = [
        ("Diterima", short_moment(visit.entered, viewer.office.zone)),
        ("Dari", sender),
        ("Pelaksanaan ke-", str(visit.number)),
        ("Mutu baku waktu", minutes_text(step.standard.minutes)),
        ("Output", step.standard.output),
        *_sender_note(view, came),
    ]
    st.html(definition_list(pairs))
    if step.reading:
        with st.expander("Catatan penafsiran"):
            st.text(step.reading)


def _sender_note(view: ReportView, came: Visit | None) -> list[tuple[str, str]]:
    """What the sender wrote with an ordinary hand-over; a return stands in its own box."""
    event = view.event(came.move_no) if came else None
    if event is None or event.kind is EventKind.REJECTED or not event.note:
        return []
    return [("Catatan pengirim", event.note)]


def earlier_returns(viewer: Viewer, view: ReportView) -> None:
    """Why the draft was returned before, the newest first, the one to mend now in full."""
    returns = [v for v in reversed(view.state.visits) if v.decision is Decision.REJECT]
    if not returns:
        return
    names = {reason.id: reason.name for reason in view.sop.reasons}
    visit = view.state.open_visit
    is_repair = visit is not None and visit.opened_by is EventKind.REJECTED
    label = "Dikembalikan untuk diperbaiki" if is_repair else "Pengembalian sebelumnya"
    with st.container(border=True):
        st.markdown(f"**{label}**")
        for returned in returns:
            event = view.event(returned.move_no)
            if event is None:
                continue
            step = view.sop.step(returned.step)
            when = short_moment(event.moment, viewer.office.zone)
            who = view.names.get(event.actor, MISSING)
            reasons = ", ".join(names.get(code, code) for code in event.reasons)
            st.text(f"Langkah {step.number}, {who}, {when}: {reasons}\n{event.note}")


def my_recent_acts(viewer: Viewer) -> None:
    """What the viewer did last, with event numbers; the last act can be taken back."""
    recent = recent_acts(viewer.caller.person.id, office=viewer.office)
    if not recent:
        return
    ids = dict.fromkeys(event.report_id for event in recent)
    views = [read_report(report_id, **viewer.use)[0] for report_id in ids]
    _answers(viewer, views)
    st.header("Baru saja Anda kerjakan")
    by_id = {view.report_id: view for view in views}
    offered: set[str] = set()
    for event in recent:
        view = by_id[event.report_id]
        left, right = st.columns([5, 2], vertical_alignment="center")
        with left:
            _recent_line(viewer, view, event)
        with right:
            if view.report_id not in offered and can_take_back(viewer, view):
                offered.add(view.report_id)
                take_back(viewer, view)


def _recent_line(viewer: Viewer, view: ReportView, event: Event) -> None:
    kind = EVENT_KIND[event.kind]
    when = short_moment(event.moment, viewer.office.zone)
    number = f" langkah {view.sop.step(event.step).number}" if event.step else ""
    st.page_link(
        script(REPORTS),
        label=escape_markdown(f"No. {event.no} · {kind}{number} · {view.title} · {when}"),
        query_params={"id": view.report_id},
    )


def _answers(viewer: Viewer, views: list[ReportView]) -> None:
    for view in views:
        for event in unanswered(viewer, view):
            step = view.sop.step(event.step or "")
            when = short_moment(event.moment, viewer.office.zone)
            recorder = view.recorders.get(event.recorded_by, MISSING)
            act = EVENT_KIND[event.kind].lower()
            words = (
                f"{view.title}, langkah {step.number}, {act} {when}, "
                f"oleh {recorder} dari {event.basis or 'berkas'}"
            )
            answer(viewer, view, event, words)
