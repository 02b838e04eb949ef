"""Acts beside the flow on one report: receipt, taking back, note, cause, correction, cancel."""

import streamlit as st

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole, Permission
from lkj.domain.adoption import adopters
from lkj.domain.events import Event, EventKind, Source
from lkj.domain.sop import Sop
from lkj.domain.state import ReportStatus, Visit
from lkj.errors import LkjError
from lkj.labels.words import CAUSE, CORRECTABLE_FIELD
from lkj.ui.forms import DraftForm, moment_input
from lkj.ui.markup import escape_markdown
from lkj.ui.messages import flash, show_error
from lkj.ui.session import Viewer
from lkj.usecases.acts import ActForm, submit
from lkj.usecases.reports import ReportView

CAUSE_DONE = "Penyebab dicatat."


def send(
    viewer: Viewer, view: ReportView, form: DraftForm, command: c.Command, *, done: str
) -> None:
    """Submit one act and say so, or show why it was refused."""
    send_act(viewer, view.report_id, view.sop, form, command, done=done)


def send_act(
    viewer: Viewer,
    report_id: str,
    sop: Sop,
    form: DraftForm,
    command: c.Command,
    *,
    done: str,
) -> None:
    """Submit one act on a report that is not on the screen; see `send`."""
    request = f"{form.request_id}/{type(command).__name__}"
    act = ActForm(report_id=report_id, request_id=request, command=command)
    try:
        event = submit(act, **viewer.use)
    except LkjError as error:
        show_error(error, zone=viewer.office.zone, sop=sop)
        return
    form.close()
    flash(f"Tersimpan, no. {event.no}. {done}")
    st.rerun()


def report_acts(viewer: Viewer, view: ReportView) -> None:
    """What this viewer may do beside the flow; an auditor reads only."""
    if AppRole.AUDITOR in viewer.app_roles:
        return
    if view.state.is_read_only:
        adoption(viewer, view)
        return
    receipt(viewer, view)
    take_back(viewer, view)
    with st.expander("Tulis catatan", icon=":material/comment:"):
        _note(viewer, view)
    closed = [visit for visit in view.state.visits if visit.decision is not None]
    mine = [visit for visit in closed if visit.actor == viewer.caller.person.id]
    causable = closed if viewer.may(Permission.GIVE_CAUSE) else mine
    if causable:
        with st.expander("Catat penyebab melewati mutu baku waktu", icon=":material/schedule:"):
            _cause(viewer, view, causable)
    correctable = closed if viewer.may(Permission.CORRECT) else mine
    if correctable:
        with st.expander("Koreksi waktu", icon=":material/edit:"):
            _correct(viewer, view, correctable)
    if viewer.may(Permission.CANCEL) and view.state.status is ReportStatus.RUNNING:
        with st.expander("Batalkan laporan", icon=":material/cancel:"):
            _cancel(viewer, view)


def adoption(viewer: Viewer, view: ReportView) -> None:
    """An imported open report takes no acts; its holder, or Monev, may take it over."""
    st.info(
        "Laporan ini dari impor dan hanya dapat dibaca. Setelah diambil alih, langkahnya "
        "dilanjutkan di sini seperti laporan lain.",
        icon=":material/lock:",
    )
    is_holder = bool(set(adopters(view.state, view.sop)) & set(viewer.roles))
    if not is_holder and not viewer.may(Permission.RECORD_ON_BEHALF):
        return
    form = DraftForm(viewer, f"adopt/{view.report_id}")
    if st.button("Ambil alih laporan ini", key=form.button_key("adopt"), type="primary"):
        send(viewer, view, form, c.Adopt(), done="Laporan diambil alih.")


def receipt(viewer: Viewer, view: ReportView) -> None:
    """The button with which the receiver confirms that the report arrived."""
    is_due = view.state.status is ReportStatus.SENT
    if not is_due or not set(view.sop.receivers) & set(viewer.roles):
        return
    form = DraftForm(viewer, f"receipt/{view.report_id}")
    key = form.button_key("receipt")
    if st.button("Konfirmasi penerimaan", key=key, type="primary"):
        send(viewer, view, form, c.ConfirmReceipt(), done="Penerimaan dikonfirmasi.")


def can_take_back(viewer: Viewer, view: ReportView) -> bool:
    """Whether the last act is this viewer's and nobody has acted after it."""
    last, following = view.state.last_move, view.state.open_visit
    is_running = view.state.status in (ReportStatus.RUNNING, ReportStatus.SENT)
    if last is None or not is_running or (following is not None and following.is_touched):
        return False
    account = viewer.caller.account.id
    return last.actor == viewer.caller.person.id or last.recorded_by == account


def take_back(viewer: Viewer, view: ReportView) -> None:
    """The button that undoes a mis-click."""
    if not can_take_back(viewer, view):
        return
    last = view.state.last_move
    form = DraftForm(viewer, f"take-back/{view.report_id}/{last.move_no if last else 0}")
    pressed = st.button(
        "Tarik kembali",
        key=form.button_key("take_back"),
        icon=":material/undo:",
        help="Membatalkan keputusan terakhir selama pelaksana berikutnya belum bertindak.",
    )
    if pressed:
        send(viewer, view, form, c.TakeBack(), done="Ditarik kembali; langkah terbuka lagi.")


def _note(viewer: Viewer, view: ReportView) -> None:
    form = DraftForm(viewer, f"note/{view.report_id}")
    written = st.text_area("Catatan", key=form.key("text", ""), max_chars=4000)
    form.keep()
    if st.button("Simpan catatan", key=form.button_key("note")):
        send(viewer, view, form, c.Note(text=written or ""), done="Catatan disimpan.")


