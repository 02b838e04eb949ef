"""Antarsatuan in a real browser: the server makes the snapshots by itself."""

from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.served import Look, office_pc
from tests.support.axe import assert_accessible
from tests.support.browser import PHONE, settled
from tests.support.server import Server, running_app

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough(
        "tests/pages/test_offices_page.py::test_a_choice_changes_what_is_compared_and_what_is_downloaded"
    ),
]

NOW = "2026-11-02T03:00:00+00:00"
FILE = """
[[satuan]]
kode = "inspektorat"
nama = "Inspektorat"
contoh = true
membandingkan = true

[[satuan]]
kode = "dinkes"
nama = "Dinas Kesehatan dan Pengendalian Penduduk Provinsi"
contoh = true
"""
PATIENCE = 60  # seconds until both examples are filled and told


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    directory: Path = tmp_path_factory.mktemp("provinsi")
    file = directory / "satuan.toml"
    file.write_text(FILE, encoding="utf-8")
    env = {"LKJ_OFFICES": str(file), "LKJ_TEST_NOW": NOW}
    with running_app(directory, env=env) as started:
        end = monotonic() + PATIENCE
        while len(list(directory.glob("potret/*/*/SHA256SUMS"))) < 2:
            assert monotonic() < end, started.log()
            sleep(0.2)
        yield started


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A tab that nobody has signed in to, open to axe."""
    opened = office_pc(browser, server.url).new_page()
    Look(bypass_csp=True).apply_to(opened)
    yield opened
    opened.close()
    opened.context.clear_cookies()


def entered(page: Page, code: str, who: str = "Petugas Monev") -> Page:
    page.goto(f"/masuk?satuan={code}")
    page.get_by_role("button", name=who).click()
    page.wait_for_url(lambda url: "/masuk" not in url)
    return settled(page)


@pytest.mark.parametrize("is_phone", [False, True])
def test_the_page_can_be_read_by_everybody_on_every_screen(page: Page, is_phone: bool) -> None:
    look = Look(size=PHONE, dark=True, bypass_csp=True) if is_phone else Look(bypass_csp=True)
    look.apply_to(page)
    entered(page, "inspektorat").goto("/antarsatuan")
    settled(page)

    expect(page.get_by_role("heading", name="Perbandingan satuan kerja")).to_be_visible()
    expect(page.get_by_text("2 dari 2 satuan kerja · potret tertua")).to_be_visible()
    expect(page.get_by_role("heading", name="Pengembalian menurut pemeriksa")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_choice_stands_in_the_address_and_in_what_is_downloaded(page: Page) -> None:
    entered(page, "inspektorat").goto("/antarsatuan?langkah-satuan=tanda-tangan")
    settled(page)

    expect(page.get_by_role("heading", name="Langkah 6")).to_be_visible()
    link = page.get_by_role("link", name="Waktu per langkah: CSV")
    expect(link).to_have_attribute("href", "/unduh/antarsatuan/waktu.csv?langkah=tanda-tangan")
    with page.expect_download() as taken:
        link.click()
    assert taken.value.suggested_filename == "antarsatuan-waktu-2026-11-02.csv"


def test_who_does_not_compare_does_not_find_it(page: Page) -> None:
    entered(page, "dinkes")

    expect(page.get_by_role("link", name="Profil")).to_be_visible()
    expect(page.get_by_role("link", name="Antarsatuan")).to_have_count(0)
    page.goto("/antarsatuan")
    settled(page)
    expect(page.get_by_text("Halaman ini tidak tersedia untuk peran Anda.")).to_be_visible()
