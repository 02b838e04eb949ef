"""Every page guards itself: run without the main script, it still shows nothing it must not."""

import pytest

from tests.pages.stage import (
    EVERYBODY,
    KASUBBAG,
    ONE,
    SIGNED_OUT,
    Stage,
    headers,
    markup,
    offers,
    refusals,
    report_links,
    titles,
)
from tests.pages.test_every_page import SEES, TITLE

pytestmark = pytest.mark.parametrize("stage", [ONE], indirect=True)

WHERE = "periksa-kasubbag"
REFUSED = [(page, who) for page in SEES for who in EVERYBODY if who not in SEES[page]]
LEADS_ON = "start"


@pytest.mark.parametrize("page", [*SEES, LEADS_ON])
def test_a_page_alone_shows_nothing_to_the_signed_out(stage: Stage, page: str) -> None:
    at = stage.open_alone(SIGNED_OUT, page, report=WHERE)

    assert not at.exception
    assert refusals(at) == ["Sesi Anda berakhir. Silakan masuk lagi."]
    assert titles(at) == headers(at) == report_links(at) == []
    assert offers(at) == set()
    assert "LKj Satpol PP" not in markup(at)


@pytest.mark.parametrize("page", [*SEES, LEADS_ON])
def test_a_page_alone_believes_no_invented_cookie(stage: Stage, page: str) -> None:
    at = stage.open_alone("orang-lain", page, report=WHERE)

    assert not at.exception
    assert refusals(at) == ["Sesi Anda berakhir. Silakan masuk lagi."]
    assert titles(at) == headers(at) == report_links(at) == []


@pytest.mark.parametrize(("page", "who"), REFUSED)
def test_a_page_alone_shows_nothing_without_the_right(
    stage: Stage, page: str, who: str
) -> None:
    at = stage.open_alone(who, page, report=WHERE)

    assert not at.exception
    assert refusals(at) == ["Halaman ini tidak tersedia untuk peran Anda."]
    assert headers(at) == report_links(at) == []
    assert offers(at) == set()


@pytest.mark.parametrize("page", ["plan", "sop", "downloads", "people", "profile"])
def test_a_page_alone_is_whole_for_those_with_the_right(stage: Stage, page: str) -> None:
    at = stage.open_alone("administrator", page)

    assert not at.exception
    assert titles(at) == [TITLE[page]]


@pytest.mark.parametrize("page", SEES)
def test_a_password_that_must_be_changed_closes_every_page(stage: Stage, page: str) -> None:
    stage.change_account(KASUBBAG, must_change_password=True)
    at = stage.open_alone(KASUBBAG, page, report=WHERE)
    stage.change_account(KASUBBAG, must_change_password=False)

    assert not at.exception
    assert refusals(at) == ["Ganti kata sandi Anda dahulu."]
    assert 'href="/ganti-sandi"' in markup(at)
    assert titles(at) == headers(at) == report_links(at) == []
