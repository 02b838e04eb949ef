import pytest

from lkj.domain.office_file import parse_offices

TWO = """
[[satuan]]
kode = "satpol-pp"
nama = "Satuan Polisi Pamong Praja"
membandingkan = true

[[satuan]]
kode = "dinkes"
nama = "Dinas Kesehatan"
basis_data = "postgresql+psycopg://lkj@localhost/dinkes"
zona = "Asia/Jakarta"
nomor_surat = "{nomor}/SET/{tahun}"
"""


def problems(text: str) -> list[str]:
    return [str(problem) for problem in parse_offices(text)[1]]


def test_each_satuan_kerja_is_read_in_the_order_of_the_file() -> None:
    entries, found = parse_offices(TWO)

    assert found == ()
    assert [(entry.code, entry.name, entry.compares) for entry in entries] == [
        ("satpol-pp", "Satuan Polisi Pamong Praja", True),
        ("dinkes", "Dinas Kesehatan", False),
    ]
    assert entries[0].database_url == entries[0].zone_name == ""
    assert entries[1].database_url == "postgresql+psycopg://lkj@localhost/dinkes"
    assert (entries[1].zone_name, entries[1].is_example) == ("Asia/Jakarta", False)
    assert entries[1].letter_number_template == "{nomor}/SET/{tahun}"


@pytest.mark.parametrize("code", ["a", "satpol-pp", "opd-1", "x" * 32])
def test_a_code_can_stand_in_a_folder_and_an_address(code: str) -> None:
    assert problems(f'[[satuan]]\nkode = "{code}"\nnama = "A"') == []


@pytest.mark.parametrize(
    "code", ["Dinkes", "-a", "a-", "a b", "../lain", "a/b", "a.b", "x" * 33, "é"]
)
def test_another_code_is_refused(code: str) -> None:
    found = problems(f'[[satuan]]\nkode = "{code}"\nnama = "A"')

    assert found == [
        "satuan[1].kode: Hanya huruf kecil, angka, dan tanda hubung; paling banyak 32."
    ]


def test_every_problem_is_told_at_once_with_its_place() -> None:
    text = """
    lain = 1
    [[satuan]]
    kode = "a"
    nama = "Dinas A"
    basis_data = "sqlite:////srv/a.db"
    contoh = true
    [[satuan]]
    kode = "a"
    nama = "DINAS A"
    basis_data = "sqlite:////srv/a.db"
    membandingkan = "ya"
    [[satuan]]
    kod = "c"
    """

    assert problems(text) == [
        "satuan[1].contoh: Contoh memakai berkas sendiri; hapus basis_data.",
        "satuan[2].membandingkan: Harus berupa true atau false, bukan teks.",
        "satuan[3].kode: Kunci ini belum ada.",
        "satuan[3].nama: Kunci ini belum ada.",
        'satuan[3].kod: Kunci "kod" tidak dikenal di sini. Maksudnya "kode"?',
        'lain: Kunci "lain" tidak dikenal di sini.',
        "satuan[2].kode: Sama dengan satuan[1].",
        "satuan[2].nama: Sama dengan satuan[1].",
        "satuan[2].basis_data: Sama dengan satuan[1].",
    ]


@pytest.mark.parametrize("text", ["", "satuan = []", "satuan = 3", "[[satuan", "\x00"])
def test_a_file_without_any_satuan_kerja_is_refused(text: str) -> None:
    entries, found = parse_offices(text)

    assert entries == ()
    assert found
