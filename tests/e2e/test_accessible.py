"""Every screen, light and dark: nothing for axe beyond what Streamlit itself does."""

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.served import Desk, Served, desk, one_report, served
from tests.support.axe import COLOUR_RULES, assert_accessible
from tests.support.browser import settled
from tests.support.relatives import first_and_others

pytestmark = pytest.mark.browser

SCREENS = (
    ("kasubbag_renja_monev", "/beranda"),
    ("kasubbag_renja_monev", "/tugas"),
    ("kasubbag_renja_monev", "/laporan"),
    ("kasubbag_renja_monev", "/waktu"),
    ("kasubbag_renja_monev", "/pengembalian"),
    ("kasubbag_renja_monev", "/rencana"),
    ("kasubbag_renja_monev", "/buku-agenda"),
    ("kasubbag_renja_monev", "/data-bagian"),
    ("kasubbag_renja_monev", "/sop"),
    ("kasubbag_renja_monev", "/kalender"),
    ("kasubbag_renja_monev", "/penyebab"),
    ("kasubbag_renja_monev", "/status"),
    ("monev", "/kesesuaian"),
    ("monev", "/alur"),
    ("kasubbag_renja_monev", "/analisis"),
    ("monev", "/tabel-7"),
    ("kasubbag_renja_monev", "/unduh-data"),
    ("kasubbag_renja_monev", "/profil"),
    ("kasubbag_renja_monev", "/tugas?id={first}"),
    ("kasubbag_renja_monev", "/laporan?id={first}"),
    ("monev", "/catat"),
    ("administrator", "/orang"),
    ("administrator", "/kesehatan"),
    ("monev", "/impor"),
)
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("dark", "light")
OWN_PAGES = (
    "/masuk",
    "/cetak/sop/penyusunan-lkj",
    "/cetak/ringkasan",
    "/cetak/tabel-7?semester=2026-1",
    "/ganti-sandi",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("axe"), one_report) as running:
        yield running


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    """An office PC; test_accessible_forms.py has the phone."""
    with desk(browser, place, bypass_csp=True) as opened:
        yield opened


# A table, charts, a form and a page of our own, which is one for all of them.
TRIED = ("/beranda", "/waktu", "/tugas?id={first}")


def marks(number: int, path: str, scheme: Scheme) -> tuple[pytest.MarkDecorator, ...]:
    """Every screen in one scheme, the next one in the other; `make torture` in both."""
    if scheme != SCHEMES[number % 2]:
        return (pytest.mark.exhaustive,)
    return () if path in TRIED else (pytest.mark.thorough,)


BOTH = [
    pytest.param(who, path, scheme, marks=marks(number, path, scheme))
    for number, (who, path) in enumerate(SCREENS)
    for scheme in SCHEMES
]


def assert_accessible_in_both_schemes(page: Page) -> None:
    """A page follows its reader's system at once; in the second only its colours differ."""
    page.emulate_media(color_scheme="dark")
    assert_accessible(page)
    page.emulate_media(color_scheme="light")
    assert_accessible(page, rules=COLOUR_RULES)


@pytest.mark.parametrize(("who", "path", "scheme"), BOTH)
def test_a_screen_is_accessible(
    people: Desk, place: Served, who: str, path: str, scheme: Scheme
) -> None:
    page = people.turn(who, path.format_map(place.reports))
    if path == "/catat":
        page.get_by_label("Laporan", exact=True).click()
        page.get_by_role("option").first.click()
        settled(page)
    page.emulate_media(color_scheme=scheme)

    assert_accessible(page)


@pytest.mark.parametrize("path", first_and_others(OWN_PAGES))
def test_a_page_of_our_own_is_accessible(people: Desk, path: str) -> None:
    people.sit_down("kasubbag_renja_monev")
    if path == "/masuk":
        people.sign_out()
    page = people.first_tab()
    page.goto(path)

    assert_accessible_in_both_schemes(page)
