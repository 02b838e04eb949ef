"""Status laporan: what is late or about to be, whom it waits for, and since when."""

import streamlit as st

from lkj.labels.status_words import NO_REPORTS, NOTHING_OPEN, STATUS_TITLE
from lkj.ui.board import board_rows, first_steps
from lkj.ui.monitoring import downloads, monitoring
from lkj.ui.session import require_viewer
from lkj.ui.status_panel import (
    aging_panel,
    days_left_table,
    holders_board,
    open_of,
    status_header,
)

viewer = require_viewer()

look = monitoring(viewer)
seen = open_of(look)
st.title(STATUS_TITLE)
status_header(seen)
if look.tables.status.empty and seen.board.empty:
    st.text(NO_REPORTS)
    first_steps(viewer)
elif seen.rows.empty:
    st.text(NOTHING_OPEN)
else:
    board_rows(viewer, seen.rows, look.tables.strip)
    aging_panel(look, seen)
    holders_board(seen)
    days_left_table(seen)
    downloads(look, "open", sheet="status")
