"""Documents beside a report: attach a version, read one, say what is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lkj.domain import commands as c
from lkj.domain.accounts import Permission, permissions_of
from lkj.domain.document_kinds import DocumentKind
from lkj.domain.documents import StoredFile, clean_file_name
from lkj.domain.events import Event
from lkj.domain.sop import Sop
from lkj.domain.text import FormCheck
from lkj.errors import DocumentRefused, NotPermitted, UnknownDocument
from lkj.exchange.document_process import check_document_apart
from lkj.usecases.acts import ActForm, load, submit
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Caller, Door, identify, roles_today
from lkj.usecases.office import Office
from lkj.usecases.reports import ReportView


@dataclass(frozen=True, kw_only=True)
class AttachForm:
    """One version of a document: a file with its name, or the place where the paper lies."""

    report_id: str
    request_id: str
    document: str  # id of its kind
    step: str | None = None
    file_name: str = ""
    content: bytes | None = None
    place: str = ""
    note: str = ""


@dataclass(frozen=True)
class MissingDocument:
    """A required document that was not beside the report when a step was finished."""

    kind: DocumentKind
    step: str


def attach(form: AttachForm, *, door: Door, office: Office, now: datetime) -> Event:
    """Check a file by its content, keep it, and then record it beside the report.

    The file is durable before its event is written: there is no event without its file.

    Raises:
        DocumentRefused: the content is no document that is kept, or is none safely.
        DecisionRefused: nobody may add a version now, or not this caller.
        FormInvalid: neither a file nor a place, or both; an unknown document; wrong texts.
        NotPermitted, SessionEnded, UnknownReport, RequestReused, StorageFailed.
    """
    kind = _authorised_kind(form, door=door, office=office, now=now)
    file = None
    if form.content is not None:
        file = keep_file(form.content, form.file_name, office)
    command = c.Attach(kind=kind, step=form.step, file=file, place=form.place, note=form.note)
    act = ActForm(report_id=form.report_id, request_id=form.request_id, command=command)
    return submit(act, door=door, office=office, now=now)


def keep_file(content: bytes, name: str, office: Office) -> StoredFile:
    """Check a file by its content and keep it; only an event or an entry then names it.

    Raises:
        DocumentRefused: too large, no document that is kept, or none safely.
        StorageFailed: the disk refuses, or is full.
    """
    if len(content) > office.settings.max_upload_mebibytes * 1024**2:
        raise DocumentRefused(problem="too_large")
    found = check_document_apart(content)
    return StoredFile(
        sha256=office.files.keep(content),
        name=clean_file_name(name, found),
        size=len(content),
        format=found,
    )


def _authorised_kind(
    form: AttachForm, *, door: Door, office: Office, now: datetime
) -> DocumentKind:
    """Refuse before anything is read or kept."""
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        _, sop = load(conn, form.report_id, office)
    _require(Permission.ATTACH, caller, sop, office=office, now=now)
    check = FormCheck()
    kinds = {kind.id: kind for kind in office.document_kinds(sop).kinds}
    if form.document not in kinds:
        check.add("document", "unknown")
    if (form.content is None) == (not form.place.strip()):
        check.add("file", "file_or_place")
    check.done()
    return kinds[form.document]


def read_document(
    report_id: str, event_no: int, *, door: Door, office: Office, now: datetime
) -> tuple[StoredFile, bytes]:
    """The content of one version, and a line in the audit log that it was taken out.

    Raises:
        NotPermitted, SessionEnded, UnknownReport.
        UnknownDocument: the event adds no file to this report.
        StoredFileMissing, StoredFileDamaged, StorageFailed: it cannot be given out.
    """
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        state, sop = load(conn, report_id, office)
        _require(Permission.READ_DOCUMENTS, caller, sop, office=office, now=now)
        file = next((v.file for v in state.documents if v.event_no == event_no), None)
        if file is None:
            raise UnknownDocument
        detail = {"no": event_no, "name": file.name, "sha256": file.sha256}
        account = caller.audit_account_id
        change = Change(report_id, detail)
        write_audit(conn, "document.read", change, account_id=account, now=now)
    return file, office.files.read(file.sha256)


def _require(
    permission: Permission, caller: Caller, sop: Sop, *, office: Office, now: datetime
) -> None:
    roles = roles_today(caller, office=office, now=now)
    is_closed = caller.account.must_change_password
    if is_closed or permission not in permissions_of(caller.account.app_roles, sop, roles):
        raise NotPermitted(permission=permission)


def missing_documents(view: ReportView, office: Office) -> Iterator[MissingDocument]:
    """Required documents that were not there when their step was finished, step by step.

    Steps finished before the day of `required_since` are not judged, and each document is
    missed once: at the first step that should have had it.
    """
    kinds = office.document_kinds(view.sop)
    if kinds.required_since is None:
        return
    told: set[str] = set()
    for visit in view.state.visits:
        if visit.left is None or visit.decision is None:
            continue
        if visit.left.at.astimezone(office.zone).date() < kinds.required_since:
            continue
        for kind in kinds.of_step(view.sop.step(visit.step)):
            first = next((v for v in view.state.documents if v.document == kind.id), None)
            is_late = first is None or first.event_no > (visit.move_no or 0)
            if kind.is_required and is_late and kind.id not in told:
                told.add(kind.id)
                yield MissingDocument(kind, visit.step)
