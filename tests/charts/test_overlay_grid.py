"""Words of the SOP's picture fit the boxes and lanes that they stand in."""

from html import unescape

import pytest

from lkj.charts.overlay_grid import (
    LEAST_LINES,
    LINE,
    MOST_NAME_LINES,
    ROLE_SIZE,
    WIDTH,
    bold,
    grid_for,
)
from lkj.charts.sop_layout import lay_out
from lkj.charts.text_lines import SCREEN_FONT, text_width
from lkj.domain.sop import Sop
from tests.support.long_names import crowded_sop
from tests.support.sops import office_sop, other_sop

FACTS = ("waktu belum diketahui", "melewati mutu baku 60")
EVERY = pytest.mark.parametrize(
    "sop", [office_sop(), other_sop(), crowded_sop()], ids=["own", "other", "crowded"]
)


def names_of(sop: Sop) -> dict[str, str]:
    return {step.id: f"{step.number}. {step.short_name}" for step in sop.steps}


def words_of(sop: Sop) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {step: (name, FACTS) for step, name in names_of(sop).items()}


@EVERY
def test_names_keep_their_number_and_fit_their_box(sop: Sop) -> None:
    plan, names = lay_out(sop), names_of(sop)
    grid = grid_for(plan, words_of(sop))

    for node in plan.nodes:
        if node.step is None:
            continue
        lines = grid.name(node, names[node.step])
        area = grid.area(node)
        width = (area.right - area.left) * grid.lane
        assert lines[0].startswith(f"{sop.step(node.step).number}.")
        assert 1 <= len(lines) <= MOST_NAME_LINES
        for line in lines:
            assert text_width(line, size=grid.size, is_bold=True) * SCREEN_FONT <= width
        facts = grid.facts(node, FACTS)
        assert " ".join(facts) == " ".join(FACTS)
        for line in facts:
            assert text_width(line, size=grid.size) * SCREEN_FONT <= width
        assert (len(lines) + len(facts)) * LINE <= grid.box


@EVERY
def test_boxes_stay_in_their_lanes_and_rows(sop: Sop) -> None:
    plan = lay_out(sop)
    grid = grid_for(plan, words_of(sop))

    for node in plan.nodes:
        area = grid.area(node)
        assert node.lanes[0] < area.left < area.right < node.lanes[-1] + 1
        assert node.row < area.top < area.bottom < node.row + 1


@EVERY
def test_names_of_roles_fit_their_lane(sop: Sop) -> None:
    grid = grid_for(lay_out(sop), words_of(sop))

    for role in sop.roles:
        lines = grid.role(role.short_name)
        widths = [text_width(line, size=ROLE_SIZE, is_bold=True) for line in lines]
        assert max(widths) * SCREEN_FONT <= WIDTH / len(sop.roles)


def test_the_offices_own_names_are_whole_on_one_line() -> None:
    sop = office_sop()
    plan, names = lay_out(sop), names_of(sop)
    grid = grid_for(plan, words_of(sop))

    assert grid.lines == LEAST_LINES
    assert [grid.name(node, names[node.step]) for node in plan.nodes if node.step] == [
        (name,) for name in names.values()
    ]


def test_names_are_written_as_text() -> None:
    written = bold(["1. <i>&", "b"])

    assert written == "<b>1. &lt;i&gt;&amp;</b><br><b>b</b>"
    assert "1. <i>&" in unescape(written)
