"""Tugas saya: what waits for the viewer's roles, oldest first, and the form of one step."""

import streamlit as st

from lkj.errors import LkjError
from lkj.ui.messages import show_error
from lkj.ui.naskah_offer import offer_done
from lkj.ui.navigation import TASKS, script, waiting_for
from lkj.ui.overtaken import say_if_overtaken
from lkj.ui.report_acts import receipt
from lkj.ui.session import require_official
from lkj.ui.step_form import step_form
from lkj.ui.tasks import earlier_returns, my_recent_acts, task_heading, task_row
from lkj.usecases.reports import read_report

viewer = require_official()

report_id = st.query_params.get("id")
if report_id:
    st.page_link(script(TASKS), label="Semua tugas", icon=":material/arrow_back:")
    try:
        view, _ = read_report(report_id, **viewer.use)
    except LkjError as error:
        st.title("Tugas saya")
        show_error(error, zone=viewer.office.zone)
        st.stop()
    say_if_overtaken(viewer, view)
    task_heading(viewer, view)
    earlier_returns(viewer, view)
    receipt(viewer, view)
    step_form(viewer, view)
else:
    st.title("Tugas saya")
    offer_done(viewer)
    waiting = waiting_for(viewer)
    if waiting.empty:
        st.header("Tidak ada yang menunggu Anda")
        st.text(
            "Laporan yang menunggu peran Anda akan tampil di sini, yang terlama lebih dahulu."
        )
    else:
        st.header(f"{len(waiting)} laporan menunggu Anda")
    for row in waiting.itertuples(index=False):
        task_row(viewer, row)
    my_recent_acts(viewer)
