"""Several servers on one PostgreSQL and one folder of files, behind nginx as docs show it."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import date
from uuid import uuid4

import pytest

from lkj.store import audit_store
from lkj.usecases.daily_backup import MADE
from lkj.usecases.office import Office
from tests.e2e.replicas import (
    AUDITOR,
    DEPUTY,
    SEKRETARIS,
    TIM,
    Place,
    replicas,
    signed_in,
)
from tests.support import nginx_replicas
from tests.support.calendars import a_draft, activated
from tests.support.documents import pdf
from tests.support.offices import PASSWORD
from tests.support.staffed import name_of
from tests.support.tab import Screen, Tab
from tests.support.visitor import SignInRefused, Visitor, run, visitor

pytestmark = [pytest.mark.postgres, pytest.mark.slow]
longer = pytest.mark.thorough("test_a_session_is_one_everywhere_and_ends_everywhere")

NOTE, HAND_ON = "Catatan (tidak wajib)", "Teruskan ke Kasubbag"
ROUNDS = 5
PATIENCE = 60.0  # seconds


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with replicas(tmp_path_factory.mktemp("replika")) as opened:
        yield opened


def test_a_session_is_one_everywhere_and_ends_everywhere(place: Place) -> None:
    first, second, _ = place.servers

    async def act() -> tuple[Screen, Screen, int]:
        async with signed_in(SEKRETARIS, first) as browser:
            browser.url = second
            async with browser.tab() as tab:
                before = await tab.open("tugas")
                browser.url = first
                await browser.sign_out()
                after = await tab.look_again()
            browser.url = second
            return before, after, (await browser.get("/tugas")).status_code

    before, after, status = run(act())
    assert before.headings[0] == "Tugas saya"
    assert "Sesi berakhir" in after.refusals[0]
    assert after.headings == []
    assert status == 303


def test_what_is_typed_at_one_is_offered_at_another(place: Place) -> None:
    first, second, _ = place.servers
    query = f"id={place.report().report_id}"

    async def act() -> Screen:
        async with signed_in(SEKRETARIS, first) as browser:
            async with browser.tab() as tab:
                await tab.open("tugas", query)
                await tab.fill(NOTE, "setengah jadi")
            browser.url = second
            async with browser.tab() as tab:
                return await tab.open("tugas", query)

    screen = run(act())
    assert "Isian yang belum terkirim dipulihkan." in screen.text
    assert screen.named("text_area", NOTE.__eq__).value == "setengah jadi"


@longer
def test_a_file_sent_through_nginx_is_read_at_every_server(place: Place) -> None:
    report = place.report().until("kumpulkan-data")
    content = pdf("lewat nginx")

    async def act() -> list[bytes]:
        async with signed_in(TIM, place.front) as browser:
            async with browser.tab() as tab:
                await tab.open("laporan", f"id={report.report_id}")
                no = await attach(browser, tab, "SK Tim Penyusunan LKj", "sk.pdf", content)
            found = []
            for browser.url in place.servers:
                answer = await browser.get(f"/unduh/dokumen/{report.report_id}/{no}")
                found.append(answer.content)
            return found

    assert run(act()) == [content] * 3


async def attach(
    browser: Visitor, tab: Tab, document: str, name: str, content: bytes
) -> int | None:
    """Fill in the form as the browser does, file first; the number of its event."""
    await tab.fill("Dokumen", document, kind="selectbox")
    [spot] = await tab.places_for(name)
    answer = await browser.put(spot.upload_url, name, content)
    assert answer.status_code == 204
    await tab.put_in("Berkas", spot, name, len(content))
    return (await tab.press("Lampirkan")).saved


@longer
def test_of_two_who_decide_at_once_at_two_servers_one_wins(place: Place) -> None:
    reports = [place.report() for _ in range(ROUNDS)]
    found = run(duels(place, [report.report_id for report in reports]))

    for report, screens in zip(reports, found, strict=True):
        [stored] = report.events[1:]
        [winner] = [screen for screen in screens if screen.saved]
        [loser] = [screen for screen in screens if not screen.saved]
        assert winner.saved == stored.no
        assert name_of(stored.actor) in loser.refusals[0]


async def duels(place: Place, reports: Sequence[str]) -> list[tuple[Screen, Screen]]:
    """Two people press at the same moment, each at a server of their own."""
    first, second, _ = place.servers
    found = []
    async with (
        signed_in(SEKRETARIS, first) as one,
        signed_in(DEPUTY, second) as other,
        one.tab() as left,
        other.tab() as right,
    ):
        for report in reports:
            for tab in (left, right):
                await tab.open("tugas", f"id={report}")
            both = await asyncio.gather(left.press(HAND_ON), right.press(HAND_ON))
            found.append(both)
    return found


def test_wrong_passwords_are_counted_together(place: Place) -> None:
    async def refused(url: str, password: str) -> str:
        async with visitor(url) as browser:
            with pytest.raises(SignInRefused) as caught:
                await browser.sign_in(AUDITOR, password)
        return str(caught.value)

    async def act() -> list[str]:
        first, second, third = place.servers
        tried = [await refused(url, "salah sama sekali") for url in (first, second) * 2]
        tried.append(await refused(third, "salah sama sekali"))
        return tried + [await refused(url, PASSWORD) for url in place.servers]

    assert run(act()) == [f"{AUDITOR}: 401"] * 5 + [f"{AUDITOR}: 429"] * 3


@longer
def test_figures_kept_at_one_server_follow_what_another_records(place: Place) -> None:
    first, second, _ = place.servers
    report = place.report()

    async def act() -> list[str]:
        async with signed_in(SEKRETARIS, first) as browser, browser.tab() as here:
            browser.url = second
            async with browser.tab() as there:
                before = await there.open("beranda")
                await here.open("tugas", f"id={report.report_id}")
                await here.press(HAND_ON)
                after = await there.look_again()
                return [before.text, after.text, (await here.open("beranda")).text]

    before, after, here = run(act())
    assert before != after
    assert after == here


@longer
def test_a_calendar_put_into_force_counts_at_every_server(place: Place) -> None:
    place.report()

    async def at_all(tabs: Sequence[Tab]) -> list[str]:
        return [(await tab.look_again()).text for tab in tabs]

    async def act() -> tuple[list[str], list[str]]:
        async with (
            signed_in(SEKRETARIS, place.servers[0]) as browser,
            all_tabs(browser, place.servers, "beranda") as tabs,
        ):
            before = await at_all(tabs)
            await asyncio.to_thread(a_day_off_today, place.office)
            return before, await at_all(tabs)

    before, after = run(act())
    assert "LKj Satpol PP Tahun 2025" in before[0]
    assert len(set(before)) == len(set(after)) == 1
    assert before[0] != after[0]


def a_day_off_today(office: Office) -> None:
    """Take the working hours away in which reports have waited."""
    a_draft(office, date(2026, 3, 2))
    activated(office)


@asynccontextmanager
async def all_tabs(
    browser: Visitor, urls: Sequence[str], page: str
) -> AsyncIterator[list[Tab]]:
    """One tab at each server, on the same page."""
    async with AsyncExitStack() as stack:
        tabs = []
        for browser.url in urls:
            tabs.append(await stack.enter_async_context(browser.tab()))
            await tabs[-1].open(page)
        yield tabs


def test_a_browser_stays_with_one_server_whichever_its_cookie_is_called(place: Place) -> None:
    cookies = [f"{name}={uuid4().hex}" for name in ("lkj_sid", "__Host-lkj_sid") * 8]

    async def act() -> None:
        async with visitor(place.front) as browser:
            for cookie in cookies * 3:
                name, _, value = cookie.partition("=")
                browser.cookies = {"lain": "x", name: value}
                await browser.get("/sehat")

    run(act())
    seen = {
        cookie: set(nginx_replicas.servers_seen(place.folder, cookie)) for cookie in cookies
    }
    assert {len(servers) for servers in seen.values()} == {1}
    assert len(set().union(*seen.values())) > 1


def test_three_servers_that_start_make_one_backup(place: Place) -> None:
    end = time.monotonic() + PATIENCE
    while not (made := backups_made(place.office)) and time.monotonic() < end:
        time.sleep(0.1)

    assert place.office.backups is not None
    assert [path.name for path in place.office.backups.glob("*.db")] == made
    assert len(made) == 1


def backups_made(office: Office) -> list[str]:
    """The copies that the audit log names."""
    with office.database.read() as conn:
        return [row.subject for row in audit_store.of_actions(conn, [MADE])]
