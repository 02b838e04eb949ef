"""The board of a report's data: units by tables, what is missing, and whom to remind."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.domain.documents import StoredFile
from lkj.domain.state import ReportStatus, payload_of
from lkj.domain.unit_data import Cell, DataEntry
from lkj.errors import LkjError
from lkj.labels.document_words import SHORT_FORMAT, size_words
from lkj.labels.formats import long_datetime, short_day
from lkj.labels.unit_data_words import (
    ACT_WORDS,
    board_sentence,
    cell_words,
    incomplete_words,
    missing_names,
    reminder,
)
from lkj.labels.words import MISSING
from lkj.ui.cache import frames
from lkj.ui.choices import told_apart
from lkj.ui.markup import escape_markdown, table, tag, text
from lkj.ui.messages import show_error
from lkj.ui.navigation import UNIT_DATA, report_link, script
from lkj.ui.session import Viewer
from lkj.usecases.reports import ReportView, read_report
from lkj.usecases.unit_data_reading import DataBoard, read_board

MOST_REPORTS = 200
_HISTORY = ("No.", "Tanggal", "Unit dan tabel", "Catatan", "Isi", "Dicatat oleh")


def chosen_report(viewer: Viewer) -> tuple[ReportView, DataBoard] | None:
    """The report in the address, or the one chosen here; its board where it has one.

    Offered first are reports whose data is being collected, then the newest.
    """
    status = frames(viewer).status
    step_of = {sop_id: found.step for sop_id, found in viewer.office.data_tables.items()}
    rows = status[status["sop_id"].isin(step_of)]
    is_now = rows["current_step"].astype(object) == rows["sop_id"].astype(object).map(step_of)
    rows = rows.assign(is_now=is_now).sort_values(
        ["is_now", "received_at"], ascending=False, kind="stable"
    )
    rows = rows.head(MOST_REPORTS)
    titles = told_apart(dict(zip(rows["report_id"], rows["title"], strict=True)))
    asked = st.query_params.get("laporan", "")
    options = list(titles) if asked in titles or not asked else [asked, *titles]
    if not options:
        st.text(
            "Belum ada laporan yang mengumpulkan data. Setelah sebuah laporan didaftarkan, di "
            "sini tampil data apa yang diminta dari setiap unit dan mana yang belum datang."
        )
        return None
    chosen = st.selectbox(
        "Laporan",
        options,
        index=options.index(asked) if asked else 0,
        format_func=lambda report_id: titles.get(report_id, report_id),
        key=f"unit_data_report/{asked}",  # another address is another choice
    )
    st.query_params["laporan"] = chosen
    try:
        view, _ = read_report(chosen, **viewer.use)
        board = read_board(view.report_id, view.sop.id, **viewer.use)
    except LkjError as error:
        show_error(error, zone=viewer.office.zone)
        return None
    if board is None:
        st.text("SOP laporan ini tidak mengumpulkan data dari unit.")
        return None
    return view, board


def board_section(viewer: Viewer, found: tuple[ReportView, DataBoard]) -> None:
    """The finding, the board, reminders to copy, and everything that was recorded."""
    view, board = found
    today = viewer.now.astimezone(viewer.office.zone).date()
    overdue = board.overdue(today)
    st.header(escape_markdown(board_sentence(board.n_there, len(board.cells), len(overdue))))
    report_link(st, view.title, view.report_id)
    as_of = long_datetime(viewer.now, viewer.office.zone)
    st.caption(escape_markdown(f"Keadaan per {as_of}"))
    if not board.cells:
        return
    st.html(_board_table(board, today=today))
    _reminders(view, board, today=today)
    with st.expander(f"Semua catatan data ({len(board.entries)})", icon=":material/history:"):
        rows = [_entry_row(viewer, board, entry) for entry in reversed(board.entries)]
        caption = "Yang terbaru lebih dahulu; catatan tidak pernah diubah."
        st.html(table(_HISTORY, rows, caption=caption, class_="lkj-table"))


def data_summary(viewer: Viewer, view: ReportView) -> DataBoard | None:
    """On the form of a step: how much of the units' data is there, and what is missing."""
    board = read_board(view.report_id, view.sop.id, **viewer.use)
    if board is None or not board.cells:
        return None
    today = viewer.now.astimezone(viewer.office.zone).date()
    absent = board.missing
    sentence = board_sentence(board.n_there, len(board.cells), len(board.overdue(today)))
    st.markdown("**Data Bagian**")
    st.text(sentence + (f": {missing_names(absent)}" if absent else ""))
    reasons = [payload_of(event).get("missing_data") for event in view.events]
    if absent and any(reasons):
        st.text(incomplete_words([reason for reason in reasons if reason][-1]))
    board_link(view)
    return board


