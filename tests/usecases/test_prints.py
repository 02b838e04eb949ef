"""What a printed sheet says: the finding, its population, as-of, and where it is from."""

from datetime import timedelta
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.usecases.office import Office
from lkj.usecases.prints import print_sheet
from tests.support.offices import mark_as_example
from tests.support.staffed import NOBODY, Running, door_of, name_of, staffed_office

SEKRETARIS = "sekretaris"


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """Step 1 in 10 of 10 minutes, step 2 in 90 of 20, step 3 measured, step 4 a return."""
    running = Running(staffed_office(tmp_path)).register()
    running.decide(Decision.SUBMIT, effort_minutes=10)
    running.now += timedelta(hours=2)
    running.decide(Decision.SUBMIT, effort_minutes=90)
    running.until("periksa-kasubbag").send_back()
    return running


def sheet(report: Running, name: str, *, who: str = NOBODY, **query: str) -> str:
    return print_sheet(name, query, door=door_of(who), **report.use)


def test_minutes_are_told_with_population_unknowns_and_as_of(report: Running) -> None:
    html = sheet(report, "waktu")

    assert "<h2>Langkah 2 melewati mutu baku waktu pada 1 dari 1 pelaksanaan</h2>" in html
    assert "1 tanpa waktu pengerjaan · garis = mutu baku waktu · keadaan per Senin, " in html
    assert "kelengkapan pencatatan: waktu pengerjaan diketahui pada 3 dari 4" in html
    assert html.count("<svg") == 2
    assert "<h2>Belum ada langkah dengan 3 pelaksanaan yang diketahui waktunya</h2>" in html
    assert '>20 menit</td><td class="pendek">0 dari 1</td><td class="pendek">1</td>' in html
    assert '<td class="pendek">70 menit</td>' in html


def test_a_proposal_has_its_rule_its_evidence_its_limits_and_the_data_behind_it(
    report: Running,
) -> None:
    html = sheet(report, "usulan-mutu-baku")

    assert "<h1>Usulan revisi mutu baku waktu</h1>" in html
    assert "<h2>Belum cukup data untuk menilai mutu baku waktu: perlu 10 pelaksanaan" in html
    assert "Aturan: Diusulkan bila sedikitnya 10 pelaksanaan diketahui waktunya" in html
    assert html.count("<table>") == 3
    # Step 2: one known pass of 90 minutes, declared; nothing unknown, late or forgotten.
    quality = ["2. Bentuk Tim", "1", "0", "1", "0", "0", "0", "0"]
    assert "".join(f'<td class="pendek">{cell}</td>' for cell in quality) in html
    assert "Catatan terakhir dalam riwayat: no. " in html


def test_returns_are_told_with_their_reasons(report: Running) -> None:
    html = sheet(report, "pengembalian")

    assert "<h2>Konsep dikembalikan 1 kali dari 1 pemeriksaan</h2>" in html
    assert f"<h2>Alasan terbanyak: {report.sop.reasons[0].name} (1 kali)</h2>" in html


def test_a_summary_has_the_reports_and_both_pictures(report: Running) -> None:
    html = sheet(report, "ringkasan")

    assert "<h2>1 laporan sedang berjalan, belum ada yang melewati tenggat" in html
    assert "<td>LKj Satpol PP Tahun 2025</td>" in html
    assert "Menunggu Tim LKj · " in html
    assert html.count("<svg") == 2


def test_a_sheet_says_where_it_is_from(report: Running) -> None:
    html = sheet(report, "waktu", who=SEKRETARIS, langkah="bentuk-tim", sampai="2026-12-31")

    assert "SOP: Penyusunan Laporan Kinerja Kasat, versi 1." in html
    assert "Saringan: Langkah: Bentuk Tim; Selesai sampai: Kam, 31 Des 2026." in html
    last = report.events[-1]
    assert f"Catatan terakhir dalam riwayat: no. {last.no}, kode " in html
    assert f"Dicetak oleh {name_of(SEKRETARIS)}, " in html
    assert "DATA CONTOH" not in html
    assert "1. Terima disposisi" not in html


def test_a_sheet_of_an_earlier_day_leaves_out_what_came_later(report: Running) -> None:
    assert "Belum ada langkah yang selesai" in sheet(report, "waktu", per="2026-02-27")


def test_nothing_reviewed_and_nothing_registered_is_said(tmp_path: Path) -> None:
    empty = Running(staffed_office(tmp_path))

    assert "Belum ada konsep yang diperiksa" in sheet(empty, "pengembalian")
    assert "<h2>Belum ada langkah yang selesai" in sheet(empty, "usulan-mutu-baku")
    assert "<h2>Belum ada laporan.</h2>" in sheet(empty, "ringkasan")
    assert "Saringan: tidak ada, semua data." in sheet(empty, "ringkasan")
    assert "Catatan terakhir" not in sheet(empty, "ringkasan")


def test_example_data_and_typed_markup_stay_what_they_are(tmp_path: Path) -> None:
    office: Office = staffed_office(tmp_path)
    mark_as_example(office)
    Running(office).register(title="<b>LKj</b>", period=c.Period.Q1)

    html = sheet(Running(office), "ringkasan")

    assert '<p class="contoh">DATA CONTOH</p>' in html
    assert "<td>&lt;b&gt;LKj&lt;/b&gt;</td>" in html.replace(' class="pendek"', "")
