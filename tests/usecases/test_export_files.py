"""Files opened again: the same cells in every format, and nothing that runs."""

import csv
import io
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.exchange.csv_file import Style
from lkj.labels.data_dictionary import TABLES
from lkj.usecases.export_files import File, file_of
from lkj.usecases.exports import ExportRequest, FileFormat
from lkj.usecases.office import Office
from tests.support.offices import anchor_of, mark_as_example
from tests.support.staffed import Running, door_of, staffed_office
from tests.support.times import moment

NOW = moment("2026-03-02 12:00").at
HOSTILE = '=HYPERLINK("http://x";"buka")'


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A report with a hostile title and hostile notes was returned; only to be read."""
    office = staffed_office(tmp_path_factory.mktemp("kantor"))
    mark_as_example(office)
    report = Running(office).register(title=HOSTILE)
    absent = c.InputCheck("DPA", c.InputState.ABSENT, HOSTILE)
    report.decide(Decision.SUBMIT, inputs=(absent,))
    report.until("periksa-kasubbag")
    report.send_back()
    report.act("monev", c.Note(text="@SUM(1+1)*cmd|' /C calc'!A0"))
    return office


def made(
    office: Office,
    name: str,
    file_format: FileFormat,
    style: Style = "excel_id",
    **query: str,
) -> File:
    request = ExportRequest(name=name, file_format=file_format, query=query)
    return file_of(request, style=style, door=door_of("monev"), office=office, now=NOW)


def book(office: Office, name: str, **query: str) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made(office, name, "xlsx", **query).content))


def csv_rows(file: File, separator: str = ";") -> list[list[str]]:
    text = io.StringIO(file.content.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=separator))


def as_csv(value: Any) -> str:
    """A cell of a workbook as the Indonesian CSV writes it."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float):
        return f"{value:.15g}".replace(".", ",")
    return "" if value is None else str(value)


def test_every_table_has_the_same_cells_in_both_formats(office: Office) -> None:
    workbook = book(office, "all")
    n_rows = {}

    for name, table in TABLES.items():
        cells = [
            [as_csv(cell) for cell in row]
            for row in workbook[table.title].iter_rows(values_only=True)
        ]
        n_rows[name] = len(cells) - 1
        assert csv_rows(made(office, name, "csv")) == cells, name
    # Nobody asked a unit for data or opened a semester of Tabel 7 here.
    assert [name for name, n in n_rows.items() if not n] == ["unit_data", "table7"]


def test_no_cell_of_a_workbook_is_a_formula(office: Office) -> None:
    cells = [cell for page in book(office, "all") for row in page.iter_rows() for cell in row]

    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    assert f"'{HOSTILE}" in {cell.value for cell in cells}
    dangerous = [cell for cell in cells if str(cell.value).startswith(("=", "@", "+", "-"))]
    assert [cell for cell in dangerous if cell.data_type == "s"] == []


def test_a_workbook_says_where_its_tables_come_from(office: Office) -> None:
    query = {"tahun": "2025,dua", "langkah": "periksa-kasubbag", "per": "2026-03-01"}
    pages = book(office, "rejections", **query)

    said = dict(pages["Keterangan"].iter_rows(min_row=2, values_only=True))
    code = said.pop("Catatan terakhir dalam riwayat")
    assert code.startswith("no. 7, kode ")
    assert said == {
        "Tabel Pengembalian": "0 baris; satu baris adalah satu langkah pemeriksaan dan peran "
        "yang memeriksa",
        "Tabel Setiap pengembalian": "0 baris; satu baris adalah satu pengembalian",
        "Keadaan per": "Min, 1 Mar 2026 23.59 WIB",
        "Saringan Tahun kinerja": "2025",
        "Saringan Langkah": "Periksa Kasubbag",
        "Kalender kerja": "versi 1",
        "Saringan Keadaan per": "Min, 1 Mar 2026",
        "Diabaikan, tidak dikenali: tahun": "dua",
        "Nama orang": "dimuat",
        "Diunduh oleh": "Nama monev",
        "Diunduh pada": "Sen, 2 Mar 2026 12.00 WIB",
        "DATA CONTOH": "semua orang dan angka di sini rekaan",
    }


def test_a_workbook_explains_each_of_its_columns(office: Office) -> None:
    pages = book(office, "visits")

    assert pages.sheetnames == ["Keterangan", "Setiap pelaksanaan", "Definisi"]
    headings = [cell.value for cell in pages["Setiap pelaksanaan"][1]]
    explained = [row[1] for row in pages["Definisi"].iter_rows(min_row=2, values_only=True)]
    assert explained == headings
    assert "Saringan" in {row[0] for row in pages["Keterangan"].iter_rows(values_only=True)}


def test_shares_are_shown_as_percentages_and_kept_as_numbers(office: Office) -> None:
    page = book(office, "rejections")["Pengembalian"]

    headings = [cell.value for cell in page[1]]
    cell = page[2][headings.index("Bagian dikembalikan")]
    assert (cell.value, cell.number_format) == (1, "0.0%")


def test_programs_get_names_points_and_iso_times(office: Office) -> None:
    heading, first, *_ = csv_rows(made(office, "visits", "csv", "international"), ",")

    row = dict(zip(heading, first, strict=True))
    assert heading == [field.name for field in TABLES["visits"].fields]
    assert (row["entered_at"], row["lead_minutes"]) == ("2026-03-02T08:00:00+07:00", "10")


def test_the_same_question_gives_the_same_bytes(office: Office) -> None:
    assert made(office, "all", "xlsx") == made(office, "all", "xlsx")


def test_a_file_is_called_by_what_it_holds_and_its_day(office: Office) -> None:
    mark = f"no{anchor_of(office).replace(':', '-')}"

    assert made(office, "visits", "csv").name == f"setiap-pelaksanaan-2026-03-02-{mark}.csv"
    assert made(office, "visits", "csv", per="2026-03-01").name == (
        f"setiap-pelaksanaan-2026-03-01-{mark}.csv"
    )
    assert made(office, "all", "xlsx").name == "semua-tabel-2026-03-02.xlsx"
