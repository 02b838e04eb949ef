"""What may follow what on the board of a report's data."""

from datetime import date

import pytest

from lkj.domain.unit_data import DataAct, DataEntry, board, check_entries, missing
from lkj.errors import CellsRefused

ASKED, RECEIVED, NIL, RETURNED = DataAct
MONDAY, TUESDAY, FRIDAY = date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 6)


def entry(act: DataAct, day: date = MONDAY, table: str = "t1", **facts: object) -> DataEntry:
    return DataEntry(
        report_id="r",
        unit="linmas",
        unit_name="Linmas",
        table=table,
        table_name=table.upper(),
        act=act,
        day=day,
        **facts,
    )


def refused(known: list[DataEntry], *added: DataEntry) -> tuple[object, object]:
    with pytest.raises(CellsRefused) as refusal:
        check_entries(known, added)
    return refusal.value.facts["problem"], refusal.value.facts["cells"]


def test_a_cell_waits_until_something_comes_or_is_nil() -> None:
    asked = [entry(ASKED, due=TUESDAY), entry(ASKED, table="t2")]

    assert [cell.name for cell in missing(board(asked).values())] == [
        "Linmas: T1",
        "Linmas: T2",
    ]
    cells = board([*asked, entry(RECEIVED, TUESDAY), entry(NIL, table="t2")])
    assert missing(cells.values()) == ()
    assert cells["linmas", "t1"].asked == MONDAY


def test_what_is_returned_is_missing_again_with_its_new_due_date() -> None:
    known = [entry(ASKED, due=TUESDAY), entry(RECEIVED), entry(RETURNED, due=FRIDAY)]
    cell = board(known)["linmas", "t1"]

    assert (cell.is_there, cell.due, cell.n_returns) == (False, FRIDAY, 1)
    assert board([*known[:2], entry(RETURNED)])["linmas", "t1"].due == TUESDAY


def test_a_cell_is_overdue_from_the_day_after_its_due_date() -> None:
    cell = board([entry(ASKED, due=TUESDAY)])["linmas", "t1"]

    assert not cell.is_overdue(TUESDAY)
    assert cell.is_overdue(date(2026, 3, 4))
    assert not board([entry(ASKED)])["linmas", "t1"].is_overdue(FRIDAY)
    arrived = [entry(ASKED, due=TUESDAY), entry(RECEIVED)]
    assert not board(arrived)["linmas", "t1"].is_overdue(FRIDAY)


def test_what_fits_is_taken() -> None:
    known: list[DataEntry] = []
    for act in (ASKED, RECEIVED, RETURNED, NIL, RETURNED, RECEIVED):
        check_entries(known, [entry(act)])
        known.append(entry(act))


@pytest.mark.parametrize(
    ("known", "added", "problem"),
    [
        ([], RECEIVED, "not_asked"),
        ([], NIL, "not_asked"),
        ([], RETURNED, "not_asked"),
        ([ASKED], ASKED, "already_asked"),
        ([ASKED], RETURNED, "not_there"),
        ([ASKED, RECEIVED], NIL, "already_there"),
        ([ASKED, NIL], RECEIVED, "already_there"),
        ([ASKED, RECEIVED, RETURNED], RETURNED, "not_there"),
    ],
)
def test_what_does_not_fit_is_refused(
    known: list[DataAct], added: DataAct, problem: str
) -> None:
    assert refused([entry(act) for act in known], entry(added)) == (problem, ("Linmas: T1",))


def test_nothing_happens_before_what_came_before_it() -> None:
    assert refused([entry(ASKED, TUESDAY)], entry(RECEIVED, MONDAY))[0] == "before_last"


def test_every_cell_of_the_first_problem_is_named() -> None:
    added = [entry(ASKED), entry(ASKED, table="t2"), entry(RECEIVED, table="t3")]

    known = [entry(ASKED), entry(ASKED, table="t2")]
    assert refused(known, *added) == ("already_asked", ("Linmas: T1", "Linmas: T2"))
