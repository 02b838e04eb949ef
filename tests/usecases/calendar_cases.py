"""Every use case on a draft of the calendar that holds one day: its function and its form."""

from typing import Any

from lkj.usecases import (
    calendar_activation,
    calendar_drafts,
    calendar_edits,
    calendar_offers,
    calendar_view,
)
from tests.support.calendars import FIRST_DAY, a_day_off, added_key, new_year_key

DRAWN: dict[str, Any] = {"request_id": "r", "seen": 1}
WORKED = ("07.30-12.00",) * 5 + ("", "")
ON_A_DRAFT: dict[str, tuple[Any, Any]] = {
    "see the calendar": (calendar_view.read_calendar_view, None),
    "put days": (calendar_edits.put_days, a_day_off(seen=1)),
    "remove days": (
        calendar_edits.remove_days,
        calendar_edits.RemovalForm(**DRAWN, key=new_year_key()),
    ),
    "undo a change": (
        calendar_edits.undo,
        calendar_edits.UndoForm(**DRAWN, key=added_key(FIRST_DAY)),
    ),
    "set the week": (
        calendar_edits.set_week,
        calendar_edits.WeekForm(**DRAWN, hours=WORKED, decree="Pergub"),
    ),
    "add a year": (calendar_edits.add_year, calendar_edits.YearForm(**DRAWN, year=2028)),
    "take the file": (calendar_offers.take_file, calendar_offers.FileForm(**DRAWN)),
    "set file aside": (calendar_offers.set_file_aside, calendar_offers.FileForm(**DRAWN)),
    "discard draft": (calendar_drafts.discard, calendar_drafts.DiscardForm(**DRAWN)),
    "activate draft": (calendar_activation.activate, calendar_activation.ActivateForm(**DRAWN)),
}
