"""The SOP with what happened on it: every box and arrow of any SOP, with one fixed scale."""

import re
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest

from lkj.charts.overlay_grid import Grid, grid_for
from lkj.charts.overlay_scale import NO_TIME, count_width, edge_width, fill
from lkj.charts.sop_layout import EdgeKind, lay_out
from lkj.charts.sop_overlay import ARROW_COLUMNS, BOX_COLUMNS, sop_overlay
from lkj.charts.theme import OVER
from lkj.domain.sop import Sop
from tests.support.sops import office_sop, other_sop

NAN = float("nan")
BOTH = pytest.mark.parametrize("sop", [office_sop(), other_sop()], ids=["own", "other"])


def boxes_of(sop: Sop, *, ratio: float = NAN) -> pd.DataFrame:
    rows = [
        (
            step.id,
            ratio,
            ratio > 1,
            f"{step.number}. {step.short_name}",
            ("median", "mutu baku"),
            step.short_name,
        )
        for step in sop.steps
    ]
    return pd.DataFrame(rows, columns=list(BOX_COLUMNS))


def arrows_of(sop: Sop, *, waiting: float = NAN, is_taken: bool = True) -> pd.DataFrame:
    rows = [
        (
            edge.source,
            edge.target,
            edge.kind is EdgeKind.RETURN,
            is_taken,
            edge_width(waiting),
            "3×" if is_taken else "",
            "hover",
            "key",
        )
        for edge in lay_out(sop).edges
        if edge.target
    ]
    return pd.DataFrame(rows, columns=list(ARROW_COLUMNS))


def grid_of(sop: Sop) -> Grid:
    facts = ("median", "mutu baku")
    words = {s.id: (f"{s.number}. {s.short_name}", facts) for s in sop.steps}
    return grid_for(lay_out(sop), words)


def drawn(sop: Sop, boxes: pd.DataFrame, arrows: pd.DataFrame) -> Any:
    roles = [role.short_name for role in sop.roles]
    return sop_overlay(lay_out(sop), boxes, arrows, roles=roles, ink="#0F172A")


@BOTH
def test_every_step_can_be_clicked_inside_its_own_box(sop: Sop) -> None:
    figure = drawn(sop, boxes_of(sop), arrows_of(sop))

    marks = figure.data[0]
    assert set(marks.customdata) == {step.id for step in sop.steps}
    grid = grid_of(sop)
    for node in lay_out(sop).nodes:
        places = [
            x for x, key in zip(marks.x, marks.customdata, strict=True) if key == node.step
        ]
        area = grid.area(node)
        assert len(places) >= 5
        assert all(area.left < x < area.right for x in places)


@BOTH
def test_boxes_hold_their_words_and_do_not_overlap(sop: Sop) -> None:
    figure = drawn(sop, boxes_of(sop), arrows_of(sop))

    texts = [note.text for note in figure.layout.annotations]
    plain = {re.sub("</?b>", "", text).replace("<br>", " ") for text in texts if text}
    assert {f"{s.number}. {s.short_name} median mutu baku" for s in sop.steps} <= plain
    outlines = [shape.path for shape in figure.layout.shapes if shape.fillcolor]
    rows = sorted(
        (min(ys), max(ys))
        for ys in ([float(y) for y in re.findall(r",([\d.-]+)", path)] for path in outlines)
    )
    assert all(upper[1] < lower[0] for upper, lower in pairwise(rows))


def test_ya_stands_clear_of_the_boxes() -> None:
    sop = office_sop()
    figure = drawn(sop, boxes_of(sop), arrows_of(sop))

    outlines = [shape.path for shape in figure.layout.shapes if shape.fillcolor]
    rows = [[float(y) for y in re.findall(r",([\d.-]+)", path)] for path in outlines]
    said = [note.y for note in figure.layout.annotations if note.text.startswith("Ya")]
    beside = [note.x for note in figure.layout.annotations if note.text.startswith("Ya")]
    assert len(said) == 3
    below_4 = next(x for x, y in zip(beside, said, strict=True) if 3.8 < y < 4.2)
    assert 0.9 < below_4 < 1.1  # over the bend to step 5, not in the gap under step 4
    assert max(rows[3]) < 4


