"""The real app on a staffed office with reports in it, its clock stopped."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Browser, BrowserContext, Page

from lkj.domain.sop import Sop
from lkj.store import event_store, session_store
from lkj.store.database import Database
from lkj.store.session_store import SessionRow
from lkj.usecases.office import Office
from lkj.usecases.sign_in import token_sha256
from tests.support.browser import OFFICE_PC, PHONE, open_page, settled
from tests.support.offices import NOW, mark_as_example
from tests.support.server import Server, running_app
from tests.support.settings import ROOT
from tests.support.staffed import ALWAYS, Running, name_of, staffed_office

COOKIE = "lkj_sid"
AT = NOW + timedelta(hours=8)  # Monday, 2 March 2026, 16.00 WIB
Prepare = Callable[[Office], dict[str, str]]


@dataclass(frozen=True)
class Served:
    """A served office: `reports` tells the ids of its reports by name."""

    server: Server
    office: Office
    reports: dict[str, str] = field(default_factory=dict)

    @property
    def database(self) -> Database:
        """The data that the server works on."""
        return self.office.database

    def n_events(self) -> int:
        """How many events are stored."""
        with self.database.read() as conn:
            return event_store.revision(conn)


def no_reports(_: Office) -> dict[str, str]:
    """An office that has not begun."""
    return {}


def one_report(office: Office) -> dict[str, str]:
    """One report that waits for Kasubbag to review it, as the form knows it."""
    return {"first": Running(office).register().until("periksa-kasubbag").report_id}


@contextmanager
def served(
    directory: Path,
    prepare: Prepare = one_report,
    *,
    sop: Sop | None = None,
    now: datetime | None = AT,
    port: int = 0,
    is_example: bool = True,
    app: Path = ROOT / "app.py",
    **environment: str,
) -> Iterator[Served]:
    """Start a cold server on a new office; the example mark lets tests sign in by button.

    `now` None lets its clock run.
    """
    office = staffed_office(directory, sop=sop)
    if is_example:
        mark_as_example(office)
    reports = prepare(office)
    stopped = now.isoformat() if now else ""
    env = {"LKJ_DATABASE_URL": office.settings.database_url, "LKJ_TEST_NOW": stopped}
    with running_app(directory, env=env | environment, port=port, app=app) as server:
        yield Served(server, office, reports)
    office.database.dispose()


def signed_in_token(place: Served, who: str) -> str:
    """Open a session for somebody; what its cookie holds."""
    token = uuid4().hex
    row = SessionRow(
        token_sha256(token), f"akun-{who}", AT, AT, AT + ALWAYS, None, "127.0.0.1", ""
    )
    with place.database.write() as conn:
        session_store.open_session(conn, row)
    return token


def sign_in_again(page: Page, who: str, path: str) -> Page:
    """Ask for a page while signed out, sign in by button, and be led on to it."""
    page.goto(path)
    page.get_by_role("button", name=name_of(who)).click()
    page.wait_for_url(lambda url: "/masuk" not in url)
    return settled(page)


@cache
def office_pc(browser: Browser, url: str) -> BrowserContext:
    """What all desks share: loading the app's scripts for the first time takes seconds."""
    return open_page(browser, url).context


@dataclass(frozen=True)
class Look:
    """How a tab shows the app: on which screen, light or dark, open to axe or not."""

    size: tuple[int, int] = OFFICE_PC
    dark: bool = False
    bypass_csp: bool = False

    def apply_to(self, page: Page) -> None:
        """Set it for everything that is opened in this tab."""
        page.set_viewport_size({"width": self.size[0], "height": self.size[1]})
        page.emulate_media(color_scheme="dark" if self.dark else "light")
        devtools = page.context.new_cdp_session(page)
        devtools.send("Page.setBypassCSP", {"enabled": self.bypass_csp})
        touch = {"enabled": self.size == PHONE}
        devtools.send("Emulation.setTouchEmulationEnabled", touch)


class Desk:
    """One browser at which people take turns: what it has loaded once, it keeps."""

    def __init__(self, context: BrowserContext, place: Served, look: Look) -> None:
        self._context, self._place, self._look = context, place, look
        self._pages: list[Page] = []
        self._sitting = self.cookie = ""

    def sit_down(self, who: str) -> None:
        """Let somebody be signed in from now on, in a session of their own."""
        token = signed_in_token(self._place, who)
        one = {"name": COOKIE, "value": token, "url": self._place.server.url}
        self._context.add_cookies([one])  # type: ignore[list-item]
        self._sitting, self.cookie = who, f"{COOKIE}={token}"

    def empty_tab(self) -> Page:
        """A new tab, before anything is opened in it."""
        page = self._context.new_page()
        self._look.apply_to(page)
        self._pages.append(page)
        return page

    def first_tab(self) -> Page:
        """The tab that is always there."""
        return self._pages[0] if self._pages else self.empty_tab()

    def tab(self, who: str, path: str) -> Page:
        """Open a page as somebody, in the first tab."""
        self.sit_down(who)
        return go(self.first_tab(), path)

    def turn(self, who: str, path: str) -> Page:
        """Come to a page in the first tab; who sits there already goes on within the app."""
        if not self.sits(who) or not is_in_app(self.first_tab()):
            return self.tab(who, path)
        return turn_to(self.first_tab(), path)

    def own_tab(self, who: str, path: str) -> Page:
        """Open a page as somebody, in a new tab; it stays theirs until it is loaded anew."""
        self.sit_down(who)
        return self.second_tab(path)

    def second_tab(self, path: str) -> Page:
        """Open a page in another tab of whoever sits here."""
        return go(self.empty_tab(), path)

    def sign_out(self) -> None:
        """Let nobody be signed in from now on."""
        self._context.clear_cookies()
        self._sitting = ""

    def sits(self, who: str) -> bool:
        """Whether somebody is signed in here."""
        # At another desk somebody else may have sat down since.
        kept = [f"{one.get('name')}={one.get('value')}" for one in self._context.cookies()]
        return who == self._sitting and self.cookie in kept

    def leave(self) -> None:
        """Close every tab and be signed out."""
        for page in self._pages:
            page.close()
        self.sign_out()


@contextmanager
def desk(
    browser: Browser,
    place: Served,
    *,
    size: tuple[int, int] = OFFICE_PC,
    dark: bool = False,
    bypass_csp: bool = False,
) -> Iterator[Desk]:
    """A desk for many people; options are those of `open_page`."""
    context = office_pc(browser, place.server.url)
    opened = Desk(context, place, Look(size=size, dark=dark, bypass_csp=bypass_csp))
    yield opened
    opened.leave()


def is_in_app(page: Page) -> bool:
    """Whether the tab shows a screen of the app, not a page of our own or nothing yet."""
    return page.get_by_test_id("stApp").count() > 0


def turn_to(page: Page, path: str) -> Page:
    """Go to another screen as the way back does: nothing is loaded anew."""
    return settled(hurry_to(page, path))


def hurry_to(page: Page, path: str) -> Page:
    """The same without waiting until the screen is complete, for who knows what to press."""
    page.evaluate(
        """path => {
            history.pushState({}, '', path);
            dispatchEvent(new PopStateEvent('popstate'));
        }""",
        path,
    )
    return page


def go(page: Page, path: str) -> Page:
    """Open another page in the same tab."""
    page.goto(path)
    return settled(page)
