"""Analisis lanjutan: what only many passes, or a trained eye, can tell."""

import streamlit as st

from lkj.ui.behaviour_panel import behaviour_panel
from lkj.ui.changes_panel import changes_panel
from lkj.ui.clicked import passes_behind
from lkj.ui.credibility_panel import credibility_panel
from lkj.ui.flow_panel import flow_panel
from lkj.ui.funnel_panel import funnel_panel
from lkj.ui.live_panel import live_panel
from lkj.ui.minute_curve_panel import minute_curve_panel
from lkj.ui.monitoring import downloads, monitoring, nothing_here
from lkj.ui.panel import NOTHING
from lkj.ui.returns_behaviour_panel import returns_behaviour_panel
from lkj.ui.session import require_viewer
from lkj.ui.step_choice import look_at_step
from lkj.ui.yield_panel import yield_panel
from lkj.usecases.process_changes import process_changes

viewer = require_viewer()

look = monitoring(viewer)
st.title("Analisis lanjutan")
if look.passes["left_at"].isna().all():
    nothing_here(look, NOTHING)
else:
    st.header("Satu langkah")
    at_step = look_at_step(look)
    minute_curve_panel(at_step)
    changes = process_changes(viewer.office, look.population.sop)
    passes_behind(look, behaviour_panel(at_step, changes))
    changes_panel(look, changes)
    st.header("Semua langkah")
    live_panel(look)
    st.header("Arus laporan")
    flow_panel(look)
    st.header("Pemeriksaan")
    yield_panel(look)
    funnel_panel(look)
    returns_behaviour_panel(look, changes)
    st.header("Pencatatan")
    credibility_panel(look)
    downloads(at_step, "visits", sheet="analisis")
