"""Which working calendar counts: the active version, or the one that was active then."""

from datetime import datetime
from functools import lru_cache

from lkj.store import calendar_store, meta_store
from lkj.store.calendar_store import CalendarVersion
from lkj.store.database import Connection
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar
from lkj.worktime.calendar_text import calendar_text, text_sha256

# The calendar's file as it was when it was taken over, or set aside, last.
KNOWN_FILE = "calendar_file"


@lru_cache(maxsize=16)
def read_text(text: str) -> WorkingCalendar:
    """A stored calendar; laying out its years takes longer than most pages."""
    return WorkingCalendar.from_toml(text)


def calendar_at(conn: Connection, *, known_at: datetime | None = None) -> WorkingCalendar:
    """The calendar that counts now, or that counted at an earlier moment.

    Its `version` is the number under which it is stored.

    Raises:
        LookupError: the database was never started with an office.
    """
    text = calendar_store.active_text(conn, known_at=known_at)
    if text is None:
        raise LookupError("the first calendar is stored at the first start")
    return read_text(text)


def active_calendar(office: Office) -> WorkingCalendar:
    """The calendar that counts now."""
    with office.database.read() as conn:
        return calendar_at(conn)


def begin_with(conn: Connection, shipped: WorkingCalendar, *, at: datetime) -> None:
    """Make the calendar's file the first version, unless there are versions already."""
    if calendar_store.active_no(conn) is not None:
        return
    text = numbered_text(shipped, calendar_store.FIRST)
    version = CalendarVersion(
        no=calendar_store.FIRST,
        text=text,
        sha256=text_sha256(text),
        made_by=None,
        made_at=at,
        activated_by=None,
        activated_at=at,
    )
    calendar_store.add(conn, version)
    meta_store.put(conn, KNOWN_FILE, calendar_text(shipped))


def numbered_text(calendar: WorkingCalendar, no: int) -> str:
    """The text of a calendar under the number that it is stored by."""
    return calendar_text(calendar.numbered(no))
