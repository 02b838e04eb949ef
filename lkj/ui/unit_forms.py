"""Forms of the board: ask units for tables, record what came, send something back."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from lkj.analytics.unit_data import due_proposal
from lkj.domain.documents import DocumentFormat
from lkj.domain.state import ReportStatus
from lkj.domain.unit_data import Cell
from lkj.ui.choices import told_apart
from lkj.ui.forms import DraftForm, carry_out
from lkj.ui.markup import escape_markdown
from lkj.ui.session import Viewer
from lkj.usecases import unit_data
from lkj.usecases.reports import ReportView
from lkj.usecases.unit_data_reading import DataBoard

FILE, PLACE, NIL = "Unggah berkas", "Catat tempat aslinya", "Nihil"
_EARLIEST, _LATEST = date(2000, 1, 1), date(2100, 12, 31)
_CALLED_OFF = (ReportStatus.CANCELLED, ReportStatus.WITHDRAWN)

Found = tuple[ReportView, DataBoard]


def ask_section(viewer: Viewer, found: Found) -> None:
    """Ask the units that are chosen for the tables that are usually theirs, or others."""
    view, board = found
    if view.state.status is not ReportStatus.RUNNING or view.state.is_read_only:
        return
    open_units = {unit.id: unit for unit in board.units if unit.is_active}
    with st.expander("Minta data", icon=":material/outbox:", expanded=not board.cells):
        if not open_units:
            st.text(
                "Daftar unit masih kosong. Isi dahulu pada bagian Daftar unit di bawah, atau "
                "minta Petugas Monev mengisinya."
            )
            return
        form = DraftForm(viewer, f"data-ask/{view.report_id}")
        chosen = st.multiselect(
            "Unit",
            list(open_units),
            format_func=lambda unit_id: open_units[unit_id].name,
            key=form.key("units", list(open_units)),
            placeholder="Pilih unit",
        )
        names = {one.id: one.name for one in board.tables.tables}
        asked = []
        for unit_id in chosen:
            unit = open_units[unit_id]
            free = [one for one in names if (unit_id, one) not in board.cells]
            usual = [one for one in unit.tables if one in free]
            tables = st.multiselect(
                escape_markdown(f"Tabel dari {unit.name}"),
                free,
                format_func=names.__getitem__,
                key=form.key(f"tables/{unit_id}", usual),
                placeholder="Tidak ada yang diminta",
            )
            asked.append((unit_id, tuple(tables)))
        today = viewer.now.astimezone(viewer.office.zone).date()
        proposed = due_proposal(today, board.tables.working_days, viewer.calendar)
        day = _day(viewer, form, "Tanggal diminta")
        due = _due(form, proposed)
        form.keep_typed()
        n = sum(len(tables) for _, tables in asked)
        label = f"Minta {n} tabel" if n else "Minta"
        if st.button(
            escape_markdown(label), key=form.button_key("ask"), type="primary", disabled=not n
        ):
            request = unit_data.AskForm(
                request_id=f"{form.request_id}/ask",
                report_id=view.report_id,
                asked=tuple((unit, tables) for unit, tables in asked if tables),
                day=day,
                due=due,
            )
            done = f"{n} tabel diminta."
            carry_out(viewer, form, lambda **use: unit_data.ask(request, **use), done)


def deliver_section(viewer: Viewer, found: Found) -> None:
    """Record what a unit gave for some of its tables."""
    view, board = found
    awaited = _by_unit(board.missing)
    if view.state.status in _CALLED_OFF or view.state.is_read_only or not awaited:
        return
    with st.expander("Catat data yang datang", icon=":material/move_to_inbox:"):
        form = DraftForm(viewer, f"data-deliver/{view.report_id}")
        unit, tables = _unit_and_tables(form, awaited)
        way = st.radio("Cara", [FILE, PLACE, NIL], horizontal=True, key=form.button_key("way"))
        uploaded, place, reason = None, "", ""
        if way == FILE:
            uploaded = st.file_uploader(
                "Berkas",
                type=[kind.value for kind in DocumentFormat] + ["jpeg"],
                max_upload_size=viewer.office.settings.max_upload_mebibytes,
                key=form.button_key("file"),
            )
        elif way == PLACE:
            place = st.text_input("Tempat aslinya", key=form.key("place", ""), max_chars=200)
        else:
            reason = st.text_area(
                "Mengapa nihil? (wajib, minimal 10 karakter)",
                key=form.key("nil", ""),
                max_chars=1000,
            )
        day = _day(viewer, form, "Tanggal diterima")
        form.keep_typed()
        if st.button("Catat", key=form.button_key("deliver"), type="primary"):
            request = unit_data.DeliveryForm(
                request_id=f"{form.request_id}/deliver",
                report_id=view.report_id,
                unit=unit,
                tables=tables,
                day=day,
                file_name=uploaded.name if uploaded else "",
                content=uploaded.getvalue() if uploaded else None,
                place=place or "",
                nil_reason=reason or "",
            )
            done = "Data dicatat."
            carry_out(viewer, form, lambda **use: unit_data.deliver(request, **use), done)


def give_back_section(viewer: Viewer, found: Found) -> None:
    """Send data back to its unit, with a reason."""
    view, board = found
    there = _by_unit(cell for cell in board.cells.values() if cell.is_there)
    is_running = view.state.status is ReportStatus.RUNNING and not view.state.is_read_only
    if not is_running or not there:
        return
    with st.expander("Kembalikan data ke unit", icon=":material/undo:"):
        form = DraftForm(viewer, f"data-back/{view.report_id}")
        unit, tables = _unit_and_tables(form, there)
        reason = st.text_area(
            "Yang perlu diperbaiki (wajib, minimal 10 karakter)",
            key=form.key("reason", ""),
            max_chars=1000,
        )
        day = _day(viewer, form, "Tanggal dikembalikan")
        due = _due(form, None)
        form.keep_typed()
        if st.button("Kembalikan ke unit", key=form.button_key("back"), icon=":material/undo:"):
            request = unit_data.GiveBackForm(
                request_id=f"{form.request_id}/back",
                report_id=view.report_id,
                unit=unit,
                tables=tables,
                day=day,
                reason=reason or "",
                due=due,
            )
            done = "Data dikembalikan ke unit."
            carry_out(viewer, form, lambda **use: unit_data.give_back(request, **use), done)


def _by_unit(cells: Iterable[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.unit, []).append(cell)
    return found


def _unit_and_tables(
    form: DraftForm, offered: dict[str, list[Cell]]
) -> tuple[str, tuple[str, ...]]:
    # A unit may bear the name that another one had when it was asked.
    units = told_apart({unit_id: cells[0].unit_name for unit_id, cells in offered.items()})
    unit = st.selectbox(
        "Unit",
        list(units),
        index=None,
        format_func=lambda unit_id: units.get(unit_id, ""),
        placeholder="Pilih unit",
        key=form.key("unit"),
    )
    names = {cell.table: cell.table_name for cell in offered.get(unit or "", [])}
    tables = st.multiselect(
        "Tabel",
        list(names),
        format_func=lambda one: names.get(one, one),
        placeholder="Pilih tabel, boleh lebih dari satu",
        key=form.key(f"tables/{unit or ''}", []),
    )
    return unit or "", tuple(tables)


def _day(viewer: Viewer, form: DraftForm, label: str) -> date:
    today = viewer.now.astimezone(viewer.office.zone).date()
    day = st.date_input(
        escape_markdown(label), key=form.key("day", today), format="DD/MM/YYYY", max_value=today
    )
    return day if isinstance(day, date) else today


def _due(form: DraftForm, proposed: date | None) -> date | None:
    due = st.date_input(
        "Tenggat (boleh kosong)",
        key=form.key("due", proposed),
        format="DD/MM/YYYY",
        min_value=_EARLIEST,
        max_value=_LATEST,
    )
    return due if isinstance(due, date) else None
