"""Pengembalian: how often each reviewer returned the draft, and why."""

import streamlit as st

from lkj.labels.monitoring_words import NO_REVIEWS
from lkj.ui.monitoring import downloads, monitoring, nothing_here
from lkj.ui.reasons_panel import reasons_panel, repeats_panel, returned_list
from lkj.ui.returns_panel import (
    returns_behind,
    returns_header,
    returns_picture,
    returns_table,
)
from lkj.ui.rework_panel import (
    containment_panel,
    pairs_panel,
    rework_panel,
    strips_panel,
)
from lkj.ui.session import require_viewer
from lkj.usecases.returns_reading import return_counts

viewer = require_viewer()

look = monitoring(viewer)
counts = return_counts(look.population)
st.title("Pengembalian")
if not counts["n"].sum():
    nothing_here(look, NO_REVIEWS)
else:
    returns_header(look, counts)
    chosen = returns_picture(look, counts, key="returns")
    returns_table(look, counts)
    returns_behind(look, chosen)
    reasons_panel(look)
    repeats_panel(look)
    strips_panel(look)
    rework_panel(look)
    pairs_panel(look)
    containment_panel(look)
    returned_list(look)
    downloads(look, "rejections", sheet="pengembalian")
