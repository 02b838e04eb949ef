"""Passes in their order between their limits: what is drawn is the table."""

from typing import Any

import pandas as pd
import pytest

from lkj.charts.process_behaviour import COLUMNS, Stretch, process_behaviour
from lkj.charts.theme import DATA, OVER

POINTS = pd.DataFrame(
    [
        (3, 0.0, False, False, "0 menit", "R3"),
        (4, 15.0, False, False, "15 menit", "R4"),
        (5, 90.0, True, True, "90 menit", "R5"),
    ],
    columns=list(COLUMNS),
)


def stretch(**facts: Any) -> Stretch:
    usual = {"first": 3, "last": 5, "centre": 20, "lower": 2, "upper": 70, "standard": 30}
    return Stretch(**(usual | {"is_provisional": False, "words": "sejak awal"} | facts))


def lines(figure: Any) -> list[tuple[float, str]]:
    return [(shape.y0, shape.line.dash) for shape in figure.layout.shapes if shape.y0]


def test_passes_have_the_colour_of_their_verdict_and_signals_a_ring() -> None:
    figure = process_behaviour(POINTS, stretches=[stretch()], ink="#123456")

    path, within, over, rings = figure.data
    assert list(path.y) == [1, 15, 90]  # a logarithm has no zero
    assert (within.marker.color, list(within.x)) == (DATA, [3, 4])
    assert (over.marker.color, list(over.hovertext)) == (OVER, ["90 menit"])
    assert [*within.customdata, *over.customdata] == ["R3", "R4", "R5"]
    assert (list(rings.x), rings.marker.symbol) == ([5], "circle-open")
    assert lines(figure) == [(70, "solid"), (20, "solid"), (2, "solid"), (30, "solid")]
    assert [note.text for note in figure.layout.annotations] == [
        "batas bawah",
        "pusat",
        "mutu baku",
        "batas atas",
    ]
    assert list(figure.layout.xaxis.range) == pytest.approx([2.4, 5.6])


def test_provisional_limits_are_dashed_and_a_limit_below_nothing_is_left_out() -> None:
    one = stretch(lower=None, is_provisional=True)

    figure = process_behaviour(POINTS, stretches=[one], ink="#000", mark="CONTOH")

    assert lines(figure) == [(70, "dash"), (20, "dash"), (30, "solid")]
    assert figure.layout.annotations[-1].text == "CONTOH"


def test_a_change_splits_the_lines_and_says_what_it_was() -> None:
    before = stretch(last=3, upper=40)
    none = {"centre": None, "lower": None, "upper": None}
    after = stretch(first=4, standard=60, words="pejabat <baru>", **none)

    figure = process_behaviour(POINTS, stretches=[before, after], ink="#000")

    ends = [(line.x0, line.x1, line.y0) for line in figure.layout.shapes if line.y0]
    assert ends == [
        (2.5, 3.5, 40),
        (2.5, 3.5, 20),
        (2.5, 3.5, 2),
        (2.5, 3.5, 30),
        (3.5, 5.5, 60),
    ]
    texts = [note.text for note in figure.layout.annotations]
    assert texts == ["pejabat &lt;baru&gt;", "mutu baku"]
    assert [line.x0 for line in figure.layout.shapes if line.x0 == line.x1] == [3.5]
