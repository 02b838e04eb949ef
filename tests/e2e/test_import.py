"""The office's own history: the template filled in, imported through the page, seen at once."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.labels.import_words import COLUMN, SHEET
from tests.e2e.served import Desk, Served, desk, go, no_reports, served
from tests.support.browser import settled
from tests.support.history_files import BOOK, TITLE

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough(
        "tests/pages/test_import_page.py::test_a_template_is_previewed_and_stored_by_one_confirmation"
    ),
]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("impor"), no_reports) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def test_a_template_typed_from_the_agenda_is_imported_without_editing_and_withdrawn(
    place: Served, people: Desk, tmp_path: Path
) -> None:
    page = people.tab("monev", "/impor")
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh templat Excel").click()
    file = tmp_path / "riwayat 2024.xlsx"
    download.value.save_as(file)
    type_into(file)

    upload(page, file)
    expect(
        page.get_by_text("10 pelaksanaan: 10 untuk lama penyelesaian, 2 untuk")
    ).to_be_visible()
    expect(page.get_by_text("1 laporan akan dibuat; 1 orang baru tanpa akun")).to_be_visible()
    assert place.n_events() == 0
    page.get_by_role("button", name="Impor 1 laporan").click()
    expect(page.get_by_text("Diimpor: 1 laporan, 10 pelaksanaan")).to_be_visible()
    assert place.n_events() == 11

    go(page, "/beranda")
    expect(page.get_by_text(TITLE).first).to_be_visible()
    go(page, "/impor")
    upload(page, file)
    expect(page.get_by_text("Berkas ini sudah diimpor pada")).to_be_visible()
    assert place.n_events() == 11

    page.get_by_role("button", name="Tarik impor ini").click()
    reason = page.get_by_role("textbox", name="Alasan (wajib")
    reason.fill("berkas percobaan saja")
    reason.press("Tab")
    settled(page)
    page.get_by_role("button", name="Ya, tarik impor ini").click()
    expect(page.get_by_text("Impor ditarik; laporannya tidak lagi")).to_be_visible()
    go(page, "/beranda")
    expect(page.get_by_text(TITLE)).to_have_count(0)


def type_into(file: Path) -> None:
    """Fill the template in as a person would: below the examples, title and year once."""
    book = openpyxl.load_workbook(file)
    page = book[SHEET]
    headings = {cell.value: cell.column for cell in page[1]}
    for at, row in enumerate(BOOK, start=page.max_row + 1):
        for key, value in row.items():
            page.cell(at, headings[COLUMN[key].heading]).value = value
    book.save(file)


def upload(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    settled(page)
