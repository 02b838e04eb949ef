"""SOP: the sheet as officials know it, with the readings where the sheet does not decide."""

import streamlit as st

from lkj.charts.sop_sheet import sheet_rows
from lkj.labels.formats import minutes_text
from lkj.ui.document_links import sop_links
from lkj.ui.markup import escape_markdown, table, text
from lkj.ui.other_formats import bpmn_button
from lkj.ui.session import require_viewer
from lkj.ui.sop_identity import choose_sop, identity_block, readings, sheet_image

viewer = require_viewer()

sop = choose_sop(viewer, "sop_choice")
st.title(f"SOP {escape_markdown(sop.title)}")
n_steps, total = len(sop.steps), minutes_text(sop.standard_minutes)
st.header(f"{n_steps} langkah, {total} mutu baku waktu sekali jalan tanpa pengembalian")
with st.container(horizontal=True):
    st.link_button("Cetak lembar SOP", f"/cetak/sop/{sop.id}", icon=":material/print:")
    bpmn_button(sop)
sop_links(sop)
identity_block(sop)
st.html(sheet_image(sop))
readings(sop)
with st.expander("Tabel langkah", icon=":material/table_rows:"):
    rows = sheet_rows(sop)
    cells = [[text(value) for value in row.values()] for row in rows]
    st.html(table(rows[0], cells, caption="Isi lembar SOP sebagai tabel", class_="lkj-table"))
