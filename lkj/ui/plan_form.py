"""Plan a tahun kinerja, and change or remove one expected report."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st

from lkj.analytics.board import Planned
from lkj.domain.commands import Period
from lkj.errors import LkjError
from lkj.labels.formats import period_name
from lkj.ui.forms import DraftForm, carry_out
from lkj.ui.messages import flash, show_error
from lkj.ui.session import Viewer
from lkj.ui.sop_identity import choose_sop
from lkj.usecases import plan


def add_section(viewer: Viewer, rows: Sequence[Planned]) -> None:
    """One click plans the five usual reports of a year; those planned already stay."""
    with st.expander("Rencanakan satu tahun kinerja", icon=":material/add:"):
        sop_id = choose_sop(viewer, "plan_sop").id
        form = DraftForm(viewer, f"plan/{sop_id}/year")
        this_year = viewer.now.astimezone(viewer.office.zone).year
        year = st.number_input(
            "Tahun kinerja",
            min_value=plan.EARLIEST_YEAR,
            max_value=plan.LATEST_YEAR,
            step=1,
            key=form.key("year", this_year),
        )
        deadline = st.date_input(
            "Tenggat laporan tahunan (boleh kosong)",
            key=form.key("deadline"),
            format="DD/MM/YYYY",
            min_value=date(2000, 1, 1),
            max_value=date(2100, 12, 31),
        )
        st.caption("Tenggat triwulan dapat diisi kemudian, satu per satu.")
        if st.button("Rencanakan lima laporan", key=form.button_key("add"), type="primary"):
            known = {row.id for row in rows}
            _add_year(viewer, form, int(year), deadline, known=known, sop_id=sop_id)


def _add_year(
    viewer: Viewer, form: DraftForm, year: int, deadline: Any, *, known: set[str], sop_id: str
) -> None:
    added = 0
    try:
        for period in Period:
            if plan.planned_id(sop_id, year, period) in known:
                continue
            is_annual = period is Period.ANNUAL
            request = plan.PlanForm(
                request_id=f"{form.request_id}/{period.value}",
                sop_id=sop_id,
                fiscal_year=year,
                period=period,
                title=default_title(period, year),
                deadline=deadline if is_annual and isinstance(deadline, date) else None,
            )
            plan.put(request, **viewer.use)
            added += 1
    except LkjError as error:
        show_error(error, zone=viewer.office.zone)
        return
    form.close()
    said = f"{added} laporan direncanakan" if added else "Semua laporan sudah direncanakan"
    flash(f"{said} untuk tahun kinerja {year}.")
    st.rerun()


def default_title(period: Period, year: int) -> str:
    """The usual title of an expected report."""
    kind = "" if period is Period.ANNUAL else f" {period_name(period)}"
    return f"Laporan Kinerja{kind} Tahun {year}"


def change_section(viewer: Viewer, rows: Sequence[Planned]) -> None:
    """Change title or deadline of one expected report, or take it off the plan."""
    if not rows:
        return
    with st.expander("Ubah atau hapus satu rencana", icon=":material/edit:"):
        by_id = {row.id: row for row in rows}
        chosen = st.selectbox(
            "Rencana",
            list(by_id),
            index=None,
            placeholder="Pilih satu rencana",
            format_func=lambda key: f"{by_id[key].title} ({by_id[key].fiscal_year})",
            key="plan_choice",
        )
        if chosen:
            _change(viewer, by_id[chosen])


def _change(viewer: Viewer, row: Planned) -> None:
    form = DraftForm(viewer, f"plan/{row.id}")
    title = st.text_input("Judul", key=form.key("title", row.title), max_chars=200)
    deadline = st.date_input(
        "Tenggat (boleh kosong)", key=form.key("deadline", row.deadline), format="DD/MM/YYYY"
    )
    left, right, _ = st.columns([1, 1, 3])
    if left.button("Simpan", key=form.button_key("save"), type="primary"):
        request = plan.PlanForm(
            request_id=f"{form.request_id}/put",
            sop_id=row.sop_id,
            fiscal_year=row.fiscal_year,
            period=Period(row.period),
            title=title or "",
            deadline=deadline if isinstance(deadline, date) else None,
        )
        carry_out(viewer, form, lambda **use: plan.put(request, **use), "Rencana disimpan.")
    if right.button("Hapus dari rencana", key=form.button_key("remove")):
        removal = plan.PlanRemoval(request_id=f"{form.request_id}/remove", planned_id=row.id)
        carry_out(viewer, form, lambda **use: plan.remove(removal, **use), "Rencana dihapus.")
