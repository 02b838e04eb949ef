"""Files of pictures opened again: the same cells, nothing that runs, names only by right."""

import csv
import io
from collections.abc import Iterator

import openpyxl
import pytest

from lkj.domain import commands as c
from lkj.errors import NotPermitted
from lkj.exchange.csv_file import Style
from lkj.store import audit_store
from lkj.usecases.callers import HOST, Door
from lkj.usecases.export_files import File
from lkj.usecases.exports import ExportRequest, FileFormat
from lkj.usecases.office import Office
from lkj.usecases.picture_files import picture_file
from lkj.usecases.pictures import PICTURES
from tests.support.offices import anchor_of, mark_as_example, set_account
from tests.support.staffed import NOBODY, Running, door_of, name_of, staffed_office
from tests.support.times import moment

KASUBBAG, SEKRETARIS = "kasubbag_renja_monev", "sekretaris"
HOSTILE = '=HYPERLINK("http://x";"buka")'
NOW = moment("2026-03-02 18:00").at
BY_PERSON = {"menurut-orang": "ya"}
DANGEROUS = ("=", "+", "-", "@", "\t")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Five reports, each approved by Kasubbag and then returned by Sekretaris; an example."""
    office = staffed_office(tmp_path_factory.mktemp("kantor"))
    mark_as_example(office)
    for _ in range(5):
        report = Running(office).register(title=HOSTILE).until("periksa-sekretaris")
        report.send_back()
        report.act("monev", c.Note(text=HOSTILE))
    yield office
    office.database.dispose()


def made(
    office: Office,
    name: str,
    file_format: FileFormat,
    door: Door | None = None,
    *,
    style: Style = "excel_id",
    with_persons: bool = False,
    **query: str,
) -> File:
    request = ExportRequest(
        name=name, file_format=file_format, query=query, with_persons=with_persons
    )
    door = door or door_of("monev")
    return picture_file(request, style=style, door=door, office=office, now=NOW)


def csv_rows(file: File) -> list[dict[str, str]]:
    text = io.StringIO(file.content.decode("utf-8-sig"), newline="")
    return list(csv.DictReader(text, delimiter=";"))


def book(file: File) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(file.content))


@pytest.mark.parametrize("name", PICTURES)
def test_nothing_in_any_file_runs(office: Office, name: str) -> None:
    workbook = book(made(office, name, "xlsx"))
    rows = csv_rows(made(office, name, "csv"))

    cells = [cell for page in workbook for row in page.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert [cell.coordinate for cell in cells if cell.hyperlink] == []
    texts = [text for row in rows for text in row.values()]
    assert [text for text in texts if text.startswith(DANGEROUS)] == []


def test_returns_are_counted_as_they_happened(office: Office) -> None:
    kasubbag, sekretaris, kasat = csv_rows(made(office, "returns", "csv"))

    assert (kasubbag["Pemeriksa"], kasubbag["Disetujui"]) == ("Kasubbag Renja dan Monev", "5")
    assert sekretaris["No. langkah"] == "5"
    assert sekretaris["Dikembalikan, pemeriksaan pertama"] == sekretaris["Pemeriksaan"] == "5"
    assert sekretaris["Bagian dikembalikan"] == "1"
    assert (kasat["Pemeriksaan"], kasat["Bagian dikembalikan"]) == ("0", "")
    assert {row["Keterangan"] for row in (kasubbag, sekretaris, kasat)} == {"DATA CONTOH"}
    assert kasubbag["Keadaan per"] == "2026-03-02 18:00"


def test_a_workbook_says_where_its_rows_come_from_and_what_they_mean(office: Office) -> None:
    file = made(office, "returns", "xlsx", tahun="2025,dua")

    pages = book(file)
    said = dict(pages["Keterangan"].iter_rows(min_row=2, values_only=True))
    assert file.name == "gambar-pengembalian-2026-03-02.xlsx"
    assert pages.sheetnames == ["Keterangan", "Pengembalian", "Definisi"]
    assert said["Tabel Pengembalian"] == "3 baris; satu baris adalah satu langkah pemeriksaan"
    assert said["Saringan Tahun kinerja"] == "2025"
    assert said["Diabaikan, tidak dikenali: tahun"] == "dua"
    assert said["DATA CONTOH"] == "semua orang dan angka di sini rekaan"
    headings = [cell.value for cell in pages["Pengembalian"][1]]
    explained = [row[1] for row in pages["Definisi"].iter_rows(min_row=2, values_only=True)]
    assert explained == headings
    share = pages["Pengembalian"][3][headings.index("Bagian dikembalikan")]
    assert (share.value, share.number_format) == (1, "0.0%")


@pytest.mark.parametrize(
    ("who", "is_named"),
    [("monev", True), ("auditor", True), (SEKRETARIS, False), (NOBODY, False)],
)
def test_persons_are_named_only_to_those_with_the_right(
    office: Office, who: str, *, is_named: bool
) -> None:
    rows = csv_rows(made(office, "funnel", "csv", door_of(who), **BY_PERSON))

    assert len(rows) == 2
    assert [row.get("Orang") == name_of(KASUBBAG) for row in rows].count(True) == is_named
    assert ("Pemeriksa" in rows[0]) != is_named


def test_the_command_line_names_persons_only_when_it_says_so_and_that_is_noted(
    office: Office,
) -> None:
    for with_persons in (False, True):
        rows = csv_rows(
            made(office, "funnel", "csv", HOST, with_persons=with_persons, **BY_PERSON)
        )
        assert ("Orang" in rows[0]) == with_persons
        with office.database.read() as conn:
            (noted,) = audit_store.recent(conn, 1)
        assert (noted.action, noted.account_id, noted.subject) == (
            "export.picture",
            None,
            "funnel",
        )
        assert noted.detail == {
            "format": "csv",
            "filters": BY_PERSON,
            "persons": with_persons,
            "head": anchor_of(office),
        }


def test_who_must_change_the_password_first_gets_nothing(office: Office) -> None:
    set_account(office, f"akun-{NOBODY}", must_change_password=True)

    with pytest.raises(NotPermitted):
        made(office, "time", "csv", door_of(NOBODY))
    set_account(office, f"akun-{NOBODY}", must_change_password=False)


def test_an_earlier_day_leaves_out_what_came_later(office: Office) -> None:
    file = made(office, "returns", "csv", per="2026-03-01")

    mark = anchor_of(office).replace(":", "-")
    assert file.name == f"gambar-pengembalian-2026-03-01-no{mark}.csv"
    assert {row["Pemeriksaan"] for row in csv_rows(file)} == {"0"}
