"""What would be stored, what it supports, and every row that cannot be."""

import streamlit as st

from lkj.domain.sop import Sop
from lkj.labels.formats import period_name, short_datetime
from lkj.labels.import_words import preview_words, support_words
from lkj.ui.markup import escape_markdown, scrolling, table, tag, text
from lkj.ui.messages import show_refusal
from lkj.ui.session import Viewer
from lkj.usecases.import_preview import Preview, ReportPreview
from lkj.usecases.import_problems import PROBLEMS_ADDRESS, keep_problems

_MOST_SHOWN = 100
_KEPT = "import_problems"  # the preview whose list is the one to download


def earlier_import(viewer: Viewer, shown: Preview) -> bool:
    """Say that this very file is in the database already, where it is."""
    if shown.earlier is None:
        return False
    when = short_datetime(shown.earlier.at, viewer.office.zone)
    who, n = shown.earlier.who, shown.earlier.n_reports
    show_refusal(
        f"Berkas ini sudah diimpor pada {when} oleh {who} ({n} laporan). Tidak ada yang "
        "dicatat lagi. Tarik impor itu di bawah bila ingin mengulang."
    )
    return True


def show_preview(viewer: Viewer, sop: Sop, shown: Preview) -> None:
    """Everything that the one confirmation stands for."""
    if shown.missing:
        return
    st.header("3. Periksa")
    _finding(shown)
    if shown.reports:
        _reports(sop, shown.reports)
    if shown.problems:
        _problems(viewer, shown)


def _finding(shown: Preview) -> None:
    passes = {
        name: sum(getattr(report, name) for report in shown.reports)
        for name in ("n_passes", "n_lead", "n_standard")
    }
    st.markdown(f"**{escape_markdown(support_words(**passes))}**")
    said = preview_words(
        n_reports=len(shown.reports),
        n_open=sum(report.open_step is not None for report in shown.reports),
        n_persons=len(shown.content.persons),
        n_examples=shown.n_examples,
    )
    st.caption(escape_markdown(said))


def _reports(sop: Sop, reports: tuple[ReportPreview, ...]) -> None:
    rows = [
        [
            text(report.title),
            text(report.fiscal_year),
            text(period_name(report.period)),
            tag("div", text(report.n_passes), class_="lkj-number"),
            tag("div", text(report.n_standard), class_="lkj-number"),
            text(_state(sop, report.open_step)),
        ]
        for report in reports[:_MOST_SHOWN]
    ]
    headings = (
        "Laporan", "Tahun kinerja", "Periode",
        "Pelaksanaan", "Untuk mutu baku waktu", "Keadaan",
    )  # fmt: skip
    caption = "Laporan yang akan dibuat"
    if len(reports) > _MOST_SHOWN:
        caption += f" ({_MOST_SHOWN} pertama dari {len(reports)})"
    shown = table(headings, rows, caption=caption, class_="lkj-table")
    st.html(scrolling(shown, name=caption))


def _state(sop: Sop, open_step: str | None) -> str:
    if open_step is None:
        return "Selesai"
    step = sop.step(open_step)
    return f"Berhenti di langkah {step.number}, hanya dapat dibaca"


def _problems(viewer: Viewer, shown: Preview) -> None:
    if st.session_state.get(_KEPT) is not shown:
        keep_problems(shown.problems, **viewer.use)
        st.session_state[_KEPT] = shown
    n = len(shown.problems)
    n_rows = len({problem.row for problem in shown.problems})
    label = f"{n:d} masalah pada {n_rows:d} baris"
    with st.expander(label, icon=":material/error:", expanded=True):
        rows = [
            [text(problem.row), text(problem.column), text(problem.text)]
            for problem in shown.problems[:_MOST_SHOWN]
        ]
        caption = "Yang perlu diperbaiki"
        if n > _MOST_SHOWN:
            caption += f" ({_MOST_SHOWN} pertama dari {n})"
        headings = ("Baris", "Kolom", "Masalah")
        listed = table(headings, rows, caption=caption, class_="lkj-table")
        st.html(scrolling(listed, name=caption))
        st.link_button(
            "Unduh daftar masalah (CSV)", PROBLEMS_ADDRESS, icon=":material/download:"
        )
