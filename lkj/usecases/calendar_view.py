"""What the page Kalender kerja shows: the active version, its history, and the draft."""

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from lkj.domain.accounts import Permission
from lkj.store import calendar_store
from lkj.store.database import Connection
from lkj.usecases.calendar_drafts import NEVER, name_of
from lkj.usecases.calendar_offers import Offer, offered
from lkj.usecases.calendars import calendar_at, read_text
from lkj.usecases.callers import Door, identify, is_permitted, require
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar
from lkj.worktime.calendar_changes import CalendarChange, differences


@dataclass(frozen=True)
class PastVersion:
    """A version that counts or counted; the first has no changes and nobody made it."""

    no: int
    since: datetime
    by: str  # empty for the first, which the calendar's file gave
    before: WorkingCalendar | None
    calendar: WorkingCalendar
    changes: tuple[CalendarChange, ...]


@dataclass(frozen=True)
class Draft:
    """The draft with its differences to the active version."""

    calendar: WorkingCalendar
    changes: tuple[CalendarChange, ...]
    changed_by: str
    changed_at: datetime


@dataclass(frozen=True)
class CalendarView:
    """The calendar as one viewer may see it; draft and offer only for those who edit."""

    active: WorkingCalendar
    history: tuple[PastVersion, ...]  # newest first
    seen: int  # revision of the draft, for forms
    draft: Draft | None
    offer: Offer | None
    is_editable: bool


def read_calendar_view(*, door: Door, office: Office, now: datetime) -> CalendarView:
    """Read everything about the calendar.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        is_editable = is_permitted(caller, Permission.EDIT_CALENDAR, office=office, now=now)
        active, stored = calendar_at(conn), calendar_store.draft(conn)
        draft = _draft(conn, active) if is_editable else None
        current = draft.calendar if draft else active
        shipped = office.shipped_calendar
        return CalendarView(
            active=active,
            history=_history(conn),
            seen=stored.revision if stored else NEVER,
            draft=draft,
            offer=offered(conn, current, shipped=shipped) if is_editable else None,
            is_editable=is_editable,
        )


def _draft(conn: Connection, active: WorkingCalendar) -> Draft | None:
    stored = calendar_store.draft(conn)
    if stored is None or stored.text is None:
        return None
    calendar = read_text(stored.text)
    return Draft(
        calendar,
        differences(active, calendar),
        name_of(conn, stored.changed_by),
        stored.changed_at,
    )


def _history(conn: Connection) -> tuple[PastVersion, ...]:
    first, *later = calendar_store.versions(conn)
    rows = [(row, read_text(row.text)) for row in (first, *later)]
    past = [PastVersion(first.no, first.activated_at, "", None, rows[0][1], ())]
    past += [
        PastVersion(
            row.no,
            row.activated_at,
            name_of(conn, row.activated_by),
            before,
            calendar,
            differences(before, calendar),
        )
        for (_, before), (row, calendar) in pairwise(rows)
    ]
    return tuple(reversed(past))