def test_returns_are_dashed_and_say_how_often() -> None:
    sop = office_sop()
    figure = drawn(sop, boxes_of(sop), arrows_of(sop, waiting=2250))

    dashes = [shape.line.dash for shape in figure.layout.shapes if shape.type == "path"]
    assert dashes.count("dash") == 3  # steps 4, 5 and 6 may send back
    texts = [note.text for note in figure.layout.annotations]
    assert texts.count("Tidak · 3×") == 3
    widths = {
        s.line.width for s in figure.layout.shapes if s.type == "path" and not s.fillcolor
    }
    assert widths == {10}


def test_what_is_over_has_another_rim_and_what_is_unknown_a_dotted_one() -> None:
    sop = office_sop()
    over = drawn(sop, boxes_of(sop, ratio=2), arrows_of(sop))
    unknown = drawn(sop, boxes_of(sop), arrows_of(sop))

    rims = {
        (shape.line.color, shape.line.dash) for shape in over.layout.shapes if shape.fillcolor
    }
    assert rims == {(OVER, "solid")}
    fills = {(s.fillcolor, s.line.dash) for s in unknown.layout.shapes if s.fillcolor}
    assert fills == {(NO_TIME, "dot")}


def test_an_arrow_that_nothing_is_known_of_is_still_drawn() -> None:
    sop = office_sop()

    figure = drawn(sop, boxes_of(sop), arrows_of(sop).head(0))

    paths = [s for s in figure.layout.shapes if s.type == "path" and not s.fillcolor]
    assert len(paths) == len(lay_out(sop).edges)
    assert len(figure.data[1].x) == 0


def test_what_was_never_taken_is_dotted_and_says_only_its_answer() -> None:
    sop = office_sop()

    figure = drawn(sop, boxes_of(sop), arrows_of(sop, is_taken=False))

    lines = [s for s in figure.layout.shapes if s.type == "path" and not s.fillcolor]
    assert {line.line.dash for line in lines} == {"dot"}
    said = {note.text for note in figure.layout.annotations if note.xanchor}
    assert said == {"Ya", "Tidak"}


@pytest.mark.parametrize(
    ("ratio", "color"),
    [
        (NAN, NO_TIME),
        (1.0, "#FFFFFF"),
        (4.0, "#DD9679"),  # 55 % of orange in white: 255 - 61·0.55, 255 - 190·0.55, ...
        (64.0, "#DD9679"),
        (0.25, "#79AFB3"),
        (0.01, "#79AFB3"),
    ],
)
def test_colours_have_one_scale_from_a_quarter_to_four_times(ratio: float, color: str) -> None:
    assert fill(ratio) == color


@pytest.mark.parametrize(
    ("minutes", "width"), [(NAN, 1.5), (0, 1.5), (60, 1.5), (2250, 10), (9000, 10)]
)
def test_arrows_grow_from_an_hour_to_a_week(minutes: float, width: float) -> None:
    assert edge_width(minutes) == width
    assert edge_width(367.42) == pytest.approx(5.75, abs=0.01)  # the middle of the logarithms


def test_the_arrow_that_was_taken_most_is_the_widest() -> None:
    assert [count_width(n, 8) for n in (0, 4, 8)] == [1.5, 3.75, 6.0]
    assert count_width(0, 0) == 1.5


def test_words_in_the_last_lane_stand_left_of_their_line() -> None:
    sop = office_sop()
    arrows = arrows_of(sop).assign(words="1.234× · 1,4 hari kerja")

    notes = drawn(sop, boxes_of(sop), arrows).layout.annotations

    beside = [note for note in notes if note.text and note.text.startswith("Ya · 1.234")]
    last = [note for note in beside if note.x > 3.4]
    assert [note.xanchor for note in last] == ["right"]
