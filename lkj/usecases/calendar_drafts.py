"""The one draft of the next calendar: read it, and change it step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from lkj.domain.accounts import Permission
from lkj.errors import NoCalendarDraft, StaleCalendar, UnknownPerson
from lkj.store import account_store, calendar_store
from lkj.store.calendar_store import CalendarDraft
from lkj.store.database import Connection
from lkj.usecases.audited import Change, Recorded, perform
from lkj.usecases.calendars import calendar_at, read_text
from lkj.usecases.callers import HOST_PERSON, Caller, Door
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar
from lkj.worktime.calendar_changes import differences
from lkj.worktime.calendar_text import calendar_text

NEVER = 0  # revision before the first draft


class CalendarForm(Protocol):
    """A form over the draft: `seen` is the revision that the person saw."""

    @property
    def request_id(self) -> str:
        """Unique per drawn form."""

    @property
    def seen(self) -> int:
        """Revision of the draft when the form was drawn; NEVER before the first."""


@dataclass(frozen=True, kw_only=True)
class DiscardForm:
    """The draft is given up."""

    request_id: str
    seen: int


@dataclass(frozen=True)
class Desk:
    """What a change works on: the draft, begun from the active version where there is none."""

    conn: Connection
    draft: WorkingCalendar
    active: WorkingCalendar


@dataclass(frozen=True)
class Edited:
    """A changed draft, and what the audit log says of it."""

    calendar: WorkingCalendar
    subject: str
    detail: dict[str, str | int | bool]


def discard(form: DiscardForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Give the draft up; the active version stays as it is.

    Raises:
        NoCalendarDraft: there is none.
        StaleCalendar: somebody changed it after the form was drawn.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, caller: Caller) -> Change:
        draft = check_seen(conn, form.seen)
        if draft is None or draft.text is None:
            raise NoCalendarDraft
        n_changes = len(differences(calendar_at(conn), read_text(draft.text)))
        store(conn, None, caller=caller, now=now)
        return Change(str(draft.revision), {"changes": n_changes})

    return perform(
        form,
        "calendar.discard",
        change,
        permission=Permission.EDIT_CALENDAR,
        door=door,
        office=office,
        now=now,
    )


def edit_draft(
    form: CalendarForm,
    action: str,
    edit: Callable[[Desk], Edited],
    *,
    door: Door,
    office: Office,
    now: datetime,
) -> Recorded:
    """Change the draft; one that no longer differs from the active version is given up.

    Raises:
        StaleCalendar: somebody changed the draft after the form was drawn.
        FormInvalid, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, caller: Caller) -> Change:
        draft = check_seen(conn, form.seen)
        active = calendar_at(conn)
        current = read_text(draft.text) if draft and draft.text else active
        edited = edit(Desk(conn, current, active))
        is_changed = bool(differences(active, edited.calendar))
        text = calendar_text(edited.calendar) if is_changed else None
        store(conn, text, caller=caller, now=now)
        return Change(edited.subject, edited.detail)

    return perform(
        form,
        action,
        change,
        permission=Permission.EDIT_CALENDAR,
        door=door,
        office=office,
        now=now,
    )


def check_seen(conn: Connection, seen: int) -> CalendarDraft | None:
    """The draft, unless somebody changed it since it was seen.

    Raises:
        StaleCalendar: with who changed, gave up or activated it, and when.
    """
    draft = calendar_store.draft(conn)
    if draft is not None and draft.revision != seen:
        raise StaleCalendar(who=name_of(conn, draft.changed_by), when=draft.changed_at)
    return draft


def store(conn: Connection, text: str | None, *, caller: Caller, now: datetime) -> None:
    """Put a text in the draft's place; None leaves no draft."""
    before = calendar_store.draft(conn)
    changed = CalendarDraft(
        revision=(before.revision if before else NEVER) + 1,
        text=text,
        changed_by=caller.audit_account_id,
        changed_at=now,
    )
    calendar_store.put_draft(conn, changed)


def name_of(conn: Connection, account_id: str | None) -> str:
    """The person behind an account; the command line where there is none."""
    if account_id is None:
        return HOST_PERSON.name
    try:
        account = account_store.account(conn, account_id)
        return account_store.person(conn, account.person_id).name
    except UnknownPerson:
        return account_id
