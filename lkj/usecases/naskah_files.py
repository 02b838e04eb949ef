"""Naskah dinas as files: the right is checked, the template filled, the audit log notes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from lkj.documents.content import Content
from lkj.documents.pdf import to_pdf
from lkj.documents.templates import Templates
from lkj.documents.word import to_docx
from lkj.domain.accounts import Permission
from lkj.reference import read_letterhead
from lkj.store import account_store, event_store
from lkj.usecases.agenda_document import agenda_document
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.export_files import File
from lkj.usecases.memo import memo
from lkj.usecases.monev_report import monev_report
from lkj.usecases.naskah_frame import Desk, Made, folders, framed
from lkj.usecases.office import Office
from lkj.usecases.reports import ReportView, read_report
from lkj.usecases.routing_slip import routing_slip
from lkj.usecases.sign_in import is_example
from lkj.usecases.slips import delivery_receipt, disposition_slip
from lkj.usecases.sop_document import sop_document
from lkj.usecases.table7_document import table7_document
from lkj.usecases.team_decree import team_decree

DocumentFormat = Literal["pdf", "docx"]
Query = Mapping[str, str]

_RENDER: dict[DocumentFormat, Callable[[Templates, str, Content, datetime], bytes]] = {
    "pdf": to_pdf,
    "docx": to_docx,
}


@dataclass(frozen=True, kw_only=True)
class DocumentRequest:
    """Which of DOCUMENTS, as which kind of file, about what."""

    name: str
    file_format: DocumentFormat
    query: Query


def document_file(asked: DocumentRequest, *, door: Door, office: Office, now: datetime) -> File:
    """Make the document that is asked for; whoever may read reports may have it.

    Raises:
        TemplateBroken, InvalidLetterhead: the office's templates are wrong.
        FormInvalid: the address names nothing that there is.
        UnknownReport, NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        desk = Desk(
            caller=caller,
            door=door,
            office=office,
            now=now,
            head=event_store.head(conn),
            is_example=is_example(conn),
            letterhead=read_letterhead(folders(office.settings)),
            persons={person.id: person for person in account_store.persons(conn)},
            assignments=account_store.assignments(conn),
        )
    made = DOCUMENTS[asked.name](asked.query, desk)
    render = _RENDER[asked.file_format]
    content = render(Templates(folders(office.settings)), asked.name, framed(made, desk), now)
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        said = {"format": asked.file_format, "of": dict(asked.query)}
        detail = {**said, "head": desk.head.anchor}
        write_audit(
            conn,
            f"document.{asked.name}",
            Change(made.subject, detail),
            account_id=caller.audit_account_id,
            now=now,
        )
    return File(content, f"{made.file_name}.{asked.file_format}")


def _of_report(
    make: Callable[[Query, ReportView, Desk], Made],
) -> Callable[[Query, Desk], Made]:
    """A document of the report that `id` names."""

    def made(query: Query, desk: Desk) -> Made:
        report_id = query.get("id", "")
        view, _ = read_report(report_id, door=desk.door, office=desk.office, now=desk.now)
        return make(query, view, desk)

    return made


# By the last part of their address, which is also the name of their templates.
DOCUMENTS: dict[str, Callable[[Query, Desk], Made]] = {
    "lembar-kendali": _of_report(lambda _, view, desk: routing_slip(view, desk)),
    "tabel-7": table7_document,
    "nota-dinas": _of_report(memo),
    "laporan-monev": monev_report,
    "buku-agenda": agenda_document,
    "sop": sop_document,
    "sk-tim": _of_report(team_decree),
    "lembar-disposisi": _of_report(lambda _, view, desk: disposition_slip(view, desk)),
    "tanda-terima": _of_report(lambda _, view, desk: delivery_receipt(view, desk)),
}
