from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lkj.usecases.frames import read_frames
from lkj.usecases.population import Population, View, once, once_per_view, population
from lkj.usecases.selection import Selection
from tests.support.staffed import Running, staffed_office


@pytest.fixture
def about(tmp_path: Path) -> Population:
    office = staffed_office(tmp_path)
    report = Running(office).register()
    report.until("periksa-kasubbag")
    tables = read_frames(office, as_of=report.now)
    return population(tables, Selection(), office=office, is_example=False)


def test_a_reading_is_made_once_for_the_same_tables_and_filters(about: Population) -> None:
    @once
    def count(about: Population, *, of: str = "all") -> list[int]:
        return [len(about.passes)]

    first = count(about)

    assert count(replace(about)) is first
    assert count(replace(about, view=View(step="bentuk-tim"))) is first
    assert count(about, of="others") is not first
    assert count(others(about, first_only=True)) is not first


def test_a_reading_of_a_view_is_made_for_each_view(about: Population) -> None:
    @once_per_view
    def count(about: Population) -> list[int]:
        return [len(about.passes)]

    first = count(about)

    assert count(replace(about)) is first
    assert count(replace(about, view=View(step="bentuk-tim"))) is not first
    assert count(replace(about, names={"a": "Ani"})) is not first


def test_a_reading_that_tells_a_name_follows_when_the_person_gets_another(
    about: Population,
) -> None:
    @once_per_view
    def told(about: Population) -> list[str]:
        return list(about.names.values())

    assert told(replace(about, names={"a": "Ani"})) == ["Ani"]
    assert told(replace(about, names={"a": "Ani Wijaya"})) == ["Ani Wijaya"]


def test_without_filters_nothing_is_copied(about: Population) -> None:
    assert about.passes is about.tables.passes
    assert about.whole_reports is about.tables.passes
    chosen = others(about, steps=("bentuk-tim",))
    assert list(chosen.passes["step"]) == ["bentuk-tim"]
    assert len(chosen.whole_reports) == len(about.passes)


def test_what_is_about_persons_is_read_for_each_viewer(about: Population) -> None:
    @once
    def count(about: Population) -> list[int]:
        return [len(about.passes)]

    @once_per_view
    def seen(about: Population) -> list[int]:
        return [len(about.passes)]

    personal = others(about, persons=("sekretaris",))

    assert count(personal) == [0]
    assert count(personal) is not count(personal)
    assert seen(personal) is not seen(personal)


def others(about: Population, **filters: Any) -> Population:
    return population(about.tables, Selection(**filters), office=about.office, is_example=False)
