"""What tests of reminders share: a mail server, and an office with something to tell."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lkj.domain import commands as c
from tests.support.engines import ENGINES, office_on
from tests.support.mail_server import Mail, MailServer, mail_server
from tests.support.staffed import Running
from tests.usecases.digest_desk import Desk


@pytest.fixture(scope="module")
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def mails(server: MailServer) -> list[Mail]:
    """What comes in during one test."""
    server.mails.clear()
    server.refused = ""
    return server.mails


@pytest.fixture(params=ENGINES)
def desk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    """A report has waited for its team since Monday."""
    with office_on(request.param, tmp_path) as office:
        Running(office).register().until("kumpulkan-data").act(
            "kasubbag_renja_monev", c.Start()
        )
        yield Desk(office, tmp_path / "pengingat.toml")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Desk]:
    """The same on SQLite, for what does not depend on the engine."""
    with office_on("sqlite", tmp_path) as office:
        Running(office).register().until("kumpulkan-data").act(
            "kasubbag_renja_monev", c.Start()
        )
        yield Desk(office, tmp_path / "pengingat.toml")
