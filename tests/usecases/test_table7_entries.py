"""Write into rows of Tabel 7, set them back, add and take out rows typed by hand."""

from pathlib import Path
from typing import Any

import pytest

from lkj.domain.table7 import Assessment
from lkj.errors import FormInvalid, StaleSheet
from lkj.usecases import table7_entries
from lkj.usecases.table7_entries import LONGEST_TEXT, write_row
from lkj.usecases.table7_sheet import Row
from tests.support.staffed import name_of
from tests.usecases.table7_office import SOP_ROW, Desk, assessed_office
from tests.usecases.test_table7 import problems


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(assessed_office(tmp_path, 5, 90))
    desk.open()
    return desk


def row_of(desk: Desk, row_id: str = SOP_ROW) -> Row:
    return next(row for row in desk.view().sheet.rows if row.id == row_id)


def test_what_is_typed_stands_over_the_proposal(desk: Desk) -> None:
    before = row_of(desk)
    desk.write(assessment=Assessment.NOT_WELL, note=" Lama\r\ndi meja ", action="Rapat")

    row = row_of(desk)
    assert before.note.startswith("1 dari 2 pelaksanaan yang diketahui waktunya sesuai")
    assert (before.assessment, before.is_note_proposed) == (None, True)
    assert (row.assessment, row.note, row.action) == (
        Assessment.NOT_WELL,
        "Lama\ndi meja",
        "Rapat",
    )
    assert not row.is_note_proposed
    assert row.proposed_note == before.note


def test_a_cell_that_is_left_alone_keeps_its_proposal(desk: Desk) -> None:
    proposed = row_of(desk).note
    desk.write(action="Rapat")

    row = row_of(desk)
    assert (row.assessment, row.note, row.is_note_proposed) == (None, proposed, True)


def test_an_empty_note_is_a_note(desk: Desk) -> None:
    desk.write(note="")

    assert (row_of(desk).note, row_of(desk).is_note_proposed) == ("", False)


def test_a_row_is_set_back_to_its_proposal(desk: Desk) -> None:
    before = row_of(desk)
    desk.write(assessment=Assessment.WELL, note="x", action="y")

    desk.reset(seen=desk.view().typed[SOP_ROW].edition)

    assert row_of(desk) == before


def test_saving_an_empty_form_leaves_nothing_behind(desk: Desk) -> None:
    desk.write(action="Rapat")
    desk.write()

    assert dict(desk.view().typed) == {}


def test_rows_by_hand_follow_in_their_order_and_are_taken_out(desk: Desk) -> None:
    first = desk.by_hand("SOP Surat", assessment=Assessment.WELL)
    second = desk.by_hand("SOP <b>Arsip</b>", note="rapi", action="=1+1")
    desk.write(row_id=first, procedure="SOP Surat Masuk", assessment=Assessment.WELL)

    rows = desk.view().sheet.rows
    assert [(r.number, r.procedure) for r in rows[1:]] == [
        ("2", "SOP Surat Masuk"),
        ("3", "SOP <b>Arsip</b>"),
    ]
    assert (rows[2].figures, rows[2].note, rows[2].action) == (None, "rapi", "=1+1")

    desk.reset(first, seen=desk.view().typed[first].edition)
    assert [row.id for row in desk.view().sheet.rows] == [SOP_ROW, second]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"note": "x" * (LONGEST_TEXT + 1)}, ("assessment_note", "too_long")),
        ({"action": "a\0b"}, ("action", "control")),
        ({"row_id": "", "procedure": " "}, ("procedure", "required")),
        ({"row_id": "", "procedure": "dua\nbaris"}, ("procedure", "line_break")),
        ({"row_id": "sop/lain"}, ("row_id", "unknown")),
    ],
)
def test_unfit_text_changes_nothing(
    desk: Desk, changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    with pytest.raises(FormInvalid) as refused:
        desk.write(**changes)

    assert problems(refused) == [problem]
    assert dict(desk.view().typed) == {}


def test_rows_by_hand_have_a_limit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table7_entries, "MOST_ROWS", 1)
    desk.by_hand()

    with pytest.raises(FormInvalid) as refused:
        desk.by_hand()

    assert problems(refused) == [("procedure", "too_many")]


def test_of_two_editors_of_a_row_the_later_is_told_who_was_first(desk: Desk) -> None:
    late = desk.row_form(action="kedua")
    desk.write(action="pertama")

    with pytest.raises(StaleSheet) as refused:
        write_row(late, **desk.use)

    assert refused.value.facts == {"who": name_of("monev"), "when": desk.report.now}
    assert row_of(desk).action == "pertama"


def test_editors_of_different_rows_do_not_meet(desk: Desk) -> None:
    other = desk.row_form(action="kedua")
    desk.by_hand()

    write_row(other, **desk.use)

    assert row_of(desk).action == "kedua"


def test_a_row_that_was_taken_out_meanwhile_is_stale(desk: Desk) -> None:
    row_id = desk.by_hand()
    late = desk.row_form(row_id=row_id, procedure="SOP Surat")
    desk.reset(row_id, seen=late.seen)

    with pytest.raises(StaleSheet):
        write_row(late, **desk.use)
