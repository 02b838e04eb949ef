"""The real app on an office with one person per role, and a page per person."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from lkj.domain.sop import Sop
from tests.support.browser import needed_browser, open_page, settled
from tests.support.cast import office_file, person_name
from tests.support.server import Server, running_app
from tests.support.sops import office_sop


@dataclass(frozen=True)
class RunningOffice:
    """A served office: where it is, where its data lies, which SOP it runs."""

    server: Server
    url: str
    sop: Sop


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningOffice]:
    directory: Path = tmp_path_factory.mktemp("office")
    sop = office_sop()
    url = office_file(directory, tuple(role.id for role in sop.roles))
    with running_app(directory, env={"LKJ_DATABASE_URL": url}) as server:
        yield RunningOffice(server, url, sop)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One for all files of this folder, which come one after another."""
    with needed_browser() as opened:
        yield opened


@pytest.fixture
def enter(browser: Browser, office: RunningOffice) -> Iterator[Callable[..., Page]]:
    """Sign in as the person of a role and wait for the first screen."""
    pages: list[Page] = []

    def open_as(key: str, **options: object) -> Page:
        page = open_page(browser, office.server.url, **options)  # type: ignore[arg-type]
        pages.append(page)
        page.goto("/masuk")
        page.get_by_role("button", name=person_name(key)).click()
        page.wait_for_url(lambda url: "/masuk" not in url)
        return settled(page)

    yield open_as
    for page in pages:
        page.context.close()
