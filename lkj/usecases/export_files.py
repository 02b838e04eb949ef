"""The files of a download: the same cells, as CSV or as a workbook that explains itself."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import pandas as pd

from lkj.exchange.csv_file import Style, to_csv
from lkj.exchange.xlsx_file import Sheet, to_xlsx
from lkj.labels import data_dictionary as words
from lkj.labels.formats import number, short_datetime
from lkj.labels.table_fields import SHARE
from lkj.labels.words import EXAMPLE_MARK
from lkj.usecases.callers import Door
from lkj.usecases.export_words import Words
from lkj.usecases.exports import Export, ExportedTable, ExportRequest, export
from lkj.usecases.office import Office

_SHOWN_AS = {SHARE: "0.0%"}


class File(NamedTuple):
    """A file to be downloaded or saved."""

    content: bytes
    name: str


def file_of(
    request: ExportRequest, *, style: Style, door: Door, office: Office, now: datetime
) -> File:
    """Make the file that is asked for; `style` says nothing of workbooks. See `export`.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    made = export(request, door=door, office=office, now=now)
    is_csv = request.file_format == "csv"
    content = csv_file(made, style=style) if is_csv else workbook(made, office=office)
    return File(content, file_name(made, request, office=office))


def csv_file(made: Export, *, style: Style) -> bytes:
    """The first table of a download as CSV.

    The headings are Indonesian; in the international style they are the names in the code,
    which programs can rely on.
    """
    table = made.tables[0]
    return to_csv(_headed(table) if style == "excel_id" else table.rows, style=style)


def workbook(made: Export, *, office: Office) -> bytes:
    """All tables of a download, with where they come from and what their columns mean."""
    provenance = pd.DataFrame(
        list(_provenance(made, office)), columns=list(words.PROVENANCE_HEADINGS)
    )
    sheets = [
        Sheet(words.PROVENANCE, provenance),
        *(_sheet(table) for table in made.tables),
        Sheet(words.DEFINITIONS, definitions(made.tables)),
    ]
    return to_xlsx(sheets, created=made.made_at)


def file_name(made: Export, request: ExportRequest, *, office: Office) -> str:
    """`setiap-pelaksanaan-2026-03-02.xlsx`: what it holds, and as of which day.

    A CSV has no place of its own for the head of the history: its name carries it.
    """
    day = made.as_of.astimezone(office.zone).date()
    table = words.TABLES.get(request.name)
    name = table.file_name if table else words.ALL_FILE_NAME
    mark = made.head.mark if request.file_format == "csv" else ""
    return f"{name}-{day}{mark}.{request.file_format}"


def definitions(tables: tuple[ExportedTable, ...]) -> pd.DataFrame:
    """The data dictionary of some tables, a row for each column."""
    rows = [
        (table.table.title, field.heading, field.unit, field.meaning, field.name)
        for table in tables
        for field in table.fields
    ]
    return pd.DataFrame(rows, columns=list(words.DEFINITION_HEADINGS))


def _headed(table: ExportedTable) -> pd.DataFrame:
    return table.rows.set_axis([field.heading for field in table.fields], axis=1)


def _sheet(table: ExportedTable) -> Sheet:
    shown = {f.heading: _SHOWN_AS[f.unit] for f in table.fields if f.unit in _SHOWN_AS}
    return Sheet(table.table.title, _headed(table), shown)


def _provenance(made: Export, office: Office) -> Iterator[tuple[str, str]]:
    zone = office.zone
    for table in made.tables:
        rows = f"{number(len(table.rows))} baris; satu baris adalah {table.table.row}"
        yield f"Tabel {table.table.title}", rows
    yield "Keadaan per", short_datetime(made.as_of, zone)
    chosen = Words(office, made.names).of_selection(made.selection)
    if not chosen:
        yield "Saringan", "tidak ada: semua data"
    for name, values in chosen:
        yield f"Saringan {name}", values
    for key, text in made.ignored:
        yield f"Diabaikan, tidak dikenali: {key}", text
    yield "Nama orang", "dimuat" if made.has_persons else "tidak dimuat"
    yield "Kalender kerja", f"versi {made.calendar_no}"
    yield "Catatan terakhir dalam riwayat", f"no. {made.head.no}, kode {made.head.code}"
    yield "Diunduh oleh", made.made_by
    yield "Diunduh pada", short_datetime(made.made_at, zone)
    if made.is_example:
        yield EXAMPLE_MARK, "semua orang dan angka di sini rekaan"
