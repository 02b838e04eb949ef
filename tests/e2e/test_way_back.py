"""From a report back to the list, by every way there is; the address says where one is."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.served import Desk, Served, desk, served
from tests.support.browser import settled
from tests.support.relatives import first_and_others

pytestmark = pytest.mark.browser
longer = pytest.mark.thorough("test_a_row_opens_its_report_and_the_address_can_be_passed_on")

KASUBBAG = "kasubbag_renja_monev"
TITLE = "LKj Satpol PP Tahun 2025"
# address -> heading of the list, heading of one report
HEADINGS = {
    "/laporan": ("Laporan", TITLE),
    "/tugas": ("Tugas saya", "Langkah 4: Periksa Kasubbag"),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("kembali")) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


@pytest.mark.parametrize(
    ("address", "link"),
    first_and_others(
        [
            ("/laporan", "Laporan"),
            ("/laporan", "Semua laporan"),
            ("/tugas", "Tugas saya (1)"),
            ("/tugas", "Semua tugas"),
        ]
    ),
)
def test_every_link_to_the_list_leads_to_the_list(
    place: Served, people: Desk, address: str, link: str
) -> None:
    title, here = HEADINGS[address]
    page = people.turn(KASUBBAG, f"{address}?id={place.reports['first']}")
    heading(page, here)

    page.get_by_role("link", name=link, exact=True).click()

    heading(page, title)
    assert urlsplit(page.url)[2:4] == (address, "")
    page.go_back()
    heading(page, here)


def test_a_row_opens_its_report_and_the_address_can_be_passed_on(
    place: Served, people: Desk
) -> None:
    page = people.turn(KASUBBAG, "/beranda")

    page.get_by_role("link", name=TITLE).click()

    heading(page, TITLE)
    assert page.url.endswith(f"/laporan?id={place.reports['first']}")
    other = people.own_tab("auditor", page.url)
    heading(other, TITLE)


@longer
def test_after_a_decision_the_list_stays_on_reload(place: Served, people: Desk) -> None:
    page = people.turn(KASUBBAG, f"/tugas?id={place.reports['first']}")

    page.get_by_role("button", name="Setujui, paraf, dan serahkan ke Sekretaris").click()

    heading(page, "Tugas saya")
    page.reload()
    heading(settled(page), "Tugas saya")
    assert urlsplit(page.url)[2:4] == ("/tugas", "")
