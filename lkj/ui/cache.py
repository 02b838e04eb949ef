"""Tables shared between sessions, keyed by the log's revision and the minute."""

from datetime import datetime

import streamlit as st

from lkj.domain.events import floor_minute
from lkj.ui.session import Viewer
from lkj.usecases import frames as use
from lkj.usecases.frames import Frames
from lkj.usecases.office import Office


@st.cache_resource(max_entries=4, show_spinner=False)
def _frames(url: str, revision: int, minute: str, _office: Office) -> Frames:
    return use.read_frames(_office, as_of=datetime.fromisoformat(minute))


def frames(viewer: Viewer) -> Frames:
    """Every report's state as of this minute. Read only: all sessions share these tables."""
    office = viewer.office
    minute = floor_minute(viewer.now).isoformat()
    return _frames(office.database.url, use.revision(office), minute, office)
