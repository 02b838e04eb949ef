"""Servers that end without warning while people work, behind nginx as docs show it."""

import time
from collections.abc import Sequence
from datetime import datetime

import pytest
from websockets.exceptions import ConnectionClosedError, InvalidMessage, InvalidStatus

from tests.load.run import Plan, measured
from tests.load.tally import Tally
from tests.support import nginx
from tests.support.camera import NOW
from tests.support.missing import needs
from tests.support.server import Server

pytestmark = [pytest.mark.postgres, pytest.mark.slow]

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
    needs("nginx", found=nginx.has_nginx(), how=nginx.HOW)
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
        while_running=kill_two,
    )

    assert outcome.stored.is_whole
    assert outcome.tally.reconnects > 0
    assert outcome.stored.acknowledged >= told[0] + STEPS
    assert outcome.tally.errors.keys() <= {one.__name__ for one in CUT_OFF}
