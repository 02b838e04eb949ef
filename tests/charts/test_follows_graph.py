"""The graph of transitions: what its boxes and arrows say, and what their lines mean."""

from typing import Any

import pandas as pd
import pytest

from lkj.charts.follows_graph import EDGE_COLUMNS, NODE_COLUMNS, follows_graph
from lkj.charts.follows_layout import HALF_WIDTH
from lkj.charts.overlay_grid import WIDTH
from lkj.charts.overlay_scale import PAPER_INK
from lkj.charts.text_lines import SCREEN_FONT, text_width
from lkj.charts.theme import OVER, RETURNED

NODES = pd.DataFrame(
    [
        ("a", "1. Mulai", "3 kali"),
        ("b", "2. Periksa & paraf", "3 kali"),
        ("c", "C" * 90, "1 kali"),
    ],
    columns=list(NODE_COLUMNS),
)
EDGES = pd.DataFrame(
    [
        ("a", "b", 1_200, False, False, "a ke b"),
        ("b", "a", 2, True, False, "b ke a"),
        ("a", "c", 1, False, True, "a ke c"),
    ],
    columns=list(EDGE_COLUMNS),
)


def drawn(nodes: pd.DataFrame, edges: pd.DataFrame, ink: str = PAPER_INK) -> Any:
    return follows_graph(nodes, edges, ink=ink, mark="DATA CONTOH")


def test_every_box_and_arrow_says_its_count() -> None:
    texts = [note.text for note in drawn(NODES, EDGES).layout.annotations]

    assert "<b>1. Mulai</b><br>3 kali" in texts
    assert "<b>2. Periksa &amp; paraf</b><br>3 kali" in texts
    assert {"1.200×", "2×", "1×", "DATA CONTOH"} <= set(texts)


def test_a_long_name_has_two_lines_of_its_box_at_most() -> None:
    figure = drawn(NODES, EDGES)

    left, right = figure.layout.xaxis.range
    box = 2 * HALF_WIDTH / (right - left) * WIDTH
    name = next(n.text for n in figure.layout.annotations if n.text.startswith("<b>C"))
    line = name.removeprefix("<b>").split("</b>")[0]
    assert name.count("<br>") <= 2
    assert line.endswith("…")
    assert 0.8 * box < text_width(line, size=10, is_bold=True) * SCREEN_FONT < box


def test_lines_tell_forward_returned_and_outside_apart_and_how_often() -> None:
    lines = [shape.line for shape in drawn(NODES, EDGES).layout.shapes if shape.path]

    assert [line.dash for line in lines] == ["solid", "dash", "dot"]
    assert [line.color for line in lines] == [PAPER_INK, RETURNED, OVER]
    assert [round(line.width, 1) for line in lines] == [6.0, 1.5, 1.5]


def test_colours_can_be_seen_on_a_dark_page() -> None:
    lines = [s.line for s in drawn(NODES, EDGES, "#F8FAFC").layout.shapes if s.path]

    assert [line.color for line in lines] == ["#F8FAFC", "#C4B5FD", "#FDBA74"]


def test_arrows_tell_a_pointer_what_they_are() -> None:
    (marks,) = drawn(NODES, EDGES).data

    assert list(marks.hovertext) == ["a ke b", "b ke a", "a ke c"]


@pytest.mark.parametrize("nodes", [NODES, NODES.iloc[:1], NODES.iloc[:0]])
def test_activities_without_arrows_are_drawn(nodes: pd.DataFrame) -> None:
    figure = drawn(nodes, EDGES.iloc[:0])

    assert len(figure.layout.shapes) == len(nodes)
    assert figure.layout.height == 84 * max(len(nodes), 1) + 40
