"""Buku Agenda as CSV, workbook and paper, read again by others than its writer."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from lkj.domain.agenda import Book
from lkj.exchange.csv_file import Style
from lkj.labels.agenda_words import AGENDA, PAPER
from lkj.store import audit_store
from lkj.usecases.agenda import RecordForm, cancel, correct, record
from lkj.usecases.agenda_files import agenda_file, print_agenda
from lkj.usecases.agenda_reading import AgendaQuery
from tests.support.offices import anchor_of, mark_as_example
from tests.support.staffed import Running, door_of, name_of, staffed_office
from tests.usecases.agenda_cases import (
    QUERY,
    REASON,
    a_cancellation,
    a_correction,
    incoming,
    outgoing,
)

HOSTILE = '=HYPERLINK("http://x";"buka")'
SCRIPT = "<script>alert(1)</script>"
AUDITOR = "auditor"


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """Three letters came in: one corrected, one cancelled, one hostile; one was sent."""
    report = Running(staffed_office(tmp_path)).register()
    letters = (
        incoming(report_id=report.report_id, event_no=1, forwarded_to="Kasubbag"),
        incoming(subject="Undangan; rapat"),
        incoming(subject=HOSTILE, counterpart=SCRIPT, letter_date=date(2026, 2, 27)),
        outgoing(letter_number="900/1", address="Pontianak", attachments="1 berkas"),
    )
    for place, entry in enumerate(letters):
        form = RecordForm(request_id=f"surat-{place}", entry=entry)
        record(form, door=door_of("monev"), **report.use)
    corrected = replace(letters[0], letter_number="800/9")
    correct(a_correction(report, entry=corrected), door=door_of("monev"), **report.use)
    cancel(a_cancellation(report, line_no=2, seen=2), door=door_of("monev"), **report.use)
    return report


def cells(
    report: Running, style: Style = "excel_id", query: AgendaQuery = QUERY
) -> list[dict[str, str]]:
    made = agenda_file(query, "csv", style=style, door=door_of(AUDITOR), **report.use)
    text = made.content.decode("utf-8-sig")
    separator = ";" if style == "excel_id" else ","
    return list(csv.DictReader(io.StringIO(text), delimiter=separator))


def test_a_file_has_every_line_as_it_reads_now(report: Running) -> None:
    first, second, third = cells(report)

    assert list(first) == [field.heading for field in AGENDA.fields]
    assert (first["Buku"], first["Tahun"], first["No"]) == ("Surat masuk", "2026", "1")
    assert (first["Nomor surat"], first["Keadaan"], first["Alasan"]) == (
        *("800/9", "dikoreksi"),
        REASON,
    )
    assert (first["Kode laporan"], first["Nomor catatan"]) == (report.report_id, "1")
    assert (second["Isi ringkasan"], second["Keadaan"]) == ("Undangan; rapat", "dibatalkan")
    assert (third["Keadaan"], third["Alasan"], third["Tanggal surat"]) == (
        *("berlaku", ""),
        "2026-02-27",
    )


def test_the_international_file_has_the_names_in_the_code(report: Running) -> None:
    first, *_ = cells(report, "international")

    assert list(first) == [field.name for field in AGENDA.fields]
    assert (first["entered_on"], first["serial"]) == ("2026-03-02", "1")


def test_no_cell_can_be_run(report: Running) -> None:
    assert cells(report)[2]["Isi ringkasan"] == f"'{HOSTILE}"

    made = agenda_file(QUERY, "xlsx", style="excel_id", door=door_of(AUDITOR), **report.use)
    book = openpyxl.load_workbook(io.BytesIO(made.content))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell for cell in found if cell.data_type == "f"] == []
    assert f"'{HOSTILE}" in {cell.value for cell in found}


def test_a_workbook_says_where_it_comes_from_and_what_its_columns_mean(
    report: Running,
) -> None:
    made = agenda_file(QUERY, "xlsx", style="excel_id", door=door_of(AUDITOR), **report.use)

    origin, lines, meanings = openpyxl.load_workbook(io.BytesIO(made.content))
    said = {row[0].value: row[1].value for row in origin.iter_rows(min_row=2)}
    assert said["Buku Agenda"] == "Surat masuk tahun 2026, 3 dari 3 surat"
    assert said["Diunduh oleh"] == name_of(AUDITOR)
    assert lines.max_row == 4
    assert meanings.max_row == len(AGENDA.fields) + 1
    assert made.name == "buku-agenda-masuk-2026-2026-03-02.xlsx"


def test_only_what_is_found_is_taken_and_the_audit_log_says_so(report: Running) -> None:
    assert [row["No"] for row in cells(report, query=replace(QUERY, search="undangan"))] == [
        "2"
    ]

    with report.office.database.read() as conn:
        (line,) = audit_store.recent(conn, 1)
    assert (line.action, line.subject, line.account_id) == (
        *("export.buku-agenda", "masuk/2026"),
        "akun-auditor",
    )
    assert line.detail == {
        "format": "csv",
        "search": "undangan",
        "head": anchor_of(report.office),
    }


def test_an_empty_book_is_a_file_with_headings(report: Running) -> None:
    assert cells(report, query=replace(QUERY, year=2020)) == []


def sheet(report: Running, query: AgendaQuery = QUERY) -> str:
    return print_agenda(query, door=door_of(AUDITOR), **report.use)


def test_the_paper_has_kop_columns_and_origin(report: Running) -> None:
    page = sheet(report)

    assert "SATUAN POLISI PAMONG PRAJA</p>" in page
    assert "<h1>Buku Agenda</h1>" in page
    assert "Surat masuk tahun 2026, 3 dari 3 surat" in page
    for heading in PAPER[Book.INCOMING]:
        assert f"{heading}</th>" in page
    assert "Catatan terakhir dalam riwayat: no. 1, kode " in page
    assert f"Dicetak oleh {name_of(AUDITOR)}" in page
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "DATA CONTOH" not in page


def test_the_paper_strikes_cancelled_lines_and_leaves_dots_for_numbers(report: Running) -> None:
    page = sheet(report)

    assert page.count('class="batal"') == 1
    assert f"<td>dibatalkan: {REASON}</td>" in page
    assert f"<td>dikoreksi: {REASON}</td>" in page
    assert page.count("<td>………</td>") == 5  # three agenda numbers, two letter numbers


def test_what_was_sent_has_the_columns_of_its_own_book(report: Running) -> None:
    page = sheet(report, replace(QUERY, book=Book.OUTGOING))

    row = "<td>1</td><td>1 Mar 2026</td><td>900/1</td><td>2 Mar 2026</td>"
    assert f"{row}<td>Biro Organisasi</td><td>Pontianak</td>" in page
    for heading in PAPER[Book.OUTGOING]:
        assert f"{heading}</th>" in page


def test_example_data_are_marked_on_paper_and_in_files(report: Running) -> None:
    mark_as_example(report.office)

    assert sheet(report).count("DATA CONTOH") == 3
    assert {row["Keterangan"] for row in cells(report)} == {"DATA CONTOH"}


def test_a_search_is_named_on_the_paper(report: Running) -> None:
    page = sheet(report, replace(QUERY, search="<b>tidak ada"))

    assert "yang memuat “&lt;b&gt;tidak ada”, 0 dari 3 surat" in page


def test_before_the_first_event_the_paper_names_no_record(tmp_path: Path) -> None:
    page = sheet(Running(staffed_office(tmp_path)))

    assert "Catatan terakhir" not in page
    assert "0 dari 0 surat" in page
