"""Data of the units in a real browser: asked, delivered as a file, handed over."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.domain import commands as c
from lkj.domain.state import payload_of
from lkj.usecases.office import Office
from tests.e2e.served import Desk, Served, desk, served
from tests.support.browser import settled
from tests.support.documents import pdf
from tests.support.fields import fill, pick
from tests.support.staffed import Running
from tests.support.unit_data import add_units

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough(
        "tests/pages/test_unit_data_page.py::test_the_tim_hands_over_with_a_reason_while_data_is_missing"
    ),
]

KASUBBAG, TIM = "kasubbag_renja_monev", "tim_lkj"
WHY = "Data belum lengkap. Alasan tetap menyerahkan (wajib, minimal 10 karakter)"


def ordered(office: Office) -> dict[str, str]:
    add_units(office)
    report = Running(office).register().until("kumpulkan-data")
    report.act(KASUBBAG, c.Start())
    return {"first": report.report_id}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("data"), ordered) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def deliver(page: Page, file: Path) -> None:
    """Record a file of Bidang Linmas for T2."""
    page.get_by_text("Catat data yang datang").click()
    pick(settled(page), "Unit", "Bidang Linmas")
    pick(page, "Tabel", "T2 Pengukuran")
    page.keyboard.press("Escape")
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(file.name).first).to_be_visible()
    settled(page).get_by_role("button", name="Catat", exact=True).click()


def test_kasubbag_asks_the_tim_collects_and_says_why_something_is_missing(
    place: Served, people: Desk, tmp_path: Path
) -> None:
    report = Running(place.office, place.reports["first"])
    file = tmp_path / "realisasi linmas.pdf"
    file.write_bytes(pdf("realisasi"))

    page = people.tab(KASUBBAG, f"/data-bagian?laporan={report.report_id}")
    page.get_by_role("button", name="Minta 3 tabel").click()
    expect(page.get_by_text("0 dari 3 tabel sudah ada, 3 belum")).to_be_visible()

    page = people.tab(TIM, f"/data-bagian?laporan={report.report_id}")
    deliver(page, file)
    expect(page.get_by_text("1 dari 3 tabel sudah ada, 2 belum")).to_be_visible()
    page.get_by_text("Semua catatan data (4)").click()
    with page.expect_download() as started:
        page.get_by_role("link", name=file.name).click()
    assert Path(started.value.path()).read_bytes() == file.read_bytes()

    page = people.tab(TIM, f"/tugas?id={report.report_id}")
    page.get_by_role("button", name="Serahkan bahan ke Kasubbag", exact=True).click()
    expect(page.get_by_text("Belum tersimpan: data berikut belum ada")).to_be_visible()
    fill(page, WHY, "Bagian Umum menyusul Jumat.")
    page.get_by_role("button", name="Serahkan bahan ke Kasubbag", exact=True).click()
    expect(page.get_by_text("Tersimpan, no. ")).to_be_visible()
    facts = payload_of(report.events[-1])
    assert facts["missing_data"] == "Bagian Umum menyusul Jumat."
