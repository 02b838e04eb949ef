"""`python -m lkj export`: the same files as the page's."""

import io
from pathlib import Path

import openpyxl
import pytest

from lkj.labels.data_dictionary import TABLES
from lkj.store import audit_store
from lkj.usecases.export_files import file_of
from lkj.usecases.exports import ExportRequest
from lkj.usecases.log_files import LogFormat, LogRequest, log_file
from lkj.usecases.office import Office
from lkj.usecases.picture_files import picture_file
from tests.cli.commands import answer, at, refused, run
from tests.support.offices import anchor_of
from tests.support.staffed import NOBODY, Running, door_of, staffed_office
from tests.support.times import moment

NOON = moment("2026-03-02 12:00").at


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """A report that was returned; only to be read."""
    office = staffed_office(tmp_path_factory.mktemp("kantor"))
    Running(office).register().until("periksa-kasubbag").send_back()
    return office


@pytest.fixture(autouse=True)
def stopped_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LKJ_TEST_NOW", NOON.isoformat())


def database(office: Office) -> tuple[str, str]:
    assert office.database.path is not None
    return at(office.database.path)


def page_file(office: Office, request: ExportRequest, who: str = NOBODY) -> bytes:
    door = door_of(who)
    return file_of(request, style="excel_id", door=door, office=office, now=NOON).content


@pytest.mark.parametrize("name", ["events", "visits", "durations", "rejections", "status"])
def test_a_csv_file_has_the_bytes_of_the_pages(
    tmp_path: Path, office: Office, name: str
) -> None:
    path = tmp_path / "data.csv"

    assert answer("export", name, path, *database(office)) == f"Tersimpan: {path}\n"

    assert path.read_bytes() == page_file(office, ExportRequest(name=name, file_format="csv"))


def test_persons_are_named_when_asked_and_it_is_written_down(
    tmp_path: Path, office: Office
) -> None:
    path = tmp_path / "data.csv"
    options = ("--with-persons", "--filter", "tahun=2025", "--filter", "status=berjalan")

    answer("export", "events", path, *options, *database(office))

    query = {"tahun": "2025", "status": "berjalan"}
    request = ExportRequest(name="events", file_format="csv", query=query)
    with office.database.read() as conn:
        (row,) = audit_store.recent(conn, 1)
    assert (row.account_id, row.action) == (None, "export.events")
    assert row.detail == {
        "format": "csv",
        "filters": query,
        "persons": True,
        "head": anchor_of(office),
    }
    assert path.read_bytes() == page_file(office, request, "monev")


def test_a_workbook_has_the_cells_of_the_pages(tmp_path: Path, office: Office) -> None:
    path = tmp_path / "data.XLSX"
    answer("export", "all", path, *database(office))

    request = ExportRequest(name="all", file_format="xlsx")
    page = io.BytesIO(page_file(office, request))
    ours, pages = openpyxl.load_workbook(path), openpyxl.load_workbook(page)

    assert ours.sheetnames == pages.sheetnames
    for name in [table.title for table in TABLES.values()] + ["Definisi"]:
        mine, theirs = (list(book[name].iter_rows(values_only=True)) for book in (ours, pages))
        assert mine == theirs, name


def test_programs_get_names_of_columns(tmp_path: Path, office: Office) -> None:
    path = tmp_path / "data.csv"

    answer("export", "status", path, "--international", *database(office))

    assert path.read_text(encoding="utf-8-sig").startswith('"title","period","fiscal_year",')


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("visits", "data.txt"), "FILE harus berakhiran .csv atau .xlsx."),
        (("all", "data.csv"), "all memuat beberapa tabel; pakai .xlsx."),
        (("visits", "data.csv", "--format", "xes"), "--format hanya untuk log."),
        (
            ("log", "data.xml"),
            "FILE harus berakhiran .xes, .xes.gz, .jsonocel, .parquet, .csv, "
            "atau pakai --format.",
        ),
        (
            ("visits", "data.csv", "--filter", "tahun=25,2025"),
            "Saringan tidak dikenali: tahun=25",
        ),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_no_file(
    tmp_path: Path,
    office: Office,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert refused("export", *arguments, *database(office)) == [said]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_there_is_kept(tmp_path: Path, office: Office) -> None:
    path = tmp_path / "data.csv"
    path.write_text("milik saya")

    assert refused("export", "visits", path, *database(office)) == [f"Berkas sudah ada: {path}"]
    assert path.read_text() == "milik saya"


@pytest.mark.parametrize("value", ["tahun", "tahun=", "warna=merah"])
def test_a_filter_needs_its_key_and_value(tmp_path: Path, office: Office, value: str) -> None:
    result = run("export", "visits", tmp_path / "x.csv", "--filter", value, *database(office))

    assert result.exit_code == 2
    assert "harus KUNCI=NILAI" in result.stderr


def test_a_picture_has_the_bytes_of_the_link_under_it(tmp_path: Path, office: Office) -> None:
    path = tmp_path / "gambar.csv"
    options = ("--filter", "menurut-menit=ya", "--filter", "tahun=2025")

    answer("export", "gambar/reasons", path, *options, *database(office))

    query = {"menurut-menit": "ya", "tahun": "2025"}
    request = ExportRequest(name="reasons", file_format="csv", query=query)
    made = picture_file(
        request, style="excel_id", door=door_of(NOBODY), office=office, now=NOON
    )
    assert path.read_bytes() == made.content


def test_a_person_is_filtered_by_only_with_persons_and_only_who_exists(
    tmp_path: Path, office: Office
) -> None:
    path = tmp_path / "data.csv"
    whom = ("--filter", "orang=tim_lkj")

    without = refused("export", "visits", path, *whom, *database(office))
    nobody = refused("export", "visits", path, "--filter", "orang=x", *database(office))
    answer("export", "visits", path, *whom, "--with-persons", *database(office))

    assert without == ["Akun Anda tidak berhak membaca data per orang."]
    assert nobody == ["Saringan tidak dikenali: orang=x"]
    assert path.read_text(encoding="utf-8-sig").count("Nama tim lkj") == 1


@pytest.mark.parametrize(
    ("name", "options", "kind"),
    [
        ("log.xes", (), "xes"),
        ("log.XES.gz", (), "xes.gz"),
        ("log.json", ("--format", "ocel"), "ocel"),
        ("log.parquet", (), "parquet"),
        ("log.csv", (), "csv"),
    ],
)
def test_the_log_has_the_bytes_of_the_page(
    tmp_path: Path, office: Office, name: str, options: tuple[str, ...], kind: LogFormat
) -> None:
    path = tmp_path / name

    said = answer("export", "log", path, *options, *database(office))

    assert said == f"Tersimpan: {path}\n"
    request = LogRequest(file_format=kind)
    made = log_file(request, door=door_of(NOBODY), office=office, now=NOON)
    assert path.read_bytes() == made.content


def test_the_log_names_persons_when_asked(tmp_path: Path, office: Office) -> None:
    path = tmp_path / "log.csv"

    answer("export", "log", path, "--with-persons", *database(office))

    assert "Nama sekretaris" in path.read_text(encoding="utf-8-sig")
