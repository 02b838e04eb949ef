"""The comparison as files: what the screen shows, where it comes from, and who took it."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from lkj.domain.accounts import AppRole
from lkj.labels.offices_words import TABLES
from lkj.snapshots.facts import PASSES_FILE
from lkj.store import audit_store
from lkj.usecases.export_files import File
from lkj.usecases.offices import Offices
from lkj.usecases.offices_files import offices_file
from lkj.usecases.offices_reading import OfficesQuery, compare_offices
from lkj.usecases.selection import Selection
from tests.support.several import LOOKED_AT, all_refreshed, several_offices
from tests.support.staffed import add_staff, door_of


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Offices:
    built = several_offices(tmp_path_factory.mktemp("provinsi"), reports=(5, 40, 4, 0))
    damaged = all_refreshed(built)[2]
    (damaged / PASSES_FILE).write_bytes(b"rusak")
    with built.first.database.write() as conn:
        add_staff(conn, "pembanding", app_roles=frozenset({AppRole.AUDITOR}))
    return built


def use(offices: Offices) -> dict[str, object]:
    office = offices.first
    return {
        "offices": offices,
        "door": door_of("pembanding"),
        "office": office,
        "now": LOOKED_AT,
    }


def taken(offices: Offices, name: str, kind: str = "csv", **options: object) -> File:
    query = options.pop("query", OfficesQuery())
    style = options.pop("style", "international")
    return offices_file(name, query, kind, style=style, **use(offices))


def rows_of(file: File) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", list(TABLES))
def test_programs_get_the_names_of_the_code(offices: Offices, name: str) -> None:
    rows = rows_of(taken(offices, name))

    assert list(rows[0]) == [field.name for field in TABLES[name].fields]
    assert {row["code"] for row in rows} == {"satuan-0", "satuan-1"}
    assert {row["remark"] for row in rows} == {"DATA CONTOH"}
    assert {row["as_of"] for row in rows} == {"2026-11-23T09:00:00+07:00"}


def test_people_get_headings_in_their_words(offices: Offices) -> None:
    text = taken(offices, "keadaan", style="excel_id").content.decode("utf-8-sig")

    assert text.splitlines()[0].startswith('"Kode satuan kerja";"Satuan kerja";"Didaftarkan"')


def test_times_hold_every_step_of_every_office(offices: Offices) -> None:
    rows = rows_of(taken(offices, "waktu"))

    about = compare_offices(OfficesQuery(), **use(offices))
    assert [(r["code"], r["step_number"]) for r in rows] == [
        (code, str(number)) for code in ("satuan-0", "satuan-1") for number in range(1, 9)
    ]
    of_step = [row for row in rows if row["step_number"] == str(about.step.number)]
    assert [row["n_within"] for row in of_step] == [str(n) for n in about.times["n_within"]]
    assert {row["verdict"] for row in rows} <= {
        *("lebih sering", "lebih jarang", "tidak berbeda", "terlalu sedikit")
    }


def test_returns_hold_every_review(offices: Offices) -> None:
    rows = rows_of(taken(offices, "pengembalian"))

    assert {row["step_number"] for row in rows} == {"4", "5", "6"}


def test_the_choice_is_kept_and_noted(offices: Offices) -> None:
    query = OfficesQuery(selection=Selection(years=(2025,)))

    rows = rows_of(taken(offices, "keadaan", query=query))

    about = compare_offices(query, **use(offices))
    assert [row["n_registered"] for row in rows] == [
        str(n) for n in about.states["n_registered"]
    ]
    with offices.first.database.read() as conn:
        noted = audit_store.recent(conn, 1)[0]
    assert (noted.action, noted.subject) == ("export.antarsatuan", "keadaan")
    assert noted.detail["filters"] == {"tahun": "2025"}
    assert noted.detail["format"] == "csv"


def test_a_workbook_says_which_snapshots_it_comes_from(offices: Offices) -> None:
    made = taken(offices, "keadaan", "xlsx")

    book = openpyxl.load_workbook(io.BytesIO(made.content))
    assert book.sheetnames == ["Keterangan", "Keadaan laporan", "Potret", "Definisi"]
    lines = list(book["Potret"].iter_rows(min_row=2, values_only=True))
    assert [line[0] for line in lines] == [f"satuan-{n}" for n in range(4)]
    assert [line[7] for line in lines] == [None, None, "potretnya rusak", None]
    assert lines[1][3] > 0
    assert len(lines[1][4]) == len("7F3A-91C2-0B4D-55E1")
    said = dict(book["Keterangan"].iter_rows(min_row=2, values_only=True))
    assert said["Potret tertua"] == "Senin, 23 November 2026 pukul 09.00 WIB"
    assert said["Diunduh oleh"] == "Nama pembanding"
    assert made.name == "antarsatuan-keadaan-2026-11-23.xlsx"


def test_without_any_snapshot_the_file_has_headings_alone(tmp_path: Path) -> None:
    offices = several_offices(tmp_path, reports=(0,))
    with offices.first.database.write() as conn:
        add_staff(conn, "pembanding", app_roles=frozenset({AppRole.MONEV}))

    for name in TABLES:
        assert rows_of(taken(offices, name)) == []
    book = openpyxl.load_workbook(io.BytesIO(taken(offices, "waktu", "xlsx").content))
    line = list(book["Potret"].iter_rows(min_row=2, values_only=True))
    assert [one[7] for one in line] == ["belum pernah dipotret"]
