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
    known_at: datetime | None,
    _office: Office,
    _as_of: datetime,
) -> Frames:
    # As of now, not of the minute's start: what was recorded seconds ago must be seen.
    return use.read_frames(_office, as_of=_as_of, known_at=known_at)


def frames(
    viewer: Viewer, *, as_of: datetime | None = None, known_at: datetime | None = None
) -> Frames:
    """Every report's state as of this minute, or as of an earlier moment.

    `known_at` leaves out what was recorded later. Read only: all sessions share these tables.
    """
    office = viewer.office
    at = as_of or viewer.now
    minute, revision = floor_minute(at), use.revision(office)
    return _frames(office.database.url, revision, minute, known_at, office, at)
