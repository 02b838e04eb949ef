from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest

from lkj.errors import StorageFailed
from lkj.usecases.office import Office, Settings
from lkj.usecases.offices import Offices, in_office
from tests.support.offices import empty_office

ONE = (Settings(database_url="sqlite:///a.db"),)
TWO = tuple(replace(ONE[0], office_code=code, office_name=code) for code in ("b", "a"))


@pytest.fixture
def build(tmp_path: Path) -> Callable[[Settings], Office]:
    def build(settings: Settings) -> Office:
        folder = tmp_path / settings.office_code
        folder.mkdir(exist_ok=True)
        return replace(empty_office(folder), settings=settings)

    return build


def test_an_office_is_opened_when_it_is_needed_and_only_once(
    build: Callable[[Settings], Office],
) -> None:
    built: list[str] = []

    def noted(settings: Settings) -> Office:
        built.append(settings.office_code)
        return build(settings)

    offices = Offices(TWO, noted)
    assert built == []
    assert offices.opened("a") is None

    first = offices.of("a")

    assert offices.of("a") is offices.opened("a") is first
    assert built == ["a"]


def test_many_at_once_open_it_once(build: Callable[[Settings], Office]) -> None:
    built: list[str] = []

    def slowly(settings: Settings) -> Office:
        built.append(settings.office_code)
        sleep(0.05)
        return build(settings)

    offices = Offices(TWO, slowly)
    with ThreadPoolExecutor(8) as pool:
        found = set(map(id, pool.map(offices.of, ["a"] * 16)))

    assert (built, len(found)) == (["a"], 1)


def test_one_that_could_not_be_opened_is_tried_again(
    build: Callable[[Settings], Office],
) -> None:
    tries: list[str] = []

    def fails_first(settings: Settings) -> Office:
        tries.append(settings.office_code)
        if len(tries) == 1:
            raise StorageFailed(problem="unreachable")
        return build(settings)

    offices = Offices(TWO, fails_first)
    with pytest.raises(StorageFailed):
        offices.of("b")

    assert offices.of("b").settings.office_code == "b"


def test_the_first_is_the_first_of_the_file(build: Callable[[Settings], Office]) -> None:
    offices = Offices(TWO, build)

    assert offices.first.settings.office_code == "b"
    assert [one.office_code for one in offices.settings] == ["b", "a"]
    assert ("a" in offices, "c" in offices, None in offices) == (True, False, False)
    assert not offices.is_one
    assert Offices(ONE, build).is_one
    with pytest.raises(KeyError):
        offices.of("c")
    offices.dispose()


def test_an_address_says_the_office_only_where_there_are_several() -> None:
    assert in_office("/periksa", ONE[0], kode="1-A") == "/periksa?kode=1-A"
    assert in_office("/masuk", ONE[0]) == "/masuk"
    assert in_office("/masuk", TWO[1], next="/a?b=c") == "/masuk?satuan=a&next=%2Fa%3Fb%3Dc"
