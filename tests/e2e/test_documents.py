"""Documents in a real browser: attached, downloaded to the byte, decided on by version."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.domain import commands as c
from lkj.domain.state import payload_of
from lkj.usecases.office import Office
from tests.e2e.served import AT, Desk, Served, desk, served, turn_to
from tests.support.browser import settled
from tests.support.documents import DRAFT, attached, docx, pdf
from tests.support.fields import open_list
from tests.support.staffed import Running

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough(
        "tests/pages/test_documents_section.py::test_a_version_that_came_meanwhile_stops_the_decision_once"
    ),
]

KASUBBAG, TIM = "kasubbag_renja_monev", "tim_lkj"
APPROVE = "Setujui, paraf, dan serahkan ke Sekretaris"


def ordered(office: Office) -> dict[str, str]:
    """A report for which the Tim collects data."""
    report = Running(office).register().until("kumpulkan-data")
    report.act(KASUBBAG, c.Start())
    return {"first": report.report_id}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("dokumen"), ordered) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def attach_in(page: Page, document: str, file: Path) -> None:
    """Choose document and file in the form, and send it."""
    page.get_by_text("Lampirkan dokumen").click()
    settled(page)
    open_list(page, "Dokumen")
    page.get_by_role("option", name=document, exact=True).click()
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text(file.name).first).to_be_visible()
    settled(page).get_by_role("button", name="Lampirkan", exact=True).click()


def test_a_draft_goes_from_the_tim_to_the_paraf_with_its_versions(
    place: Served, people: Desk, tmp_path: Path
) -> None:
    report = Running(place.office, place.reports["first"], AT)
    task = f"/tugas?id={report.report_id}"
    draft = tmp_path / "Konsep LKj 2025.docx"
    draft.write_bytes(docx())

    page = people.tab(TIM, task)
    attach_in(page, "Konsep LKj", draft)
    expect(page.get_by_text("Konsep LKj dilampirkan.")).to_be_visible()
    expect(page.get_by_role("link", name="Unduh Konsep LKj versi 1")).to_be_visible()
    page.get_by_role("button", name="Serahkan bahan ke Kasubbag", exact=True).click()
    expect(page.get_by_text("Tersimpan, no. 6.")).to_be_visible()

    page = people.tab(KASUBBAG, task)
    with page.expect_download() as started:
        page.get_by_role("link", name="Unduh Konsep LKj versi 1").click()
    assert started.value.suggested_filename == draft.name
    assert Path(started.value.path()).read_bytes() == draft.read_bytes()

    attached(report, KASUBBAG, DRAFT, content=pdf("dari tab lain"))
    page.get_by_role("button", name=APPROVE, exact=True).click()
    expect(page.get_by_text("Konsep LKj sudah diganti dengan versi 2")).to_be_visible()
    assert report.state.open_visit.step == "periksa-kasubbag"

    expect(page.get_by_role("link", name="Unduh Konsep LKj versi 2")).to_be_visible()
    settled(page).get_by_role("button", name=APPROVE, exact=True).click()
    expect(page.get_by_text("Tersimpan, no. 8.")).to_be_visible()
    assert payload_of(report.events[-1])["shown"]["version"] == 2
    page = turn_to(page, f"/laporan?id={report.report_id}")
    expect(page.get_by_text("atas versi 2")).to_be_visible()


def test_a_file_that_is_no_document_is_refused_in_words(
    place: Served, people: Desk, tmp_path: Path
) -> None:
    file = tmp_path / "tagihan.pdf"
    file.write_bytes(b"MZ\x90\x00 program")
    before = place.n_events()

    page = people.tab(TIM, f"/laporan?id={place.reports['first']}")
    attach_in(page, "DPA", file)

    expect(page.get_by_text("Berkas tidak dilampirkan: isinya bukan PDF")).to_be_visible()
    assert place.n_events() == before
