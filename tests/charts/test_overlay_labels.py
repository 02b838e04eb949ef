"""Words beside the arrows of the SOP's picture stand over no box and no other words."""

from itertools import combinations

import pytest

from lkj.charts.connectors import Box, Point
from lkj.charts.overlay_grid import WIDTH, Grid, grid_for
from lkj.charts.overlay_labels import Labels, labels_on
from lkj.charts.sop_layout import EdgeKind, lay_out
from lkj.domain.sop import Sop
from tests.support.long_names import crowded_sop
from tests.support.sops import office_sop, other_sop

LONG = "Tidak · 12.345× · 12,3 hari kerja"


def labelled(sop: Sop) -> tuple[Grid, Labels, list[str]]:
    plan = lay_out(sop)
    words = {
        step.id: (f"{step.number}. {step.short_name}", ("3 kali", "2 laporan"))
        for step in sop.steps
    }
    grid = grid_for(plan, words)
    ways = [[grid.place(point) for point in edge.points] for edge in plan.edges]
    labels = labels_on(grid, [grid.area(node) for node in plan.nodes], ways)
    said = []
    for edge, way in zip(plan.edges, ways, strict=True):
        is_return = edge.kind is EdgeKind.RETURN
        found = labels.place([LONG, "Tidak"], way, is_return=is_return, clear=5)
        said.append(found[0] if found else "")
    return grid, labels, said


def meet(one: Box, other: Box) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


@pytest.mark.parametrize(
    "sop", [office_sop(), other_sop(), crowded_sop()], ids=["own", "other", "crowded"]
)
def test_words_lie_over_no_box_and_no_other_words(sop: Sop) -> None:
    grid, labels, said = labelled(sop)

    assert all(said)
    assert len(labels.taken) == len(said)
    assert not any(meet(*pair) for pair in combinations(labels.taken, 2))
    assert not any(meet(area, box) for area in labels.taken for box in labels.boxes)
    for area in labels.taken:
        assert 0 <= area.left < area.right <= WIDTH
        assert 0 <= area.top < area.bottom <= grid.rows * grid.row


def test_less_is_said_where_all_has_no_room_and_nothing_where_nothing_has() -> None:
    grid = Grid(lanes=10, rows=2)
    way = [Point(0.5, 0.9), Point(0.5, 1.1)]
    around = [Box(0.0, 0.0, 0.45, 2.0), Box(1.0, 0.0, 10.0, 2.0)]
    whole = labels_on(grid, around, [way])
    full = labels_on(grid, [Box(0.0, 0.0, 10.0, 2.0)], [way])

    short = whole.place([LONG, "Ya"], way, is_return=False, clear=1)

    assert short is not None
    assert short[0] == "Ya"
    assert full.place([LONG, "Ya"], way, is_return=False, clear=1) is None


def test_words_avoid_the_line_of_another_arrow() -> None:
    grid = Grid(lanes=4, rows=4)
    way = [Point(2.5, 1.0), Point(2.5, 3.0)]
    other = [Point(2.6, 0.0), Point(2.6, 4.0)]
    alone, beside = labels_on(grid, [], [way]), labels_on(grid, [], [way, other])

    free = alone.place([LONG], way, is_return=False, clear=1)
    moved = beside.place([LONG], way, is_return=False, clear=1)

    assert free is not None
    assert moved is not None
    assert (free[1].xanchor, moved[1].xanchor) == ("left", "right")
