"""Whether the identity provider answers: told to the administrator before people notice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lkj.domain.health import Check, Finding, Health
from lkj.usecases.health import read_health
from lkj.usecases.office import Office
from tests.support.false_provider import FalseProvider, false_provider
from tests.support.offices import NOW, enter, small_office


@pytest.fixture
def false() -> Iterator[FalseProvider]:
    with false_provider() as provider:
        yield provider


def finding(tmp_path: Path, **settings: object) -> Finding:
    office: Office = small_office(tmp_path)
    door = enter(office, "siti")
    set_up = replace(office, settings=replace(office.settings, **settings))
    found = read_health(is_on_lan=False, door=door, office=set_up, now=NOW)
    return next(one for one in found if one.check is Check.PROVIDER)


def test_an_office_without_one_is_well(tmp_path: Path) -> None:
    assert finding(tmp_path) == Finding(Check.PROVIDER, Health.FINE, {"is_off": True})


def test_a_provider_that_answers_is_well(tmp_path: Path, false: FalseProvider) -> None:
    found = finding(tmp_path, oidc=false.settings)

    assert found == Finding(Check.PROVIDER, Health.FINE, {"problem": ""})


def test_a_provider_that_names_another_issuer_is_looked_at(
    tmp_path: Path, false: FalseProvider
) -> None:
    false.describes(issuer="https://lain.example")

    found = finding(tmp_path, oidc=false.settings)

    assert found == Finding(Check.PROVIDER, Health.LOOK, {"problem": "issuer"})


def test_it_is_wrong_where_nobody_else_gets_in(tmp_path: Path, false: FalseProvider) -> None:
    false.describes(issuer="https://lain.example")

    found = finding(tmp_path, oidc=false.settings, password_for_all=False)

    assert found.health is Health.WRONG
