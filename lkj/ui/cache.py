"""What all sessions look at: the tables, and what a draft of the calendar would change."""

from datetime import datetime

import streamlit as st

from lkj.analytics.calendar_effect import CalendarEffect
from lkj.domain.events import floor_minute
from lkj.ui.session import Viewer
from lkj.usecases import frames as use
from lkj.usecases.calendar_activation import preview
from lkj.usecases.frames import Frames
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar
from lkj.worktime.calendar_text import calendar_text


def frames(
    viewer: Viewer, *, as_of: datetime | None = None, known_at: datetime | None = None
) -> Frames:
    """Every report's state as of this minute, or as of an earlier moment.

    `known_at` leaves out what was recorded later. Read only: all sessions share these tables.
    """
    return use.shared_frames(
        viewer.office, as_of=as_of or viewer.now, now=viewer.now, known_at=known_at
    )


@st.cache_resource(max_entries=2, show_spinner=False)
def _effect(
    url: str,
    revision: int,
    calendar_no: int,
    text: str,
    minute: datetime,
    _draft: WorkingCalendar,
    _office: Office,
) -> CalendarEffect:
    return preview(_draft, office=_office, now=minute)


def calendar_effect(viewer: Viewer, draft: WorkingCalendar) -> CalendarEffect:
    """What a draft of the calendar would change as of this minute. Read only.

    Raises:
        OutsideCalendar: something is recorded in a year that it does not cover.
    """
    office, minute = viewer.office, floor_minute(viewer.now)
    key = office.database.url, use.revision(office), viewer.calendar.version
    return _effect(*key, calendar_text(draft), minute, draft, office)
