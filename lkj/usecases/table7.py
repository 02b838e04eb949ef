"""Tabel 7: open the sheet of a semester, say how it is laid out, or give it up."""

from dataclasses import dataclass, replace
from datetime import datetime

from lkj.domain.table7 import HIGHEST_THRESHOLD, LOWEST_THRESHOLD, Semester
from lkj.domain.text import FormCheck
from lkj.errors import FormInvalid, StaleSheet
from lkj.store import account_store, table7_store
from lkj.store.database import Connection
from lkj.usecases.audited import Change, Recorded
from lkj.usecases.callers import Caller, Door
from lkj.usecases.office import Office
from lkj.usecases.table7_drafts import (
    name_of,
    new_draft,
    open_draft,
    perform_table7,
    refuse_determined,
    refuse_stale,
    touch,
)


@dataclass(frozen=True, kw_only=True)
class OpenForm:
    """Begin the sheet of a semester."""

    request_id: str
    semester: str


@dataclass(frozen=True, kw_only=True)
class LayoutForm:
    """Who assesses, whether the steps have rows, and where the proposal turns."""

    request_id: str
    semester: str
    seen: int
    assessor_id: str | None
    by_step: bool
    threshold: int


@dataclass(frozen=True, kw_only=True)
class DiscardForm:
    """Give up an open sheet with all that was typed into it; `seen` is its edition."""

    request_id: str
    semester: str
    seen: int


def open_semester(form: OpenForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Begin the sheet of a semester that has begun itself.

    Raises:
        FormInvalid: no such semester, not begun yet, or open already.
        SheetDetermined: it was determined; `revise` begins the next version.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    semester = _semester(form.semester, office, now)

    def change(conn: Connection, caller: Caller) -> Change:
        refuse_determined(conn, semester.code)
        if table7_store.draft(conn, semester.code):
            raise FormInvalid(problems=(("semester", "taken", ""),))
        table7_store.put_draft(conn, new_draft(semester.code, caller=caller, now=now))
        return Change(semester.code, {"version": 1})

    return perform_table7(form, "table7.open", change, door=door, office=office, now=now)


def set_layout(form: LayoutForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Say who assesses, whether the steps have rows, and where the proposal turns.

    Raises:
        FormInvalid: unknown or inactive assessor, threshold out of range.
        StaleSheet, SheetDetermined, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, caller: Caller) -> Change:
        draft = open_draft(conn, form.semester)
        if draft.layout_edition != form.seen:
            raise StaleSheet(who=name_of(conn, draft.changed_by), when=draft.changed_at)
        _check_layout(conn, form)
        laid_out = replace(
            draft,
            assessor_id=form.assessor_id,
            by_step=form.by_step,
            threshold=form.threshold,
            layout_edition=draft.edition + 1,
        )
        touch(conn, laid_out, caller=caller, now=now)
        said = {"by_step": form.by_step, "threshold": form.threshold}
        return Change(form.semester, {"assessor": form.assessor_id, **said})

    return perform_table7(form, "table7.layout", change, door=door, office=office, now=now)


def discard(form: DiscardForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Give up an open sheet; what was determined before stays.

    Raises:
        StaleSheet, SheetDetermined, FormInvalid, NotPermitted, RequestReused, SessionEnded,
        StorageFailed.
    """

    def change(conn: Connection, _: Caller) -> Change:
        draft = open_draft(conn, form.semester)
        refuse_stale(conn, draft, form.seen)
        table7_store.close_draft(conn, form.semester)
        return Change(form.semester, {"version": draft.version})

    return perform_table7(form, "table7.discard", change, door=door, office=office, now=now)


def _semester(code: str, office: Office, now: datetime) -> Semester:
    semester = Semester.parse(code)
    if semester is None:
        raise FormInvalid(problems=(("semester", "unknown", ""),))
    if semester.first_day > now.astimezone(office.zone).date():
        raise FormInvalid(problems=(("semester", "not_begun", ""),))
    return semester


def _check_layout(conn: Connection, form: LayoutForm) -> None:
    check = FormCheck()
    if not LOWEST_THRESHOLD <= form.threshold <= HIGHEST_THRESHOLD:
        check.add("threshold", "year_range", f"{LOWEST_THRESHOLD}-{HIGHEST_THRESHOLD}")
    known = {person.id: person for person in account_store.persons(conn)}
    if form.assessor_id is not None and form.assessor_id not in known:
        check.add("assessor_id", "unknown")
    elif form.assessor_id is not None and not known[form.assessor_id].is_active:
        check.add("assessor_id", "inactive")
    check.done()
