"""Data Bagian: what every unit was asked for, what has come, and which unit is late."""

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.labels.unit_data_words import SCREEN_TITLE
from lkj.ui.session import require_viewer
from lkj.ui.unit_board import board_section, chosen_report
from lkj.ui.unit_forms import ask_section, deliver_section, give_back_section
from lkj.ui.unit_late import late_section
from lkj.ui.unit_list import list_section

viewer = require_viewer()

st.title(SCREEN_TITLE)
board = chosen_report(viewer)
if board is not None:
    board_section(viewer, board)
    if viewer.may(Permission.COLLECT_DATA):
        ask_section(viewer, board)
        deliver_section(viewer, board)
        give_back_section(viewer, board)
late_section(viewer)
if viewer.may(Permission.EDIT_UNITS):
    list_section(viewer)
