"""A page that fails shows our words and a code; the log has the rest."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.served import Desk, Served, desk, go, served
from tests.support.browser import settled

pytestmark = pytest.mark.browser

CODE = re.compile(r"kode ([0-9A-F]{4}-[0-9A-F]{4})")
# What belongs to the log: words of Python, of the database, of our files.
INTERNALS = ("Traceback", "sqlalchemy", "sqlite", "OperationalError", "planned", ".py", "/lkj/")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("gangguan")) as opened:
        yield opened


@pytest.fixture(scope="module")
def people(browser: Browser, place: Served) -> Iterator[Desk]:
    with desk(browser, place) as opened:
        yield opened


def test_a_bug_in_a_page_shows_a_code_that_finds_it_in_the_log(
    place: Served, people: Desk
) -> None:
    page = people.tab("monev", "/profil")
    with place.database.write() as conn:
        conn.exec_driver_sql("ALTER TABLE planned_reports RENAME TO hilang")

    go(page, "/rencana")
    alert = page.get_by_test_id("stAlert")
    expect(alert).to_contain_text("Terjadi gangguan pada halaman ini")
    said = page.locator("body").inner_text()
    found = CODE.search(said)

    assert found is not None, said
    assert [word for word in INTERNALS if word in said] == []
    assert page.get_by_test_id("stException").count() == 0
    log = place.server.log()
    assert f"incident {found[1]}" in log
    assert "no such table: planned_reports" in log
    assert page.get_by_role("link", name="Profil").is_visible()  # the way on is still there
    with place.database.write() as conn:
        conn.exec_driver_sql("ALTER TABLE hilang RENAME TO planned_reports")
    page.get_by_role("link", name="Rencana laporan").click()
    expect(settled(page).get_by_role("heading", name="Rencana laporan")).to_be_visible()


def test_a_bug_in_a_download_shows_a_code_too(place: Served, people: Desk) -> None:
    page = people.tab("monev", "/profil")
    with place.database.write() as conn:
        conn.exec_driver_sql("ALTER TABLE planned_reports RENAME TO hilang")

    page.goto("/unduh/status.csv")

    said = page.locator("body").inner_text()
    code = re.search(r"[0-9A-F]{4}-[0-9A-F]{4}", said)
    assert code is not None, said
    assert [word for word in INTERNALS if word in said] == []
    assert f"incident {code[0]}" in place.server.log()
    with place.database.write() as conn:
        conn.exec_driver_sql("ALTER TABLE hilang RENAME TO planned_reports")
