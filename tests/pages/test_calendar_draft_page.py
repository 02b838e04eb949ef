"""Kalender kerja for those who may change it: a draft, its effect, putting it into force."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lkj.reference import read_calendar
from lkj.store import audit_store
from lkj.worktime import DatedException, ExceptionKind
from lkj.worktime.calendar_text import calendar_text
from tests.pages.stage import KASUBBAG, Stage, markup, offers, refusals, shown
from tests.pages.widgets import confirmations, field, fill, press

DECREE = "Dasar: keputusan atau edaran (wajib, kecuali perkiraan)"
SURE = "Saya sudah memeriksa perubahan dan akibatnya"


@pytest.fixture
def calendar(fresh: Stage) -> AppTest:
    return fresh.open("monev", "calendar")


def put_holiday(at: AppTest, day: date = date(2026, 3, 3), name: str = "Hari jadi") -> AppTest:
    fill(at, "Jenis (wajib)", ExceptionKind.LOCAL_HOLIDAY)
    fill(at, "Tanggal (wajib)", day)
    fill(at, "Keterangan (wajib)", name)
    fill(at, DECREE, "SE Gubernur 3/2026")
    return press(at, "Masukkan ke rancangan")


def subheaders(at: AppTest) -> list[str]:
    return [shown(one.value) for one in at.subheader]


def said(at: AppTest) -> str:
    return "\n".join(shown(one.value) for one in at.markdown)


def test_a_day_becomes_a_draft_that_says_what_it_would_change(calendar: AppTest) -> None:
    put_holiday(calendar)

    assert confirmations(calendar) == ["Hari jadi masuk rancangan; belum berlaku."]
    assert subheaders(calendar)[0] == "Rancangan versi 2: 1 perubahan belum berlaku"
    assert "Bila diberlakukan: Tidak ada dari 3 penilaian yang berubah" in said(calendar)
    lines = [one.value for one in calendar.text]
    assert (
        "Ditambah: Sel, 3 Mar 2026, Hari jadi, libur daerah atau kantor (SE Gubernur 3/2026)"
        in lines
    )
    # The year is still shown as it counts.
    assert "Selasa, 3 Maret 2026: libur daerah" not in markup(calendar)
    field(calendar, "Yang ditampilkan").set_value("Rancangan").run()
    assert "Selasa, 3 Maret 2026: libur daerah atau kantor, Hari jadi" in markup(calendar)
    captions = [shown(one.value) for one in calendar.caption]
    assert any(one.startswith("Rancangan versi 2, belum berlaku.") for one in captions)


def test_a_draft_counts_only_once_it_was_checked_and_activated(
    fresh: Stage, calendar: AppTest
) -> None:
    put_holiday(calendar)
    (activate,) = [one for one in calendar.button if one.label == "Berlakukan versi 2"]
    assert activate.disabled

    field(calendar, SURE).check().run()
    press(calendar, "Berlakukan versi 2")

    with fresh.database.read() as conn:
        (last,) = audit_store.recent(conn, 1)
    assert last.action == "calendar.activate"
    assert confirmations(calendar) == [
        f"Kalender versi 2 berlaku, penilaian tidak berubah. Jejak audit no. {last.no}."
    ]
    assert "Selasa, 3 Maret 2026: libur daerah atau kantor, Hari jadi" in markup(calendar)
    official = fresh.open(KASUBBAG, "calendar")
    assert "2 (berlaku)" in markup(official)
    assert "Nama monev" in markup(official)
    assert offers(official) == set()


def test_what_is_wrong_is_told_at_once_and_stays_typed(calendar: AppTest) -> None:
    press(calendar, "Masukkan ke rancangan")
    assert refusals(calendar) == ["Pilih jenis dan tanggalnya dahulu."]
    fill(calendar, "Jenis (wajib)", ExceptionKind.HALF_DAY)
    fill(calendar, "Tanggal (wajib)", date(2026, 4, 7))
    fill(calendar, "Jam kerja (wajib)", "pagi")

    press(calendar, "Masukkan ke rancangan")

    (refusal,) = refusals(calendar)
    assert "Keterangan: wajib diisi." in refusal
    assert "Dasar: wajib diisi, atau tandai sebagai perkiraan." in refusal
    assert "Jam kerja: 'pagi' bukan jam kerja; tulis seperti 07.30-12.00." in refusal
    assert field(calendar, "Jam kerja (wajib)").value == "pagi"


def test_ramadan_is_offered_with_its_usual_hours(calendar: AppTest) -> None:
    fill(calendar, "Jenis (wajib)", ExceptionKind.RAMADAN_HOURS)

    assert field(calendar, "Jam kerja (wajib)").value == "08.00-12.00, 12.30-15.00"
    assert field(calendar, "Jam kerja Jumat (kosong: sama)").value == "08.00-11.30, 12.30-15.30"
    assert field(calendar, "Keterangan (wajib)").value == "Ramadan"


def test_a_row_is_changed_or_removed_and_the_change_undone(calendar: AppTest) -> None:
    label = "Kam, 1 Jan 2026: Tahun Baru Masehi"
    field(calendar, "Baris 2026").select(label).run()

    press(calendar, "Hapus dalam rancangan")

    removed = "Tahun Baru Masehi dihapus dalam rancangan; belum berlaku."
    assert confirmations(calendar) == [removed]
    press(calendar, "Urungkan")
    assert confirmations(calendar) == ["Satu perubahan diurungkan."]
    field(calendar, "Baris 2026").select(label).run()
    fill(calendar, "Keterangan (wajib)", "Tahun Baru", nth=0)
    press(calendar, "Ganti dalam rancangan")
    assert subheaders(calendar)[0] == "Rancangan versi 2: 2 perubahan belum berlaku"


def test_a_draft_is_given_up(calendar: AppTest) -> None:
    put_holiday(calendar)

    press(calendar, "Ya, buang rancangan")

    assert confirmations(calendar) == [
        "Rancangan dibuang; kalender yang berlaku tidak berubah."
    ]
    assert subheaders(calendar)[0] == "Jam kerja dalam sepekan"


def test_a_new_year_says_what_it_lacks_and_waits_for_it(calendar: AppTest) -> None:
    press(calendar, "Muat 2028")

    (lacking,) = [shown(w.value) for w in calendar.warning if "2028" in w.value]
    assert lacking.startswith("2028 belum memuat: Tahun Baru Masehi, ")
    assert "Hari Raya Natal" in lacking
    field(calendar, SURE).check().run()
    press(calendar, "Berlakukan versi 2")
    assert refusals(calendar)[0].startswith("Belum dapat diberlakukan: tahun 2028")


def test_the_week_is_changed_with_its_decree(calendar: AppTest) -> None:
    fill(calendar, "Sabtu (kosong: libur)", "08.00-12.00")
    fill(calendar, "Dasar: peraturan jam kerja (wajib)", "Pergub 2/2026")

    press(calendar, "Masukkan jam ke rancangan")

    line = "Diubah: jam kerja sepekan, Sabtu 08.00–12.00 (Pergub 2/2026)"
    assert line in [one.value for one in calendar.text]


def test_two_who_edit_at_once_do_not_overwrite_each_other(
    fresh: Stage, calendar: AppTest
) -> None:
    other = fresh.open("administrator", "calendar")
    fresh.sit_down("monev")
    put_holiday(calendar)

    fresh.sit_down("administrator")
    press(other, "Muat 2028")

    (refusal,) = refusals(other)
    assert refusal.startswith("Belum tersimpan: kalender sudah diubah oleh Nama monev pada")
    press(other, "Muat 2028")
    assert confirmations(other) == ["2028 masuk rancangan; tambahkan hari liburnya."]


def test_a_newer_file_is_offered_taken_or_set_aside(
    fresh: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = DatedException(
        first=date(2026, 7, 1),
        last=date(2026, 7, 1),
        weekdays=frozenset(range(7)),
        slots=(),
        name="Hari baru",
        basis="Keppres",
        kind=ExceptionKind.PUBLIC_HOLIDAY,
        is_estimate=False,
    )
    shipped = read_calendar()
    newer = replace(shipped, version=3, exceptions=(*shipped.exceptions, row))
    file = tmp_path / "lebih-baru.toml"
    file.write_text(calendar_text(newer), encoding="utf-8")
    monkeypatch.setenv("LKJ_CALENDAR_FILE", str(file))

    at = fresh.open("monev", "calendar")

    (info,) = [shown(one.value) for one in at.info]
    assert info.startswith("Berkas kalender memuat versi lebih baru (versi 3): 1 perubahan")
    press(at, "Masukkan berkas ke rancangan")
    assert confirmations(at) == ["Isi berkas masuk rancangan; belum berlaku."]
    assert [one.value for one in at.info] == []
    press(at, "Ya, buang rancangan")
    press(at, "Abaikan isi berkas ini")
    assert [one.value for one in at.info] == []
