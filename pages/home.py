"""Beranda: where every expected and running report stands."""

import streamlit as st

from lkj.analytics.board import OPEN_STATES, default_view, report_board
from lkj.labels.findings import status_finding, status_subtitle
from lkj.labels.formats import long_datetime
from lkj.ui.board import board_filters, board_rows, filtered, first_steps
from lkj.ui.markup import escape_markdown
from lkj.ui.monitoring import monitoring
from lkj.ui.session import require_viewer
from lkj.ui.summary import (
    findings,
    look_at_returns,
    look_at_time,
    needs_attention,
)
from lkj.usecases.frames import planned

viewer = require_viewer()

look = monitoring(viewer)
tables = look.tables
plan = planned(viewer.office)
zone = viewer.office.zone
board = report_board(tables.status, plan, as_of=tables.as_of, zone=zone)
is_open = board["state"].isin(OPEN_STATES)
n_late = int(board["is_late"].sum())

st.title("Beranda")
st.header(
    status_finding(
        n_late=n_late,
        n_running=int(((board["state"] == "running") & ~board["is_late"]).sum()),
        n_unregistered=int((board["state"] == "not_registered").sum()),
        n_total=len(board),
        n_undated=int((is_open & board["deadline"].isna()).sum()),
    )
)
st.caption(
    escape_markdown(
        status_subtitle(
            n_planned=len(plan),
            n_unregistered=int((board["state"] == "not_registered").sum()),
            as_of=long_datetime(tables.as_of, zone),
        )
    )
)
if board.empty:
    st.text(
        "Daftarkan laporan baru, atau catat laporan yang sudah berjalan dari Buku Agenda. "
        "Di sini setiap laporan akan tampil sebagai satu baris dengan langkah-langkahnya."
    )
    first_steps(viewer)
else:
    findings(look)
    needs_attention(look, board)
    st.subheader("Keadaan setiap laporan")
    chosen = board_filters(board)
    shown = filtered(default_view(board, as_of=tables.as_of), board, chosen)
    board_rows(viewer, shown, tables.strip)
    look_at_time(look)
    look_at_returns(look)
    st.link_button("Unduh data (CSV)", "/unduh/status.csv", icon=":material/download:")
