"""The file of tables that units give: what it says, and every mistake with its place."""

import pytest

from lkj.domain.data_tables import parse_data_tables
from lkj.errors import InvalidDataTables
from lkj.reference import DATA, read_data_tables
from tests.support.sops import office_sop

SOP = office_sop()
GOOD = """
sop = "penyusunan-lkj"
langkah = "kumpulkan-data"
tenggat_hari_kerja = 5
[[tabel]]
id = "t1"
nama = "Perjanjian Kinerja"
[[unit_contoh]]
nama = "Linmas (contoh)"
tabel = ["t1"]
"""


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidDataTables) as refusal:
        parse_data_tables(text, SOP)
    return [str(problem) for problem in refusal.value.facts["problems"]]


def test_the_shipped_file_has_nine_tables_and_examples_marked_as_such() -> None:
    found = read_data_tables([SOP])["penyusunan-lkj"]

    assert [table.id for table in found.tables] == [f"t{n}" for n in range(1, 10)]
    assert found.table("t9").name == "T9 Realisasi anggaran"
    assert found.step == "kumpulkan-data"
    assert all("(contoh)" in unit.name for unit in found.examples)
    assert {table for unit in found.examples for table in unit.tables} == {
        f"t{n}" for n in range(1, 10)
    }


def test_an_sop_without_a_file_collects_nothing(tmp_path) -> None:
    assert read_data_tables([SOP], tmp_path) == {}


def test_a_wrong_file_of_the_office_is_refused_with_its_name(tmp_path) -> None:
    folder = tmp_path / "data-bagian"
    folder.mkdir()
    (folder / "penyusunan-lkj.toml").write_text("sop = 1", encoding="utf-8")
    with pytest.raises(InvalidDataTables) as refusal:
        read_data_tables([SOP], tmp_path)
    assert {name for name, _ in refusal.value.facts["problems"]} == {"penyusunan-lkj.toml"}
    (folder / "penyusunan-lkj.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InvalidDataTables):
        read_data_tables([SOP], tmp_path)


def test_a_file_is_read() -> None:
    found = parse_data_tables(GOOD, SOP)

    assert (found.step, found.working_days, found.tables[0].content) == (
        "kumpulkan-data",
        5,
        "",
    )
    assert found.examples[0].tables == ("t1",)


def test_every_mistake_is_told_at_once() -> None:
    text = (
        GOOD.replace("penyusunan-lkj", "lain")
        .replace("kumpulkan-data", "kumpulkan-dat")
        .replace("= 5", "= 0")
        .replace('id = "t1"', 'id = "T 1"')
        + 'kurang = 1\n[[tabel]]\nid = "x"\nnama = "X"\n[[tabel]]\nid = "x"\nnama = "Y"\n'
    )

    assert problems(text) == [
        "tenggat_hari_kerja: Harus bilangan bulat dari 1 sampai 1.000.000.",
        "tabel[1] (T 1).id: Hanya huruf kecil, angka, dan tanda hubung.",
        'unit_contoh[1].kurang: Kunci "kurang" tidak dikenal di sini.',
        'sop: Berkas ini milik SOP "lain", bukan "penyusunan-lkj".',
        'langkah: SOP tidak memuat langkah "kumpulkan-dat". Maksudnya "kumpulkan-data"?',
        'tabel: Id "x" dipakai lebih dari sekali.',
        'unit_contoh[1].tabel: Tidak ada tabel "t1".',
    ]


def test_what_is_no_toml_is_told() -> None:
    assert problems("= 1")[0].startswith("berkas: Tidak dapat dibaca sebagai TOML")


def test_the_file_stands_beside_the_sops() -> None:
    assert (DATA / "sop" / "data-bagian" / "penyusunan-lkj.toml").is_file()
