"""A visit that leaves nothing of what people typed, and of who they are, in the log."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.domain.accounts import Person
from lkj.store import account_store
from lkj.usecases.office import Office
from tests.e2e.served import Desk, Served, desk, go, served, turn_to
from tests.e2e.test_documents import attach_in, ordered
from tests.support.browser import settled
from tests.support.documents import docx
from tests.support.log_lines import awaited, lines_of
from tests.support.staffed import Running

pytestmark = [
    pytest.mark.browser,
    pytest.mark.thorough(
        "tests/http/test_request_log.py::test_what_a_request_stored_has_the_code_of_the_request"
    ),
]

TIM = "tim_lkj"
# One mark for each kind of personal data; none of them is a word of the program.
NAME, NIP, USERNAME, PASSWORD = (
    "Zulkarnain Xyz",
    "197611152003121009",
    "zulk.xyz",
    "Rahas1aPanjang!",
)
TITLE, NOTE, SEARCHED, FILE = "Judulxyz", "Catatanxyz", "Dicarixyz", "Berkasxyz"
AGENT, COOKIE = "Perambanxyz", "Kuexyz"
MARKS = (NAME, NIP, USERNAME, PASSWORD, TITLE, NOTE, SEARCHED, FILE, AGENT, COOKIE, "127.0.0.1")


def marked(office: Office) -> dict[str, str]:
    """An office in which everything that is personal bears a mark."""
    with office.database.write() as conn:
        account_store.update_person(conn, Person(TIM, NAME, NIP, NAME))
    reports = ordered(office)
    return {**reports, "marked": Running(office).register(title=TITLE).report_id}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    directory = tmp_path_factory.mktemp("pribadi")
    with served(directory, marked, LKJ_LOG_LEVEL="debug") as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def sign_in_wrongly(page: Page) -> None:
    page.goto("/masuk")
    page.locator("summary").click()
    page.locator("input[autocomplete~='username']").fill(USERNAME)
    page.locator("input[autocomplete~='current-password']").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_text("salah").first).to_be_visible()


def write_a_note(page: Page, report_id: str) -> None:
    turn_to(page, f"/laporan?id={report_id}")
    page.get_by_text("Tulis catatan").click()
    page.get_by_label("Catatan", exact=True).fill(NOTE)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.get_by_text("Catatan disimpan.")).to_be_visible()


def test_nothing_personal_of_a_visit_is_in_the_log(
    place: Served, people: Desk, tmp_path: Path
) -> None:
    draft = tmp_path / f"{FILE}.docx"
    draft.write_bytes(docx())

    sign_in_wrongly(people.empty_tab())
    page = people.tab(TIM, f"/laporan?cari={SEARCHED}&orang={NIP}")
    write_a_note(settled(page), place.reports["first"])
    go(page, f"/tugas?id={place.reports['first']}")
    attach_in(page, "Konsep LKj", draft)
    expect(page.get_by_text("Konsep LKj dilampirkan.")).to_be_visible()
    for path in (f"/unduh/status.csv?cari={SEARCHED}", f"/{SEARCHED}", f"/unduh/{NIP}.csv"):
        page.request.get(
            f"{place.server.url}{path}",
            headers={"user-agent": AGENT, "referer": f"http://{SEARCHED}", "x-cookie": COOKIE},
        )
    last = awaited(place.server, route="/unduh/{name}.csv", status=404)

    log = place.server.log().partition("{")[2]  # Streamlit's greeting has the own address
    assert [mark for mark in MARKS if mark.lower() in log.lower()] == []
    said = {(line["said"], line.get("route") or line.get("page")) for line in lines_of(log)}
    assert {("request", "/masuk"), ("request", "/unduh/{name}.csv"), ("run", "tugas")} <= said
    assert ("request", "/_stcore/…") in said
    assert last["method"] == "GET"


def test_what_was_stored_is_found_from_the_run_that_stored_it(
    place: Served, people: Desk
) -> None:
    page = people.tab(TIM, "/profil")
    write_a_note(page, place.reports["first"])

    number = place.n_events()
    stored = [
        line
        for line in lines_of(place.server.log(), said="stored")
        if line["rows"].get("events") == [number, number]
    ]
    assert len(stored) == 1
    assert awaited(place.server, code=stored[0]["code"], said="run")["page"] == "laporan"
