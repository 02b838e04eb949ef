"""The thread beside the server, without waiting: its clock and its waiter are the test's."""

import threading
from pathlib import Path

import pytest

from lkj.http import daily
from lkj.http.daily import look_again_and_again, start_daily_backup
from lkj.http.repeating import LOOK_EVERY
from lkj.http.site import Site
from lkj.usecases.callers import HOST
from tests.http.sites import SHELL
from tests.support.log_lines import told
from tests.support.offices import NOW, Clock, cheap_passwords
from tests.support.staffed import Running, staffed_office


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture
def site(tmp_path: Path, clock: Clock) -> Site:
    office = staffed_office(tmp_path)
    Running(office).register()
    return Site(office=office, clock=clock, shell=SHELL, passwords=cheap_passwords())


def n_copies(site: Site) -> int:
    folder = site.office.backups
    assert folder is not None
    return len(list(folder.glob("*.db")))


def test_it_looks_at_once_and_goes_on_until_the_waiter_says_stop(
    site: Site, clock: Clock
) -> None:
    waited, seen = [], []

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        seen.append(n_copies(site))
        clock.advance(hours=12)
        return len(waited) == 4

    look_again_and_again(site, wait)

    assert waited == [LOOK_EVERY] * 4
    assert seen == [1, 2, 2, 3]  # at 08.00, at 20.00, not at 08.00, at 20.00


def test_a_database_that_is_away_ends_nothing(
    site: Site, clock: Clock, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []

    def fails_first(*_: object, **asked: object) -> None:
        looks.append(asked["door"])
        if len(looks) == 1:
            raise RuntimeError("basis data pergi")

    monkeypatch.setattr(daily, "back_up_if_due", fails_first)
    look_again_and_again(site, lambda _: len(looks) == 3)

    assert looks == [HOST] * 3
    assert len(caplog.records) == 1
    assert told(caplog.records[0])["error"]["type"] == "RuntimeError"


def test_the_thread_does_not_keep_the_server_from_ending(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    monkeypatch.setattr(daily, "look_again_and_again", lambda *_: begun.set())

    thread = start_daily_backup(site)
    thread.join(10)

    assert begun.is_set()
    assert thread.daemon
