"""Buku Agenda: write a letter into it, correct a line, cancel one."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from functools import partial

from lkj.domain.accounts import Permission
from lkj.domain.agenda import (
    Book,
    Entry,
    Line,
    Row,
    check_entry,
    check_reason,
)
from lkj.domain.agenda_numbers import numbered_by
from lkj.domain.text import FormCheck
from lkj.errors import AlreadyFiled, EntryGone, EntryOvertaken
from lkj.store import agenda_store
from lkj.store.database import Connection
from lkj.usecases.acts import history_of
from lkj.usecases.audited import Change, Recorded, perform, write_audit
from lkj.usecases.callers import HOST_ACCOUNT, Caller, Door
from lkj.usecases.office import Office
from lkj.usecases.table7_drafts import name_of

_perform = partial(perform, permission=Permission.EDIT_AGENDA)


@dataclass(frozen=True, kw_only=True)
class RecordForm:
    """A letter that was received or sent."""

    request_id: str
    entry: Entry


@dataclass(frozen=True, kw_only=True)
class CorrectForm:
    """The whole letter again; `seen` is the number of the row that was shown."""

    request_id: str
    line_no: int
    seen: int
    entry: Entry
    reason: str


@dataclass(frozen=True, kw_only=True)
class CancelForm:
    """A line that counts no more; `seen` is the number of the row that was shown."""

    request_id: str
    line_no: int
    seen: int
    reason: str


def record(form: RecordForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Write a letter into its book, under the next serial of the year.

    An empty number of the office's own is filled in where a template is set.

    Raises:
        FormInvalid: with every field.
        AlreadyFiled: the book names this handover already.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    _checked(form.entry, office=office, now=now)

    def change(conn: Connection, caller: Caller) -> Change:
        account_id = caller.audit_account_id
        row = _add(conn, form.entry, account_id=account_id, office=office, now=now)
        return Change(_subject(row), _facts(row))

    return _perform(form, "agenda.record", change, door=door, office=office, now=now)


def file_entry(
    conn: Connection,
    entry: Entry,
    *,
    account_id: str | None,
    office: Office,
    now: datetime,
) -> Row:
    """Write a letter within another use case's transaction, with its line of the audit log.

    The other use case has authorised; its own request id keeps this from happening twice.

    Returns:
        The stored row, with its serial and the number that the letter got.

    Raises:
        FormInvalid, AlreadyFiled: as `record`.
    """
    row = _add(conn, entry, account_id=account_id, office=office, now=now)
    change = Change(_subject(row), _facts(row))
    write_audit(conn, "agenda.file", change, account_id=account_id, now=now)
    return row


def correct(form: CorrectForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Let a line read otherwise, for a reason; what it read before stays stored.

    Raises:
        FormInvalid: with every field; book and year of a line never change.
        EntryGone: there is no such line, or it is cancelled.
        EntryOvertaken: somebody else corrected it since.
        AlreadyFiled, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    entry, reason = _checked(form.entry, office=office, now=now, reason=form.reason)

    def change(conn: Connection, caller: Caller) -> Change:
        line = _line(conn, form.line_no, form.seen)
        check = FormCheck()
        if entry.book is not line.entry.book:
            check.add("book", "other_book")
        if entry.year != line.last.year:
            check.add("entered_on", "other_year", str(line.last.year))
        _check_report(conn, entry, check)
        check.done()
        _refuse_second(conn, entry, but=line.no)
        row = agenda_store.add(
            conn,
            entry,
            serial=None,
            account_id=caller.audit_account_id,
            at=now,
            target=line,
            reason=reason,
        )
        return Change(_subject(row, line.serial), _facts(row))

    return _perform(form, "agenda.correct", change, door=door, office=office, now=now)


def cancel(form: CancelForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Let a line count no more, for a reason; its serial stays taken.

    Raises:
        FormInvalid: the reason is unfit or too short.
        EntryGone, EntryOvertaken: as `correct`.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    check = FormCheck()
    reason = check_reason(form.reason, check)
    check.done()

    def change(conn: Connection, caller: Caller) -> Change:
        line = _line(conn, form.line_no, form.seen)
        row = agenda_store.add(
            conn,
            line.entry,
            serial=None,
            account_id=caller.audit_account_id,
            at=now,
            target=line,
            is_cancelled=True,
            reason=reason,
        )
        return Change(_subject(row, line.serial), _facts(row))

    return _perform(form, "agenda.cancel", change, door=door, office=office, now=now)


def template_of(office: Office, book: Book) -> str:
    """The template of the numbers that the office gives in a book; "" where it has none."""
    settings = office.settings
    is_incoming = book is Book.INCOMING
    return settings.agenda_number_template if is_incoming else settings.letter_number_template


def _checked(
    entry: Entry, *, office: Office, now: datetime, reason: str | None = None
) -> tuple[Entry, str]:
    """Clean texts of a letter, and of a reason where one is asked for."""
    check = FormCheck()
    clean = check_entry(entry, check, today=now.astimezone(office.zone).date())
    said = "" if reason is None else check_reason(reason, check)
    check.done()
    return clean, said


def _add(
    conn: Connection, entry: Entry, *, account_id: str | None, office: Office, now: datetime
) -> Row:
    clean, _ = _checked(entry, office=office, now=now)
    check = FormCheck()
    _check_report(conn, clean, check)
    check.done()
    _refuse_second(conn, clean)
    serial = agenda_store.next_serial(conn, clean.book, clean.year)
    if not clean.own_number:
        template = template_of(office, clean.book)
        clean = clean.numbered(numbered_by(template, serial=serial, day=clean.entered_on))
    return agenda_store.add(conn, clean, serial=serial, account_id=account_id, at=now)


def _check_report(conn: Connection, entry: Entry, check: FormCheck) -> None:
    """The report is there, and the handover is in its history."""
    if entry.report_id is None:
        if entry.event_no is not None:
            check.add("report_id", "required")
        return
    numbers = {event.no for event in history_of(conn, entry.report_id)}
    if not numbers:
        check.add("report_id", "unknown")
    elif entry.event_no is not None and entry.event_no not in numbers:
        check.add("event_no", "unknown")


def _refuse_second(conn: Connection, entry: Entry, *, but: int = 0) -> None:
    """A handover stands once in each book."""
    if entry.report_id is None or entry.event_no is None:
        return
    for line in agenda_store.lines_of_report(conn, entry.report_id):
        is_same = (line.entry.book, line.entry.event_no) == (entry.book, entry.event_no)
        if is_same and not line.is_cancelled and line.no != but:
            raise AlreadyFiled(serial=line.serial)


def _line(conn: Connection, no: int, seen: int) -> Line:
    """The line as it was seen."""
    line = agenda_store.line(conn, no)
    if line is None or line.is_cancelled:
        raise EntryGone
    if line.last.no != seen:
        who = name_of(conn, line.last.account_id or HOST_ACCOUNT.id)
        raise EntryOvertaken(who=who, when=line.last.at)
    return line


def _subject(row: Row, serial: int | None = None) -> str:
    """`keluar/2026/12`: book, year and serial of the line."""
    return f"{row.entry.book.value}/{row.year}/{serial or row.serial}"


def _facts(row: Row) -> Mapping[str, object]:
    """The whole letter for the audit log, which is chained where this table is not."""
    facts = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in asdict(row.entry).items()
    }
    return {"no": row.no, "target_no": row.target_no, "reason": row.reason, **facts}
