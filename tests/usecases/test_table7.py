"""Open a semester's Tabel 7, lay it out, give it up."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lkj.domain.accounts import Permission
from lkj.errors import (
    FormInvalid,
    LkjError,
    NotPermitted,
    RequestReused,
    SheetDetermined,
    StaleSheet,
)
from lkj.store import account_store, audit_store
from lkj.usecases.office import Office
from lkj.usecases.table7 import OpenForm, open_semester
from tests.support.staffed import name_of
from tests.usecases.table7_office import HALF, SOP_ROW, Desk, assessed_office


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(assessed_office(tmp_path, 5, 90))


def problems(error: pytest.ExceptionInfo[LkjError]) -> list[tuple[str, str]]:
    return [(field, str(code)) for field, code, _ in error.value.facts["problems"]]  # type: ignore[attr-defined]


def acts(office: Office) -> list[tuple[str, str, dict[str, Any]]]:
    with office.database.read() as conn:
        rows = audit_store.recent(conn, 50)
    found = [(r.action, r.subject, dict(r.detail)) for r in rows if "table7" in r.action]
    return found[::-1]


def test_before_it_is_opened_the_sheet_shows_what_would_be_proposed(desk: Desk) -> None:
    view = desk.view()

    assert view.draft is None
    assert view.latest is None
    assert [row.id for row in view.sheet.rows] == [SOP_ROW]


def test_a_semester_is_opened_once(desk: Desk) -> None:
    done = desk.open()

    assert done.subject == "2026-1"
    draft = desk.view().draft
    assert draft is not None
    assert (draft.version, draft.threshold, draft.by_step) == (1, 80, False)
    with pytest.raises(FormInvalid) as again:
        desk.open()
    assert problems(again) == [("semester", "taken")]
    assert acts(desk.office) == [("table7.open", "2026-1", {"version": 1})]


@pytest.mark.parametrize(
    ("semester", "problem"), [("2026-2", "not_begun"), ("x", "unknown"), ("2026-3", "unknown")]
)
def test_only_a_semester_that_has_begun_is_opened(
    desk: Desk, semester: str, problem: str
) -> None:
    with pytest.raises(FormInvalid) as refused:
        open_semester(OpenForm(request_id="r", semester=semester), **desk.use)

    assert problems(refused) == [("semester", problem)]


def test_the_layout_is_kept_and_the_steps_get_their_rows(desk: Desk) -> None:
    desk.open()
    desk.lay_out(by_step=True, threshold=60)

    sheet = desk.view().sheet
    assert sheet.assessor is not None
    assert (sheet.assessor.name, sheet.threshold) == (name_of("monev"), 60)
    assert [row.number for row in sheet.rows] == ["1", *(f"1.{n}" for n in range(1, 9))]
    desk.lay_out(by_step=False)
    assert [row.number for row in desk.view().sheet.rows] == ["1"]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"assessor_id": "siapa"}, ("assessor_id", "unknown")),
        ({"threshold": 49}, ("threshold", "year_range")),
        ({"threshold": 101}, ("threshold", "year_range")),
    ],
)
def test_an_unfit_layout_changes_nothing(
    desk: Desk, changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    desk.open()
    before = desk.view().draft

    with pytest.raises(FormInvalid) as refused:
        desk.lay_out(**changes)

    assert problems(refused) == [problem]
    assert desk.view().draft == before


def test_somebody_who_left_does_not_assess(desk: Desk) -> None:
    desk.open()
    with desk.office.database.write() as conn:
        person = account_store.person(conn, "tim_lkj")
        account_store.update_person(conn, replace(person, is_active=False))

    with pytest.raises(FormInvalid) as refused:
        desk.lay_out(assessor_id="tim_lkj")

    assert problems(refused) == [("assessor_id", "inactive")]


def test_of_two_layouts_the_later_is_told_who_was_first(desk: Desk) -> None:
    desk.open()
    desk.lay_out(threshold=70)

    with pytest.raises(StaleSheet) as refused:
        desk.lay_out(seen=0, threshold=90)

    assert refused.value.facts == {"who": name_of("monev"), "when": desk.report.now}
    assert desk.view().sheet.threshold == 70


def test_an_open_sheet_is_given_up_with_what_was_typed(desk: Desk) -> None:
    desk.open()
    desk.write(action="Rapat")

    desk.discard()

    view = desk.view()
    assert (view.draft, dict(view.typed)) == (None, {})


def test_what_was_never_opened_cannot_be_laid_out(desk: Desk) -> None:
    with pytest.raises(FormInvalid) as refused:
        desk.lay_out()

    assert problems(refused) == [("semester", "unknown")]


def test_a_determined_semester_is_neither_opened_nor_laid_out(desk: Desk) -> None:
    desk.determined()

    for act in (desk.open, desk.lay_out, desk.write, desk.discard):
        with pytest.raises(SheetDetermined) as refused:
            act()
        assert refused.value.facts == {"who": name_of("monev"), "when": desk.report.now}


def test_the_same_form_again_gives_the_same_answer_and_another_is_refused(desk: Desk) -> None:
    form = OpenForm(request_id="buka", semester=HALF.code)

    first = open_semester(form, **desk.use)

    assert open_semester(form, **desk.use) == first
    with pytest.raises(RequestReused):
        open_semester(replace(form, semester="2025-2"), **desk.use)


@pytest.mark.parametrize("who", ["sekretaris", "auditor", "administrator"])
def test_only_petugas_monev_fills_it_in(desk: Desk, who: str) -> None:
    with pytest.raises(NotPermitted) as refused:
        Desk(desk.report, who).open()

    assert refused.value.facts == {"permission": Permission.EDIT_TABLE7}
    assert Desk(desk.report, who).view().draft is None