def _choose_pass(view: ReportView, form: DraftForm, visits: list[Visit]) -> Visit | None:
    by_no = {visit.move_no: visit for visit in visits}

    def name(no: int | None) -> str:
        visit = by_no[no]
        step = view.sop.step(visit.step)
        return f"{step.number}. {step.short_name}, pelaksanaan ke-{visit.number} (no. {no})"

    chosen = st.selectbox(
        "Pelaksanaan",
        list(by_no),
        index=None,
        placeholder="Pilih pelaksanaan",
        format_func=name,
        key=form.key("pass"),
    )
    return by_no.get(chosen)


def _cause(viewer: Viewer, view: ReportView, visits: list[Visit]) -> None:
    form = DraftForm(viewer, f"cause/{view.report_id}")
    visit = _choose_pass(view, form, visits)
    cause, note = cause_fields(form)
    form.keep()
    if st.button("Simpan penyebab", key=form.button_key("cause")):
        if visit is None or visit.move_no is None or cause is None:
            st.error("Pilih pelaksanaan dan penyebabnya.")
            return
        command = c.GiveCause(target_no=visit.move_no, cause=cause, note=note)
        send(viewer, view, form, command, done=CAUSE_DONE)


def cause_fields(form: DraftForm) -> tuple[c.Cause | None, str]:
    """Ask why a pass took long: one of the causes, and a sentence."""
    cause = st.pills(
        "Penyebab",
        list(c.Cause),
        format_func=CAUSE.__getitem__,
        key=form.key("cause"),
    )
    note = st.text_input("Penjelasan singkat", key=form.key("note", ""), max_chars=400)
    return c.Cause(cause) if cause else None, note or ""


def _correct(viewer: Viewer, view: ReportView, visits: list[Visit]) -> None:
    form = DraftForm(viewer, f"correct/{view.report_id}")
    st.caption("Catatan asli tetap tersimpan; koreksi ditulis sebagai catatan baru.")
    visit = _choose_pass(view, form, visits)
    field = st.selectbox(
        "Yang dikoreksi",
        list(c.CorrectableField),
        index=None,
        placeholder="Pilih waktu atau lama",
        format_func=CORRECTABLE_FIELD.__getitem__,
        key=form.key("field"),
    )
    value: object = None
    if field == c.CorrectableField.EFFORT_MINUTES:
        value = st.number_input(
            "Menit yang benar", min_value=0, max_value=100_000, step=1, key=form.key("effort")
        )
    elif field is not None:
        value = moment_input(form, "value", "Waktu yang benar", viewer=viewer)
    reason = st.text_area(
        "Alasan koreksi (wajib, minimal 10 karakter)", key=form.key("reason", "")
    )
    form.keep()
    if st.button("Simpan koreksi", key=form.button_key("correct")):
        if visit is None or visit.move_no is None or field is None:
            st.error("Pilih pelaksanaan dan apa yang dikoreksi.")
            return
        command = c.Correct(
            target_no=_target(visit, field),
            field=c.CorrectableField(field),
            value=value,  # type: ignore[arg-type]
            reason=reason or "",
        )
        send(viewer, view, form, command, done="Koreksi dicatat.")


def _target(visit: Visit, field: str) -> int:
    """A start that was recorded by itself is corrected there, else on the move."""
    has_own_start = field == c.CorrectableField.STARTED_AT and visit.start_no is not None
    number = visit.start_no if has_own_start else visit.move_no
    return number or 0


def _cancel(viewer: Viewer, view: ReportView) -> None:
    form = DraftForm(viewer, f"cancel/{view.report_id}")
    st.caption("Pembatalan bersifat tetap: laporan tidak dapat dilanjutkan lagi.")
    note = st.text_area(
        "Alasan pembatalan (wajib, minimal 10 karakter)", key=form.key("note", "")
    )
    sure = st.checkbox("Saya yakin laporan ini dibatalkan", key=form.key("sure", False))
    if st.button("Batalkan laporan", key=form.button_key("cancel"), disabled=not sure):
        send(viewer, view, form, c.Cancel(note=note or ""), done="Laporan dibatalkan.")


def unanswered(viewer: Viewer, view: ReportView) -> list[Event]:
    """Moves recorded on this viewer's behalf that they have not answered."""
    me = viewer.caller.person.id
    answered = {
        event.target_no
        for event in view.events
        if event.kind is EventKind.NOTED and event.actor == me
    }
    return [
        event
        for event in view.events
        if event.source is Source.PAPER
        and event.actor == me
        and event.recorded_by != viewer.caller.account.id
        and view.state.closed_by(event.no) is not None
        and event.no not in answered
    ]


def answer(viewer: Viewer, view: ReportView, event: Event, words: str) -> None:
    """Ask the named official whether what was recorded for them is right."""
    form = DraftForm(viewer, f"answer/{view.report_id}/{event.no}")
    with st.container(border=True):
        st.markdown(f"**Dicatat atas nama Anda** · {escape_markdown(words)}")
        text = st.text_input(
            "Yang perlu diperbaiki (isi bila tidak benar)",
            key=form.key("text", ""),
            max_chars=400,
        )
        left, right, _ = st.columns([1, 1, 3])
        if left.button("Benar", key=form.button_key("yes")):
            command = c.Note(target_no=event.no, answer=c.Answer.CONFIRMED)
            send(viewer, view, form, command, done="Terima kasih, dicatat sebagai benar.")
        if right.button("Minta perbaikan", key=form.button_key("no")):
            command = c.Note(text=text or "", target_no=event.no, answer=c.Answer.DISPUTED)
            send(viewer, view, form, command, done="Permintaan perbaikan dicatat.")
