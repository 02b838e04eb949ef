"""What the forms of the calendar share: what was seen, how a change is sent and answered."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lkj.errors import LkjError, RequestReused
from lkj.ui.forms import DraftForm
from lkj.ui.markup import escape_markdown
from lkj.ui.messages import flash, show_error
from lkj.ui.session import Viewer
from lkj.usecases.calendar_view import CalendarView, read_calendar_view
from lkj.worktime import WorkingCalendar

_SEEN = "_calendar_seen"


@dataclass(frozen=True)
class CalendarDesk:
    """The calendar as read now, and the revision of its draft that the last run showed."""

    viewer: Viewer
    view: CalendarView
    seen: int

    @property
    def current(self) -> WorkingCalendar:
        """What forms change: the draft, else the active version."""
        return self.view.draft.calendar if self.view.draft else self.view.active


def section(title: str, name: str, icon: str) -> Any:
    """A part that opens, and stays open while messages and the draft come and go above it."""
    return st.expander(
        escape_markdown(title), key=f"calendar_{name}", icon=icon, on_change="rerun"
    )


def open_desk(viewer: Viewer) -> CalendarDesk:
    """Read the calendar; a button that is pressed in this run was drawn by the run before."""
    view = read_calendar_view(**viewer.use)
    seen = st.session_state.get(_SEEN, view.seen)
    st.session_state[_SEEN] = view.seen
    return CalendarDesk(viewer, view, seen)


def carry_out(
    desk: CalendarDesk, form: DraftForm, act: Callable[..., Any], said: Callable[[Any], str]
) -> None:
    """Send a change and say so, or show why it was refused."""
    try:
        done = act(**desk.viewer.use)
    except LkjError as error:
        if isinstance(error, RequestReused):
            form.close()  # what is sent next is another request
        show_error(error, zone=desk.viewer.office.zone)
        return
    form.close()
    flash(said(done))
    st.rerun()
