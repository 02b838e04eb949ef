"""The scoreboard: bars as long as their ratios, on the screen and on paper."""

from xml.etree import ElementTree as ET

import pandas as pd
import pytest

from lkj.charts.printed_scoreboard import LEFT, RIGHT, scoreboard_drawing
from lkj.charts.printed_text import INK
from lkj.charts.scoreboard import BEYOND, DOT_COLUMNS, STEP_COLUMNS, scoreboard
from lkj.charts.theme import DATA, OVER

SVG = "{http://www.w3.org/2000/svg}"
NAN = float("nan")
STEPS = pd.DataFrame(
    [
        ("1. Terima", "10 menit", 0.5, 1.5, False, "median 5 menit", "a", "terima"),
        ("2. Bentuk", "20 menit", 6.0, NAN, True, "median 120 menit", "b", "bentuk"),
        ("3. Kumpul", "60 menit", NAN, NAN, False, "1 dari 2 sesuai", "c", "kumpul"),
    ],
    columns=list(STEP_COLUMNS),
)
FEW = pd.DataFrame(
    [(2, 0.25, False, "15 menit", "kumpul"), (2, 1.25, True, "75 menit", "kumpul")],
    columns=list(DOT_COLUMNS),
)


def test_a_bar_is_as_long_as_its_ratio_and_never_longer_than_the_axis() -> None:
    medians, bands, dots = scoreboard(STEPS, FEW, ink="#123").data

    assert list(medians.x) == [0.5, 4]
    assert list(medians.marker.color) == [DATA, OVER]
    assert list(medians.customdata) == ["terima", "bentuk"]
    assert (list(bands.base), list(bands.x), list(bands.y)) == ([0.5], [1], [0])
    assert (list(dots.x), list(dots.y)) == ([0.25, 1.25], [2, 2])
    assert list(dots.marker.color) == [DATA, OVER]


def test_the_standard_stands_at_the_same_place_in_every_row() -> None:
    figure = scoreboard(STEPS, FEW, ink="#123", mark="CONTOH")

    assert [(line.x0, line.x1, line.line.color) for line in figure.layout.shapes] == [
        (1, 1, "#123")
    ] * 3
    texts = [note.text for note in figure.layout.annotations]
    assert texts.count(f"<b>{BEYOND}</b>") == 1
    assert texts[-1] == "CONTOH"
    assert {"10 menit", "median 120 menit", "1 dari 2 sesuai"} <= set(texts)


@pytest.mark.parametrize(("highest", "most"), [(2.0, 2), (2.1, 4)])
def test_the_axis_shows_twice_the_standard_or_four_times(highest: float, most: float) -> None:
    steps = STEPS.head(1).assign(high=highest)

    assert scoreboard(steps, FEW.head(0), ink="#123").layout.xaxis.range == (0, most)


def test_paper_has_the_same_bars_and_a_rim_where_they_are_over() -> None:
    root = ET.fromstring(scoreboard_drawing(STEPS, FEW, name="temuan"))  # noqa: S314 -- ours

    band, first, second = root.findall(f"{SVG}rect")
    unit = (RIGHT - LEFT) / 4
    assert float(first.get("width", "")) == pytest.approx(0.5 * unit, abs=0.1)
    assert float(band.get("width", "")) == pytest.approx(unit, abs=0.1)
    assert float(second.get("width", "")) == pytest.approx(4 * unit, abs=0.1)
    assert (first.get("stroke"), second.get("stroke")) == (None, INK)
    within, over = root.findall(f"{SVG}circle")
    assert (within.get("stroke"), over.get("stroke")) == (None, INK)
    words = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
    assert {BEYOND, "median 5 menit", "60 menit", "4×"} <= set(words)
    assert root.get("aria-label") == "temuan"


def test_a_dot_beyond_the_axis_is_marked_and_not_cut() -> None:
    far = FEW.assign(value=[0.25, 9.0])
    figure = scoreboard(STEPS, far, ink="#123")

    beyond = [note.y for note in figure.layout.annotations if note.text == f"<b>{BEYOND}</b>"]
    assert beyond == [1, 2]
    dots = figure.data[2]
    assert (list(dots.x), dots.cliponaxis) == ([0.25, 4], False)
