"""Which documents go with a step, and what is wrong with a file that says so."""

from datetime import date

import pytest

from lkj.domain.document_kinds import DocumentKind, named_by, parse_document_kinds
from lkj.errors import InvalidDocumentKinds
from lkj.reference import read_document_kinds
from tests.support.sops import office_sop

SOP = office_sop()
SK = "SK Tim Penyusunan LKj"
KINDS = read_document_kinds([SOP])["penyusunan-lkj"]
# Typed from the sheet: kelengkapan and output of each step, as documents.
NEEDED = {
    1: ["dpa", "disposisi"],
    2: ["disposisi"],
    3: ["disposisi"],
    4: ["konsep-lkj"],
    5: ["konsep-lkj"],
    6: ["konsep-lkj"],
    7: ["lkj"],
    8: ["lkj"],
}
MADE = {
    1: ["disposisi"],
    2: ["sk-tim"],
    3: ["bahan", "konsep-lkj"],
    4: ["konsep-lkj"],
    5: ["konsep-lkj"],
    6: ["lkj"],
    7: ["lkj"],
    8: ["lkj"],
}
GOOD = """
sop = "penyusunan-lkj"
wajib_sejak = "2027-01-01"
[[dokumen]]
id = "dpa"
nama = "DPA"
sebutan = ["DPA"]
wajib = true
"""


def problems(text: str) -> list[str]:
    with pytest.raises(InvalidDocumentKinds) as refusal:
        parse_document_kinds(text, SOP)
    return [str(problem) for problem in refusal.value.facts["problems"]]


@pytest.mark.parametrize("number", NEEDED)
def test_the_office_file_follows_the_sheet(number: int) -> None:
    step = SOP.steps[number - 1]

    assert [kind.id for kind in KINDS.needed_by(step)] == NEEDED[number]
    assert [kind.id for kind in KINDS.made_by(step)] == MADE[number]
    both = list(dict.fromkeys(NEEDED[number] + MADE[number]))
    assert [kind.id for kind in KINDS.of_step(step)] == both


def test_the_draft_is_what_reviewers_decide_on() -> None:
    assert KINDS.draft == KINDS.kind("konsep-lkj")
    assert KINDS.required_since == date(2027, 1, 1)


def test_an_sop_without_a_file_names_its_documents_itself() -> None:
    kinds = named_by(SOP)

    assert kinds.kinds[:3] == (
        DocumentKind("DPA", "DPA", ("DPA",)),
        DocumentKind("disposisi", "disposisi", ("disposisi",)),
        DocumentKind(
            "SK Tim Penyusunan LKj", "SK Tim Penyusunan LKj", ("SK Tim Penyusunan LKj",)
        ),
    )
    assert (kinds.draft, kinds.required_since) == (None, None)
    assert [kind.id for kind in kinds.of_step(SOP.steps[3])] == [
        "Konsep LKj",
        "Konsep LKj yang sudah diperiksa Kasubbag",
    ]


def test_a_good_file_is_read() -> None:
    kinds = parse_document_kinds(GOOD, SOP)

    assert kinds.kinds == (DocumentKind("dpa", "DPA", ("DPA",), is_required=True),)
    assert kinds.required_since == date(2027, 1, 1)


def test_without_a_day_nothing_is_missed() -> None:
    text = GOOD.replace('wajib_sejak = "2027-01-01"', "")

    assert parse_document_kinds(text, SOP).required_since is None


def test_every_problem_is_told_with_its_place() -> None:
    text = """
sop = "surat"
wajib_sejak = "1 Januari"
[[dokumen]]
id = "Konsep LKj"
nama = ""
sebutan = ["Konsep LKJ"]
dihasilkan = ["langkah-9"]
naskah_diputus = true
[[dokumen]]
id = "dpa"
nama = "DPA"
naskah_diputus = true
wajb = true
[[dokumen]]
id = "dpa"
nama = "DPA lagi"
"""

    assert problems(text) == [
        'wajib_sejak: Bukan tanggal: "1 Januari"; contohnya 2027-01-01.',
        "dokumen[1] (Konsep LKj).nama: Teks ini masih kosong.",
        'dokumen[1] (Konsep LKj).sebutan: SOP tidak memuat "Konsep LKJ". '
        'Maksudnya "Konsep LKj"?',
        'dokumen[1] (Konsep LKj).dihasilkan: SOP tidak memuat "langkah-9".',
        "dokumen[1] (Konsep LKj).id: Hanya huruf kecil, angka, dan tanda hubung.",
        'dokumen[2] (dpa).wajb: Kunci "wajb" tidak dikenal di sini. Maksudnya "wajib"?',
        'sop: Berkas ini milik SOP "surat", bukan "penyusunan-lkj".',
        'dokumen: Id "dpa" dipakai lebih dari sekali.',
        "dokumen: Hanya satu dokumen dapat menjadi naskah_diputus.",
    ]


def test_a_file_that_is_no_toml_is_one_problem() -> None:
    assert problems("sop = ")[0].startswith("berkas: Tidak dapat dibaca sebagai TOML")


def test_a_kind_may_name_a_naskah_that_there_is() -> None:
    text = GOOD + '[[dokumen]]\nid = "nota"\nnama = "Nota Dinas"\nnaskah = "nota-dinas"\n'

    kinds = parse_document_kinds(text, SOP)
    assert kinds.memo.id == "nota"
    assert parse_document_kinds(GOOD, SOP).memo is None
    assert problems(text.replace("nota-dinas", "nota-dina")) == [
        'dokumen[2] (nota).naskah: Tidak ada naskah "nota-dina". Maksudnya "nota-dinas"?'
    ]
