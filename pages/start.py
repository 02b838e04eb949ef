"""The page at `/`: leads on to the start page of whoever signed in."""

import streamlit as st

from lkj.ui.navigation import script, start_screen
from lkj.ui.session import require_viewer

viewer = require_viewer()
st.switch_page(script(start_screen(viewer)))
