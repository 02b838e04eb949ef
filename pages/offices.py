"""Antarsatuan: the figures of every satuan kerja of the installation beside each other."""

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.labels.offices_words import NO_COMMON_SOP, NOBODY, TITLE
from lkj.ui.offices_panel import (
    choices,
    compared,
    returns_section,
    snapshots_line,
    states_section,
    times_section,
)
from lkj.ui.session import require_viewer

viewer = require_viewer(Permission.COMPARE_OFFICES)

about = compared(viewer)
st.title(TITLE)
snapshots_line(about)
if not about.usable:
    st.text(NOBODY)
elif about.sop is None:
    st.text(NO_COMMON_SOP)
else:
    choices(about)
    states_section(about)
    times_section(about)
    returns_section(about)
