"""One report's page: its life in words, and the acts beside the flow."""

from datetime import date, time, timedelta

import pytest

from lkj.domain import commands as c
from lkj.domain.events import EventKind
from tests.pages.stage import (
    KASAT,
    KASUBBAG,
    LOOKED_AT,
    SEKRETARIS,
    TIM,
    Stage,
    link_addresses,
    markup,
    offers,
    refusals,
)
from tests.pages.widgets import confirmations, field, fill, press

WHERE = "periksa-kasubbag"
STEP_1 = "1. Terima disposisi, pelaksanaan ke-1 (no. 2)"
STEP_3 = "3. Kumpulkan data, pelaksanaan ke-1 (no. 5)"
WHY = "salah ketik pada jam selesai"


def test_every_pass_is_told_with_its_time_and_number(fresh: Stage) -> None:
    page = markup(fresh.open(SEKRETARIS, "reports", report=WHERE))

    assert "<dt>Keadaan</dt><dd>Sedang berjalan</dd>" in page
    assert "<dt>Disposisi nomor</dt><dd>900/12/SET</dd>" in page
    assert "<td>1. Terima disposisi</td>" in page
    assert "<td>4. Periksa Kasubbag</td><td>menunggu Kasubbag Renja dan Monev</td>" in page
    assert "Sen, 2 Mar 2026" in page
    assert page.count("Nama tim lkj") == 3  # the pass, its event, and who recorded it


def test_the_timeline_has_words_for_those_who_cannot_see_it(fresh: Stage) -> None:
    at = fresh.open(SEKRETARIS, "reports", report=WHERE)

    chart = at.get("plotly_chart")[0]
    assert chart.proto.alt.startswith("Linimasa laporan: 4 pelaksanaan, 0 pengembalian")


def test_a_note_is_stored_and_shown(fresh: Stage) -> None:
    at = fresh.open("administrator", "reports", report=WHERE)
    fill(at, "Catatan", "Menunggu tanda tangan minggu depan")

    press(at, "Simpan catatan")

    assert confirmations(at) == ["Tersimpan, no. 6. Catatan disimpan."]
    assert "Menunggu tanda tangan minggu depan" in markup(at)
    assert field(at, "Catatan").value == ""


def test_an_empty_note_is_refused(fresh: Stage) -> None:
    at = press(fresh.open(TIM, "reports", report=WHERE), "Simpan catatan")

    assert len(refusals(at)) == 1
    assert len(fresh.events(WHERE)) == 5


def test_a_cause_is_told_beside_its_pass(fresh: Stage) -> None:
    at = fresh.open("monev", "reports", report=WHERE)
    press(at, "Simpan penyebab")
    assert refusals(at) == ["Pilih pelaksanaan dan penyebabnya."]
    field(at, "Pelaksanaan").select(STEP_3).run()
    fill(at, "Penyebab", c.Cause.MEETING)
    fill(at, "Penjelasan singkat", "Rapat anggaran dua hari")

    press(at, "Simpan penyebab")

    assert fresh.events(WHERE)[-1].kind is EventKind.CAUSE_GIVEN
    assert "<div>Penyebab: Rapat – Rapat anggaran dua hari</div>" in markup(at)


def test_a_time_is_corrected_with_a_reason_and_the_first_record_stays(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "reports", report=WHERE)
    press(at, "Simpan koreksi")
    assert refusals(at) == ["Pilih pelaksanaan dan apa yang dikoreksi."]
    field(at, "Pelaksanaan", nth=1).select(STEP_1).run()
    fill(at, "Yang dikoreksi", c.CorrectableField.OCCURRED_AT)
    fill(at, "Waktu yang benar: tanggal", date(2026, 3, 2))
    fill(at, "Waktu yang benar: jam", time(8, 5))
    fill(at, "Alasan koreksi (wajib, minimal 10 karakter)", WHY)

    press(at, "Simpan koreksi")

    corrected = fresh.events(WHERE)[-1]
    assert (corrected.kind, corrected.target_no) == (EventKind.CORRECTED, 2)
    assert f"<div>Dikoreksi (no. 6): {WHY}</div>" in markup(at)
    assert "08.05" in markup(at)
    assert fresh.events(WHERE)[1].occurred_at == LOOKED_AT - timedelta(hours=7, minutes=50)


def test_minutes_are_corrected_as_a_number(fresh: Stage) -> None:
    at = fresh.open(TIM, "reports", report=WHERE)
    field(at, "Pelaksanaan", nth=1).select(STEP_3).run()
    fill(at, "Yang dikoreksi", c.CorrectableField.EFFORT_MINUTES)
    fill(at, "Menit yang benar", 5)
    fill(at, "Alasan koreksi (wajib, minimal 10 karakter)", WHY)

    press(at, "Simpan koreksi")

    assert confirmations(at) == ["Tersimpan, no. 6. Koreksi dicatat."]
    assert '<div class="lkj-number">◆ 5 menit</div>' in markup(at)


def test_a_start_that_was_ordered_is_corrected_where_it_was_recorded(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "reports", report=WHERE)
    field(at, "Pelaksanaan", nth=1).select(STEP_3).run()
    fill(at, "Yang dikoreksi", c.CorrectableField.STARTED_AT)
    fill(at, "Waktu yang benar: tanggal", date(2026, 3, 2))
    fill(at, "Waktu yang benar: jam", time(8, 25))
    fill(at, "Alasan koreksi (wajib, minimal 10 karakter)", WHY)

    press(at, "Simpan koreksi")

    assert refusals(at) == []
    assert fresh.events(WHERE)[-1].target_no == 4


def test_a_report_is_cancelled_only_on_purpose(fresh: Stage) -> None:
    at = fresh.open(KASAT, "reports", report=WHERE)
    assert next(b for b in at.button if b.label == "Batalkan laporan").disabled
    fill(at, "Alasan pembatalan (wajib, minimal 10 karakter)", "kegiatan ditiadakan")
    fill(at, "Saya yakin laporan ini dibatalkan", True)

    press(at, "Batalkan laporan")

    assert fresh.events(WHERE)[-1].kind is EventKind.CANCELLED
    assert "<dt>Keadaan</dt><dd>Dibatalkan</dd>" in markup(at)
    assert "Batalkan laporan" not in offers(at)


@pytest.mark.parametrize("who", ["auditor"])
def test_an_auditor_reads_all_and_finds_nothing_to_press(fresh: Stage, who: str) -> None:
    at = fresh.open(who, "reports", report=WHERE)

    assert list(at.main.button) == list(at.text_area) == []
    assert "Riwayat seperti dicatat" in markup(at)


@pytest.mark.parametrize(
    ("who", "is_offered"), [("auditor", True), ("monev", True), ("sekretaris", False)]
)
def test_the_audit_package_is_offered_to_those_who_may_have_it(
    fresh: Stage, who: str, *, is_offered: bool
) -> None:
    at = fresh.open(who, "reports", report=WHERE)

    address = f"/unduh/paket-audit/laporan/{fresh.reports[WHERE]}.zip"
    assert (address in link_addresses(at)) is is_offered
