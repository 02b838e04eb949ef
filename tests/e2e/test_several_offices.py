"""Two satuan kerja behind one address, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import assert_accessible
from tests.support.browser import PHONE, open_page, settled
from tests.support.server import Server, running_app

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough(
        "tests/http/test_several_offices.py::test_signing_in_keeps_the_office_for_the_next_time"
    ),
]

NOW = "2026-11-02T03:00:00+00:00"  # the calendar holds the years of an example before it

FILE = """
[[satuan]]
kode = "satpol-pp"
nama = "Satuan Polisi Pamong Praja"
contoh = true

[[satuan]]
kode = "biro-organisasi"
nama = "Biro Organisasi Sekretariat Daerah"
contoh = true
"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    directory: Path = tmp_path_factory.mktemp("provinsi")
    file = directory / "satuan.toml"
    file.write_text(FILE, encoding="utf-8")
    env = {"LKJ_OFFICES": str(file), "LKJ_TEST_NOW": NOW}
    with running_app(directory, env=env) as started:
        yield started


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    opened = open_page(browser, server.url, bypass_csp=True)
    yield opened
    opened.context.close()


def test_one_chooses_once_and_then_works_in_that_office(page: Page) -> None:
    page.goto("/status")
    expect(page.get_by_role("heading", name="Pilih satuan kerja Anda")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Biro Organisasi").click()
    page.get_by_role("button", name="Petugas Monev").click()
    page.wait_for_url("**/status")

    expect(settled(page).locator(".lkj-office")).to_have_text(
        "Biro Organisasi Sekretariat Daerah"
    )
    page.get_by_role("button", name="Keluar").click()
    page.wait_for_url("**/masuk")
    expect(page.locator(".office")).to_contain_text("Biro Organisasi Sekretariat Daerah")


def test_the_choice_can_be_changed_and_fits_a_phone(browser: Browser, server: Server) -> None:
    page = open_page(browser, server.url, size=PHONE, dark=True, bypass_csp=True)
    page.goto("/masuk?satuan=satpol-pp")
    page.get_by_role("link", name="Ganti satuan kerja").click()

    expect(page.get_by_role("link", name="Biro Organisasi")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.close()
