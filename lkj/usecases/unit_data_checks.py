"""What an entry about the units' data must find: a day, a reason, a report that collects."""

from datetime import date, datetime

from lkj.domain.checks import MINIMUM_REASON_LENGTH
from lkj.domain.data_tables import DataTables
from lkj.domain.state import ReportStatus
from lkj.domain.text import FormCheck
from lkj.errors import NothingCollected
from lkj.store.database import Connection
from lkj.usecases.acts import load
from lkj.usecases.calendars import active_calendar
from lkj.usecases.office import Office

LONGEST_REASON = 1_000


def check_day(check: FormCheck, day: date, *, office: Office, now: datetime) -> None:
    """A local date that has come, in a year whose working days are known."""
    calendar = active_calendar(office)
    if day > now.astimezone(office.zone).date():
        check.add("day", "future")
    if not calendar.first_year <= day.year <= calendar.last_year:
        check.add("day", "outside_years", f"{calendar.first_year}–{calendar.last_year}")


def check_due(check: FormCheck, due: date | None, day: date) -> None:
    """A due date not before the day of the request; none is fine."""
    if due is None:
        return
    check.day(due, "due")
    if due < day:
        check.add("due", "before_request")


def check_reason(check: FormCheck, text: str, *, field: str = "reason") -> str:
    """A reason that says something."""
    reason = check.text(text, field, LONGEST_REASON, required=True)
    if reason and len(reason) < MINIMUM_REASON_LENGTH:
        check.add(field, "too_short", str(MINIMUM_REASON_LENGTH))
    return reason


def collecting(
    conn: Connection, report_id: str, statuses: tuple[ReportStatus, ...], office: Office
) -> DataTables:
    """What the report's SOP collects, while the report is in one of these statuses.

    Raises:
        NothingCollected: it collects nothing, or not any more.
        UnknownReport.
    """
    state, sop = load(conn, report_id, office)
    tables = office.data_tables.get(sop.id)
    if tables is None or state.status not in statuses or state.is_read_only:
        raise NothingCollected
    return tables
