"""Servers that end without warning while people work, behind nginx as docs show it."""

import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from websockets.exceptions import ConnectionClosedError, InvalidMessage, InvalidStatus

from tests.e2e.replicas import SEKRETARIS, replicas
from tests.e2e.served import COOKIE
from tests.load.run import Plan, measured
from tests.load.tally import Tally
from tests.support import machine, nginx_replicas
from tests.support.browser import open_page, settled, sign_in
from tests.support.camera import NOW
from tests.support.missing import needs
from tests.support.offices import PASSWORD
from tests.support.server import Server

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.thorough(
        "tests/e2e/test_replicas.py::test_a_session_is_one_everywhere_and_ends_everywhere"
    ),
]

NOTE, HAND_ON = "Catatan (tidak wajib)", "Teruskan ke Kasubbag"

PATIENCE = 60.0  # seconds
STEPS = 4  # that are stored before, and again afterwards
CUT_OFF = (ConnectionClosedError, InvalidMessage, InvalidStatus)
PLAN = Plan(engine="postgres", replicas=3, clients=8, seconds=1, pause=0.1)


def wait_for(tally: Tally, n: int) -> None:
    """Wait until so many steps are stored, or for long enough."""
    end = time.monotonic() + PATIENCE
    while len(tally.acknowledged) < n and time.monotonic() < end:
        time.sleep(0.05)


def test_when_two_of_three_servers_are_killed_people_go_on_and_nothing_is_lost() -> None:
    needs("nginx", found=nginx_replicas.has_nginx(), how=machine.HOW)
    told: list[int] = []

    def kill_two(servers: Sequence[Server], tally: Tally) -> None:
        wait_for(tally, STEPS)
        for server in servers[:2]:
            server.kill()
        told.append(len(tally.acknowledged))
        wait_for(tally, told[0] + STEPS)

    outcome = measured(
        PLAN,
        now=datetime.fromisoformat(NOW),
        environment={"LKJ_TEST_NOW": NOW},
        crowd=0,
        while_running=kill_two,
    )

    assert outcome.stored.is_whole
    assert outcome.tally.reconnects > 0
    assert outcome.stored.acknowledged >= told[0] + STEPS
    assert outcome.tally.errors.keys() <= {one.__name__ for one in CUT_OFF}


@pytest.mark.browser
def test_a_real_browser_goes_on_at_another_server_with_what_was_typed(
    browser: Browser, tmp_path: Path
) -> None:
    with replicas(tmp_path) as place:
        report = place.report()
        page = sign_in(open_page(browser, place.front), SEKRETARIS, PASSWORD)
        page.goto(f"/tugas?id={report.report_id}")
        settled(page).get_by_label(NOTE).fill("ditulis sebelum server mati")
        page.get_by_label(NOTE).blur()
        settled(page)
        [cookie] = [c["value"] for c in page.context.cookies() if c["name"] == COOKIE]
        killed = place.server_of(cookie)

        killed.kill()
        page.get_by_role("button", name=HAND_ON, exact=True).click(timeout=60_000)

        expect(page.get_by_text("Tersimpan, no.")).to_be_visible()
        assert report.events[-1].note == "ditulis sebelum server mati"
        assert place.server_of(cookie) is not killed
        page.context.close()
