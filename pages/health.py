"""Kesehatan sistem: backups, database, disk and clock, in words of an office."""

import streamlit as st

from lkj.domain.accounts import Permission
from lkj.ui.health_panel import health_section
from lkj.ui.session import require_viewer

viewer = require_viewer(Permission.READ_HEALTH)

st.title("Kesehatan sistem")
health_section(viewer)
