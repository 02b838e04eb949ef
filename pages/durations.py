"""Waktu per langkah: the working minutes of every pass against mutu baku waktu."""

import streamlit as st

from lkj.labels.monitoring_words import NO_PASSES
from lkj.ui.clicked import passes_behind
from lkj.ui.monitoring import downloads, monitoring, nothing_here
from lkj.ui.session import require_viewer
from lkj.ui.time_panel import time_header, time_picture, time_table
from lkj.ui.time_parts import time_parts
from lkj.usecases.time_reading import time_summary

viewer = require_viewer()

look = monitoring(viewer)
summary = time_summary(look.population)
st.title("Waktu per langkah")
if summary.empty:
    nothing_here(look, NO_PASSES)
else:
    time_header(look, summary)
    in_ratio = st.toggle("Bandingkan dengan mutu baku (kali lipat)", key="rasio")
    chosen = time_picture(look, summary, key="time", in_ratio=in_ratio)
    time_table(look, summary)
    passes_behind(look, chosen)
    time_parts(look, summary)
    downloads(look, "durations", sheet="waktu")
