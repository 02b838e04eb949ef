"""The rows of the report board: title, holder, strip of steps, deadline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.board import OPEN_STATES, default_view
from lkj.domain.accounts import Permission
from lkj.domain.sop import Sop
from lkj.labels.formats import period_name
from lkj.ui.markup import STRIP_MARK, escape_markdown, strip, strip_cell, tag, text
from lkj.ui.navigation import IMPORT, PAPER, PLAN, REPORTS, script
from lkj.ui.reminder import reminder, todo_text, waited
from lkj.ui.session import Viewer
from lkj.usecases.status_reading import BoardWords

PAGE_SIZE = 20
RECENT, OPEN, FINISHED, ALL = "Terkini", "Berjalan", "Selesai", "Semua"


@dataclass(frozen=True)
class Chosen:
    """What the reader asked to see."""

    view: str
    year: int | None
    words: str


def board_filters(board: pd.DataFrame, *, view: str = RECENT) -> Chosen:
    """Filters in one line; `view` is what is shown at first."""
    years = sorted(map(int, board["fiscal_year"].unique()), reverse=True)
    view_column, year_column, word_column = st.columns([3, 2, 3], vertical_alignment="bottom")
    chosen = view_column.segmented_control(
        "Tampilkan",
        [RECENT, OPEN, FINISHED, ALL],
        default=view,
        required=True,
        key=f"board_view/{view}",
        help="Terkini: semua yang berjalan dan yang selesai dalam 12 bulan terakhir.",
    )
    year = year_column.selectbox(
        "Tahun kinerja", [None, *years], format_func=_year_text, key="board_year"
    )
    words = word_column.text_input("Cari judul", key="board_words", max_chars=100)
    return Chosen(chosen or view, year, words.strip())


def _year_text(year: int | None) -> str:
    return "Semua tahun" if year is None else str(year)


def filtered(board: pd.DataFrame, chosen: Chosen, *, as_of: datetime) -> pd.DataFrame:
    """The rows that the reader asked for, in the board's order."""
    shown = _viewed(board, chosen.view, as_of)
    if chosen.year is not None:
        shown = shown[shown["fiscal_year"] == chosen.year]
    if chosen.words:
        shown = shown[
            shown["title"].astype(str).str.contains(chosen.words, case=False, regex=False)
        ]
    return shown


def _viewed(board: pd.DataFrame, view: str, as_of: datetime) -> pd.DataFrame:
    if view == RECENT:
        return default_view(board, as_of=as_of)
    if view == ALL:
        return board
    is_open = board["state"].isin(OPEN_STATES)
    return board[is_open if view == OPEN else ~is_open]


def board_rows(viewer: Viewer, shown: pd.DataFrame, steps: pd.DataFrame) -> None:
    """Draw one page of rows; every row opens its report."""
    if shown.empty:
        st.text("Tidak ada laporan pada pilihan ini.")
        return
    legend()
    n_pages = -(-len(shown) // PAGE_SIZE)
    number = st.pagination(n_pages, key="board_page") if n_pages > 1 else 1
    rows = shown.iloc[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    cells = steps[steps["report_id"].isin(rows["report_id"].dropna())]
    by_report: dict[Any, list[Any]] = {}
    for cell in cells.itertuples(index=False):
        by_report.setdefault(cell.report_id, []).append(cell)
    for row in rows.itertuples(index=False):
        _row(viewer, row, by_report.get(row.report_id))


def first_steps(viewer: Viewer) -> None:
    """Where an office without reports begins, for those who may."""
    ways = {
        REPORTS: ("Daftarkan laporan baru", Permission.REGISTER),
        PAPER: ("Catat dari berkas", Permission.RECORD_ON_BEHALF),
        IMPORT: ("Impor riwayat dari Buku Agenda", Permission.IMPORT_HISTORY),
        PLAN: ("Rencanakan laporan satu tahun", Permission.EDIT_PLAN),
    }
    for screen, (label, permission) in ways.items():
        if viewer.may(permission):
            st.page_link(
                script(screen), label=escape_markdown(label), icon=":material/arrow_forward:"
            )


def legend() -> None:
    """What the marks of the strip mean, in words."""
    items = [
        tag("span", tag("b", text(mark or "–")) + " " + text(word))
        for mark, word in STRIP_MARK.values()
    ]
    items.append(tag("span", tag("b", "☐", class_="lkj-late") + " melewati mutu baku waktu"))
    st.html(tag("p", " · ".join(items), class_="lkj-small"))


def _row(viewer: Viewer, row: Any, cells: list[Any] | None) -> None:
    sops = viewer.office.sops
    is_registered = not pd.isna(row.sop_version)
    sop = (
        sops.version(row.sop_id, row.sop_version) if is_registered else sops.latest(row.sop_id)
    )
    key = row.planned_id if pd.isna(row.report_id) else row.report_id
    with st.container(border=True, key=f"board-row-{key}"):
        left, middle, right = st.columns([4, 5, 3], vertical_alignment="center")
        with left:
            _title(row)
        with middle:
            if cells is None:
                st.html(tag("p", "Belum ada langkah yang tercatat.", class_="lkj-small"))
            else:
                st.html(strip_of(cells, sop))
        with right:
            words = BoardWords(viewer.office, viewer.calendar)
            st.html(
                _deadline(words, row) + tag("div", text(words.holder(row)), class_="lkj-small")
            )
            if row.state in ("running", "sent_awaiting_receipt"):
                _remind(viewer, row, sop)


def _remind(viewer: Viewer, row: Any, sop: Sop) -> None:
    step = sop.step(row.current_step) if row.state == "running" else None
    _, age = waited(viewer, row)
    reminder(
        viewer,
        title=str(row.title),
        report_id=str(row.report_id),
        todo=todo_text(step.number if step else None),
        age=age,
    )


def _title(row: Any) -> None:
    period = period_name(str(row.period))
    title = escape_markdown(str(row.title))
    if pd.isna(row.report_id):
        st.markdown(f"**{title}**")
    else:
        st.page_link(
            script(REPORTS),
            label=f"**{title}**",
            query_params={"id": str(row.report_id)},
        )
    year = row.fiscal_year
    st.html(tag("p", text(f"{period} · tahun kinerja {year}"), class_="lkj-small"))


def strip_of(cells: Iterable[Any], sop: Sop) -> str:
    """The strip of one report, in the order of the SOP; `cells` are rows of its STEP_STRIP."""
    by_step: dict[str, Any] = {str(cell.step): cell for cell in cells}
    drawn = []
    for step in sop.steps:
        cell = by_step.get(step.id)
        drawn.append(
            strip_cell(
                step.number,
                step.short_name,
                str(cell.state) if cell else "waiting",
                n_visits=int(cell.n_visits) if cell else 0,
                is_over=bool(cell.is_over_standard) if cell else False,
            )
        )
    return strip(drawn)


def _deadline(words: BoardWords, row: Any) -> str:
    if pd.isna(row.deadline):
        return tag("div", text(words.deadline(row)), class_="lkj-small")
    classes = "lkj-deadline lkj-late" if row.is_late else "lkj-deadline"
    return tag("div", text(words.deadline(row)), class_=classes)
