"""Tabel 7: determine a sheet, which freezes it, and begin the next version of one."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from lkj.domain.accounts import Permission
from lkj.domain.text import FormCheck
from lkj.errors import FiguresChanged, FormInvalid, StaleSheet
from lkj.store import event_store, table7_store
from lkj.store.database import Connection
from lkj.store.table7_store import Determination, NewDetermination, TypedRow
from lkj.usecases.audited import SALT_BYTES, Change, Recorded
from lkj.usecases.callers import Caller, Door, identify, require
from lkj.usecases.frames import Frames, read_frames
from lkj.usecases.office import Office
from lkj.usecases.table7_drafts import (
    name_of,
    new_draft,
    open_draft,
    perform_table7,
    refuse_stale,
)
from lkj.usecases.table7_frozen import from_frozen, frozen_text
from lkj.usecases.table7_reading import sheet_of
from lkj.usecases.table7_sheet import Row, Sheet

SHORTEST_REASON, LONGEST_REASON = 10, 500


@dataclass(frozen=True, kw_only=True)
class DetermineForm:
    """Freeze an open sheet as it was seen: its edition, and what stands for its figures."""

    request_id: str
    semester: str
    seen: int
    figures: str


@dataclass(frozen=True, kw_only=True)
class ReviseForm:
    """Begin the next version of a determined sheet; `seen` is the version that it changes."""

    request_id: str
    semester: str
    seen: int
    reason: str


def determine(form: DetermineForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Freeze a sheet with its data, as-of and versions; nothing can change it afterwards.

    Raises:
        FormInvalid: no assessor, or rows without an assessment.
        FiguresChanged: the figures are others than those that were seen.
        StaleSheet: somebody else changed the sheet since.
        SheetDetermined, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.EDIT_TABLE7, office=office, now=now)
    # Before the transaction: nobody else should wait while figures are computed.
    frames = read_frames(office, as_of=now)

    def change(conn: Connection, caller: Caller) -> Change:
        sheet = _complete(conn, form, frames, office)
        before = table7_store.determinations(conn, form.semester)
        new = NewDetermination(
            semester=form.semester,
            version=sheet.version,
            previous_no=before[-1].no if before else None,
            determined_at=now,
            determined_by=caller.account.id,
            request_id=form.request_id,
            content=frozen_text(sheet),
        )
        stored = table7_store.determine(conn, new, salt=secrets.token_hex(SALT_BYTES))
        table7_store.close_draft(conn, form.semester)
        return Change(form.semester, _facts(stored, sheet))

    return perform_table7(form, "table7.determine", change, door=door, office=office, now=now)


def revise(form: ReviseForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Begin the next version of a determined sheet with what was typed into the last one.

    Raises:
        FormInvalid: no determined sheet, one is open already, or the reason is too short.
        StaleSheet: another version was determined since.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    check = FormCheck()
    reason = check.text(form.reason, "reason", LONGEST_REASON, required=True)
    if reason and len(reason) < SHORTEST_REASON:
        check.add("reason", "too_short", str(SHORTEST_REASON))
    check.done()

    def change(conn: Connection, caller: Caller) -> Change:
        last = _last_seen(conn, form)
        sheet = from_frozen(last.content)
        draft = new_draft(
            form.semester, caller=caller, now=now, version=last.version + 1, reason=reason
        )
        assessor = sheet.assessor.person_id if sheet.assessor else None
        draft = replace(
            draft, assessor_id=assessor, by_step=sheet.by_step, threshold=sheet.threshold
        )
        table7_store.put_draft(conn, draft)
        for place, row in enumerate(sheet.rows):
            _copy(conn, form.semester, row, place, caller=caller, now=now)
        return Change(form.semester, {"version": draft.version, "previous_no": last.no})

    return perform_table7(form, "table7.revise", change, door=door, office=office, now=now)


def _complete(conn: Connection, form: DetermineForm, frames: Frames, office: Office) -> Sheet:
    """The open sheet, as it was seen and with all that it needs."""
    draft = open_draft(conn, form.semester)
    refuse_stale(conn, draft, form.seen)
    sheet = sheet_of(conn, draft, frames, office=office)
    is_other = sheet.figures_digest != form.figures
    if is_other or event_store.revision(conn) != frames.revision:
        raise FiguresChanged
    check = FormCheck()
    if sheet.assessor is None:
        check.add("assessor_id", "required")
    if sheet.undecided:
        check.add("assessment", "undecided", ", ".join(row.number for row in sheet.undecided))
    check.done()
    return sheet


def _last_seen(conn: Connection, form: ReviseForm) -> Determination:
    found = table7_store.determinations(conn, form.semester)
    if not found:
        raise FormInvalid(problems=(("semester", "unknown", ""),))
    if table7_store.draft(conn, form.semester):
        raise FormInvalid(problems=(("semester", "taken", ""),))
    last = found[-1]
    if last.version != form.seen:
        raise StaleSheet(who=name_of(conn, last.determined_by), when=last.determined_at)
    return last


def _copy(  # a row and its place
    conn: Connection, semester: str, row: Row, place: int, *, caller: Caller, now: datetime
) -> None:
    """What was typed into a frozen row; proposals are made anew."""
    assessment = None if row.is_assessment_proposed else row.assessment
    note = None if row.is_note_proposed else row.note
    if assessment is None and note is None and not row.action:
        return
    copied = TypedRow(
        semester=semester,
        row_id=row.id,
        position=place,
        procedure=row.procedure if row.is_typed else None,
        assessment=assessment,
        note=note,
        action=row.action,
        edition=1,
        changed_by=caller.account.id,
        changed_at=now,
    )
    table7_store.put_row(conn, copied)


def _facts(stored: Determination, sheet: Sheet) -> dict[str, object]:
    basis = sheet.basis
    return {
        "version": stored.version,
        "no": stored.no,
        "hash": stored.hash,
        "previous_no": stored.previous_no,
        "events_no": basis.events_no,
        "events_hash": basis.events_hash,
        "calendar": f"{basis.calendar_id}/{basis.calendar_version}",
    }
