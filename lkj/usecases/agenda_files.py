"""Buku Agenda on paper and as a file: the right is checked, the audit log notes it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from lkj.charts.agenda_page import AgendaPage, PaperLine, agenda_page
from lkj.domain.accounts import Permission
from lkj.domain.agenda import Book, Line
from lkj.exchange.csv_file import Style, to_csv
from lkj.exchange.xlsx_file import Sheet, to_xlsx
from lkj.labels import agenda_words as words
from lkj.labels import data_dictionary as dictionary
from lkj.labels.formats import short_datetime
from lkj.labels.table7_words import PAPER_HINT
from lkj.labels.words import EXAMPLE_MARK
from lkj.reference import read_letterhead
from lkj.store import audit_store, event_store
from lkj.store.chain import Head
from lkj.usecases.agenda_reading import Agenda, AgendaQuery, agenda_of
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.export_files import File
from lkj.usecases.exports import FileFormat
from lkj.usecases.naskah_frame import folders
from lkj.usecases.office import Office
from lkj.usecases.sign_in import is_example


@dataclass(frozen=True, kw_only=True)
class _Taken:
    """What was read for one sheet or file, and for whom."""

    agenda: Agenda
    who: str
    is_example: bool
    events: Head
    audit: Head


def print_agenda(query: AgendaQuery, *, door: Door, office: Office, now: datetime) -> str:
    """A book of a year as a page of HTML, by serial, cancelled lines included.

    Raises:
        InvalidLetterhead: the office's own file of the kop is wrong.
        NotPermitted, SessionEnded, StorageFailed.
    """
    letterhead = read_letterhead(folders(office.settings))
    taken = _take(query, "print.buku-agenda", {}, door=door, office=office, now=now)
    page = AgendaPage(
        head=letterhead.head,
        address=(letterhead.address, letterhead.contact),
        title=words.TITLE,
        about=_about(taken.agenda),
        columns=words.PAPER[query.book],
        lines=[
            PaperLine(cells=words.paper_cells(line), is_cancelled=line.is_cancelled)
            for line in taken.agenda.lines
        ],
        origin=list(_origin(taken, office, now)),
        hint=PAPER_HINT,
        mark=EXAMPLE_MARK if taken.is_example else "",
    )
    return agenda_page(page)


def agenda_file(
    query: AgendaQuery,
    file_format: FileFormat,
    *,
    style: Style,
    door: Door,
    office: Office,
    now: datetime,
) -> File:
    """The same lines as CSV, or as a workbook with their provenance.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    detail = {"format": file_format}
    taken = _take(query, "export.buku-agenda", detail, door=door, office=office, now=now)
    rows = _rows(taken, office, now)
    headed = rows.set_axis([field.heading for field in words.AGENDA.fields], axis=1)
    if file_format == "csv":
        content = to_csv(headed if style == "excel_id" else rows, style=style)
    else:
        content = _workbook(headed, taken, office, now)
    day = now.astimezone(office.zone).date()
    mark = taken.events.mark if file_format == "csv" else ""
    name = f"{words.AGENDA.file_name}-{query.book.value}-{query.year}-{day}{mark}"
    return File(content, f"{name}.{file_format}")


def _take(
    query: AgendaQuery,
    action: str,
    detail: Mapping[str, str],
    *,
    door: Door,
    office: Office,
    now: datetime,
) -> _Taken:
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        events = event_store.head(conn)
        said = {**detail, "search": query.search, "head": events.anchor}
        found = Change(f"{query.book.value}/{query.year}", said)
        write_audit(conn, action, found, account_id=caller.audit_account_id, now=now)
        return _Taken(
            agenda=agenda_of(conn, query),
            who=caller.person.name,
            is_example=is_example(conn),
            events=events,
            audit=audit_store.head(conn),
        )


def _about(agenda: Agenda) -> str:
    query, n = agenda.query, len(agenda.lines)
    return words.found_text(query.book, query.year, query.search, n=n, n_all=agenda.n_all)


def _origin(taken: _Taken, office: Office, now: datetime) -> Iterator[str]:
    yield words.ORIGIN
    if taken.events.no:
        yield (
            f"Catatan terakhir dalam riwayat: no. {taken.events.no}, kode {taken.events.code}."
        )
    yield f"Jejak audit: no. {taken.audit.no}, kode {taken.audit.code}."
    yield f"Dicetak oleh {taken.who}, {short_datetime(now, office.zone)}."
    if taken.is_example:
        yield f"{EXAMPLE_MARK}: semua orang dan surat di sini rekaan."


def _rows(taken: _Taken, office: Office, now: datetime) -> pd.DataFrame:
    """One row for each line, its columns named as in the code."""
    as_of = now.replace(second=0, microsecond=0).astimezone(office.zone)
    mark = EXAMPLE_MARK if taken.is_example else ""
    rows = [{**_facts(line), "as_of": as_of, "remark": mark} for line in taken.agenda.lines]
    return pd.DataFrame(rows, columns=[field.name for field in words.AGENDA.fields])


def _facts(line: Line) -> dict[str, Any]:
    facts = asdict(line.entry)
    return {
        **facts,
        "book": words.BOOK[Book(facts["book"])],
        "year": line.last.year,
        "serial": line.serial,
        "entry_remark": facts["remark"],
        "state": words.state_name(line),
        "reason": line.last.reason,
    }


def _workbook(headed: pd.DataFrame, taken: _Taken, office: Office, now: datetime) -> bytes:
    said = {
        words.TITLE: _about(taken.agenda),
        "Satu baris adalah": words.AGENDA.row,
        "Catatan terakhir dalam riwayat": f"no. {taken.events.no}, kode {taken.events.code}",
        "Jejak audit": f"no. {taken.audit.no}, kode {taken.audit.code}",
        "Diunduh oleh": taken.who,
        "Diunduh pada": short_datetime(now, office.zone),
        **({EXAMPLE_MARK: "semua orang dan surat di sini rekaan"} if taken.is_example else {}),
    }
    provenance = pd.DataFrame(list(said.items()), columns=list(dictionary.PROVENANCE_HEADINGS))
    meanings = pd.DataFrame(
        [
            (words.TITLE, field.heading, field.unit, field.meaning, field.name)
            for field in words.AGENDA.fields
        ],
        columns=list(dictionary.DEFINITION_HEADINGS),
    )
    sheets = [
        Sheet(dictionary.PROVENANCE, provenance),
        Sheet(words.TITLE, headed),
        Sheet(dictionary.DEFINITIONS, meanings),
    ]
    return to_xlsx(sheets, created=now)
