"""Penyebab: why passes took longer than mutu baku waktu, and who has yet to say so."""

import streamlit as st

from lkj.labels.monitoring_words import NO_CAUSES
from lkj.ui.causes_panel import causes_header, causes_table, unexplained
from lkj.ui.monitoring import downloads, monitoring, nothing_here
from lkj.ui.session import require_viewer
from lkj.usecases.causes_reading import verdicts_of

viewer = require_viewer()

look = monitoring(viewer)
verdicts = verdicts_of(look.population)
st.title("Penyebab")
if verdicts.empty:
    nothing_here(look, NO_CAUSES)
else:
    causes_header(look, verdicts)
    causes_table(look)
    unexplained(look)
    downloads(look, "visits", sheet="penyebab")
