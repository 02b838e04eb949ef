"""One form, one confirmation, one transaction for a whole report typed from paper."""

import streamlit as st

from lkj.diagnostics.refusals import note_refusal
from lkj.domain.events import Precision
from lkj.domain.sop import Sop
from lkj.domain.state import MOVES
from lkj.errors import LkjError, PaperRefused
from lkj.labels.error_text import error_text
from lkj.labels.findings import paper_saved
from lkj.ui.cache import frames
from lkj.ui.forms import DraftForm
from lkj.ui.messages import flash, show_error, show_refusal
from lkj.ui.navigation import REPORTS, script
from lkj.ui.paper_form import TypedRow, paper_rows, receipt_row
from lkj.ui.register_form import register_fields
from lkj.ui.report_acts import adoption
from lkj.ui.roster import Roster
from lkj.ui.session import Viewer
from lkj.ui.sop_identity import choose_sop
from lkj.usecases.acts import Seen
from lkj.usecases.paper import PaperForm, PaperResult, PaperRow, record
from lkj.usecases.reports import ReportView, read_report

NEW = "new"


def pick_report(viewer: Viewer) -> str | None:
    """A new report, or a running one to go on with."""
    status = frames(viewer).status
    running = status[status["state"].astype(str) == "running"]
    titles = dict(zip(running["report_id"].astype(str), running["title"], strict=True))
    return st.selectbox(
        "Laporan",
        [NEW, *titles],
        index=None,
        placeholder="Pilih laporan baru atau yang sedang berjalan",
        format_func=lambda key: "Laporan baru (belum terdaftar)" if key == NEW else titles[key],
        key="paper_report",
    )


def paper_form(viewer: Viewer, report_id: str) -> None:
    """Draw the whole form for one report and store it on confirmation."""
    view = None
    if report_id != NEW:
        view, _ = read_report(report_id, **viewer.use)
    if view is not None and view.state.is_read_only:
        adoption(viewer, view)
        return
    sop = view.sop if view else choose_sop(viewer, "paper_sop")
    form = DraftForm(viewer, f"paper/{report_id}/{sop.id}")
    if form.is_restored:
        st.info("Isian yang belum terkirim dipulihkan.", icon=":material/history:")
    register = None
    if view is None:
        register = register_fields(viewer, form, received_help="Wajib diisi menurut berkas.")
    st.text_input(
        "Dasar untuk semua baris: Buku Agenda atau Nota Dinas, nomor, tanggal",
        key=form.key("basis", ""),
        max_chars=200,
    )
    st.caption(
        "Isi tanggal selesai setiap langkah menurut berkas; jam boleh kosong. Baris yang "
        "tanggalnya kosong belum dicatat. Hasil «Dikembalikan» menyisipkan langkah ulangnya."
    )
    start, done = _position(view, sop)
    typed = paper_rows(viewer, form, sop, Roster.of(viewer.office), start=start, done=done)
    receipt = receipt_row(viewer, form, sop, Roster.of(viewer.office))
    form.keep()
    if st.button("Simpan semua baris", key=form.button_key("save"), type="primary"):
        lacks_receipt_of_order = register is not None and form.value("received.date") is None
        rows = _complete(typed, *receipt, is_undated=lacks_receipt_of_order)
        if rows is not None:
            request = PaperForm(
                request_id=form.request_id,
                sop_id=sop.id,
                register=register,
                register_basis=str(form.value("basis", "") or ""),
                existing_id="" if view is None else view.report_id,
                seen=_seen(view),
                rows=rows,
            )
            _save(viewer, form, request, typed, sop)


def _position(view: ReportView | None, sop: Sop) -> tuple[str, dict[str, int]]:
    if view is None or view.state.open_visit is None:
        return sop.first_step.id, {}
    done: dict[str, int] = {}
    for visit in view.state.visits[:-1]:
        done[visit.step] = visit.number
    return view.state.open_visit.step, done


def _seen(view: ReportView | None) -> Seen | None:
    visit = view.state.open_visit if view else None
    return Seen(visit.step, visit.number) if visit else None


def _complete(
    typed: list[TypedRow], receipt: PaperRow | None, receipt_problem: str, *, is_undated: bool
) -> tuple[PaperRow, ...] | None:
    """The rows in order without a gap; says what is missing where there is one."""
    problems = ["Isi tanggal disposisi diterima."] if is_undated else []
    problems += [f"Baris {row.label}: {row.problem}." for row in typed if row.problem]
    filled = [row for row in typed if row.row is not None]
    n_filled = len(filled)
    if any(row.row is None and not row.problem for row in typed[:n_filled]):
        problems.append("Ada baris kosong di antara baris yang terisi.")
    if not any(row.row or row.problem for row in typed):
        problems.append("Isi sedikitnya satu tanggal selesai.")
    if receipt_problem:
        problems.append(f"Baris penerimaan: {receipt_problem}.")
    elif receipt and n_filled < len(typed):
        problems.append("Baris penerimaan: isi dahulu semua langkah sebelumnya.")
    if problems:
        show_refusal("  \n".join(problems))
        return None
    rows = tuple(row.row for row in filled if row.row is not None)
    return (*rows, receipt) if receipt else rows


def _save(
    viewer: Viewer, form: DraftForm, request: PaperForm, typed: list[TypedRow], sop: Sop
) -> None:
    try:
        result = record(request, **viewer.use)
    except PaperRefused as error:
        note_refusal(error)
        _show_rows(viewer, error, typed, sop)
        return
    except LkjError as error:
        show_error(error, zone=viewer.office.zone, sop=sop)
        return
    form.close()
    flash(_saved(result))
    st.switch_page(script(REPORTS), query_params={"id": request.report_id})


def _saved(result: PaperResult) -> str:
    moves = [event for event in result.events if event.kind in MOVES]
    first, last = result.numbers
    n_without_hours = sum(
        event.time_precision is Precision.DATE and event.effort_minutes is None
        for event in moves
    )
    return paper_saved(n=len(moves), first=first, last=last, n_without_hours=n_without_hours)


def _show_rows(viewer: Viewer, error: PaperRefused, typed: list[TypedRow], sop: Sop) -> None:
    zone = viewer.office.zone
    lines = [error_text(error, zone=zone, sop=sop)]
    for index, inner in error.facts["problems"]:  # type: ignore[attr-defined]
        label = typed[index].label if index < len(typed) else "penerimaan"
        lines.append(f"• Baris {label}: {error_text(inner, zone=zone, sop=sop)}")
    show_refusal("  \n".join(lines))
