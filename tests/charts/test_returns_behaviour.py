"""Returns in time between limits that differ from point to point."""

from typing import Any

import pandas as pd

from lkj.charts.returns_behaviour import COLUMNS, returns_behaviour

NAN = float("nan")
POINTS = pd.DataFrame(
    [
        ("Jan 2025", 0.2, 0.3, 0.0, 0.7, False, False, "1 dari 5", "2025-01"),
        ("Feb 2025", 0.9, 0.3, 0.1, 0.6, True, False, "9 dari 10", "2025-02"),
        ("Mar 2025", 0.1, NAN, NAN, NAN, False, True, "1 dari 10", "2025-03"),
    ],
    columns=list(COLUMNS),
)
WORDS: dict[str, Any] = {"x_title": "Bulan", "y_title": "Bagian", "ink": "#123"}
FIRM: dict[str, Any] = {"is_share": False, "is_provisional": False}
PROVISIONAL: dict[str, Any] = {"is_share": True, "is_provisional": True}


def test_points_stand_between_their_own_limits() -> None:
    figure = returns_behaviour(POINTS, **WORDS, **PROVISIONAL, mark="CONTOH")

    upper, centre, lower, dots, rings = figure.data
    assert list(upper.y)[:2] == [0.7, 0.6]
    assert (upper.line.dash, centre.y[0], lower.y[1]) == ("dash", 0.3, 0.1)
    assert (list(dots.y), list(dots.customdata)) == (
        [0.2, 0.9, 0.1],
        ["2025-01", "2025-02", "2025-03"],
    )
    assert list(rings.x) == [2]
    assert list(figure.layout.xaxis.ticktext) == ["Jan 2025", "Feb 2025", "Mar 2025"]
    assert figure.layout.yaxis.tickformat == ".0%"
    assert figure.layout.yaxis.range[0] < 0  # a month without returns shows its whole dot
    assert [line.x0 for line in figure.layout.shapes] == [2.5]  # a new period
    assert [note.text for note in figure.layout.annotations] == ["CONTOH"]


def test_lines_have_their_names_and_many_points_fewer_ticks() -> None:
    many = pd.concat([POINTS.head(2)] * 20, ignore_index=True)

    figure = returns_behaviour(many, **WORDS, **FIRM)

    assert len(figure.layout.xaxis.ticktext) == 10
    assert figure.data[0].line.dash == "solid"
    names = [note.text for note in figure.layout.annotations]
    assert names == ["batas bawah", "pusat", "batas atas"]
