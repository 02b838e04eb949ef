"""The real app on a staffed office with reports in it, its clock stopped."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import Browser, Page

from lkj.domain.sop import Sop
from lkj.store import event_store, session_store
from lkj.store.database import Database
from lkj.store.session_store import SessionRow
from lkj.usecases.office import Office
from lkj.usecases.sign_in import token_sha256
from tests.support.browser import open_page, settled
from tests.support.offices import NOW, mark_as_example
from tests.support.server import Server, running_app
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
    now: datetime = AT,
    **environment: str,
) -> Iterator[Served]:
    """Start a cold server on a new office; the example mark lets tests sign in by button."""
    office = staffed_office(directory, sop=sop)
    mark_as_example(office)
    reports = prepare(office)
    env = {"LKJ_DATABASE_URL": office.settings.database_url, "LKJ_TEST_NOW": now.isoformat()}
    with running_app(directory, env=env | environment) as server:
        yield Served(server, office, reports)
    office.database.dispose()


def enter(
    browser: Browser, place: Served, who: str, path: str = "/", **options: object
) -> Page:
    """Sign in as somebody in a browser of their own and wait for the page at `path`."""
    page = open_page(browser, place.server.url, **options)  # type: ignore[arg-type]
    return sign_in_again(page, who, path)


def sign_in_again(page: Page, who: str, path: str) -> Page:
    """Ask for a page while signed out, sign in by button, and be led on to it."""
    page.goto(path)
    page.get_by_role("button", name=name_of(who)).click()
    page.wait_for_url(lambda url: "/masuk" not in url)
    return settled(page)


class Desk:
    """One browser at which people take turns: what it has loaded once, it keeps."""

    def __init__(self, page: Page, place: Served) -> None:
        self._page, self._context, self._place = page, page.context, place

    def sit_down(self, who: str) -> None:
        """Let somebody be signed in from now on, in a session of their own."""
        token = uuid4().hex
        row = SessionRow(
            token_sha256(token), f"akun-{who}", AT, AT, AT + ALWAYS, None, "127.0.0.1", ""
        )
        with self._place.database.write() as conn:
            session_store.open_session(conn, row)
        cookie = {"name": COOKIE, "value": token, "url": self._place.server.url}
        self._context.add_cookies([cookie])  # type: ignore[list-item]

    def tab(self, who: str, path: str) -> Page:
        """Open a page as somebody, in the first tab."""
        self.sit_down(who)
        return go(self._page, path)

    def own_tab(self, who: str, path: str) -> Page:
        """Open a page as somebody, in a new tab; it stays theirs until it is loaded anew."""
        self.sit_down(who)
        return self.second_tab(path)

    def second_tab(self, path: str) -> Page:
        """Open a page in another tab of whoever sits here."""
        return go(self._context.new_page(), path)


@contextmanager
def desk(browser: Browser, place: Served, **options: object) -> Iterator[Desk]:
    """A browser for many people; options are those of `open_page`."""
    page = open_page(browser, place.server.url, **options)  # type: ignore[arg-type]
    context = page.context
    yield Desk(page, place)
    context.close()


def go(page: Page, path: str) -> Page:
    """Open another page in the same tab."""
    page.goto(path)
    return settled(page)
