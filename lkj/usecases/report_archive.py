"""A report as one ZIP: its documents to the byte, its history, Lembar Kendali, how to check."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from zipfile import ZipFile

from lkj.domain.accounts import Permission
from lkj.domain.text import FormCheck
from lkj.domain.unit_data import DataEntry
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
from lkj.usecases.zip_stream import Archive, Bundle, Pipe


def report_archive(report_id: str, *, door: Door, office: Office, now: datetime) -> Archive:
    """One report with every document; what cannot be read is named in its list.

    Raises:
        UnknownReport, NotPermitted, SessionEnded, StorageFailed.
        TemplateBroken, InvalidLetterhead: with the first piece; Lembar Kendali cannot be made.
    """
    _require(door=door, office=office, now=now)
    view, _ = read_report(report_id, door=door, office=office, now=now)
    name = f"arsip-{short_name(view)}-{_day(now, office)}.zip"
    return Archive(name, _pieces([view], door=door, office=office, now=now))


def year_archive(year: int, *, door: Door, office: Office, now: datetime) -> Archive:
    """Every report of a tahun kinerja, each in a folder of its own.

    Raises:
        FormInvalid: no report of that year is registered.
        NotPermitted, SessionEnded, StorageFailed, TemplateBroken, InvalidLetterhead.
    """
    _require(door=door, office=office, now=now)
    status = shared_frames(office, as_of=now, now=now).status
    ids = list(status.loc[status["fiscal_year"] == year, "report_id"])
    check = FormCheck()
    if not ids:
        check.add("fiscal_year", "unknown")
    check.done()
    views = (read_report(one, door=door, office=office, now=now)[0] for one in ids)
    name = f"arsip-tahun-kinerja-{year}-{_day(now, office)}.zip"
    return Archive(name, _pieces(views, door=door, office=office, now=now, is_year=True))


def _require(*, door: Door, office: Office, now: datetime) -> None:
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_DOCUMENTS, office=office, now=now)


def _pieces(
    views: Iterable[ReportView],
    *,
    door: Door,
    office: Office,
    now: datetime,
    is_year: bool = False,
) -> Iterator[bytes]:
    """The archive as it grows, a piece for each file: no more of it is held at once."""
    pipe = Pipe()
    with disk_failures(), ZipFile(pipe, "w") as archive:
        for number, view in enumerate(views, 1):
            bundle = Bundle(archive, now.astimezone(office.zone))
            bundle.folder = f"{number:02d}-{short_name(view)}/" if is_year else ""
            for _ in _fill(bundle, view, door=door, office=office, now=now):
                yield pipe.taken()
    yield pipe.taken()


def _fill(
    bundle: Bundle, view: ReportView, *, door: Door, office: Office, now: datetime
) -> Iterator[None]:
    """Everything of one report; the right is asked for, and the audit log notes it."""
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_DOCUMENTS, office=office, now=now)
        entries = unit_store.entries(conn, view.report_id)
        head, is_made_up = event_store.head(conn), is_example(conn)
        detail = {"head": head.anchor, "documents": len(view.state.documents)}
        account = caller.audit_account_id
        change = Change(view.report_id, detail)
        write_audit(conn, "report.archive", change, account_id=account, now=now)
    # First, as nothing has been sent yet where its template turns out to be broken.
    bundle.add(words.ROUTING_SLIP, _routing_slip(view, door, office, now))
    yield
    kept: dict[int, str] = {}
    given: dict[int, str] = {}
    yield from keep_files(bundle, view, entries, office, into=(kept, given))
    bundle.add(words.DOCUMENT_LIST, document_list(view, kept, office.zone))
    bundle.add(words.DATA_LIST, data_list(entries, given))
    for name, content in history_tables(view, office=office, now=now, mark=is_made_up).items():
        bundle.add(name, content)
    facts = {"head": f"no. {head.no}, kode periksa {head.anchor}"}
    about = _about(view, caller, office, now) | facts
    text = words.read_me(**about, lost=bundle.n_lost, is_example=is_made_up)
    bundle.add(words.READ_ME, text.encode())
    bundle.add(words.SUMS, bundle.sums_text())
    yield


def keep_files(
    bundle: Bundle,
    view: ReportView,
    entries: Iterable[DataEntry],
    office: Office,
    *,
    into: tuple[dict[int, str], dict[int, str]],
    under: str = "",
) -> Iterator[None]:
    """Every stored file; `into` gets its path by event, and by entry of the units' data.

    `under` is a folder of this report, where several are in one archive.
    """
    kept, given = into
    for version in view.state.documents:
        if version.file:
            place = f"{version.document}-v{version.number}-{version.file.name}"
            path = f"{words.DOCUMENTS}/{under}{place}"
            kept[version.event_no] = bundle.keep(path, version.file, office)
            yield
    for entry in entries:
        if entry.file:
            path = f"{words.UNIT_FILES}/{under}{entry.no}-{entry.file.name}"
            given[entry.no] = bundle.keep(path, entry.file, office)
            yield


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


def short_name(view: ReportView) -> str:
    """A folder that tells reports of one title apart."""
    kind = str(view.facts.get("period", ""))
    return f"{view.facts.get('fiscal_year', '')}-{kind}-{view.report_id[-8:]}"


def _day(now: datetime, office: Office) -> str:
    return now.astimezone(office.zone).date().isoformat()
