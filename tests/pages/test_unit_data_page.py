"""Data Bagian on the screen: asking, delivering, giving back, who is late, the units."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from lkj import bootstrap
from lkj.domain import commands as c
from lkj.domain.state import payload_of
from lkj.store import tables, unit_store
from tests.pages.stage import KASUBBAG, TIM, Stage, headers, markup, refusals, shown
from tests.pages.widgets import confirmations, field, fill, press
from tests.support.documents import pdf
from tests.support.staffed import AT_ONCE, Running
from tests.support.unit_data import LINMAS, UMUM, add_units, asked, delivered, entries_of

T2, T6 = "T2 Pengukuran tahun berjalan", "T6 Penyebab dan solusi"
HAND_OVER = "Serahkan bahan ke Kasubbag"
WHY = "Data belum lengkap. Alasan tetap menyerahkan (wajib, minimal 10 karakter)"


def running(stage: Stage, where: str = "ordered") -> Running:
    return Running(bootstrap.current_office(), stage.reports[where], bootstrap.clock())


def board(stage: Stage, who: str, where: str = "ordered") -> AppTest:
    at = stage.open(who, "unit_data")
    at.query_params["laporan"] = stage.reports[where]
    return at.run()


@pytest.fixture
def begun(fresh: Stage) -> Stage:
    """Beside the report at its first review, one whose data is being collected."""
    report = Running(bootstrap.current_office()).register().until("kumpulkan-data")
    report.act(KASUBBAG, c.Start())
    fresh.reports = {**fresh.reports, "ordered": report.report_id}
    return fresh


@pytest.fixture
def units(begun: Stage) -> Stage:
    add_units(bootstrap.current_office())
    return begun


def texts(at: AppTest) -> str:
    return "\n".join(shown(one.value) for one in at.text)


def test_an_office_without_units_is_told_how_to_begin(begun: Stage) -> None:
    at = board(begun, KASUBBAG)

    assert headers(at)[0] == "Belum ada data yang diminta dari unit"
    assert "Daftar unit masih kosong." in texts(at)
    press(at, "Mulai dari 7 unit contoh")
    assert confirmations(at) == [
        "Daftar unit diisi dengan contoh; sesuaikan dengan kantor Anda."
    ]
    assert "Bidang Perlindungan Masyarakat (contoh)" in markup(at)


def test_kasubbag_asks_for_the_usual_tables_of_every_unit(units: Stage) -> None:
    at = board(units, KASUBBAG)
    assert field(at, "Tenggat (boleh kosong)").value == date(2026, 3, 9)  # 5 working days

    press(at, "Minta 3 tabel")

    assert confirmations(at) == ["3 tabel diminta."]
    assert headers(at)[0] == "0 dari 3 tabel sudah ada, 3 belum"
    assert [(e.unit, e.table) for e in entries_of(running(units))] == [
        ("linmas", "t2"),
        ("linmas", "t6"),
        ("umum", "t8"),
    ]
    assert "Diminta, tenggat 09/03/2026" in markup(at)
    assert "Untuk LKj Satpol PP Tahun 2025, kami masih menunggu" in at.code[0].value


def test_the_tim_records_a_file_a_place_and_nil(units: Stage) -> None:
    asked(running(units), "t2", "t6")
    asked(running(units), "t8", unit="umum")
    at = board(units, TIM)
    fill(at, "Unit", "linmas")
    fill_tables(at, ["t2"])
    at.file_uploader[0].upload("t2.pdf", pdf(), "application/pdf").run()
    press(at, "Catat")
    assert confirmations(at) == ["Data dicatat."]

    fill(at, "Unit", "linmas")
    fill_tables(at, ["t6"])
    fill(at, "Cara", "Catat tempat aslinya")
    fill(at, "Tempat aslinya", "Map Linmas 2026")
    press(at, "Catat")

    fill(at, "Unit", "umum")
    fill_tables(at, ["t8"])
    fill(at, "Cara", "Nihil")
    fill(at, "Mengapa nihil? (wajib, minimal 10 karakter)", "Tidak ada program penunjang.")
    press(at, "Catat")

    assert shown(headers(at)[0]) == "Semua data sudah ada: 3 dari 3 tabel"
    assert 'href="/unduh/data-bagian/4"' in markup(at)
    assert "Map Linmas 2026" in markup(at)
    assert "Nihil 02/03/2026" in markup(at)


def fill_tables(at: AppTest, tables: list[str], label: str = "Tabel") -> None:
    found = [one for one in at.multiselect if shown(one.label) == label]
    found[0].set_value(tables).run()


def test_an_incomplete_form_says_what_is_missing(units: Stage) -> None:
    asked(running(units))
    at = board(units, TIM)

    press(at, "Catat")

    said = " ".join(refusals(at))
    assert "Berkas: pilih satu: berkas, tempat aslinya, atau alasan nihil." in said
    assert "Tabel: wajib diisi." in said


def test_data_goes_back_with_a_reason(units: Stage) -> None:
    asked(running(units))
    delivered(running(units))
    at = board(units, KASUBBAG)
    label = "Yang perlu diperbaiki (wajib, minimal 10 karakter)"
    fill(at, "Unit", "linmas")
    fill_tables(at, ["t2"])
    fill(at, label, "Kolom realisasi kosong.")

    press(at, "Kembalikan ke unit")

    assert confirmations(at) == ["Data dikembalikan ke unit."]
    assert "1× dikembalikan" in markup(at)
    assert "dikembalikan: Kolom realisasi kosong." in at.code[0].value


def test_the_tim_hands_over_with_a_reason_while_data_is_missing(units: Stage) -> None:
    asked(running(units))
    at = units.open(TIM, "tasks", report="ordered")
    assert f"0 dari 1 tabel sudah ada, 1 belum: Bidang Linmas: {T2}" in texts(at)

    press(at, HAND_OVER)
    assert f"data berikut belum ada: Bidang Linmas: {T2}" in " ".join(refusals(at))

    fill(at, WHY, "Realisasi triwulan IV menyusul.")
    press(at, HAND_OVER)
    event = running(units).events[-1]
    assert payload_of(event)["missing_data"] == "Realisasi triwulan IV menyusul."
    said = "Diserahkan tanpa data lengkap: Realisasi triwulan IV menyusul."
    assert said in texts(units.open(KASUBBAG, "tasks", report="ordered"))
    assert said in markup(units.open(KASUBBAG, "reports", report="ordered"))


def test_the_reviewer_sees_what_is_missing_before_the_paraf(units: Stage) -> None:
    asked(running(units, "periksa-kasubbag"))
    at = units.open(KASUBBAG, "tasks", report="periksa-kasubbag")

    assert f"Bidang Linmas: {T2}" in texts(at)
    assert WHY not in [shown(one.label) for one in at.text_area]


def test_late_units_are_told_for_a_year_or_for_all(units: Stage) -> None:
    asked(running(units))
    at = board(units, "auditor")
    subheaders = [shown(one.value) for one in at.subheader]
    assert subheaders[-1] == "Belum ada tabel bertenggat yang datang"
    assert not [one for one in at.button if shown(one.label).startswith("Minta")]

    fill(at, "Tahun kinerja", 2025)
    assert "1 laporan, 1 unit, tahun kinerja 2025" in captions(at)


def test_a_unit_is_added_and_set_aside(units: Stage) -> None:
    at = board(units, "monev")
    fill(at, "Nama unit", "Bidang Trantibum")
    fill_tables(at, ["t2"], "Tabel yang biasa diminta")
    press(at, "Simpan unit")
    assert confirmations(at) == ["Unit disimpan."]

    with bootstrap.current_office().database.read() as conn:
        new = unit_store.units(conn)[-1]
    fill(at, "Unit yang diubah", new.id)
    found = [toggle for toggle in at.toggle if toggle.label == "Masih dimintai data"]
    found[0].set_value(False).run()
    buttons = [one for one in at.button if shown(one.label) == "Simpan unit"]
    buttons[1].click().run()

    assert "<td>tidak dimintai data lagi</td>" in markup(at)


def test_a_report_that_is_not_there_is_refused_in_words(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "unit_data")
    at.query_params["laporan"] = "tidak-ada"
    at.run()

    assert refusals(at) == ["Laporan tidak ditemukan."]


def test_the_report_leads_to_its_board(begun: Stage) -> None:
    at = begun.open(KASUBBAG, "reports", report="ordered")

    assert "Buka Data Bagian laporan ini" in [shown(link.label) for link in at.get("page_link")]


def test_a_choice_of_tables_stands_while_others_record_something(units: Stage) -> None:
    asked(running(units), "t6")
    at = board(units, KASUBBAG)
    fill_tables(at, [], label="Tabel dari Bidang Linmas")
    asked(running(units), "t1", unit="umum")

    press(at, "Minta 1 tabel")

    assert confirmations(at) == ["1 tabel diminta."]
    assert {(e.unit, e.table) for e in entries_of(running(units))} == {
        ("linmas", "t6"),
        ("umum", "t1"),
        ("umum", "t8"),
    }


def test_what_others_asked_for_meanwhile_is_not_asked_again(units: Stage) -> None:
    at = board(units, KASUBBAG)
    asked(running(units), "t2")

    press(at, "Minta 3 tabel")

    assert confirmations(at) == ["2 tabel diminta."]


def drafts_of(stage: Stage) -> list[str]:
    with bootstrap.current_office().database.read() as conn:
        return list(conn.execute(select(tables.drafts.c.form_key)).scalars())


def test_a_form_that_was_only_looked_at_keeps_no_day(units: Stage) -> None:
    asked(running(units), "t2", "t6")
    delivered(running(units), "t6")
    at = board(units, KASUBBAG)
    assert field(at, "Tanggal diterima").value == date(2026, 3, 2)

    assert drafts_of(units) == []
    fill(at, "Unit", "linmas")
    assert [key.partition("/")[0] for key in drafts_of(units)] == ["data-deliver"]


def test_a_form_that_was_sent_from_another_tab_can_be_sent_after_a_reload(
    units: Stage,
) -> None:
    asked(running(units), "t2", "t6")
    first = board(units, TIM)
    fill(first, "Unit", "linmas")
    fill(first, "Cara", "Catat tempat aslinya")
    second = fill(board(units, TIM), "Cara", "Catat tempat aslinya")
    for at, table, place in ((first, "t2", "Map 1"), (second, "t6", "Map 2")):
        fill_tables(at, [table])
        fill(at, "Tempat aslinya", place)
        press(at, "Catat")
    assert "isian berubah saat dikirim ulang" in " ".join(refusals(second))

    at = board(units, TIM)
    fill(at, "Cara", "Catat tempat aslinya")
    assert field(at, "Tempat aslinya").value == "Map 2"
    press(at, "Catat")

    assert confirmations(at) == ["Data dicatat."]
    assert [e.place for e in entries_of(running(units))][2:] == ["Map 1", "Map 2"]


def test_units_that_bear_one_name_are_told_apart(units: Stage) -> None:
    asked(running(units), "t2")
    renamed = replace(LINMAS, name="Bidang Baru"), replace(UMUM, name="Bidang Linmas")
    add_units(bootstrap.current_office(), *renamed)
    asked(running(units), "t8", unit="umum")

    options = field(board(units, TIM), "Unit").options

    assert options == ["Bidang Linmas (linmas)", "Bidang Linmas (umum)"]


def test_a_report_that_was_called_off_awaits_nothing(units: Stage) -> None:
    report = running(units)
    asked(report, "t2", "t6")
    assert "1 laporan, 1 unit" in captions(board(units, TIM))

    report.an_act = AT_ONCE
    report.act("kepala_satuan", c.Cancel(note="kegiatan ditiadakan"))

    assert "Belum ada data yang diminta dari unit pada tahun ini." in texts(board(units, TIM))


def captions(at: AppTest) -> str:
    return "\n".join(shown(one.value) for one in at.caption)
