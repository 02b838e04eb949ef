"""Rencana laporan: the reports expected per tahun kinerja and their deadlines."""

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.labels.formats import long_day, period_name
from lkj.ui.markup import table, text
from lkj.ui.plan_form import add_section, change_section
from lkj.ui.session import require_viewer
from lkj.usecases.frames import planned

viewer = require_viewer()

rows = sorted(planned(viewer.office), key=lambda row: (-row.fiscal_year, row.period))
st.title("Rencana laporan")
years = sorted({row.fiscal_year for row in rows}, reverse=True)
n_undated = sum(row.deadline is None for row in rows)
if rows:
    undated = f"; tenggat {n_undated} laporan belum diisi" if n_undated else ""
    st.header(f"{len(rows)} laporan direncanakan untuk {len(years)} tahun kinerja{undated}")
    cells = [
        [
            text(row.fiscal_year),
            text(period_name(row.period)),
            text(row.title),
            text(long_day(row.deadline) if row.deadline else "belum diisi"),
        ]
        for row in rows
    ]
    headings = ("Tahun kinerja", "Jenis", "Judul", "Tenggat")
    caption = "Laporan yang direncanakan; yang tidak didaftarkan tampil di Beranda."
    st.html(table(headings, cells, caption=caption, class_="lkj-table"))
else:
    st.header("Belum ada laporan yang direncanakan")
    st.text(
        "Rencanakan lima laporan setiap tahun kinerja: satu tahunan dan empat triwulan. "
        "Yang belum didaftarkan akan tampil di Beranda, sehingga tidak ada yang terlewat."
    )
if viewer.may(Permission.EDIT_PLAN):
    add_section(viewer, rows)
    change_section(viewer, rows)
