"""Laporan: search, one report's life, and a new one."""

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.domain.workflow import awaited_roles
from lkj.errors import LkjError
from lkj.ui.document_links import report_documents, report_package
from lkj.ui.documents import documents_section
from lkj.ui.markup import escape_markdown
from lkj.ui.messages import show_error
from lkj.ui.naskah_offer import memo_filing
from lkj.ui.navigation import REPORTS, TASKS, script
from lkj.ui.report_acts import report_acts
from lkj.ui.report_search import register_section, search
from lkj.ui.report_timeline import timeline
from lkj.ui.report_view import events_table, passes_table, report_facts
from lkj.ui.session import require_viewer
from lkj.ui.unit_board import board_link, has_board
from lkj.usecases.reports import pass_times, read_report

viewer = require_viewer()

report_id = st.query_params.get("id")
if not report_id:
    st.title("Laporan")
    if viewer.may(Permission.REGISTER):
        register_section(viewer)
    search(viewer)
    st.stop()

st.page_link(script(REPORTS), label="Semua laporan", icon=":material/arrow_back:")
try:
    view, _ = read_report(report_id, **viewer.use)
except LkjError as error:
    st.title("Laporan")
    show_error(error, zone=viewer.office.zone)
    st.stop()

st.title(escape_markdown(view.title))
report_facts(viewer, view)
awaited = awaited_roles(view.state, view.sop)
if set(awaited) & set(viewer.roles):
    st.page_link(
        script(TASKS),
        label="Kerjakan sekarang",
        icon=":material/arrow_forward:",
        query_params={"id": view.report_id},
    )
times = pass_times(view, now=viewer.now)
timeline(viewer, view, times)
passes_table(viewer, view, times)
documents_section(viewer, view)
report_acts(viewer, view)
report_documents(viewer, view)
report_package(viewer, view)
memo_filing(viewer, view)
if has_board(viewer, view):
    board_link(view)
with st.expander(f"Semua catatan ({len(view.events)})", icon=":material/history:"):
    events_table(viewer, view)
