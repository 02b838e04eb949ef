"""The office's file of kop and sentences: read whole, or refused with every problem."""

import pytest

from lkj.domain.letterhead import Letterhead, filled, parse_letterhead
from lkj.errors import InvalidLetterhead
from lkj.reference import NASKAH

TEXT = (NASKAH / "kantor.toml").read_text(encoding="utf-8")
NIP = "197002021995031002"
OFFICIAL = (
    f'\n[[pejabat]]\nnip = "{NIP}"\npangkat = "Pembina (IV/a)"\nnama_tanpa_gelar = "Budi"\n'
)


def shipped() -> Letterhead:
    return parse_letterhead(TEXT)


def test_the_shipped_file_claims_nothing_that_the_office_has_not_checked() -> None:
    read = shipped()
    words = (read.memo, read.decree, read.disposition, read.receipt)

    assert [one.is_checked for one in words] == [False] * 4
    assert (read.address, read.contact, read.officials) == ("", "", ())
    assert read.city == "Pontianak"


def test_sentences_are_filled_and_other_braces_stay() -> None:
    assert filled("Tahun {tahun} {lain} {}", {"tahun": "2025"}) == "Tahun 2025 {lain} {}"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Drs. Budi Percontohan, M.Si.", "Budi Percontohan"),
        ("Dr. Ir. Siti Contoh, S.T., M.T.", "Siti Contoh"),
        ("M. Rina Contoh", "M. Rina Contoh"),
        ("Dr.", ""),
        ("", ""),
    ],
)
def test_a_keputusan_names_people_without_gelar(name: str, plain: str) -> None:
    assert shipped().plain_name(name, "") == plain


def test_the_file_says_what_accounts_do_not() -> None:
    read = parse_letterhead(TEXT + OFFICIAL)

    assert (read.rank_of(NIP), read.rank_of(""), read.rank_of("1")) == (
        "Pembina (IV/a)",
        "",
        "",
    )
    assert read.plain_name("Drs. Budi Percontohan", NIP) == "Budi"


def test_every_problem_is_told_with_its_place() -> None:
    text = (
        TEXT.replace('kota = "Pontianak"', "kota = 1")
        .replace('sifat = "Biasa"', 'sifat = ""')
        .replace("{langkah_berikut}", "{berikut}")
        .replace("Tahun {tahun}, perlu", "Tahun {thn}, perlu")
        .replace('sumber = "ingatan"', 'sumber = "hafalan"', 1)
    ) + '\n[[pejabat]]\nnip = "12"\nnama = "x"\n'

    with pytest.raises(InvalidLetterhead) as caught:
        parse_letterhead(text)

    problems = caught.value.facts["problems"]
    assert isinstance(problems, tuple)
    assert [str(one).split(":")[0] for one in problems] == [
        "kantor.kota",
        "pejabat[1].nip",
        "pejabat[1].nama",
        "nota_dinas.sumber",
        "nota_dinas.sifat",
        "nota_dinas.penyerahan",
        "sk_tim.menimbang",
    ]


def test_what_is_no_toml_is_refused() -> None:
    with pytest.raises(InvalidLetterhead):
        parse_letterhead("[kop")
