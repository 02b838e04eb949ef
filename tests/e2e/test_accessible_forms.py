"""Forms, messages and refusals as those see them who use them: nothing for axe to find."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from lkj.usecases.office import Office
from tests.e2e.served import Desk, Served, desk, served
from tests.support.axe import Violation, violations
from tests.support.browser import PHONE, settled
from tests.support.fields import pick
from tests.support.staffed import NOBODY, Running

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough("tests/e2e/test_accessible.py::test_a_screen_is_accessible"),
]

SEKRETARIS, KASUBBAG, TIM, KASAT = (
    "sekretaris",
    "kasubbag_renja_monev",
    "tim_lkj",
    "kepala_satuan",
)
UNFOLD = "document.querySelectorAll('details:not([open]) > summary').forEach(e => e.click())"


def reports_in_need(office: Office) -> dict[str, str]:
    """One to order, one that came back, one that was sent, one to sign."""
    back = Running(office).register().until("periksa-sekretaris")
    back.send_back()
    to_order = Running(office).register().until("kumpulkan-data")
    return {
        "order": to_order.report_id,
        "back": back.report_id,
        "sent": Running(office).register().until(None).report_id,
        "sign": Running(office).register().until("tanda-tangan").report_id,
    }


def unfold(page: Page) -> None:
    """Open all that is folded."""
    page.evaluate(UNFOLD)
    settled(page)


def refuse_a_return(page: Page) -> None:
    """Leave the reason out, and mark something as missing."""
    page.get_by_text("Tidak ada", exact=True).first.click()
    settled(page)
    page.get_by_role("button", name="Kembalikan ke").click()
    settled(page)


def open_a_row(page: Page) -> None:
    """A new report from paper, with a return and one row's details open."""
    pick(page, "Laporan", "Laporan baru")
    pick(page, "Hasil", "Dikembalikan", nth=3)
    page.get_by_test_id("stPopover").first.get_by_role("button").click()
    settled(page)


def as_it_is(page: Page) -> None:
    """Nothing is pressed."""


SCREENS: dict[str, tuple[str, str, Callable[[Page], None]]] = {
    "new report": (SEKRETARIS, "/laporan", unfold),
    "order": (KASUBBAG, "/tugas?id={order}", as_it_is),
    "repair": (KASUBBAG, "/tugas?id={back}", unfold),
    "refused return": (KASAT, "/tugas?id={sign}", refuse_a_return),
    "receipt": (KASUBBAG, "/tugas?id={sent}", as_it_is),
    "not my turn": (TIM, "/tugas?id={sign}", as_it_is),
    "acts of a report": (KASAT, "/laporan?id={back}", unfold),
    "paper": ("monev", "/catat", open_a_row),
    "plan": ("monev", "/rencana", unfold),
    "agenda": ("monev", "/buku-agenda", unfold),
    "people": ("administrator", "/orang", unfold),
    "not for me": (NOBODY, "/orang", as_it_is),
    "no such report": (NOBODY, "/laporan?id=x", as_it_is),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("axe"), reports_in_need) as running:
        yield running


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    """Dark and as narrow as a phone: test_accessible.py looks at the other side."""
    with desk(browser, place, size=PHONE, dark=True, bypass_csp=True) as opened:
        yield opened


@pytest.mark.parametrize("name", SCREENS)
def test_a_form_in_use_is_accessible_and_fits(people: Desk, place: Served, name: str) -> None:
    who, path, prepare = SCREENS[name]
    page = people.turn(who, path.format_map(place.reports))

    prepare(page)

    beyond = [v for v in violations(page) if not (v.is_floor or is_popover(v))]
    assert not beyond, "\n".join(map(str, beyond))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def is_popover(violation: Violation) -> bool:
    """Streamlit puts an open popover beside its landmarks."""
    return violation.rule == "region" and "data-floating-ui-portal" in violation.html
