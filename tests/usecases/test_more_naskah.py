"""Laporan Monev, SOP sheet, SK Tim, Lembar Disposisi, Tanda Terima: what is on the paper."""

import io

import pytest
from docx import Document

from lkj.errors import FormInvalid
from lkj.usecases.naskah_files import DOCUMENTS, DocumentFormat
from tests.documents.folders import HOSTILE, word_text
from tests.support.offices import mark_as_example
from tests.support.staffed import Running, name_of
from tests.usecases.naskah_office import file_of, returned_report, text_of

BOTH: tuple[DocumentFormat, ...] = ("pdf", "docx")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Running:
    return returned_report(tmp_path_factory.mktemp("kantor"))


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Running:
    report = returned_report(tmp_path_factory.mktemp("contoh"))
    mark_as_example(report.office)
    return report


def query_of(name: str, report: Running) -> dict[str, str]:
    if name in ("tabel-7", "laporan-monev"):
        return {"semester": "2026-1"}
    if name == "buku-agenda":
        return {"buku": "masuk", "tahun": "2026"}
    if name == "sop":
        return {"id": "penyusunan-lkj"}
    moved = next(str(e.no) for e in report.events if e.kind.value == "approved")
    return {"id": report.report_id} | ({"no": moved} if name == "nota-dinas" else {})


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_says_what_it_is_not_and_carries_its_code(
    report: Running, name: str, kind: DocumentFormat
) -> None:
    text = text_of(report, name, kind, **query_of(name, report))

    assert "bukan tanda tangan elektronik tersertifikasi" in text
    assert "kode periksa" in text
    assert "SATUAN POLISI PAMONG PRAJA" in text
    assert "None" not in text
    assert "{{" not in text


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_of_example_data_is_marked(
    example: Running, name: str, kind: DocumentFormat
) -> None:
    assert "DATA CONTOH" in text_of(example, name, kind, **query_of(name, example))


def test_the_monitoring_report_has_findings_pictures_and_tables(report: Running) -> None:
    text = text_of(report, "laporan-monev", "pdf", semester="2026-1")
    made, name = file_of(report, "laporan-monev", "docx", tahun="2026")

    assert "Semester I Tahun 2026" in text
    assert "Konsep dikembalikan 1 kali dari 4 pemeriksaan" in text
    assert "Kalender kerja" in text
    document = Document(io.BytesIO(made))
    assert len(document.inline_shapes) >= 2
    assert len(document.tables) >= 5
    assert "Tahun 2026" in word_text(made)
    assert name == "laporan-monev-2026.docx"


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("laporan-monev", {}),
        ("laporan-monev", {"tahun": "26"}),
        ("sop", {"id": "lain"}),
        ("buku-agenda", {"buku": "masuk"}),
    ],
)
def test_what_there_is_not_is_refused(
    report: Running, name: str, query: dict[str, str]
) -> None:
    with pytest.raises(FormInvalid):
        file_of(report, name, "pdf", **query)


@pytest.mark.parametrize("kind", BOTH)
def test_the_decree_names_those_who_hold_the_roles(
    report: Running, kind: DocumentFormat
) -> None:
    text = text_of(report, "sk-tim", kind, id=report.report_id)

    assert "KONSEP" in text
    assert "TAHUN 2025" in text
    assert "KEEMPAT" in text
    assert name_of("kepala_satuan").upper() in text
    assert name_of("tim_lkj") in text
    assert "Penanggung jawab" in text
    assert "{tahun}" not in text


@pytest.mark.parametrize("kind", BOTH)
def test_forty_typed_members_stand_in_the_annex_as_typed(
    report: Running, kind: DocumentFormat
) -> None:
    odd = HOSTILE[0].replace("|", "")
    lines = [f"Orang {n} | Analis | Anggota" for n in range(1, 40)] + [odd]

    text = text_of(report, "sk-tim", kind, id=report.report_id, anggota="\n".join(lines))

    assert "Orang 39" in text
    assert odd.replace(" ", "") in text.replace(" ", "")
    assert name_of("tim_lkj") not in text


@pytest.mark.parametrize("kind", BOTH)
def test_a_receipt_is_dots_until_it_is_confirmed(report: Running, kind: DocumentFormat) -> None:
    text = text_of(report, "tanda-terima", kind, id=report.report_id)

    assert name_of("sekretaris") in text
    assert "Yang menerima" in text
    assert "NIP ……" in text
