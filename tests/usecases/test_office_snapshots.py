"""Which satuan kerja told something, and that nobody is left out in silence."""

from datetime import timedelta
from pathlib import Path
from shutil import copytree

import pytest

from lkj.snapshots.facts import PASSES_FILE
from lkj.usecases.office_snapshots import Told, told_by
from lkj.usecases.offices import Offices
from tests.support.several import LOOKED_AT, all_refreshed, several_offices


@pytest.fixture
def offices(tmp_path: Path) -> Offices:
    return several_offices(tmp_path, reports=(3, 0, 4))


def told(offices: Offices, *, days: int = 0) -> list[Told]:
    return list(told_by(offices.settings, now=LOOKED_AT + timedelta(days=days)))


def test_all_tell_in_the_order_of_the_file(offices: Offices) -> None:
    snapshots = all_refreshed(offices)

    found = told(offices)

    assert [one.code for one in found] == ["satuan-0", "satuan-1", "satuan-2"]
    assert [one.name for one in found] == ["Nama satuan-0", "Nama satuan-1", "Nama satuan-2"]
    assert [one.snapshot for one in found] == snapshots
    assert [one.problem for one in found] == ["", "", ""]
    assert [one.facts.is_example for one in found if one.facts] == [True, False, True]
    assert not any(one.is_old for one in found)


def test_who_has_told_nothing_is_named(offices: Offices) -> None:
    found = told(offices)

    assert [one.problem for one in found] == ["none"] * 3
    assert {one.snapshot for one in found} == {None}


def test_a_damaged_one_is_named_and_the_others_count(offices: Offices) -> None:
    damaged = all_refreshed(offices)[2]
    (damaged / PASSES_FILE).write_bytes(b"rusak")

    assert [one.problem for one in told(offices)] == ["", "", "content"]


def test_one_of_another_office_in_its_place_is_named(offices: Offices) -> None:
    first, second, _ = all_refreshed(offices)
    copytree(first, second.parent / f"{second.name}-999")

    assert [one.problem for one in told(offices)] == ["", "office", ""]


def test_one_of_an_earlier_day_is_old_but_counts(offices: Offices) -> None:
    all_refreshed(offices)

    found = told(offices, days=1)

    assert [one.is_old for one in found] == [True] * 3
    assert None not in [one.snapshot for one in found]
