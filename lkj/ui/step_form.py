"""The form with which an official finishes the step that waits for them."""

from dataclasses import replace
from datetime import datetime

import streamlit as st

from lkj.domain.commands import InputCheck, InputState, Move, Start
from lkj.domain.events import EventKind, Moment
from lkj.domain.sop import Decision, Route, Step
from lkj.domain.state import Visit
from lkj.domain.workflow import awaited_roles, may_start, must_start_first, offered
from lkj.errors import LkjError
from lkj.labels.document_words import replaced_words
from lkj.labels.formats import clock_time, short_datetime, short_moment
from lkj.labels.words import INPUT_STATE, MISSING
from lkj.ui.documents import step_documents
from lkj.ui.forms import DraftForm, moment_input
from lkj.ui.markup import escape_markdown
from lkj.ui.messages import flash, show_error
from lkj.ui.naskah_offer import remember_done
from lkj.ui.navigation import TASKS, script
from lkj.ui.report_acts import adoption
from lkj.ui.session import Viewer
from lkj.ui.signature_form import NOT_ASKED, SignatureForm
from lkj.ui.unit_board import data_summary
from lkj.usecases.acts import ActForm, Seen, submit
from lkj.usecases.reports import ReportView
from lkj.usecases.signature_checks import Reentered, is_signature

AT_OPENING, OTHER_TIME, NOT_RECORDED = "opening", "other", "none"


def step_form(viewer: Viewer, view: ReportView) -> None:
    """Draw the form of the open visit, or say whose turn it is."""
    visit = view.state.open_visit
    if visit is None:
        return
    if view.state.is_read_only:
        adoption(viewer, view)
    else:
        _open_form(viewer, view, visit)


def _open_form(viewer: Viewer, view: ReportView, visit: Visit) -> None:
    step = view.sop.step(visit.step)
    form = DraftForm(viewer, form_key(view.report_id, visit.step, visit.number))
    if form.is_restored:
        st.info("Isian yang belum terkirim dipulihkan.", icon=":material/history:")
    if may_start(view.state, view.sop, viewer.roles):
        _start_button(viewer, view, form, visit, step)
    if must_start_first(visit, step) or not offered(view.state, view.sop, viewer.roles):
        _whose_turn(viewer, view)
        return
    _replaced_draft(viewer, view, form)
    step_documents(viewer, view, step)
    board = data_summary(viewer, view)
    move = replace(_fields(viewer, form, visit, step), shown=_shown_draft(view))
    if board is not None and board.missing and board.tables.step == step.id:
        move = replace(move, missing_data=_missing_data(form))
    form.keep()
    for decision, route in step.next.items():
        if decision is not Decision.REJECT:
            _forward_button(viewer, view, form, replace(move, decision=decision), route=route)
    if step.is_review:
        _return_section(viewer, view, form, move)


def _replaced_draft(viewer: Viewer, view: ReportView, form: DraftForm) -> None:
    """Say that somebody else replaced the draft since the form was opened."""
    draft = view.state.draft
    at_opening = form.remember("draft_at_opening", draft.sha256 if draft else "")
    if draft is None or draft.sha256 == at_opening:
        return
    if draft.actor == viewer.caller.person.id:
        return
    who = view.names.get(draft.actor, MISSING)
    when = short_datetime(draft.at, viewer.office.zone)
    said = replaced_words(draft.name, draft.number, who, when)
    st.warning(escape_markdown(said), icon=":material/published_with_changes:")


def _missing_data(form: DraftForm) -> str:
    return (
        st.text_area(
            "Data belum lengkap. Alasan tetap menyerahkan (wajib, minimal 10 karakter)",
            key=form.key("missing_data", ""),
            max_chars=1000,
        )
        or ""
    )


def _shown_draft(view: ReportView) -> str:
    """The version of the draft that stood on the screen when the button was pressed.

    The report is read anew before a click is answered, so it is the one of the run before.
    """
    draft = view.state.draft
    slot, current = f"shown/{view.report_id}", draft.sha256 if draft else ""
    shown = str(st.session_state.get(slot, current))
    st.session_state[slot] = current
    return shown


def _whose_turn(viewer: Viewer, view: ReportView) -> None:
    awaited = awaited_roles(view.state, view.sop)
    if not set(awaited) & set(viewer.roles):
        names = " atau ".join(view.sop.role(role).name for role in awaited)
        st.info(f"Langkah ini menunggu {escape_markdown(names)}.", icon=":material/schedule:")


def form_key(report_id: str, step: str = "", visit: int | str = "") -> str:
    """Under which key the form of one visit keeps its draft; without a visit, their prefix."""
    return f"step/{report_id}/" + (f"{step}/{visit}" if step else "")


def _start_button(
    viewer: Viewer, view: ReportView, form: DraftForm, visit: Visit, step: Step
) -> None:
    is_order = must_start_first(visit, step)
    label = step.start_button if is_order else "Mulai mengerjakan sekarang"
    pressed = st.button(
        escape_markdown(label),
        key=form.button_key("start"),
        type="primary" if is_order else "secondary",
        icon=":material/play_arrow:",
    )
    if pressed:
        _send(viewer, view, form, Start(), suffix="start", done="Mulai dikerjakan.")


