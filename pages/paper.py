"""Catat dari berkas: Petugas Monev types all passes of one report in one form."""

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.ui.paper_page import paper_form, pick_report
from lkj.ui.session import require_viewer

viewer = require_viewer(Permission.RECORD_ON_BEHALF)

st.title("Catat dari berkas")
st.info(
    "Anda mencatat atas nama pelaksana berdasarkan berkas. Paraf dan tanda tangan tetap pada "
    "berkas asli; nama Anda tersimpan sebagai pencatat.",
    icon=":material/edit_note:",
)
chosen = pick_report(viewer)
if chosen is not None:
    paper_form(viewer, chosen)
