"""Alur: the ways that reports took through the SOP, how often, and how long each step took."""

import streamlit as st

from lkj.labels.path_words import NO_PATHS, PATHS_TITLE
from lkj.ui.monitoring import monitoring, nothing_here, print_button
from lkj.ui.paths_panel import deviations_panel, paths_header, paths_list
from lkj.ui.paths_picture import paths_picture
from lkj.ui.session import require_viewer
from lkj.usecases.paths_reading import paths

viewer = require_viewer()

look = monitoring(viewer)
st.title(PATHS_TITLE)
if look.population.whole_reports.empty:
    nothing_here(look, NO_PATHS)
else:
    found = paths(look.population)
    paths_header(look, found)
    paths_picture(look, found)
    paths_list(look, found)
    deviations_panel(look)
    print_button(look, "alur")