def board_link(view: ReportView) -> None:
    """The way to the board of one report."""
    st.page_link(
        script(UNIT_DATA),
        label="Buka Data Bagian laporan ini",
        icon=":material/grid_on:",
        query_params={"laporan": view.report_id},
    )


def has_board(viewer: Viewer, view: ReportView) -> bool:
    """Whether data is collected for this report, and it has not been called off."""
    ended = (ReportStatus.CANCELLED, ReportStatus.WITHDRAWN)
    return view.sop.id in viewer.office.data_tables and view.state.status not in ended


def _board_table(board: DataBoard, *, today: date) -> str:
    """Units down, tables across; only what was asked of somebody."""
    asked = {cell.table: cell.table_name for cell in board.cells.values()}
    known = [one.id for one in board.tables.tables]
    order = sorted(asked, key=lambda one: known.index(one) if one in known else len(known))
    units = {cell.unit: cell.unit_name for cell in board.cells.values()}
    rows = [
        [
            text(name),
            *(_cell(board.cells.get((unit, one)), today=today) for one in order),
        ]
        for unit, name in units.items()
    ]
    headings = ("Unit", *(asked[one] for one in order))
    caption = "Data yang diminta: unit ke bawah, tabel ke kanan"
    return table(headings, rows, caption=caption, class_="lkj-table lkj-board")


def _cell(cell: Cell | None, *, today: date) -> str:
    if cell is None:
        return text(MISSING)
    words = text(cell_words(cell, today=today))
    mark = "✓" if cell.is_there else "!" if cell.is_overdue(today) else "○"
    returns = f"{cell.n_returns}× dikembalikan" if cell.n_returns else ""
    small = tag("div", text(returns), class_="lkj-small") if returns else ""
    sign = tag("span", mark, aria_hidden="true")
    return f"{sign} {words}{small}"


def _reminders(view: ReportView, board: DataBoard, *, today: date) -> None:
    absent: dict[str, list[Cell]] = {}
    for cell in board.missing:
        absent.setdefault(cell.unit_name, []).append(cell)
    if not absent:
        return
    with st.expander(f"Salin pesan pengingat ({len(absent)} unit)", icon=":material/sms:"):
        st.caption("Tidak ada yang dikirim dari sini: salin, lalu kirim dengan cara biasa.")
        for name, cells in absent.items():
            message = reminder(name, cells, report=view.title, today=today)
            st.code(message, language=None, wrap_lines=True)


def _entry_row(viewer: Viewer, board: DataBoard, entry: DataEntry) -> Iterable[str]:
    due = f", tenggat {short_day(entry.due)}" if entry.due else ""
    return [
        tag("div", text(entry.no), class_="lkj-number"),
        text(short_day(entry.day)),
        text(entry.name),
        text(ACT_WORDS[entry.act] + due),
        _content(viewer, entry),
        text(board.names.get(entry.person_id, MISSING)),
    ]


def _content(viewer: Viewer, entry: DataEntry) -> str:
    if entry.file is None:
        return text(entry.place or entry.reason or MISSING)
    return _file(entry.no, entry.file, is_open=viewer.may(Permission.READ_DOCUMENTS))


def _file(number: int, file: StoredFile, *, is_open: bool) -> str:
    about = tag(
        "div", text(f"{SHORT_FORMAT[file.format]}, {size_words(file.size)}"), class_="lkj-small"
    )
    if not is_open:
        return text(file.name) + about
    link = tag("a", text(file.name), href=f"/unduh/data-bagian/{number}")
    return tag("div", link, class_="lkj-file") + about
