"""What fails shows our words and a code; the log has the code, the type and the places."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.http.office_files import office_file_routes
from lkj.http.server import routes
from lkj.http.site import Site
from lkj.ui.navigation import SCREENS
from lkj.usecases.office import Settings
from tests.e2e.served import Desk, Served, desk, go, served
from tests.http.sites import SHELL
from tests.support.browser import settled
from tests.support.log_lines import Line, awaited
from tests.support.offices import Clock
from tests.support.settings import ROOT
from tests.support.tab import Screen, opened_tab
from tests.support.visitor import run

pytestmark = pytest.mark.browser

FAILING = ROOT / "tests" / "support" / "failing" / "app.py"
CODE = re.compile(r"[0-9A-F]{4}-[0-9A-F]{4}")
# What belongs to nobody's screen: words of Python, of the database, of our files.
INTERNALS = (
    *("Traceback", "RuntimeError", "sqlalchemy", "sqlite", "OperationalError", "planned"),
    *("SELECT", "password_hash", "postgresql", "rahasia", "/srv", ".py", "/lkj/"),
)
# Of those, what no line of the log may hold: the error's own message.
TYPED = ("SELECT", "password_hash", "postgresql", "rahasia", "/srv")
# Parts of an address, as each pattern of a route takes them.
EXAMPLES = {"int": "1", "str": "contoh"}


@pytest.fixture(scope="module")
def flag(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tanda") / "rusak"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory, flag: Path) -> Iterator[Served]:
    directory = tmp_path_factory.mktemp("gangguan")
    with served(directory, app=FAILING, LKJ_TEST_FAULT=str(flag)) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


@pytest.fixture
def page(people: Desk) -> Page:
    """A screen that works, of somebody who may do much."""
    return people.turn("administrator", "/profil")


@pytest.fixture
def cookie(people: Desk) -> str:
    """What lets somebody in who may do much."""
    people.sit_down("administrator")
    return people.cookie


@pytest.fixture
def fault(flag: Path) -> Iterator[None]:
    """From now on everything fails."""
    flag.touch()
    yield
    flag.unlink()


def code_shown(text: str) -> str:
    """The code, of a screen that shows nothing else of what happened."""
    found = CODE.search(text)
    assert found is not None, text
    assert [word for word in INTERNALS if word in text] == []
    return found[0]


def incident(place: Served, code: str) -> Line:
    """The line that a code finds; nowhere does the log have the message."""
    log = place.server.log()
    assert [word for word in TYPED if word in log] == []
    return awaited(place.server, said="incident", code=code)


async def sent(url: str, cookie: str, address: str) -> Screen:
    """What the server sends to who opens a page, whatever a browser would make of it."""
    async with opened_tab(url, cookie, "") as tab:
        return await tab.open(address)


@pytest.mark.parametrize("address", [screen.address for screen in SCREENS])
def test_a_bug_in_any_page_shows_a_code_that_the_log_has(
    place: Served, cookie: str, fault: None, address: str
) -> None:
    screen = run(sent(place.server.url, cookie, address))

    (refusal,) = screen.refusals
    assert refusal.startswith("Terjadi gangguan pada halaman ini")
    code = code_shown(screen.text)
    assert list(screen.of("exception")) == []
    line = incident(place, code)
    assert line["error"]["type"] == "RuntimeError"
    assert any(frame.startswith("pages/") for frame in line["error"]["frames"])
    assert awaited(place.server, said="failed run", code=code)["page"] == address


def test_a_bug_in_a_callback_shows_a_code_that_the_log_has(
    place: Served, page: Page, fault: None
) -> None:
    page.get_by_role("button", name="Keluar").click()

    expect(page.get_by_test_id("stAlert").first).to_contain_text("Terjadi gangguan")
    line = incident(place, code_shown(page.locator("body").inner_text()))
    assert any(frame.endswith(" _leave") for frame in line["error"]["frames"])


def addresses() -> list[tuple[str, str]]:
    """An address of every route of ours, and its pattern."""
    office = SimpleNamespace(settings=Settings(database_url="sqlite://"))
    site = Site(office=office, clock=Clock(), shell=SHELL)  # type: ignore[arg-type]
    all_routes = [*routes(site), *office_file_routes(site)]
    found = [
        (re.sub(r"{\w+:?(\w*)}", lambda part: EXAMPLES[part[1] or "str"], one.path), one.path)
        for one in all_routes
        if one.methods and "GET" in one.methods
    ]
    return [(re.sub("/atur-sandi/.*", "/atur-sandi/" + "x" * 43, a), p) for a, p in found]


@pytest.mark.parametrize(("address", "pattern"), addresses(), ids=str)
def test_a_bug_in_any_route_shows_a_code_that_the_log_has(
    place: Served, cookie: str, fault: None, address: str, pattern: str
) -> None:
    answer = httpx2.get(f"{place.server.url}{address}", headers={"cookie": cookie})

    assert answer.status_code == 500
    code = code_shown(answer.text)
    assert incident(place, code)["error"]["type"] == "RuntimeError"
    line = awaited(place.server, said="request", code=code)
    assert line["status"] == 500
    assert line["route"] == pattern


def test_after_a_failure_the_way_on_is_still_there(place: Served, page: Page) -> None:
    with place.database.write() as conn:
        conn.exec_driver_sql("ALTER TABLE planned_reports RENAME TO hilang")

    go(page, "/rencana")
    code = code_shown(page.locator("body").inner_text())

    assert page.get_by_test_id("stException").count() == 0
    (cause,) = [incident(place, code)["error"]["cause"]]
    assert cause["words"] == "SQLITE_ERROR: no such table: planned_reports"
    with place.database.write() as conn:
        conn.exec_driver_sql("ALTER TABLE hilang RENAME TO planned_reports")
    page.get_by_role("link", name="Rencana laporan").click()
    expect(settled(page).get_by_role("heading", name="Rencana laporan")).to_be_visible()
