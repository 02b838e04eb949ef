"""Buku Agenda: reading, recording, correcting and cancelling, by everybody who may."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lkj import bootstrap
from lkj.store import agenda_store, draft_store
from tests.pages.stage import (
    EVERYBODY,
    KASUBBAG,
    SEKRETARIS,
    SEVERAL,
    TITLE,
    Stage,
    headers,
    markup,
    offers,
    on_stage,
    refusals,
    shown,
)
from tests.pages.widgets import confirmations, field, fill, press
from tests.support.staffed import NOBODY, Running
from tests.usecases.agenda_cases import incoming, outgoing

MONEV = "monev"
EDITORS = {MONEV, SEKRETARIS, KASUBBAG}
WHY = "Alasan koreksi atau pembatalan (wajib, minimal 10 karakter)"
WORDS = "Cari nomor, pengirim atau tujuan, isi ringkasan"
HOSTILE = "<img src=x onerror=alert(1)> **tebal** :red[merah]"


def add(n: int = 1, **facts: object) -> None:
    """Letters that came in, straight into the book."""
    office = bootstrap.current_office()
    with office.database.write() as conn:
        for _ in range(n):
            entry = incoming(**facts)
            serial = agenda_store.next_serial(conn, entry.book, entry.year)
            agenda_store.add(conn, entry, serial=serial, account_id=None, at=bootstrap.clock())


def serials(at: AppTest) -> list[int]:
    """The serials of the table, as they stand."""
    return [int(n) for n in re.findall(r"<tr><td>(\d+)</td>", markup(at))]


def record(at: AppTest, subject: str = "Disposisi LKj") -> AppTest:
    fill(at, "Pengirim (wajib)", "Kepala Satuan")
    fill(at, "Isi ringkasan (wajib)", subject)
    return press(at, "Simpan surat masuk")


def test_an_empty_book_says_what_to_do(fresh: Stage) -> None:
    at = fresh.open(NOBODY, "agenda")

    assert headers(at) == ["Belum ada surat masuk tahun 2026"]
    assert any("mulai dari disposisi penyusunannya" in text.value for text in at.text)
    assert "/cetak/buku-agenda" not in markup(at)


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_reads_and_few_write(fresh: Stage, who: str) -> None:
    fresh.sit_down(who)
    add()
    at = fresh.open(who, "agenda")

    assert not at.exception
    assert headers(at) == ["1 surat masuk tahun 2026"]
    assert serials(at) == [1]
    wanted = {"Catat surat masuk", "Simpan surat masuk", "Koreksi atau batalkan"}
    assert offers(at) == (wanted if who in EDITORS else set())


def test_a_letter_is_recorded_and_stands_first(fresh: Stage) -> None:
    add()
    at = record(fresh.open(MONEV, "agenda"))

    assert confirmations(at) == ["Surat dicatat dalam Buku Agenda."]
    assert serials(at) == [2, 1]
    assert headers(at) == ["2 surat masuk tahun 2026"]
    assert field(at, "Isi ringkasan (wajib)").value == ""


def test_a_letter_about_a_report_leads_to_it(fresh: Stage) -> None:
    at = fresh.open(MONEV, "agenda")
    report = fresh.reports["periksa-kasubbag"]
    field(at, "Laporan yang terkait (boleh kosong)").select(report).run()
    at = record(at)

    assert f'href="/laporan?id={report}" target="_self">{TITLE}</a>' in markup(at)


def test_an_outgoing_letter_has_fields_of_its_own(fresh: Stage) -> None:
    at = fresh.open(MONEV, "agenda")
    fill(at, "Buku", "keluar")
    fill(at, "Tanggal surat (wajib)", date(2026, 3, 1))
    fill(at, "Dikirim kepada (wajib)", "Biro Organisasi")
    fill(at, "Alamat (boleh kosong)", "Pontianak")
    fill(at, "Isi ringkasan (wajib)", "Penyampaian LKj")
    press(at, "Simpan surat keluar")

    assert headers(at) == ["1 surat keluar tahun 2026"]
    assert "<td>Pontianak</td>" in markup(at)
    assert dict(at.query_params) == {"buku": "keluar", "tahun-buku": "2026"}


def test_what_is_missing_is_told_and_what_was_typed_stays(fresh: Stage) -> None:
    at = fresh.open(MONEV, "agenda")
    fill(at, "Isi ringkasan (wajib)", "Disposisi")
    press(at, "Simpan surat masuk")

    assert "Pengirim atau tujuan: wajib diisi." in shown(refusals(at)[0])
    assert field(at, "Isi ringkasan (wajib)").value == "Disposisi"


def kept(who: str) -> dict[str, Any]:
    with bootstrap.current_office().database.read() as conn:
        found = draft_store.all_of(conn, f"akun-{who}")
    return {draft.form_key: draft.content for draft in found}


def test_of_a_form_that_was_only_looked_at_nothing_is_kept(fresh: Stage) -> None:
    add()
    at = fresh.open(MONEV, "agenda")
    field(at, "Baris").select_index(0).run()
    assert kept(MONEV) == {}

    fill(at, "Pengirim (wajib)", "Kepala Satuan")
    assert list(kept(MONEV)) == ["agenda/masuk/record"]
    assert "Kepala Satuan" in kept(MONEV)["agenda/masuk/record"]
    fill(at, WHY, "salah ketik isi surat")
    assert sorted(kept(MONEV)) == ["agenda/1/1/change", "agenda/masuk/record"]


def test_a_line_is_corrected_for_a_reason(fresh: Stage) -> None:
    add(subject="Disposisi salah")
    at = fresh.open(SEKRETARIS, "agenda")
    field(at, "Baris").select_index(0).run()
    fill(at, "Isi ringkasan (wajib)", "Disposisi benar", nth=1)
    fill(at, WHY, "salah ketik isi surat")
    press(at, "Simpan koreksi")

    assert confirmations(at) == ["Koreksi disimpan."]
    assert "Disposisi benar" in markup(at)
    assert "dikoreksi: salah ketik isi surat" in markup(at)


def test_a_cancelled_line_is_struck_through_and_says_why(fresh: Stage) -> None:
    add()
    at = fresh.open(MONEV, "agenda")
    field(at, "Baris").select_index(0).run()
    fill(at, WHY, "tercatat dua kali")
    press(at, "Batalkan baris")

    assert headers(at) == ["1 surat masuk tahun 2026, 1 dibatalkan"]
    assert "<s>Disposisi penyusunan LKj 2025</s>" in markup(at)
    assert "dibatalkan: tercatat dua kali" in markup(at)
    assert "Koreksi atau batalkan" not in offers(at)


def test_a_change_without_a_reason_is_refused(fresh: Stage) -> None:
    add()
    at = fresh.open(MONEV, "agenda")
    field(at, "Baris").select_index(0).run()
    press(at, "Batalkan baris")

    assert "Alasan: wajib diisi." in shown(refusals(at)[0])


def test_words_find_lines_and_stand_in_the_address_and_the_links(fresh: Stage) -> None:
    add()
    add(subject="Undangan rapat")
    at = fresh.open(NOBODY, "agenda")
    fill(at, WORDS, "undangan")

    assert serials(at) == [2]
    assert shown(at.caption[0].value).startswith("1 memuat “undangan” · Keadaan per ")
    assert dict(at.query_params)["cari"] == "undangan"
    assert "/unduh/buku-agenda.csv?buku=masuk&amp;tahun=2026&amp;cari=undangan" in markup(at)


def test_an_address_opens_the_book_that_it_names(fresh: Stage) -> None:
    add(entered_on=date(2024, 5, 6))
    at = fresh._app(NOBODY, Path("pages/agenda.py").resolve())
    at.query_params.update({"buku": "masuk", "tahun-buku": "2024"})

    assert headers(at.run()) == ["1 surat masuk tahun 2024"]


@pytest.mark.parametrize("named", [{"buku": "lain", "tahun-buku": "x"}, {"tahun-buku": "1999"}])
def test_an_address_that_names_no_book_opens_this_year(
    fresh: Stage, named: dict[str, str]
) -> None:
    at = fresh._app(NOBODY, Path("pages/agenda.py").resolve())
    at.query_params.update(named)

    assert headers(at.run()) == ["Belum ada surat masuk tahun 2026"]


def test_a_long_book_is_shown_in_windows_that_say_how_many(fresh: Stage) -> None:
    add(120)
    at = fresh.open(NOBODY, "agenda")

    assert serials(at) == list(range(120, 70, -1))
    assert "terbaru lebih dahulu: 50 dari 120" in markup(at)
    fill(at, "Bagian (dari 3, masing-masing 50 surat)", 3)
    assert serials(at) == list(range(20, 0, -1))


@pytest.fixture
def office_with_many(tmp_path: Path) -> Iterator[Stage]:
    with on_stage(SEVERAL, tmp_path) as opened:
        yield opened


def test_every_report_can_be_named(office_with_many: Stage) -> None:
    at = office_with_many.open(MONEV, "agenda")

    assert len(field(at, "Laporan yang terkait (boleh kosong)").options) == 15


def test_text_that_tries_to_be_markup_is_shown_as_typed(fresh: Stage) -> None:
    add(subject=HOSTILE, counterpart=HOSTILE, remark=HOSTILE, forwarded_to=HOSTILE)
    at = fresh.open(MONEV, "agenda")

    assert "<img src=x" not in markup(at)
    assert markup(at).count("&lt;img src=x onerror=alert(1)&gt; **tebal**") == 4
    assert field(at, "Baris").options == [f"No. 1: {HOSTILE}"]


def test_sent_letters_do_not_stand_among_those_received(fresh: Stage) -> None:
    office = bootstrap.current_office()
    with office.database.write() as conn:
        agenda_store.add(conn, outgoing(), serial=1, account_id=None, at=bootstrap.clock())
    at = fresh.open(NOBODY, "agenda")

    assert headers(at) == ["Belum ada surat masuk tahun 2026"]
    fill(at, "Buku", "keluar")
    assert headers(at) == ["1 surat keluar tahun 2026"]


def test_reports_of_one_title_are_told_apart(fresh: Stage) -> None:
    other = Running(bootstrap.current_office(), now=bootstrap.clock()).register()
    at = fresh.open(MONEV, "agenda")

    options = field(at, "Laporan yang terkait (boleh kosong)").options

    assert len(set(options)) == len(options) == 2
    assert any(shown(one).endswith(f"({other.report_id[-8:]})") for one in options)


def test_who_was_overtaken_is_told_and_can_copy_what_they_typed(fresh: Stage) -> None:
    add(subject="Disposisi salah ketik")
    late, first = fresh.open(MONEV, "agenda"), fresh.open(MONEV, "agenda")
    for at, subject in ((late, "Disposisi versi kedua"), (first, "Disposisi yang benar")):
        field(at, "Baris").select_index(0).run()
        fill(at, "Isi ringkasan (wajib)", subject, nth=1)
        fill(at, WHY, f"Isi surat: {subject}")
    press(first, "Simpan koreksi")

    late.button(key=key_of(late, "Simpan koreksi")).click().run()

    assert "dikoreksi orang lain selagi formulir ini terbuka" in " ".join(refusals(late))
    copied = {one.value for one in late.code}
    assert copied == {"Disposisi versi kedua", "Isi surat: Disposisi versi kedua"}
    assert field(late, "Isi ringkasan (wajib)", nth=1).value == "Disposisi yang benar"
    assert refusals(late.run()) == []


def key_of(at: AppTest, label: str) -> str:
    return next(str(one.key) for one in at.button if shown(one.label) == label)
