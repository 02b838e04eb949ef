"""Kesesuaian dengan SOP: where reports left the SOP's way, and what the office accepts."""

import streamlit as st

from lkj.labels.conformance_words import CONFORMANCE_TITLE, NOTHING_DECIDED
from lkj.ui.conformance_panel import conduct_header, conduct_of, counted_lists, matrix
from lkj.ui.findings_panel import findings_panel
from lkj.ui.monitoring import downloads, monitoring, nothing_here
from lkj.ui.session import require_viewer

viewer = require_viewer()

look = monitoring(viewer)
seen = conduct_of(look)
st.title(CONFORMANCE_TITLE)
if seen.fitness.empty:
    nothing_here(look, NOTHING_DECIDED)
else:
    conduct_header(seen)
    matrix(seen)
    counted_lists(seen)
    findings_panel(look, seen)
    downloads(look, "findings", sheet="kesesuaian")
