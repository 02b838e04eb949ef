"""Passes in their order between their limits: what is drawn is the table."""

import pandas as pd
import pytest

from lkj.charts.process_behaviour import COLUMNS, Limits, process_behaviour
from lkj.charts.theme import DATA, OVER

POINTS = pd.DataFrame(
    [
        (3, 0.0, False, False, "0 menit"),
        (4, 15.0, False, False, "15 menit"),
        (5, 90.0, True, True, "90 menit"),
    ],
    columns=list(COLUMNS),
)


def lines(figure: object) -> list[tuple[float, str]]:
    return [(shape.y0, shape.line.dash) for shape in figure.layout.shapes]  # type: ignore[attr-defined]


def test_passes_have_the_colour_of_their_verdict_and_signals_a_ring() -> None:
    limits = Limits(centre=20, lower=2, upper=70, standard=30, is_provisional=False)

    figure = process_behaviour(POINTS, limits=limits, ink="#123456")

    path, within, over, rings = figure.data
    assert list(path.y) == [1, 15, 90]  # a logarithm has no zero
    assert (within.marker.color, list(within.x)) == (DATA, [3, 4])
    assert (over.marker.color, list(over.hovertext)) == (OVER, ["90 menit"])
    assert (list(rings.x), rings.marker.symbol) == ([5], "circle-open")
    assert lines(figure) == [(70, "solid"), (20, "solid"), (2, "solid"), (30, "solid")]
    assert [note.text for note in figure.layout.annotations] == [
        "batas atas",
        "pusat",
        "batas bawah",
        "mutu baku",
    ]
    assert list(figure.layout.xaxis.range) == pytest.approx([2.4, 5.6])


def test_provisional_limits_are_dashed_and_a_limit_below_nothing_is_left_out() -> None:
    limits = Limits(centre=20, lower=None, upper=70, standard=30, is_provisional=True)

    figure = process_behaviour(POINTS, limits=limits, ink="#000", mark="CONTOH")

    assert lines(figure) == [(70, "dash"), (20, "dash"), (30, "solid")]
    assert figure.layout.annotations[-1].text == "CONTOH"
