"""A report as one ZIP: its documents to the byte, its history, Lembar Kendali, how to check."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lkj.domain.accounts import Permission
from lkj.domain.documents import DocumentFormat, StoredFile
from lkj.domain.text import FormCheck
from lkj.errors import StoredFileDamaged, StoredFileMissing
from lkj.labels import archive_words as words
from lkj.labels.formats import long_datetime
from lkj.store import event_store, unit_store
from lkj.store.durable import disk_failures
from lkj.usecases.archive_tables import data_list, document_list, history_tables
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Caller, Door, identify, require
from lkj.usecases.frames import shared_frames
from lkj.usecases.naskah_files import DocumentRequest, document_file
from lkj.usecases.office import Office
from lkj.usecases.reports import ReportView, read_report
from lkj.usecases.sign_in import is_example

_PACKED = frozenset(DocumentFormat) - {DocumentFormat.PDF}  # gain nothing by deflating


@dataclass
class _Bundle:
    """An archive being written: what is in it with its digest, and what was not to be had."""

    archive: ZipFile
    made_at: datetime  # local, as ZIP has no zones
    folder: str = ""
    sums: list[tuple[str, str]] = field(default_factory=list)
    n_lost: int = 0

    def keep(self, path: str, file: StoredFile, office: Office) -> str:
        """Write a stored file; returns its path, or what is wrong with it."""
        try:
            content = office.files.read(file.sha256)
        except StoredFileMissing:
            self.n_lost += 1
            return words.STATE["missing"]
        except StoredFileDamaged:
            self.n_lost += 1
            return words.STATE["content"]
        self.add(path, content, is_packed=file.format in _PACKED)
        return path

    def add(self, path: str, content: bytes, *, is_packed: bool = False) -> None:
        """Write one file."""
        stamp = self.made_at.timetuple()[:6]
        info = ZipInfo(f"{self.folder}{path}", stamp)
        info.compress_type = ZIP_STORED if is_packed else ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        self.archive.writestr(info, content)
        self.sums.append((sha256(content).hexdigest(), path))


def report_archive(
    report_id: str, target: IO[bytes], *, door: Door, office: Office, now: datetime
) -> str:
    """Write one report with every document; what cannot be read is named in its list.

    Returns:
        The name of the archive as a file.

    Raises:
        UnknownReport, NotPermitted, SessionEnded, StorageFailed.
        TemplateBroken, InvalidLetterhead: Lembar Kendali cannot be made.
    """
    view, _ = read_report(report_id, door=door, office=office, now=now)
    _write([view], target, door=door, office=office, now=now)
    return f"arsip-{_short_name(view)}-{_day(now, office)}.zip"


def year_archive(
    year: int, target: IO[bytes], *, door: Door, office: Office, now: datetime
) -> str:
    """Write every report of a tahun kinerja, each in a folder of its own.

    Returns:
        The name of the archive as a file.

    Raises:
        FormInvalid: no report of that year is registered.
        NotPermitted, SessionEnded, StorageFailed, TemplateBroken, InvalidLetterhead.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_DOCUMENTS, office=office, now=now)
    status = shared_frames(office, as_of=now, now=now).status
    ids = list(status.loc[status["fiscal_year"] == year, "report_id"])
    check = FormCheck()
    if not ids:
        check.add("fiscal_year", "unknown")
    check.done()
    views = (read_report(one, door=door, office=office, now=now)[0] for one in ids)
    _write(views, target, door=door, office=office, now=now, is_year=True)
    return f"arsip-tahun-kinerja-{year}-{_day(now, office)}.zip"


def _write(
    views: Iterable[ReportView],
    target: IO[bytes],
    *,
    door: Door,
    office: Office,
    now: datetime,
    is_year: bool = False,
) -> None:
    with disk_failures(), ZipFile(target, "w") as archive:
        for number, view in enumerate(views, 1):
            bundle = _Bundle(archive, now.astimezone(office.zone))
            bundle.folder = f"{number:02d}-{_short_name(view)}/" if is_year else ""
            _fill(bundle, view, door=door, office=office, now=now)


def _fill(
    bundle: _Bundle, view: ReportView, *, door: Door, office: Office, now: datetime
) -> None:
    """Everything of one report; the right is asked for, and the audit log notes it."""
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_DOCUMENTS, office=office, now=now)
        entries = unit_store.entries(conn, view.report_id)
        head, is_made_up = event_store.head(conn), is_example(conn)
        detail = {"head": head.no, "documents": len(view.state.documents)}
        account = caller.audit_account_id
        change = Change(view.report_id, detail)
        write_audit(conn, "report.archive", change, account_id=account, now=now)
    kept = {
        version.event_no: bundle.keep(
            f"{words.DOCUMENTS}/{version.document}-v{version.number}-{version.file.name}",
            version.file,
            office,
        )
        for version in view.state.documents
        if version.file
    }
    given = {
        entry.no: bundle.keep(
            f"{words.UNIT_FILES}/{entry.no}-{entry.file.name}", entry.file, office
        )
        for entry in entries
        if entry.file
    }
    bundle.add(words.DOCUMENT_LIST, document_list(view, kept, office.zone))
    bundle.add(words.DATA_LIST, data_list(entries, given))
    for name, content in history_tables(view, office=office, now=now, mark=is_made_up).items():
        bundle.add(name, content)
    bundle.add(words.ROUTING_SLIP, _routing_slip(view, door, office, now))
    facts = {"head": f"no. {head.no}, kode periksa {head.no}:{head.code}"}
    about = _about(view, caller, office, now) | facts
    text = words.read_me(**about, lost=bundle.n_lost, is_example=is_made_up)
    bundle.add(words.READ_ME, text.encode())
    listed = "".join(f"{digest}  {path}\n" for digest, path in bundle.sums)
    bundle.add(words.SUMS, listed.encode())


def _routing_slip(view: ReportView, door: Door, office: Office, now: datetime) -> bytes:
    query = {"id": view.report_id}
    asked = DocumentRequest(name="lembar-kendali", file_format="pdf", query=query)
    content: bytes = document_file(asked, door=door, office=office, now=now).content
    return content


def _about(view: ReportView, caller: Caller, office: Office, now: datetime) -> dict[str, Any]:
    return {
        "title": view.title,
        "made_at": long_datetime(now, office.zone),
        "made_by": caller.person.name,
        "events": len(view.events),
    }


def _short_name(view: ReportView) -> str:
    """A folder that tells reports of one title apart."""
    kind = str(view.facts.get("period", ""))
    return f"{view.facts.get('fiscal_year', '')}-{kind}-{view.report_id[-8:]}"


def _day(now: datetime, office: Office) -> str:
    return now.astimezone(office.zone).date().isoformat()
