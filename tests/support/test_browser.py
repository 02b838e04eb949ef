"""The harness that drives the browser, on the sample app."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.support.axe import assert_accessible, violations
from tests.support.browser import install_commands, open_page, settled
from tests.support.server import Server, running_app
from tests.support.settings import ROOT

pytestmark = pytest.mark.browser
longer = pytest.mark.thorough("tests/e2e/test_accessible.py::test_a_screen_is_accessible")


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    app = ROOT / "tests" / "support" / "sample" / "app.py"
    with running_app(tmp_path_factory.mktemp("sample"), env={}, app=app) as server:
        yield server


@longer
def test_a_settled_page_shows_the_answer_of_a_slow_script(
    browser: Browser, sample: Server
) -> None:
    page = open_page(browser, sample.url)
    page.goto("/")
    settled(page).get_by_role("button", name="Jawab perlahan").click()

    answer = settled(page).get_by_text("Jawaban")

    assert answer.count() == 1


@longer
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_theme_passes_axe_up_to_the_floor(
    browser: Browser, sample: Server, dark: bool
) -> None:
    page = open_page(browser, sample.url, dark=dark, bypass_csp=True)
    page.goto("/")
    settled(page).locator("[data-testid=stDateInput] button").first.click()
    page.locator("[data-testid$=Calendar]").wait_for()

    found = violations(page)

    assert [str(violation) for violation in found if not violation.is_floor] == []
    assert "presentation-role-conflict" in {violation.rule for violation in found}


@longer
def test_what_is_not_in_the_floor_fails(browser: Browser, sample: Server) -> None:
    page = open_page(browser, sample.url, bypass_csp=True)
    page.goto("/")
    settled(page).get_by_role("button", name="Rusak").click()
    settled(page)

    with pytest.raises(AssertionError, match="critical image-alt"):
        assert_accessible(page)


@pytest.mark.parametrize(
    ("is_root", "has_apt", "first"),
    [(True, True, "apt-get"), (True, False, "-m"), (False, True, "-m"), (False, False, "-m")],
)
def test_debian_s_package_is_tried_only_by_root_with_apt(
    is_root: bool, has_apt: bool, first: str
) -> None:
    commands = install_commands(is_root=is_root, has_apt=has_apt)

    assert first in commands[0]
    assert commands[-1][1:] == ["-m", "playwright", "install", "chromium"]
