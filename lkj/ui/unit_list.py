"""Daftar unit: which units give data, and the tables that are usually asked of them."""

import streamlit as st

from lkj.domain.data_tables import DataTables
from lkj.domain.unit_data import Unit
from lkj.ui.forms import DraftForm, carry_out
from lkj.ui.markup import table, text
from lkj.ui.session import Viewer
from lkj.usecases import units as use

_HEADINGS = ("Unit", "Tabel yang biasa diminta", "Keadaan")


def list_section(viewer: Viewer) -> None:
    """The list, forms to add and change, and the example units for an empty list."""
    st.header("Daftar unit")
    known = use.read_units(**viewer.use)
    collected = list(viewer.office.data_tables.values())
    names = {one.id: one.name for found in collected for one in found.tables}
    if not known:
        st.text("Daftar masih kosong. Tambahkan unit kantor ini, atau mulai dari contoh.")
        for found in collected:
            _examples(viewer, found)
    else:
        rows = [
            [
                text(unit.name),
                text(", ".join(names.get(one, one) for one in unit.tables)),
                text("aktif" if unit.is_active else "tidak dimintai data lagi"),
            ]
            for unit in known
        ]
        st.html(table(_HEADINGS, rows, caption="Unit penyedia data", class_="lkj-table"))
    with st.expander("Tambah unit", icon=":material/add:"):
        _unit_form(viewer, None, names)
    if known:
        with st.expander("Ubah unit", icon=":material/edit:"):
            by_id = {unit.id: unit for unit in known}
            chosen = st.selectbox(
                "Unit yang diubah",
                list(by_id),
                index=None,
                format_func=lambda unit_id: by_id[unit_id].name,
                placeholder="Pilih unit",
                key="unit_choice",
            )
            if chosen:
                _unit_form(viewer, by_id[chosen], names)


def _examples(viewer: Viewer, found: DataTables) -> None:
    if not found.examples:
        return
    form = DraftForm(viewer, f"units/examples/{found.sop_id}")
    st.caption(
        "Contoh bukan susunan resmi: sesuaikan nama dan tabelnya dengan Peraturan Gubernur "
        "yang berlaku."
    )
    if st.button(f"Mulai dari {len(found.examples)} unit contoh", key=form.button_key("take")):
        request = use.ExampleUnitsForm(
            request_id=f"{form.request_id}/examples", sop_id=found.sop_id
        )
        done = "Daftar unit diisi dengan contoh; sesuaikan dengan kantor Anda."
        carry_out(viewer, form, lambda **door: use.take_examples(request, **door), done)


def _unit_form(viewer: Viewer, unit: Unit | None, names: dict[str, str]) -> None:
    form = DraftForm(viewer, f"units/{unit.id if unit else 'new'}")
    name = st.text_input(
        "Nama unit",
        key=form.key("name", unit.name if unit else ""),
        max_chars=use.LONGEST_NAME,
    )
    tables = st.multiselect(
        "Tabel yang biasa diminta",
        list(names),
        format_func=lambda one: names.get(one, one),
        key=form.key("tables", list(unit.tables) if unit else []),
        placeholder="Pilih tabel",
    )
    is_active = True
    if unit is not None:
        is_active = st.toggle("Masih dimintai data", key=form.key("active", unit.is_active))
    form.keep_typed()
    if st.button("Simpan unit", key=form.button_key("save"), type="primary"):
        request = use.UnitForm(
            request_id=f"{form.request_id}/put",
            unit_id=unit.id if unit else "",
            name=name or "",
            tables=tuple(tables),
            is_active=bool(is_active),
        )
        carry_out(viewer, form, lambda **door: use.put_unit(request, **door), "Unit disimpan.")
