"""Tabel 7: proposals, what is typed over them, determining, and what others see."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from lkj import bootstrap
from lkj.domain.sop import Decision
from lkj.domain.table7 import Assessment
from lkj.store import table7_store
from lkj.usecases.audited import Recorded
from lkj.usecases.table7_entries import RowForm, write_row
from tests.pages.stage import (
    LOOKED_AT,
    Stage,
    headers,
    link_addresses,
    markup,
    offers,
    refusals,
    shown,
)
from tests.pages.widgets import confirmations, field, fill, press
from tests.support.offices import NOW
from tests.support.staffed import NOBODY, Running, door_of

SOP = "1 Penyusunan Laporan Kinerja Kasat"
OPENED = {
    "Simpan susunan",
    "Tambah SOP lain",
    "Tambahkan baris",
    "Buang konsep ini",
    "Buang konsep",
    "Tetapkan Tabel 7 Semester I Tahun 2026",
}


@pytest.fixture
def sheet(fresh: Stage) -> AppTest:
    at = fresh.open("monev", "table7")
    return press(at, "Buka Tabel 7 semester ini")


def choose_row(at: AppTest) -> AppTest:
    field(at, "Baris").select(SOP).run()
    return at


def elsewhere(action: str, seen: int) -> Recorded:
    """Somebody at another desk writes into the row."""
    office = bootstrap.current_office()
    form = RowForm(
        request_id=f"di-tempat-lain-{action}",
        semester="2026-1",
        row_id="sop/penyusunan-lkj",
        seen=seen,
        procedure=None,
        assessment=None,
        note=None,
        action=action,
    )
    return write_row(form, door=door_of("monev"), office=office, now=LOOKED_AT)


def test_an_open_sheet_offers_its_forms_and_says_what_is_wanting(sheet: AppTest) -> None:
    assert confirmations(sheet) == ["Tabel 7 dibuka."]
    assert headers(sheet) == ["Konsep: 1 baris, 1 belum dinilai"]
    assert offers(sheet) > OPENED
    assert "Belum cukup data (1 pelaksanaan); penilai memutuskan." in markup(sheet)
    said = " ".join(shown(caption.value) for caption in sheet.caption)
    assert "Penilai belum dipilih" in said
    assert "Baris 1 belum dinilai." in said


def test_a_row_is_filled_in_and_the_sheet_determined(fresh: Stage, sheet: AppTest) -> None:
    choose_row(sheet)
    fill(sheet, "(3) Penilaian terhadap penerapan", Assessment.NOT_WELL.value)
    fill(sheet, "(5) Tindakan yang harus diambil", "<b>Rapat</b> *bulanan*")
    press(sheet, "Simpan baris")
    assert confirmations(sheet) == ["Baris disimpan."]
    fill(sheet, "Penilai (wajib sebelum ditetapkan)", "kasubbag_renja_monev")
    press(sheet, "Simpan susunan")
    warned = [shown(warning.value) for warning in sheet.warning]
    assert "Penilai ikut melaksanakan SOP ini pada semester ini (langkah 2, 3)." in warned
    fill(sheet, "Saya sudah memeriksa setiap baris di atas", True)

    press(sheet, "Tetapkan Tabel 7 Semester I Tahun 2026")

    assert confirmations(sheet) == ["Tabel 7 ditetapkan."]
    assert shown(headers(sheet)[0]).startswith("Ditetapkan Sen, 2 Mar 2026")
    assert "&lt;b&gt;Rapat&lt;/b&gt; *bulanan*" in markup(sheet)
    assert "Buat konsep perubahan" in offers(sheet)
    assert "Simpan baris" not in offers(sheet)
    with fresh.database.read() as conn:
        assert len(table7_store.determinations(conn)) == 1
    others = fresh.open(NOBODY, "table7")
    assert offers(others) >= {"Cetak", "Unduh CSV"}
    assert not offers(others) & {"Buat konsep perubahan", "Ubah penetapan ini"}


def test_the_second_of_two_editors_is_told_and_keeps_the_text(sheet: AppTest) -> None:
    choose_row(sheet)
    fill(sheet, "(5) Tindakan yang harus diambil", "punya saya")
    elsewhere("punya orang lain", seen=0)

    press(sheet, "Simpan baris")

    (refusal,) = refusals(sheet)
    assert refusal.startswith(
        "Belum tersimpan: bagian Tabel 7 ini sudah diubah oleh Nama monev"
    )
    assert field(sheet, "(5) Tindakan yang harus diambil").value == "punya saya"
    assert "punya orang lain" in markup(sheet)
    press(sheet, "Buang isian ini dan buka yang terbaru")
    assert field(sheet, "(5) Tindakan yang harus diambil").value == "punya orang lain"


def test_a_note_that_nobody_wrote_follows_the_figures(fresh: Stage, sheet: AppTest) -> None:
    choose_row(sheet)
    report = Running(bootstrap.current_office(), fresh.reports["periksa-kasubbag"], NOW)
    report.now += timedelta(hours=4)
    report.decide(Decision.APPROVE, effort_minutes=90)
    fill(sheet, "(5) Tindakan yang harus diambil", "Rapat")

    press(sheet, "Simpan baris")

    assert confirmations(sheet) == ["Baris disimpan."]
    assert "1 dari 2 pelaksanaan yang diketahui waktunya sesuai" in markup(sheet)


def test_a_row_typed_by_hand_is_added_and_taken_out(sheet: AppTest) -> None:
    fill(sheet, "Prosedur (nama SOP, wajib)", "SOP <i>Surat</i>")
    press(sheet, "Tambahkan baris")
    assert "SOP &lt;i&gt;Surat&lt;/i&gt;" in markup(sheet)

    field(sheet, "Baris").select("2 SOP <i>Surat</i>").run()
    press(sheet, "Hapus baris")

    assert confirmations(sheet) == ["Baris dihapus."]
    assert "Surat" not in markup(sheet)


@pytest.mark.parametrize("who", ["auditor", "kepala_satuan"])
def test_whoever_only_reads_sees_the_open_sheet_without_forms(
    fresh: Stage, sheet: AppTest, who: str
) -> None:
    at = fresh.open(who, "table7")

    assert headers(at) == headers(sheet)
    assert not offers(at) & OPENED


@pytest.mark.parametrize(("who", "is_offered"), [("auditor", True), ("kepala_satuan", False)])
def test_the_audit_package_of_the_semester_is_offered_to_those_who_may_have_it(
    fresh: Stage, sheet: AppTest, who: str, *, is_offered: bool
) -> None:
    at = fresh.open(who, "table7")

    found = [one for one in link_addresses(at) if "/unduh/paket-audit/semester/" in one]
    assert len(found) == is_offered
