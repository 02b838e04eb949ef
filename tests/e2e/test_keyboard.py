"""A step finished with the keyboard alone, from signing in to the confirmation."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.served import Desk, Served, desk, served
from tests.support.browser import settled

pytestmark = pytest.mark.browser

MOST_TABS = 60
# What has the focus, as a screen reader would say it, and whether an eye can find it.
FOCUS = """
() => {
  const e = document.activeElement;
  const label = e.getAttribute('aria-label') || e.innerText || e.labels?.[0]?.innerText || '';
  const seen = [e, ...(e.labels ?? []), e.parentElement, e.parentElement?.parentElement];
  const isMarked = one => one && (getComputedStyle(one).outlineStyle !== 'none'
    || getComputedStyle(one).boxShadow !== 'none' || getComputedStyle(one).borderColor !== '');
  return {label: label.replace(/\\s+/g, ' ').trim(), seen: seen.some(isMarked)};
}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("papan-ketik")) as opened:
        yield opened


@pytest.fixture
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def test_a_step_is_finished_without_a_mouse(place: Served, people: Desk) -> None:
    page = people.empty_tab()
    page.goto("/masuk")
    tab_to(page, "Kasubbag Renja dan Monev")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tugas")
    settled(page)
    tab_to(page, "Kerjakan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tugas?id=*")
    settled(page)
    tab_to(page, "Ada")
    page.keyboard.press("Space")
    settled(page)
    tab_to(page, "Lama pengerjaan (menit), bila diketahui")
    page.keyboard.type("15")
    tab_to(page, "Setujui, paraf, dan serahkan ke Sekretaris")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Tersimpan, no. 6.")).to_be_visible()
    with place.database.read() as conn:
        stored = conn.exec_driver_sql(
            "SELECT kind, effort_minutes, payload FROM events WHERE no = 6"
        ).one()
    assert stored[:2] == ("approved", 15)
    assert '"present"' in stored[2]


def test_the_first_tab_leads_past_the_navigation(people: Desk) -> None:
    page = people.empty_tab()
    page.goto("/masuk")
    tab_to(page, "Auditor")
    page.keyboard.press("Enter")
    page.wait_for_url("**/beranda")
    settled(page)

    page.keyboard.press("Tab")

    assert "Skip to main content" in page.evaluate(FOCUS)["label"]  # Streamlit's own words


def tab_to(page: Page, label: str) -> None:
    """Press Tab until what bears this label has the focus, and can be seen to have it."""
    passed = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        passed.append(focus["label"])
        is_help = focus["label"].startswith("Help for")  # the question mark beside a field
        if not is_help and (focus["label"].endswith(label) or focus["label"].startswith(label)):
            assert focus["seen"], label
            return
    raise AssertionError(f"{label!r} was not reached: {passed}")
