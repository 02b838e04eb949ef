"""Histories as an office types them: the template filled in by hand, or a CSV."""

import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import openpyxl
import pandas as pd

from lkj.domain import commands as c
from lkj.domain.imported import ImportedPass, ImportedReport
from lkj.domain.sop import Decision
from lkj.exchange.csv_dialect import read_csv_rows
from lkj.exchange.xlsx_reader import read_xlsx_rows
from lkj.labels.import_words import COLUMN, SHEET
from lkj.store import event_store
from lkj.usecases.frames import read_frames
from lkj.usecases.history_sheet import recognised
from lkj.usecases.import_batches import Batch, batches
from lkj.usecases.import_preview import Preview, PreviewForm, preview
from lkj.usecases.import_template import template_file
from lkj.usecases.imports import BatchForm, store_batch
from lkj.usecases.office import Office
from tests.support.offices import NOW
from tests.support.sops import office_sop
from tests.support.staffed import door_of
from tests.support.times import moment

SOP_ID = "penyusunan-lkj"
TITLE = "LKj Satpol PP Triwulan III 2025"
# From Buku Agenda: dates, few names, one effort, one hour, one return without its reason.
BOOK: tuple[dict[str, Any], ...] = (
    {
        "title": TITLE, "fiscal_year": 2025, "period": "Triwulan III",
        "received": date(2025, 11, 6), "disposition_number": "800/3",
        "step": "1. Terima disposisi",
        "finished": date(2025, 11, 6), "basis": "Buku Agenda 3",
    },
    {"step": "2. Bentuk Tim", "finished": date(2025, 11, 8), "effort": 25},
    {"step": 3, "actor": "Nama tim lkj", "finished": date(2025, 11, 20)},
    {"step": 4, "finished": date(2025, 11, 22), "result": "Dikembalikan"},
    {"step": 3, "finished": date(2025, 11, 24)},
    {"step": 4, "finished": date(2025, 11, 27), "result": "Disetujui"},
    {"step": 5, "actor": "Sri Wahyuni", "finished": date(2025, 11, 28)},
    {"step": 6, "started": "29/11/2025 08.00", "finished": "29/11/2025 08.15"},
    {"step": 7, "finished": date(2025, 11, 29)},
    {"step": 8, "finished": date(2025, 11, 30), "note": "dikirim"},
)  # fmt: skip


def filled_template(office: Office, rows: Sequence[Mapping[str, Any]] = BOOK) -> bytes:
    """The template, with rows typed under its examples as a person would."""
    made = template_file(SOP_ID, door=door_of("monev"), office=office, now=NOW)
    return typed_into(made.content, rows)


def typed_into(template: bytes, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """A template with rows typed under its examples."""
    book = openpyxl.load_workbook(io.BytesIO(template))
    page = book[SHEET]
    headings = {cell.value: cell.column for cell in page[1]}
    first = page.max_row + 1
    for at, row in enumerate(rows, start=first):
        for key, value in row.items():
            page.cell(at, headings[COLUMN[key].heading]).value = value
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def csv_of(rows: Sequence[Mapping[str, Any]], *, separator: str = ";") -> bytes:
    """The same rows as a CSV."""
    keys = list(COLUMN)
    lines = [separator.join(COLUMN[key].heading for key in keys)]
    lines += [separator.join(str(row.get(key, "")) for key in keys) for row in rows]
    return "\r\n".join(lines).encode("utf-8-sig")


def asked(content: bytes, *, request_id: str = "impor-1", **chosen: Any) -> PreviewForm:
    """What the page asks for when this file was uploaded."""
    is_book = content.startswith(b"PK")
    table = read_xlsx_rows(content, sheet=SHEET) if is_book else read_csv_rows(content)
    batch = BatchForm(
        request_id=request_id,
        file_name="Buku Agenda.xlsx",
        sha256=hashlib.sha256(content).hexdigest(),
    )
    known: dict[str, Any] = {"columns": recognised(list(table.columns)), "people": {}}
    return PreviewForm(batch=batch, sop_id=SOP_ID, table=table, **(known | chosen))


def looked(office: Office, form: PreviewForm, who: str = "monev") -> Preview:
    return preview(form, door=door_of(who), office=office, now=NOW)


def imported(office: Office, content: bytes, **chosen: Any) -> Batch:
    """Preview and confirm; the stored batch."""
    form = asked(content, **chosen)
    seen = looked(office, form)
    use: dict[str, Any] = {"door": door_of("monev"), "office": office, "now": NOW}
    done = store_batch(form.batch, seen.content, **use)
    return next(batch for batch in batches(**use) if batch.id == done.subject)


def a_form(request_id: str = "r1", sha256: str = "a" * 64) -> BatchForm:
    return BatchForm(request_id=request_id, file_name="x.csv", sha256=sha256)


def told(key: str = "K", title: str = TITLE, **facts: Any) -> ImportedReport:
    register = c.Register(
        title=title,
        fiscal_year=2024,
        period=c.Period.ANNUAL,
        disposition_number="",
        disposition_date=None,
        received=moment("2025-01-06"),
    )
    one = ImportedPass("terima-disposisi", Decision.SUBMIT, "", moment("2025-01-07"))
    return ImportedReport(key, office_sop(), register, (replace(one, **facts),))


def events(office: Office) -> pd.DataFrame:
    with office.database.read() as conn:
        return event_store.event_log(conn)


def status(office: Office) -> list[tuple[str, str]]:
    table = read_frames(office, as_of=NOW).status
    return list(zip(table["title"].astype(str), table["state"].astype(str), strict=True))
