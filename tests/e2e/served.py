"""The real app on a staffed office with reports in it, its clock stopped."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page

from lkj.domain.sop import Sop
from lkj.store import event_store
from lkj.store.database import Database
from lkj.usecases.office import Office
from tests.support.browser import open_page, settled
from tests.support.offices import NOW, mark_as_example
from tests.support.server import Server, running_app
from tests.support.staffed import Running, name_of, staffed_office

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


def go(page: Page, path: str) -> Page:
    """Open another page in the same tab."""
    page.goto(path)
    return settled(page)
