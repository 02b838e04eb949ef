"""A real provider for every file of this folder, and an office that uses it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx2
import pytest

from lkj.oidc.settings import RETURN_PATH
from lkj.usecases.office import Office
from tests.http.provider_way import HERE, PEOPLE, AtProvider, provided
from tests.http.sites import Visitor, Web
from tests.support.offices import small_office
from tests.support.oidc_provider import (
    needs_provider,
    running_provider,
)
from tests.support.server import free_port


@pytest.fixture(scope="package")
def issuer() -> Iterator[str]:
    needs_provider()
    with running_provider(free_port(), HERE + RETURN_PATH, PEOPLE) as address:
        yield address


@pytest.fixture
def office(tmp_path: Path, issuer: str) -> Office:
    return provided(small_office(tmp_path, public_url=HERE), issuer)


@pytest.fixture
def web(office: Office) -> Web:
    made = Web.of(office)
    made.clock.now = datetime.now(UTC)  # the provider's own clock cannot be stopped
    return made


@pytest.fixture
def visitor(web: Web) -> Visitor:
    return web.visitor()


@pytest.fixture
def provider(issuer: str) -> Iterator[AtProvider]:
    with httpx2.Client(base_url=issuer, follow_redirects=False) as client:
        yield AtProvider(client)
