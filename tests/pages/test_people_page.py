"""Orang dan akun: what the administrator does for people, accounts and roles."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from lkj.domain.accounts import AppRole
from lkj.domain.events import Capacity
from lkj.store import account_store
from tests.pages.stage import Stage, headers, markup, refusals
from tests.pages.widgets import confirmations, field, fill, press


@pytest.fixture
def people(fresh: Stage) -> AppTest:
    return fresh.open("administrator", "people")


def test_everybody_is_listed_with_account_and_roles(people: AppTest) -> None:
    assert headers(people) == ["8 orang, 8 akun"]
    assert "<td>Nama tim lkj</td><td>Staf</td>" in markup(people)
    assert "Tim LKj, Rab, 1 Jan 2020 – sekarang" in markup(people)


def test_a_person_is_added_and_changed(people: AppTest) -> None:
    fill(people, "Nama", "Dra. Siti Aminah, M.Si.")
    fill(people, "NIP (18 angka, boleh kosong)", "198001012005012001")
    press(people, "Simpan orang")
    assert headers(people) == ["9 orang, 8 akun"]

    field(people, "Orang").select("Dra. Siti Aminah, M.Si.").run()
    fill(people, "Aktif", False)
    press(people, "Simpan orang")

    assert confirmations(people) == ["Data orang disimpan."]
    assert "<td>Dra. Siti Aminah, M.Si.<div>tidak aktif</div></td>" in markup(people)


def test_a_wrong_nip_is_told_by_its_field(people: AppTest) -> None:
    fill(people, "Nama", "Siti")
    fill(people, "NIP (18 angka, boleh kosong)", "123")

    press(people, "Simpan orang")

    said = "Periksa kembali isian berikut.  \n• NIP: harus 18 angka."
    assert refusals(people) == [said]
    assert field(people, "Nama").value == "Siti"


def test_a_new_account_gets_a_link_that_is_shown_once(people: AppTest) -> None:
    fill(people, "Nama", "Siti")
    press(people, "Simpan orang")
    field(people, "Untuk orang").select("Siti").run()
    fill(people, "Nama pengguna", "siti")
    fill(people, "Peran aplikasi (boleh kosong)", [AppRole.AUDITOR])
    press(people, "Buat akun")
    assert headers(people) == ["9 orang, 9 akun"]
    field(people, "Akun").select("siti (Siti)").run()

    press(people, "Buat tautan sekali pakai")

    said = "Tautan dibuat, berlaku 24 jam dan hanya sekali. Salin sekarang."
    assert confirmations(people) == [said]
    assert "/atur-sandi/" in people.code[0].value
    people.run()
    assert list(people.code) == confirmations(people) == []


def test_an_account_is_disabled_and_enabled_again(people: AppTest) -> None:
    field(people, "Akun").select("tim.lkj (Nama tim lkj)").run()

    press(people, "Nonaktifkan akun")
    assert "tim.lkj (tidak aktif)" in markup(people)
    press(people, "Aktifkan akun")

    assert "tim.lkj (tidak aktif)" not in markup(people)


def test_the_last_administrator_stays(people: AppTest) -> None:
    field(people, "Akun").select("administrator (Nama administrator)").run()

    press(people, "Nonaktifkan akun")
    assert refusals(people) == ["Administrator aktif terakhir tidak dapat dinonaktifkan."]
    fill(people, "Peran aplikasi (boleh kosong)", [])
    press(people, "Simpan peran")

    assert refusals(people) == ["Administrator aktif terakhir tidak dapat dinonaktifkan."]


def test_a_role_is_given_for_a_time_and_ended(fresh: Stage, people: AppTest) -> None:
    press(people, "Tetapkan peran")
    assert refusals(people) == ["Pilih orang, peran, dan tanggal mulainya."]
    field(people, "Orang", nth=1).select("Nama tim lkj").run()
    field(people, "Peran").select("Kasubbag Renja dan Monev").run()
    fill(people, "Sebagai", Capacity.ACTING_DAILY)
    fill(people, "Sejak", date(2026, 3, 2))
    press(people, "Tetapkan peran")
    assert "Plh. Kasubbag Renja dan Monev, Sen, 2 Mar 2026 – sekarang" in markup(people)

    press(people, "Akhiri peran")
    assert refusals(people) == ["Pilih peran dan hari terakhirnya."]
    running = field(people, "Akhiri peran")
    running.select(next(option for option in running.options if "Plh." in option)).run()
    fill(people, "Hari terakhir", date(2026, 3, 20))
    press(people, "Akhiri peran")

    with fresh.database.read() as conn:
        held = account_store.assignments(conn, "tim_lkj")
    assert {(a.capacity, a.valid_to) for a in held} == {
        (Capacity.DEFINITIVE, None),
        (Capacity.ACTING_DAILY, date(2026, 3, 20)),
    }
