"""Text that tries to be something else is shown as it was typed, and does nothing."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from lkj.domain import commands as c
from lkj.domain.accounts import Person
from lkj.store import account_store
from lkj.usecases.office import Office
from tests.e2e.served import Desk, Served, desk, served, turn_to
from tests.support.browser import PHONE, settled
from tests.support.staffed import Running

pytestmark = pytest.mark.browser
longer = pytest.mark.thorough("test_a_report_shows_every_text_as_it_was_typed")

SEKRETARIS, KASUBBAG, TIM = "sekretaris", "kasubbag_renja_monev", "tim_lkj"
TITLE = "<img src=x onerror=window.hit=1> **tebal** ![p](https://evil.example/a.png) $x$"
NOTE = (
    "<script>window.hit=2</script> [klik](javascript:window.hit=3) :red[merah] `kode` "
    "| a | b | # judul https://evil.example/b"
)
FORMULA = '=HYPERLINK("https://evil.example";"x") \'atau\' -1+1 {{7*7}} {0} %s ${jndi:ldap://x}'
RTL = "laporan عربي עברית تجربة 中文 🙂"
LONG = "W" * 180
NAME = "O'Brien <b onmouseover=window.hit=4>&amp; *Putra*"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("jahat"), hostile_reports) as opened:
        yield opened


def hostile_reports(office: Office) -> dict[str, str]:
    """Reports whose titles, notes, reasons and people try everything."""
    with office.database.write() as conn:
        account_store.update_person(conn, Person(TIM, NAME, "", NAME))
    report = Running(office).register(title=TITLE, disposition_number=FORMULA)
    report.until("periksa-kasubbag")
    report.send_back()
    report.go()
    report.act(KASUBBAG, c.Note(text=NOTE))
    report.act(SEKRETARIS, c.Note(text=FORMULA))
    report.act(TIM, c.Note(text=f"{RTL} {LONG}"))
    return {
        "hostile": report.report_id,
        "long": Running(office).register(title=LONG).report_id,
        "rtl": Running(office).register(title=RTL).report_id,
    }


class Watch:
    """Every request of a page, and whether any script of the texts ran."""

    def __init__(self, page: Page, place: Served) -> None:
        self._page, self._own = page, place.server.url
        self.requests: list[str] = []
        page.on("request", self._note)
        page.on("dialog", lambda dialog: self.requests.append(f"dialog:{dialog.message}"))

    def _note(self, request: Request) -> None:
        self.requests.append(request.url)

    def foreign(self) -> list[str]:
        """Requests that left our host; a picture in the page itself leaves nothing."""
        ours = (self._own, self._own.replace("http", "ws", 1), "data:", "blob:")
        return [url for url in self.requests if not url.startswith(ours)]

    def hit(self) -> object:
        """What a script of the texts left behind."""
        return self._page.evaluate("window.hit")


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


@pytest.fixture
def page(people: Desk) -> Page:
    """A screen without any of the texts; what they did to it would still be seen."""
    return people.turn(KASUBBAG, "/profil")


@longer
@pytest.mark.parametrize("address", ["/beranda", "/laporan", "/tugas"])
def test_titles_are_shown_as_they_were_typed(place: Served, page: Page, address: str) -> None:
    watch = Watch(page, place)

    turn_to(page, address)

    expect(page.get_by_text(TITLE).first).to_be_visible()
    assert watch.foreign() == []
    assert watch.hit() is None


def test_a_report_shows_every_text_as_it_was_typed(place: Served, page: Page) -> None:
    watch = Watch(page, place)
    turn_to(page, f"/laporan?id={place.reports['hostile']}")
    page.get_by_text("Semua catatan").click()

    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    for text in (FORMULA, NOTE, LONG, RTL, NAME):
        expect(page.get_by_text(text).first).to_be_visible()
    for bar in page.locator(".js-plotly-plot .bars path").all()[:3]:
        bar.hover(force=True)  # what the chart says of a pass
    assert page.locator("img[src=x], b[onmouseover]").count() == 0
    assert watch.foreign() == []
    assert watch.hit() is None


def test_a_form_shows_what_came_in_as_it_was_typed(place: Served, page: Page) -> None:
    watch = Watch(page, place)

    turn_to(page, f"/tugas?id={place.reports['hostile']}")

    expect(page.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(page.get_by_text(NAME).first).to_be_visible()
    assert watch.foreign() == []
    assert watch.hit() is None


@longer
def test_typed_text_comes_back_as_it_was_typed(place: Served, page: Page) -> None:
    watch = Watch(page, place)
    turn_to(page, f"/laporan?id={place.reports['rtl']}")
    page.get_by_text("Tulis catatan").click()
    page.get_by_label("Catatan", exact=True).fill(NOTE)
    page.keyboard.press("Tab")

    page.get_by_role("button", name="Simpan catatan").click()

    expect(page.get_by_text("Catatan disimpan.")).to_be_visible()
    settled(page).get_by_text("Semua catatan").click()
    expect(page.get_by_text(NOTE).first).to_be_visible()
    assert watch.foreign() == []
    assert watch.hit() is None


@longer
def test_a_long_word_does_not_widen_the_page(browser: Browser, place: Served) -> None:
    with desk(browser, place, size=PHONE) as phone:
        for address in ("/tugas", "/beranda", f"/laporan?id={place.reports['long']}"):
            page = phone.turn(SEKRETARIS, address)
            expect(page.get_by_text(LONG).first).to_be_visible()
            assert page.evaluate(OVERFLOW) == [], address


# Elements that stick out of the page, unless a part of it that scrolls by itself holds them.
OVERFLOW = """
() => {
  const holds = e => ['auto', 'scroll', 'hidden'].includes(getComputedStyle(e).overflowX);
  const isHeld = e => {
    for (let p = e.parentElement; p && p.dataset.testid !== 'stMain'; p = p.parentElement)
      if (holds(p)) return true;
    return false;
  };
  return [...document.querySelectorAll('[data-testid="stMainBlockContainer"] *')]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !isHeld(e))
    .map(e => e.outerHTML.slice(0, 120));
}
"""


def test_the_printed_sheet_and_the_download_carry_nothing_active(
    place: Served, page: Page
) -> None:
    watch = Watch(page, place)
    page.goto("/cetak/sop/penyusunan-lkj")
    assert page.locator("script").count() == 0
    with page.expect_download() as download:
        page.evaluate("location.href = '/unduh/status.csv'")
    table = download.value.path().read_text(encoding="utf-8-sig")

    assert "\n=" not in table
    assert ";=" not in table
    assert TITLE.split(maxsplit=1)[0] in table
    assert watch.foreign() == []
