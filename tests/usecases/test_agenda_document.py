"""Buku Agenda as PDF and DOCX: the columns of its book, struck lines, text as typed."""

import io
from pathlib import Path

import pytest
from docx import Document

from lkj.errors import FormInvalid
from lkj.labels.agenda_words import PAPER
from lkj.store import audit_store
from lkj.usecases.agenda import RecordForm, cancel, record
from lkj.usecases.naskah_files import DocumentFormat
from tests.documents.folders import HOSTILE
from tests.support.staffed import Running, door_of, staffed_office
from tests.usecases.agenda_cases import REASON, a_cancellation, incoming, outgoing
from tests.usecases.naskah_office import file_of, text_of

BOTH: tuple[DocumentFormat, ...] = ("pdf", "docx")
YEAR = {"tahun": "2026"}


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """Two letters came in, the first of them cancelled; one was sent."""
    report = Running(staffed_office(tmp_path))
    letters = (incoming(), incoming(subject="Undangan rapat"), outgoing(address="Pontianak"))
    for place, entry in enumerate(letters):
        form = RecordForm(request_id=f"surat-{place}", entry=entry)
        record(form, door=door_of("monev"), **report.use)
    cancel(a_cancellation(report), door=door_of("monev"), **report.use)
    return report


@pytest.mark.parametrize("kind", BOTH)
def test_each_book_has_its_own_lines(report: Running, kind: DocumentFormat) -> None:
    came = text_of(report, "buku-agenda", kind, buku="masuk", **YEAR)
    sent = text_of(report, "buku-agenda", kind, buku="keluar", **YEAR)

    assert "Surat masuk tahun 2026, 2 dari 2 surat" in came
    assert "Undangan rapat" in came
    assert "Penyampaian LKj 2025" not in came
    assert "Surat keluar tahun 2026, 1 dari 1 surat" in sent
    assert "Pontianak" in sent
    assert "Undangan rapat" not in sent


def test_a_word_file_has_one_table_with_the_columns_of_its_book(report: Running) -> None:
    for book, columns in PAPER.items():
        made, name = file_of(report, "buku-agenda", "docx", buku=book.value, **YEAR)
        (table,) = Document(io.BytesIO(made)).tables
        assert [cell.text for cell in table.rows[0].cells] == list(columns)
        assert name == f"buku-agenda-{book.value}-2026.docx"


def test_a_cancelled_line_says_why(report: Running) -> None:
    made, _ = file_of(report, "buku-agenda", "docx", buku="masuk", **YEAR)

    _, first, second = Document(io.BytesIO(made)).tables[0].rows
    assert (first.cells[0].text, first.cells[-1].text) == ("1", f"dibatalkan: {REASON}")
    assert (second.cells[2].text, second.cells[-1].text) == ("………", "")


def test_only_lines_with_the_words_are_there_and_the_audit_log_says_so(
    report: Running,
) -> None:
    text = text_of(report, "buku-agenda", "pdf", buku="masuk", cari="undangan", **YEAR)

    assert "1 dari 2 surat" in text
    assert "Disposisi penyusunan" not in text
    with report.office.database.read() as conn:
        (line,) = audit_store.recent(conn, 1)
    assert (line.action, line.subject) == ("document.buku-agenda", "masuk/2026")
    assert line.detail["of"] == {"buku": "masuk", "cari": "undangan", "tahun": "2026"}


@pytest.mark.parametrize("kind", BOTH)
def test_typed_markup_stays_text(report: Running, kind: DocumentFormat) -> None:
    for place, typed in enumerate(HOSTILE):
        entry = incoming(subject=" ".join(typed.split()))
        form = RecordForm(request_id=f"jahat-{place}", entry=entry)
        record(form, door=door_of("monev"), **report.use)

    text = "".join(text_of(report, "buku-agenda", kind, buku="masuk", **YEAR).split())

    for typed in HOSTILE:
        assert "".join(typed.split()) in text


@pytest.mark.parametrize("query", [{}, {"buku": "masuk"}, {"buku": "lain", "tahun": "2026"}])
def test_there_is_no_other_book(report: Running, query: dict[str, str]) -> None:
    with pytest.raises(FormInvalid):
        file_of(report, "buku-agenda", "pdf", **query)
