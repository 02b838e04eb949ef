"""Buku Agenda in a real browser: a letter is written, corrected, cancelled, and printed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.domain.agenda import Book
from lkj.store import agenda_store
from tests.e2e.served import Desk, Served, desk, served
from tests.support.browser import settled
from tests.support.fields import fill, pick, type_date

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough(
        "tests/pages/test_agenda_page.py::test_a_letter_is_recorded_and_stands_first"
    ),
]

MONEV, AUDITOR = "monev", "auditor"
TITLE = "LKj Satpol PP Tahun 2025"
SUBJECT = "<b>Disposisi</b> *LKj* :red[2025]"
NUMBER = "000.8.6.3/001/SATPOL-PP/2026"
WHY = "Alasan koreksi atau pembatalan (wajib, minimal 10 karakter)"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    template = {"LKJ_LETTER_NUMBER_TEMPLATE": "000.8.6.3/{no:3}/SATPOL-PP/{tahun}"}
    with served(tmp_path_factory.mktemp("agenda"), **template) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def change(page: Page, line: str, reason: str, button: str) -> None:
    """Say why one line is changed, and press a button."""
    page.get_by_text("Koreksi atau batalkan").click()
    pick(settled(page), "Baris", line)
    fill(page, WHY, reason)
    page.get_by_role("button", name=button, exact=True).click()


def test_a_letter_from_first_to_last(place: Served, people: Desk) -> None:
    page = people.tab(MONEV, "/buku-agenda")
    expect(page.get_by_role("heading", name="Belum ada surat masuk tahun 2026")).to_be_visible()
    page.get_by_text("Surat keluar", exact=True).click()
    settled(page).get_by_text("Catat surat keluar").click()
    type_date(settled(page), "Tanggal surat (wajib)", "02032026")
    fill(page, "Dikirim kepada (wajib)", "Biro Organisasi")
    fill(page, "Isi ringkasan (wajib)", SUBJECT)
    pick(page, "Laporan yang terkait (boleh kosong)", TITLE)
    page.get_by_role("button", name="Simpan surat keluar", exact=True).click()

    expect(page.get_by_text("Surat dicatat dalam Buku Agenda.")).to_be_visible()
    expect(page.get_by_role("cell", name=NUMBER)).to_be_visible()
    expect(page.get_by_role("cell", name=SUBJECT, exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()

    change(page, "No. 1", "salah alamat tujuan", "Simpan koreksi")
    expect(page.get_by_text("Koreksi disimpan.")).to_be_visible()
    expect(page.get_by_text("dikoreksi: salah alamat tujuan")).to_be_visible()

    page.reload()
    change(settled(page), "No. 1", "tidak jadi dikirim", "Batalkan baris")
    expect(page.get_by_text("Baris dibatalkan.")).to_be_visible()
    expect(page.get_by_text("dibatalkan: tidak jadi dikirim")).to_be_visible()
    with place.database.read() as conn:
        (line,) = agenda_store.lines(conn, Book.OUTGOING, 2026)
    assert (line.is_cancelled, line.n_later, line.entry.subject) == (True, 2, SUBJECT)


def test_an_address_leads_an_auditor_to_the_book_its_paper_and_its_file(people: Desk) -> None:
    page = people.tab(AUDITOR, "/buku-agenda?buku=keluar&tahun-buku=2026")
    expect(page.get_by_role("heading", name="1 surat keluar tahun 2026")).to_be_visible()
    expect(page.get_by_text("Catat surat keluar")).to_have_count(0)

    with page.expect_download() as started:
        page.get_by_role("link", name="Buku Agenda: Excel").click()
    assert started.value.suggested_filename == "buku-agenda-keluar-2026-2026-03-02.xlsx"
    with page.expect_navigation():
        page.evaluate("location = '/cetak/buku-agenda?buku=keluar&tahun=2026'")
    expect(page.get_by_role("heading", name="Buku Agenda")).to_be_visible()
    expect(page.get_by_role("cell", name="dibatalkan: tidak jadi dikirim")).to_be_visible()