def _fields(viewer: Viewer, form: DraftForm, visit: Visit, step: Step) -> Move:
    inputs = _inputs(form, step)
    started = _started(viewer, form, visit)
    effort = st.number_input(
        "Lama pengerjaan (menit), bila diketahui",
        min_value=0,
        max_value=100_000,
        step=1,
        key=form.key("effort"),
        help="Waktu yang benar-benar dipakai bekerja, tanpa menunggu dan tanpa pekerjaan lain.",
    )
    finished = None
    with st.expander("Selesai pada waktu lain"):
        finished = moment_input(form, "finished", "Selesai", viewer=viewer)
        st.caption("Kosongkan bila selesai sekarang.")
    note = st.text_area("Catatan (tidak wajib)", key=form.key("note", ""), max_chars=4000)
    return Move(
        decision=Decision.SUBMIT,
        finished=finished,
        started=started,
        effort_minutes=None if effort is None else int(effort),
        note=note or "",
        inputs=inputs,
    )


def _inputs(form: DraftForm, step: Step) -> tuple[InputCheck, ...]:
    st.markdown("**Kelengkapan**")
    checks = []
    for index, name in enumerate(step.standard.inputs):
        state = st.radio(
            escape_markdown(name),
            list(InputState),
            index=None,
            horizontal=True,
            format_func=INPUT_STATE.__getitem__,
            key=form.key(f"input{index}"),
        )
        reason = ""
        if state is InputState.ABSENT:
            reason = st.text_input(
                f"Mengapa {escape_markdown(name)} tidak ada? (wajib)",
                key=form.key(f"input{index}.reason", ""),
                max_chars=400,
            )
        checks.append(InputCheck(name, state or InputState.UNKNOWN, reason))
    return tuple(checks)


def _started(viewer: Viewer, form: DraftForm, visit: Visit) -> Moment | None:
    zone = viewer.office.zone
    if visit.started is not None:
        st.text(f"Mulai dikerjakan: {short_moment(visit.started, zone)}")
        return None
    opened_at = datetime.fromisoformat(form.remember("opened_at", viewer.now.isoformat()))
    choices = {
        AT_OPENING: f"Saat saya membuka tugas ini, {clock_time(opened_at, zone)}",
        OTHER_TIME: "Waktu lain",
        NOT_RECORDED: "Tidak dicatat",
    }
    choice = st.radio(
        "Kapan Anda mulai mengerjakan?",
        list(choices),
        index=None,
        format_func=choices.__getitem__,
        key=form.key("start_choice"),
    )
    if choice == AT_OPENING:
        return Moment(opened_at)
    if choice == OTHER_TIME:
        return moment_input(form, "started", "Mulai", viewer=viewer)
    return None


def _forward_button(
    viewer: Viewer,
    view: ReportView,
    form: DraftForm,
    move: Move,
    *,
    route: Route,
) -> None:
    visit = view.state.visits[-1]
    is_again = visit.opened_by is EventKind.REJECTED
    label = route.repeat_button if is_again else route.button
    key = form.button_key(move.decision.value)
    is_signed = is_signature(move.decision, view.state, view.sop)
    signature = SignatureForm.of(viewer, form) if is_signed else NOT_ASKED
    pressed = st.button(
        escape_markdown(label),
        key=key,
        type="primary",
        icon=":material/check:",
        disabled=not signature.is_ready,
        on_click=signature.take,
    )
    if pressed:
        proof = signature.taken()
        suffix = move.decision.value
        _send(viewer, view, form, move, suffix=suffix, done=label, reentered=proof)


def _return_section(viewer: Viewer, view: ReportView, form: DraftForm, move: Move) -> None:
    visit = view.state.visits[-1]
    route = view.sop.step(visit.step).next[Decision.REJECT]
    reasons = {reason.id: reason.name for reason in view.sop.reasons if not reason.paper_only}
    with st.container(border=True):
        st.markdown("**Tidak setuju?**")
        chosen = st.pills(
            "Alasan pengembalian (wajib, boleh lebih dari satu)",
            list(reasons),
            selection_mode="multi",
            format_func=reasons.__getitem__,
            key=form.key("reasons", []),
        )
        text = st.text_area(
            "Yang perlu diperbaiki (wajib, minimal 10 karakter)",
            key=form.key("return_note", ""),
            max_chars=4000,
        )
        form.keep()
        key = form.button_key("reject")
        if st.button(escape_markdown(route.button), key=key, icon=":material/undo:"):
            command = replace(
                move, decision=Decision.REJECT, note=text or "", reasons=tuple(chosen)
            )
            _send(viewer, view, form, command, suffix="reject", done=route.button)


def _send(
    viewer: Viewer,
    view: ReportView,
    form: DraftForm,
    command: Move | Start,
    *,
    suffix: str,
    done: str,
    reentered: Reentered | None = None,
) -> None:
    visit = view.state.visits[-1]
    act = ActForm(
        report_id=view.report_id,
        request_id=f"{form.request_id}/{suffix}",
        command=command,
        seen=Seen(visit.step, visit.number),
    )
    try:
        event = submit(act, **viewer.use, reentered=reentered)
    except LkjError as error:
        show_error(error, zone=viewer.office.zone, sop=view.sop)
        return
    flash(f"Tersimpan, no. {event.no}. {done}")
    if isinstance(command, Start):
        st.rerun()
    form.close()
    remember_done(view.report_id, event.no)
    st.switch_page(script(TASKS))
