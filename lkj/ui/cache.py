"""Tables shared between sessions, keyed by the log's revision and the minute."""

from datetime import datetime

import streamlit as st

from lkj.domain.events import floor_minute
from lkj.ui.session import Viewer
from lkj.usecases import frames as use
from lkj.usecases.frames import Frames
from lkj.usecases.office import Office


@st.cache_resource(max_entries=4, show_spinner=False)
def _frames(
    url: str,
    revision: int,
    minute: datetime,
    _office: Office,
    _as_of: datetime,
) -> Frames:
    # As of now, not of the minute's start: what was recorded seconds ago must be seen.
    return use.read_frames(_office, as_of=_as_of)


def frames(viewer: Viewer) -> Frames:
    """Every report's state as of this minute. Read only: all sessions share these tables."""
    office = viewer.office
    minute = floor_minute(viewer.now)
    return _frames(office.database.url, use.revision(office), minute, office, viewer.now)
