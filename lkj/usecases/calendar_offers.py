"""A calendar file that was changed after the database took it over: offered, never imposed."""

from dataclasses import dataclass
from datetime import datetime

from lkj.domain.accounts import Permission
from lkj.store import meta_store
from lkj.store.database import Connection
from lkj.usecases.audited import Change, Recorded, perform
from lkj.usecases.calendar_drafts import Desk, Edited, check_seen, edit_draft
from lkj.usecases.calendars import KNOWN_FILE, read_text
from lkj.usecases.callers import Caller, Door
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar
from lkj.worktime.calendar_changes import CalendarChange, differences, followed
from lkj.worktime.calendar_text import calendar_text


@dataclass(frozen=True, kw_only=True)
class FileForm:
    """The newer file is taken into the draft, or set aside."""

    request_id: str
    seen: int


@dataclass(frozen=True)
class Offer:
    """What the newer file would change, and how many of its rows the office has already."""

    calendar: WorkingCalendar
    version: int
    is_newer: bool  # else the same number with other content
    changes: tuple[CalendarChange, ...]
    n_skipped: int


def offered(
    conn: Connection, current: WorkingCalendar, *, shipped: WorkingCalendar
) -> Offer | None:
    """What the file holds beyond the version that was known; None where that changes nothing.

    Dates that the office has ruled itself stay as they are.
    """
    text = meta_store.get(conn, KNOWN_FILE)
    if text is None or text == calendar_text(shipped):
        return None
    known = read_text(text)
    taken = followed(current, known=known, newer=shipped)
    changes = differences(current, taken.calendar)
    if not changes:
        return None
    is_newer = shipped.version > known.version
    return Offer(taken.calendar, shipped.version, is_newer, changes, len(taken.skipped))


def take_file(form: FileForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Take what the newer file changes into the draft.

    Raises:
        StaleCalendar, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def edit(desk: Desk) -> Edited:
        offer = offered(desk.conn, desk.draft, shipped=office.shipped_calendar)
        version = office.shipped_calendar.version
        if offer is None:
            return Edited(desk.draft, "file", {"version": version, "changes": 0})
        detail: dict[str, str | int | bool] = {
            "version": version,
            "changes": len(offer.changes),
            "skipped": offer.n_skipped,
        }
        return Edited(offer.calendar, "file", detail)

    return edit_draft(form, "calendar.take_file", edit, door=door, office=office, now=now)


def set_file_aside(form: FileForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Offer this content of the file no more; the next change of it is offered again.

    Raises:
        StaleCalendar, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, _: Caller) -> Change:
        check_seen(conn, form.seen)
        shipped = office.shipped_calendar
        meta_store.put(conn, KNOWN_FILE, calendar_text(shipped))
        return Change("file", {"version": shipped.version})

    return perform(
        form,
        "calendar.set_file_aside",
        change,
        permission=Permission.EDIT_CALENDAR,
        door=door,
        office=office,
        now=now,
    )
