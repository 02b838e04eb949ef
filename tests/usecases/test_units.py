"""The office's list of units."""

from dataclasses import replace

import pytest

from lkj.errors import FormInvalid, UnknownUnit
from lkj.store import audit_store
from lkj.usecases import units
from lkj.usecases.units import ExampleUnitsForm, UnitForm
from tests.support.offices import NOW
from tests.support.staffed import door_of, new_request, staffed_office

MONEV = door_of("monev")


@pytest.fixture
def use(tmp_path):
    return {"door": MONEV, "office": staffed_office(tmp_path), "now": NOW}


def form(**changes: object) -> UnitForm:
    usual = UnitForm(request_id=new_request(), name="Bidang Linmas", tables=("t2", "t6"))
    return replace(usual, **changes)


def names(use) -> list[str]:
    return [unit.name for unit in units.read_units(**use)]


def problems(call, *, use) -> tuple[object, ...]:
    before = units.read_units(**use)
    with pytest.raises(FormInvalid) as refusal:
        call()
    assert units.read_units(**use) == before
    return refusal.value.facts["problems"]


def test_a_unit_is_added_last_and_noted(use) -> None:
    units.put_unit(form(), **use)
    done = units.put_unit(form(name="  Subbagian   Umum "), **use)

    assert names(use) == ["Bidang Linmas", "Subbagian Umum"]
    with use["office"].database.read() as conn:
        row = audit_store.recent(conn, 1)[0]
    assert (row.action, row.subject, row.detail["name"]) == (
        "unit.put",
        done.subject,
        "Subbagian Umum",
    )


def test_a_unit_keeps_its_place_when_it_is_renamed_or_set_aside(use) -> None:
    first = units.put_unit(form(), **use).subject
    units.put_unit(form(name="Subbagian Umum"), **use)

    changed = form(unit_id=first, name="Bidang Pelindungan", tables=("t9",), is_active=False)
    units.put_unit(changed, **use)

    unit = units.read_units(**use)[0]
    assert (unit.id, unit.name, unit.tables, unit.is_active) == (
        first,
        "Bidang Pelindungan",
        ("t9",),
        False,
    )


def test_the_same_form_twice_is_one_unit(use) -> None:
    same = form()

    assert units.put_unit(same, **use) == units.put_unit(same, **use)
    assert len(names(use)) == 1


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"name": " "}, ("unit_name", "required", "")),
        ({"name": "bidang LINMAS"}, ("unit_name", "taken", "")),
        ({"name": "x" * 121}, ("unit_name", "too_long", "120")),
        ({"name": "Lain", "tables": ()}, ("unit_tables", "required", "")),
        ({"name": "Lain", "tables": ("t2", "t77")}, ("unit_tables", "unknown", "")),
    ],
)
def test_an_unfit_unit_says_what_is_wrong(use, changes, problem) -> None:
    units.put_unit(form(), **use)

    found = problems(lambda: units.put_unit(form(**changes), **use), use=use)
    assert found == (problem,)


def test_an_unknown_unit_is_not_changed(use) -> None:
    with pytest.raises(UnknownUnit):
        units.put_unit(form(unit_id="lain"), **use)


def test_there_are_not_more_units_than_a_screen_can_show(
    use, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units, "MOST_UNITS", 1)
    units.put_unit(form(), **use)

    found = problems(lambda: units.put_unit(form(name="Lain"), **use), use=use)
    assert found == (("unit_name", "too_many", "1"),)


def test_an_empty_list_may_begin_with_the_examples(use) -> None:
    examples = ExampleUnitsForm(request_id=new_request(), sop_id="penyusunan-lkj")

    units.take_examples(examples, **use)

    assert len(names(use)) == 7
    assert all("(contoh)" in name for name in names(use))
    again = replace(examples, request_id=new_request())
    found = problems(lambda: units.take_examples(again, **use), use=use)
    assert found == (("unit_name", "taken", ""),)


def test_an_sop_without_examples_gives_none(use) -> None:
    unknown = ExampleUnitsForm(request_id=new_request(), sop_id="lain")

    found = problems(lambda: units.take_examples(unknown, **use), use=use)
    assert found == (("sop_id", "unknown", ""),)
