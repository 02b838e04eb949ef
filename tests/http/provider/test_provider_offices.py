"""One provider for every satuan kerja of an installation."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lkj.usecases.office import Office, Settings
from lkj.usecases.offices import Offices
from tests.http.provider_way import HERE, AtProvider, is_signed_in, leave, provided, whole_way
from tests.http.sites import Visitor, Web
from tests.support.offices import small_office


@pytest.fixture
def offices(tmp_path: Path, issuer: str) -> Iterator[Offices]:
    """Budi works in both; only the second links his account to the provider."""

    def build(settings: Settings) -> Office:
        folder = tmp_path / settings.office_code
        folder.mkdir()
        office = small_office(folder, public_url=HERE)
        linked = provided(office, issuer)
        own = office if settings.office_code == "a" else linked
        kept = replace(linked.settings, office_code=settings.office_code, office_name="Dinas")
        return replace(own, settings=kept)

    settings = [Settings(database_url="", office_code=code) for code in ("a", "b")]
    opened = Offices(settings, build)
    yield opened
    opened.dispose()


@pytest.fixture
def visitor(offices: Offices) -> Visitor:
    web = Web.of(offices.first, offices=offices)
    web.clock.now = datetime.now(UTC)
    return web.visitor()


def test_the_provider_leads_back_to_the_office_whose_button_was_pressed(
    visitor: Visitor, provider: AtProvider
) -> None:
    answer = whole_way(visitor, provider, "budi.p", "/masuk/oidc?satuan=b&next=/laporan")

    assert answer.headers["location"] == "/laporan"
    assert is_signed_in(visitor)
    assert visitor.cookies["lkj_satuan"] == "b"


def test_a_link_of_another_site_shows_the_button_of_that_office_and_keeps_nothing(
    visitor: Visitor,
) -> None:
    answer = visitor.get("/masuk/oidc?satuan=b", headers={"sec-fetch-site": "cross-site"})

    assert answer.headers["location"] == "/masuk?satuan=b"
    assert visitor.cookies == {}


def test_the_buttons_say_their_office(visitor: Visitor) -> None:
    page = visitor.get("/masuk?satuan=b").text

    assert f'href="{HERE}/masuk/oidc?satuan=b"' in page
    assert leave(visitor, "/masuk/oidc?satuan=b")
