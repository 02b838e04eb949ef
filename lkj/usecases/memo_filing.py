"""The Nota Dinas of a hand-over in one click: into Buku Agenda, and beside the report."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from lkj.domain.accounts import Permission
from lkj.domain.agenda import Book, Entry, Line
from lkj.domain.events import Event
from lkj.domain.state import ReportStatus
from lkj.errors import AlreadyFiled, FormInvalid, ReportFinished, RequestReused
from lkj.reference import read_letterhead
from lkj.store import event_store
from lkj.usecases.agenda import RecordForm, record
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.documents import AttachForm, attach
from lkj.usecases.memo import filed_memos, memo_moves, memo_receivers, memo_subject
from lkj.usecases.naskah_files import DocumentRequest, document_file
from lkj.usecases.naskah_frame import folders
from lkj.usecases.office import Office
from lkj.usecases.reports import ReportView, read_report

ENDED = (ReportStatus.CANCELLED, ReportStatus.WITHDRAWN)


@dataclass(frozen=True, kw_only=True)
class FileMemoForm:
    """The move of a report, by the number of its event, whose Nota Dinas is sent."""

    request_id: str
    report_id: str
    event_no: int


@dataclass(frozen=True)
class FiledMemo:
    """The line of Buku Agenda, and the event that attached the PDF.

    `attached` is None where the office keeps no Nota Dinas beside its reports.
    """

    line: Line
    attached: Event | None


def file_memo(form: FileMemoForm, *, door: Door, office: Office, now: datetime) -> FiledMemo:
    """Write it into Buku Agenda keluar, fill in the number, and attach the PDF.

    Two transactions: what was filed before, for example when the power failed between them,
    is not filed again, and the same PDF is attached once.

    Raises:
        FormInvalid: the report has no such hand-over.
        DecisionRefused: the report takes no documents any more.
        TemplateBroken, InvalidLetterhead: the PDF cannot be made; the line is filed already.
        UnknownReport, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        for permission in (Permission.EDIT_AGENDA, Permission.ATTACH):
            require(caller, permission, office=office, now=now)
    view, _ = read_report(form.report_id, door=door, office=office, now=now)
    if view.state.status in ENDED:
        raise ReportFinished  # before the register has a letter that nothing goes with
    event = next((one for one in memo_moves(view) if one.no == form.event_no), None)
    if event is None:
        raise FormInvalid(problems=(("event_no", "unknown", ""),))
    entry = _entry(event, view, office)
    asked = RecordForm(request_id=f"{form.request_id}/agenda", entry=entry)
    with suppress(AlreadyFiled):  # by an earlier click, or by hand
        record(asked, door=door, office=office, now=now)
    line = filed_memos(view, office).get(event.no)
    if line is None:  # this click wrote a line before, and it was cancelled since
        raise RequestReused(request_id=form.request_id)
    return FiledMemo(line, _attached(view, event, line, door=door, office=office, now=now))


def memo_is_attached(view: ReportView, event: Event, line: Line, office: Office) -> bool:
    """Whether one click has nothing left to do for a move that stands in Buku Agenda."""
    wanted = _request_of(view, event, line)
    keeps_none = office.document_kinds(view.sop).memo is None
    return keeps_none or any(one.request_id == wanted for one in view.events)


def _request_of(view: ReportView, event: Event, line: Line) -> str:
    # A line that was cancelled and written again has another number, and so another PDF.
    return f"nota-dinas/{view.report_id}/{event.no}/{line.no}"


def _attached(
    view: ReportView, event: Event, line: Line, *, door: Door, office: Office, now: datetime
) -> Event | None:
    kind = office.document_kinds(view.sop).memo
    if kind is None:
        return None
    request_id = _request_of(view, event, line)
    with office.database.read() as conn:
        stored = event_store.by_request(conn, request_id)
    if stored is not None:
        return stored
    query = {"id": view.report_id, "no": str(event.no)}
    asked = DocumentRequest(name="nota-dinas", file_format="pdf", query=query)
    made = document_file(asked, door=door, office=office, now=now)
    number = f", nomor {line.entry.letter_number}" if line.entry.letter_number else ""
    form = AttachForm(
        report_id=view.report_id,
        request_id=request_id,
        document=kind.id,
        step=event.step,
        file_name=made.name,
        content=made.content,
        note=f"Buku Agenda keluar {line.last.year} no. {line.serial}{number}",
    )
    return attach(form, door=door, office=office, now=now)


def _entry(event: Event, view: ReportView, office: Office) -> Entry:
    day = event.occurred_at.astimezone(office.zone).date()
    letterhead = read_letterhead(folders(office.settings))
    return Entry(
        book=Book.OUTGOING,
        entered_on=day,
        letter_date=day,
        counterpart=memo_receivers(event, view, letterhead),
        subject=f"Nota Dinas: {memo_subject(event, view)}",
        report_id=view.report_id,
        event_no=event.no,
    )
