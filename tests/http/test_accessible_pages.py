import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from lkj.usecases.callers import HOST
from lkj.usecases.initial_passwords import reset_password
from tests.http.sites import Web
from tests.support.axe import assert_accessible
from tests.support.browser import OFFICE_PC, PHONE, open_page
from tests.support.offices import NOW, mark_as_example, small_office
from tests.support.server import free_port

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.thorough("tests/e2e/test_accessible.py::test_a_page_of_our_own_is_accessible"),
]


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Web:
    return Web.of(small_office(tmp_path_factory.mktemp("kantor")))


@pytest.fixture(scope="module")
def url(web: Web) -> Iterator[str]:
    port = free_port()
    options = uvicorn.Config(web.app, port=port, log_config=None, ws="none", lifespan="off")
    server = uvicorn.Server(options)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(params=["office, light", "phone, dark"])
def page(request: pytest.FixtureRequest, browser: Browser, url: str) -> Iterator[Page]:
    is_phone = request.param.startswith("phone")
    size = PHONE if is_phone else OFFICE_PC
    opened = open_page(browser, url, size=size, dark=is_phone, bypass_csp=True)
    yield opened
    opened.context.close()


def test_the_sign_in_page_is_accessible_and_fits(page: Page) -> None:
    page.goto("/masuk")
    page.fill("#username", "budi")
    page.fill("#password", "salah")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")

    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.activeElement.id") == "password"


def test_changing_a_password_is_accessible(web: Web, page: Page) -> None:
    temporary = reset_password("rina", door=HOST, office=web.office, now=NOW)
    page.goto("/masuk")
    page.fill("#username", "rina")
    page.fill("#password", temporary)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ganti-sandi")

    assert_accessible(page)


def test_a_refusal_is_accessible(page: Page) -> None:
    page.goto("/_stcore/metrics")

    assert_accessible(page)


def test_the_example_page_is_accessible_and_fits(web: Web, page: Page) -> None:
    mark_as_example(web.office)

    page.goto("/masuk")

    assert page.locator("button.person").count() == 3
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
