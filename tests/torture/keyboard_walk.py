"""The whole SOP with the keyboard alone: every act of every role, returns included.

Named so that pytest takes it only when it is asked for by its path.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.served import Desk, Served, desk, no_reports, served
from tests.e2e.test_keyboard import FOCUS, tab_to
from tests.e2e.test_one_report import SEKRETARIS, WAY, WHY
from tests.support.browser import settled

FIRST_REASON, MOST_REASONS = "Data belum lengkap", 20
ACTS = [(number, *act) for number, act in enumerate(WAY, start=2)]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("papan-tik"), no_reports) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def test_a_report_is_registered(people: Desk) -> None:
    page = people.tab(SEKRETARIS, "/laporan")
    tab_to(page, "Daftarkan laporan baru")
    page.keyboard.press("Enter")
    settled(page)
    tab_to(page, "Daftarkan laporan")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Tersimpan, no. 1.")).to_be_visible()


@pytest.mark.parametrize(("number", "who", "button", "reason"), ACTS)
def test_an_act_is_done(people: Desk, number: int, who: str, button: str, reason: str) -> None:
    page = people.tab(who, "/tugas")
    tab_to(page, "Kerjakan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tugas?id=*")
    settled(page)
    if reason:
        give_reason(page, reason)
    tab_to(page, button)
    settled(page).keyboard.press("Enter")

    expect(page.get_by_text(f"Tersimpan, no. {number}.")).to_be_visible()


def give_reason(page: Page, reason: str) -> None:
    """Choose a reason among those that lie side by side, and say what is to be mended."""
    tab_to(page, FIRST_REASON)
    for _ in range(MOST_REASONS):
        if page.evaluate(FOCUS)["label"] == reason:
            break
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    settled(page)
    expect(page.get_by_role("button", name=reason, exact=True)).to_have_attribute(
        "aria-pressed", "true"
    )
    tab_to(page, "Yang perlu diperbaiki")
    page.keyboard.type(WHY)


def test_every_act_of_the_sop_was_done(place: Served, people: Desk) -> None:
    assert place.n_events() == len(WAY) + 1
