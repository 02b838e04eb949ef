"""What was typed is not lost, and what is sent twice is done once."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.domain import commands as c
from lkj.store import tables
from lkj.usecases.office import Office
from tests.e2e.served import AT, Desk, Served, desk, served, sign_in_again, turn_to
from tests.support.browser import settled
from tests.support.fields import choose
from tests.support.staffed import AT_ONCE, Running

pytestmark = pytest.mark.browser

KASUBBAG, SEKRETARIS = "kasubbag_renja_monev", "sekretaris"
NAMES = ("reloaded", "idle", "pressed twice", "raced", "taken back", "left")
TO_MEND = "Yang perlu diperbaiki"
TEXT = "Jumlah capaian pada tabel 3 belum cocok dengan lampiran"
APPROVE, RETURN = "Setujui, paraf, dan serahkan ke Sekretaris", "Kembalikan ke Tim LKj"
RESTORED = "Isian yang belum terkirim dipulihkan."


def waiting_reports(office: Office) -> dict[str, str]:
    """One report for each test, all at Kasubbag's review."""
    return {
        name: Running(office).register().until("periksa-kasubbag").report_id for name in NAMES
    }


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("isian"), waiting_reports) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def form_of(place: Served, name: str) -> str:
    return f"/tugas?id={place.reports[name]}"


def text_of(page: Page) -> str:
    return page.get_by_label(TO_MEND).input_value()


def is_sign_in(url: str) -> bool:
    return urlsplit(url).path == "/masuk"


def n_events(place: Served, name: str) -> int:
    query = tables.events.select().where(tables.events.c.report_id == place.reports[name])
    with place.database.read() as conn:
        return len(conn.execute(query).all())


def test_a_half_typed_return_survives_a_reload_and_shows_in_a_second_tab(
    place: Served, people: Desk
) -> None:
    tab = people.tab(KASUBBAG, form_of(place, "reloaded"))
    choose(tab, "Salah hitung")
    tab.get_by_label(TO_MEND).press_sequentially(TEXT)
    tab.wait_for_timeout(700)  # looks up from the keyboard
    settled(tab)

    tab.reload()  # the field was never left

    settled(tab)
    expect(tab.get_by_text(RESTORED)).to_be_visible()
    assert text_of(tab) == TEXT
    second = people.second_tab(form_of(place, "reloaded"))
    assert text_of(second) == TEXT
    second.get_by_role("button", name=RETURN).click()
    expect(second.get_by_text("Tersimpan, no.")).to_be_visible()


@pytest.mark.thorough("test_a_half_typed_return_survives_a_reload_and_shows_in_a_second_tab")
def test_an_idle_sign_out_leads_back_to_the_form_with_its_text(
    place: Served, people: Desk
) -> None:
    page = people.own_tab(KASUBBAG, form_of(place, "idle"))
    page.get_by_label(TO_MEND).fill(TEXT)
    page.keyboard.press("Tab")
    settled(page)
    idle_for(place, timedelta(minutes=31))

    choose(page, "Salah hitung")
    expect(page.get_by_text("Sesi berakhir. Silakan masuk lagi")).to_be_visible()
    assert page.get_by_label(TO_MEND).count() == 0
    page.get_by_role("link", name="Masuk", exact=True).click()
    page.wait_for_url(is_sign_in)
    sign_in_again(page, KASUBBAG, page.url)

    assert page.url.endswith(form_of(place, "idle"))
    expect(page.get_by_text(RESTORED)).to_be_visible()
    assert text_of(page) == TEXT


def idle_for(place: Served, span: timedelta) -> None:
    """Let all sessions have been used last so long ago."""
    with place.database.write() as conn:
        conn.execute(tables.sessions.update().values(last_seen_at=AT - span))


def test_a_double_click_decides_once(place: Served, people: Desk) -> None:
    page = people.tab(KASUBBAG, form_of(place, "pressed twice"))
    before = n_events(place, "pressed twice")

    page.get_by_role("button", name=APPROVE).dblclick()
    page.get_by_role("button", name=APPROVE).click(force=True, timeout=500, no_wait_after=True)

    expect(page.get_by_text("Tersimpan, no.")).to_be_visible()
    settled(page)
    assert n_events(place, "pressed twice") == before + 1


@pytest.mark.thorough("test_a_half_typed_return_survives_a_reload_and_shows_in_a_second_tab")
def test_of_two_tabs_the_second_is_told_who_and_when_and_keeps_its_text(
    place: Served, people: Desk
) -> None:
    first = people.tab(KASUBBAG, form_of(place, "raced"))
    second = people.second_tab(form_of(place, "raced"))
    choose(second, "Salah hitung")
    second.get_by_label(TO_MEND).fill(TEXT)
    settled(
        second, quiet=1_500
    )  # what is typed is sent after a pause; here before the other acts
    before = n_events(place, "raced")

    first.get_by_role("button", name=APPROVE).click()
    expect(first.get_by_text("Tersimpan, no.")).to_be_visible()
    second.get_by_role("button", name=RETURN).click()

    said = "sudah diproses oleh Nama kasubbag renja monev pada Sen, 2 Mar 2026 16.00 WIB"
    expect(second.get_by_text(said)).to_be_visible()
    expect(second.get_by_text(TEXT)).to_be_visible()
    assert n_events(place, "raced") == before + 1


@pytest.mark.thorough("test_a_half_typed_return_survives_a_reload_and_shows_in_a_second_tab")
def test_taking_back_works_until_the_next_person_acts(place: Served, people: Desk) -> None:
    mine = people.turn(KASUBBAG, form_of(place, "taken back"))
    mine.get_by_role("button", name=APPROVE).click()
    mine.get_by_role("button", name="Tarik kembali").first.click()
    expect(mine.get_by_text("Ditarik kembali; langkah terbuka lagi.")).to_be_visible()
    report = Running(place.office, place.reports["taken back"], now=AT, an_act=AT_ONCE)
    report.go()
    turn_to(mine, f"/laporan?id={report.report_id}")
    expect(mine.get_by_role("button", name="Tarik kembali")).to_be_visible()

    report.act(SEKRETARIS, c.Start())
    before = n_events(place, "taken back")
    mine.get_by_role("button", name="Tarik kembali").click()

    expect(mine.get_by_role("button", name="Tarik kembali")).to_have_count(0, timeout=20_000)
    assert n_events(place, "taken back") == before


@pytest.mark.thorough("test_a_half_typed_return_survives_a_reload_and_shows_in_a_second_tab")
def test_signing_out_ends_every_tab(place: Served, people: Desk) -> None:
    page = people.tab(KASUBBAG, "/tugas")
    other = people.second_tab(form_of(place, "left"))

    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url(is_sign_in)
    other.get_by_role("button", name=APPROVE).click()

    expect(other.get_by_text("Sesi berakhir. Silakan masuk lagi")).to_be_visible()
    expect(other.get_by_text("LKj Satpol PP Tahun 2025")).to_have_count(0)
    assert n_events(place, "left") == 5
    other.reload()
    other.wait_for_url(is_sign_in)
