"""Sheets of Penyebab and Analisis lanjutan, and what needs care on the Ringkasan."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from lkj.domain.sop import Decision
from lkj.usecases.office import Office
from lkj.usecases.printed_analysis import ANALYSIS, RETURNS
from lkj.usecases.prints import print_sheet
from tests.support.offices import empty_office
from tests.support.populations import example_office, looked_at
from tests.support.staffed import NOBODY, Running, door_of, staffed_office


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Step 2 took 90 of 20 minutes, and the report has waited for three weeks."""
    running = Running(staffed_office(tmp_path_factory.mktemp("kantor"))).register()
    running.decide(Decision.SUBMIT, effort_minutes=10)
    running.now += timedelta(hours=2)
    running.decide(Decision.SUBMIT, effort_minutes=90)
    running.now += timedelta(weeks=3)
    yield running
    running.office.database.dispose()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    office = example_office(tmp_path_factory.mktemp("contoh"))
    yield office
    office.database.dispose()


def sheet(report: Running, name: str, **query: str) -> str:
    return print_sheet(name, query, door=door_of(NOBODY), **report.use)


def test_causes_are_printed_with_the_passes_that_ask_for_one(report: Running) -> None:
    html = sheet(report, "penyebab")

    assert "<h2>1 pelaksanaan melewati mutu baku waktu, 1 belum diberi penyebab</h2>" in html
    assert "<caption>Melewati mutu baku waktu dan belum diberi penyebab" in html
    assert "<td>LKj Satpol PP Tahun 2025</td>" in html
    assert '<td class="pendek">70 menit</td>' in html


def test_a_summary_says_what_needs_care(report: Running) -> None:
    html = sheet(report, "ringkasan")

    assert "<h2>Yang perlu perhatian sekarang</h2>" in html
    # Three weeks with Nyepi and Lebaran between them.
    assert "LKj Satpol PP Tahun 2025 menunggu Kasubbag Renja dan Monev selama 1" in html
    assert "1 pelaksanaan melewati mutu baku waktu belum diberi penyebab</td>" in html


def test_what_cannot_speak_yet_says_what_it_needs(report: Running) -> None:
    html = sheet(report, "analisis", **{"satu-langkah": "bentuk-tim"})

    assert "<h2>Belum cukup data</h2>" in html
    assert "Langkah 2: gambar waktu pengerjaan perlu 3 pelaksanaan" in html
    assert "Kelengkapan pencatatan: waktu pengerjaan diketahui pada 2 dari 2" in html


def test_nothing_recorded_prints_sheets_without_errors(tmp_path: Path) -> None:
    nothing = Running(staffed_office(tmp_path))

    assert "Belum ada langkah yang selesai" in sheet(nothing, "penyebab")
    assert "Tidak ada: tidak ada yang terlambat" in sheet(nothing, "ringkasan")
    assert "Arus laporan tampil setelah ada laporan pertama." in sheet(nothing, "analisis")


def test_a_long_history_fills_every_section(example: Office) -> None:
    about = looked_at(example)

    sections = [draw(about) for draw in (*ANALYSIS[:-1], *RETURNS)]

    # The example history gives no reason twice in one report.
    assert [section is None for section in sections].count(True) == 1
    assert ANALYSIS[-1](about) is None
    assert all(section.tables[0].rows for section in sections if section)


def test_an_office_without_reports_has_no_section_but_what_is_needed(tmp_path: Path) -> None:
    about = looked_at(empty_office(tmp_path))

    assert [draw(about) for draw in RETURNS] == [None] * len(RETURNS)
