"""Beranda: where every expected and running report stands."""

import streamlit as st

from lkj.labels.findings import status_subtitle
from lkj.labels.status_words import TO_STATUS
from lkj.ui.board import board_filters, board_rows, filtered, first_steps
from lkj.ui.download_links import address
from lkj.ui.markup import escape_markdown
from lkj.ui.monitoring import DOWNLOAD, monitoring, print_button
from lkj.ui.navigation import STATUS, script
from lkj.ui.session import require_viewer
from lkj.ui.summary import (
    findings,
    look_at_returns,
    look_at_time,
    needs_attention,
)
from lkj.usecases.frames import board_of, planned
from lkj.usecases.returns_reading import return_counts
from lkj.usecases.selection import Selection
from lkj.usecases.status_reading import n_unregistered, status_sentence
from lkj.usecases.time_reading import time_summary

viewer = require_viewer()

look = monitoring(viewer)
tables = look.tables
plan = planned(viewer.office)
board = board_of(tables, viewer.office)

st.title("Beranda")
st.header(escape_markdown(status_sentence(board)))
st.caption(
    escape_markdown(
        status_subtitle(
            n_planned=len(plan),
            n_unregistered=n_unregistered(board),
            as_of=look.as_of_text,
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
    summary, counts = time_summary(look.population), return_counts(look.population)
    findings(look, summary, counts)
    needs_attention(look, board)
    look_at_time(look, summary)
    look_at_returns(look, counts)
    st.subheader("Keadaan setiap laporan")
    chosen = board_filters(board)
    shown = filtered(board, chosen, as_of=tables.as_of)
    board_rows(viewer, shown, tables.strip)
    st.page_link(script(STATUS), label=TO_STATUS, icon=":material/arrow_forward:")
    # The rows above follow the moment, not the other filters.
    asked = look.population.selection
    moment = Selection(as_of=asked.as_of, known_at=asked.known_at).to_query()
    with st.container(horizontal=True):
        st.link_button("Unduh data (CSV)", address("status.csv", moment), icon=DOWNLOAD)
        print_button(look, "ringkasan")
