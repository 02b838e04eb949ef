"""Changes of the working calendar as somebody of the staff makes them."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from lkj.reference import read_calendar
from lkj.store import calendar_store
from lkj.usecases.audited import Recorded
from lkj.usecases.calendar_activation import Activated, ActivateForm, activate
from lkj.usecases.calendar_edits import put_days
from lkj.usecases.day_forms import DaysForm
from lkj.usecases.office import Office
from lkj.worktime import DatedException, ExceptionKind
from lkj.worktime.calendar_text import key_of
from tests.support.offices import NOW
from tests.support.staffed import door_of

FIRST_DAY, SECOND_DAY = date(2026, 3, 3), date(2026, 3, 4)
NAME, DECREE = "Hari jadi", "Surat Edaran Gubernur 3/2026"
_requests = count(1)


def a_day_off(day: date = SECOND_DAY, *, seen: int, **changes: Any) -> DaysForm:
    """A local holiday, unless said otherwise."""
    facts: dict[str, Any] = {
        "request_id": f"hari-{next(_requests)}",
        "seen": seen,
        "kind": ExceptionKind.LOCAL_HOLIDAY,
        "first": day,
        "last": None,
        "name": NAME,
        "decree": DECREE,
    }
    return DaysForm(**facts | changes)


def a_draft(office: Office, day: date = FIRST_DAY, **changes: Any) -> Recorded:
    """Petugas Monev puts a day into the draft, whatever its revision is."""
    form = a_day_off(day, seen=revision_of(office), **changes)
    return put_days(form, door=door_of("monev"), office=office, now=NOW)


def activated(office: Office, *, now: datetime = NOW + timedelta(minutes=1)) -> Activated:
    """The administrator lets the draft count."""
    form = ActivateForm(request_id=f"berlaku-{next(_requests)}", seen=revision_of(office))
    return activate(form, door=door_of("administrator"), office=office, now=now)


def revision_of(office: Office) -> int:
    """What a form that is drawn now carries."""
    with office.database.read() as conn:
        draft = calendar_store.draft(conn)
    return draft.revision if draft else 0


def added_key(day: date) -> str:
    """The key of the local holiday of `a_draft`."""
    row = DatedException(
        first=day,
        last=day,
        weekdays=frozenset(range(7)),
        slots=(),
        name=NAME,
        basis=DECREE,
        kind=ExceptionKind.LOCAL_HOLIDAY,
        is_estimate=False,
    )
    return key_of(row)


def new_year_key() -> str:
    """The key of New Year 2026 in the calendar's file."""
    row = read_calendar().exception_on(date(2026, 1, 1))
    assert row is not None
    return key_of(row)
