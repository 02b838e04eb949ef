"""The curve of one step changes its colour where the standard is passed."""

import pandas as pd
import pytest

from lkj.charts.minute_curve import COLUMNS, minute_curve
from lkj.charts.theme import DATA, OVER

CURVE = pd.DataFrame([(0.0, 1), (20.0, 3), (60.0, 4)], columns=list(COLUMNS))


def test_the_curve_rises_at_every_pass_and_turns_orange_beyond_the_standard() -> None:
    figure = minute_curve(CURVE, standard=20, n_within=3, words="3 dari 4", ink="#123456")
    within, beyond = figure.data

    assert within.line.color == DATA
    assert list(within.x) == [1, 1, 20, 20]  # a logarithm has no zero
    assert list(within.y) == [0, 1, 3, 3]
    assert (beyond.line.color, list(beyond.x), list(beyond.y)) == (OVER, [20, 60], [3, 4])
    assert (figure.layout.shapes[0].x0, figure.layout.shapes[0].line.color) == (20, "#123456")
    assert [note.text for note in figure.layout.annotations] == [
        "3 dari 4",
        "mutu baku 20 menit",
    ]
    assert figure.layout.annotations[0].x == pytest.approx(1.30103)


def test_a_step_that_never_keeps_its_standard_still_shows_it() -> None:
    figure = minute_curve(
        CURVE.tail(1), standard=20, n_within=0, words="0 dari 1", ink="#000", mark="CONTOH"
    )

    assert list(figure.data[0].y) == [0, 0]
    assert figure.layout.xaxis.range[0] < 1.30103 < figure.layout.xaxis.range[1]
    assert figure.layout.annotations[-1].text == "CONTOH"
