"""Pictures for paper: every mark where its number says, told in grey too."""

from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from lkj.charts.minutes_per_step import DOT_COLUMNS, MINUTES_AXIS, STEP_COLUMNS
from lkj.charts.printed_aging import HEIGHT, aging_drawing
from lkj.charts.printed_minutes import LEFT, RIGHT, ROW, TOP, minutes_drawing
from lkj.charts.printed_returns import returns_drawing, tick_step
from lkj.charts.printed_text import INK
from lkj.charts.returns_per_reviewer import COLUMNS
from lkj.charts.text_lines import text_width
from lkj.charts.theme import DATA, OVER

SVG = "{http://www.w3.org/2000/svg}"
STEPS = pd.DataFrame(
    [
        ("1. <b>Terima</b>", 10.0, "10 menit", 12.0, "○ 2"),
        ("2. Bentuk", 20.0, "20 menit", float("nan"), ""),
    ],
    columns=list(STEP_COLUMNS),
)
DOTS = pd.DataFrame(
    [
        (0, 10.0, 1, False, False, 0.0, "", "R1"),
        (0, 40.0, 1, True, True, 0.5, "", "R2"),
        (1, 0.0, 4, False, False, 0.0, "", ""),
    ],
    columns=list(DOT_COLUMNS),
)


def parsed(svg: str) -> ET.Element:
    return ET.fromstring(svg)  # noqa: S314 -- our own picture


def words(root: ET.Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def test_a_dot_at_the_standard_lies_on_its_line_and_the_least_at_the_edge() -> None:
    root = parsed(minutes_drawing(DOTS, STEPS, name="temuan"))

    at_standard, least = root.findall(f"{SVG}circle")
    lines = [line for line in root.findall(f"{SVG}line") if line.get("stroke-width") == "3.5"]
    assert at_standard.get("cx") == lines[0].get("x1")
    assert LEFT < float(least.get("cx", "")) < float(lines[0].get("x1", "")) < RIGHT
    assert float(least.get("r", "")) == 2 * float(at_standard.get("r", ""))
    assert root.get("aria-label") == "temuan"


def test_over_the_standard_is_told_by_colour_rim_and_place() -> None:
    root = parsed(minutes_drawing(DOTS, STEPS, name=""))

    diamond = root.find(f"{SVG}polygon")
    within = root.findall(f"{SVG}circle")
    assert diamond is not None
    assert (diamond.get("fill"), diamond.get("stroke")) == (OVER, INK)
    assert {(dot.get("fill"), dot.get("stroke")) for dot in within} == {(DATA, None)}


def test_labels_are_text_and_a_median_stands_only_where_there_is_one() -> None:
    root = parsed(minutes_drawing(DOTS, STEPS, name=""))

    assert {"1. <b>Terima</b>", "○ 2", "10 menit", MINUTES_AXIS} <= set(words(root))
    inked = [line for line in root.findall(f"{SVG}line") if line.get("stroke") == INK]
    assert [line.get("stroke-width") for line in inked].count("1") == 1


def test_without_a_known_pass_the_lines_of_the_standard_remain() -> None:
    root = parsed(minutes_drawing(DOTS.head(0), STEPS, name=""))

    assert root.findall(f"{SVG}circle") == []
    assert "20 menit" in words(root)


def test_bars_are_as_long_as_their_counts_and_end_in_words() -> None:
    rows = [("4. Kasubbag", 2, 1, 3, "3 dari 6", "a"), ("6. Kasat", 0, 0, 0, "–", "b")]
    root = parsed(returns_drawing(pd.DataFrame(rows, columns=list(COLUMNS)), name=""))

    widths = [float(bar.get("width", "")) for bar in root.findall(f"{SVG}rect")]
    assert [round(width / widths[1], 1) for width in widths] == [2, 1, 3]
    assert {"4. Kasubbag", "3 dari 6", "–", "6"} <= set(words(root))


def test_nothing_reviewed_draws_no_bar() -> None:
    rows = [("4. Kasubbag", 0, 0, 0, "belum", "a")]
    root = parsed(returns_drawing(pd.DataFrame(rows, columns=list(COLUMNS)), name=""))

    assert root.findall(f"{SVG}rect") == []


@pytest.mark.parametrize(
    ("most", "step"), [(1, 1), (3, 1), (8, 2), (25, 5), (58, 10), (400, 100), (999, 200)]
)
def test_an_axis_has_round_numbers(most: int, step: int) -> None:
    assert tick_step(most) == step


def test_long_names_take_two_lines_of_their_row_at_most() -> None:
    label = "1. Request For Payment FINAL_APPROVED by SUPERVISOR and somebody else"
    steps = STEPS.assign(label=[label, "2. Bentuk"])

    root = parsed(minutes_drawing(DOTS.head(0), steps, name=""))

    ends = [node for node in root.iter(f"{SVG}text") if node.get("text-anchor") == "end"]
    lines = ["".join(node.itertext()) for node in ends]
    assert lines[0].startswith("1. Request")
    assert lines[1].endswith("…")
    assert lines[2:] == ["2. Bentuk"]
    size = float(ends[0].get("font-size", ""))
    assert max(text_width(line, size=size) for line in lines[:2]) <= LEFT
    assert float(ends[1].get("y", "")) < TOP + ROW


def test_thousands_on_an_axis_have_their_point() -> None:
    rows = [("4. Kasubbag", 20, 10, 6000, "30 dari 6.030", "a")]

    root = parsed(returns_drawing(pd.DataFrame(rows, columns=list(COLUMNS)), name=""))

    assert {"0", "1.000", "6.000"} <= set(words(root))


def test_names_under_columns_stay_on_the_paper() -> None:
    steps = pd.DataFrame(
        [(60.0, f"{n}. Request For Payment: ADMINISTRATION", "60 menit") for n in range(1, 12)],
        columns=["standard", "label", "standard_text"],
    )
    nothing = pd.DataFrame()

    svg = aging_drawing(
        nothing, steps, nothing, ticks={60.0: "1 jam"}, span=(10, 1000), name=""
    )

    places = [float(node.get("y", "")) for node in parsed(svg).iter(f"{SVG}text")]
    assert max(places) < HEIGHT
