"""Reviewers between the limits of chance."""

from itertools import pairwise

import pandas as pd

from lkj.charts.returns_funnel import LIMIT_COLUMNS, POINT_COLUMNS, returns_funnel
from lkj.charts.theme import RETURNED

POINTS = pd.DataFrame(
    [
        ("Kasubbag", 20, 0.25, False, "Kasubbag: 5 dari 20"),
        ("Sekretaris", 12, 0.75, True, "Sekretaris: 9 dari 12"),
    ],
    columns=list(POINT_COLUMNS),
)
LIMITS = pd.DataFrame(
    [(1, 0.0, 1.0, 0.0, 1.0), (24, 0.2, 0.6, 0.1, 0.7)], columns=list(LIMIT_COLUMNS)
)


def test_only_what_chance_does_not_explain_has_a_ring() -> None:
    figure = returns_funnel(POINTS, LIMITS, pooled_rate=0.4, ink="#123456", mark="CONTOH")
    *limits, marks, rings = figure.data

    assert [list(limit.y) for limit in limits] == [[0, 0.1], [1, 0.7], [0, 0.2], [1, 0.6]]
    assert (marks.marker.color, list(marks.text)) == (RETURNED, ["Kasubbag", "Sekretaris"])
    assert list(marks.textposition) == ["bottom center", "top center"]
    assert (list(rings.x), list(rings.y)) == ([12], [0.75])
    assert rings.marker.color == "#123456"
    said = {note.text: note.y for note in figure.layout.annotations}
    assert said == {"99,8%": 0.7, "95%": 0.6, "seluruhnya": 0.4, "CONTOH": 1}


def test_a_name_near_the_axis_stands_above_its_mark() -> None:
    never = POINTS.assign(rate=[0.0, 0.05])

    figure = returns_funnel(never, LIMITS, pooled_rate=0.4, ink="#123456")

    assert list(figure.data[4].textposition) == ["top center", "top center"]


def test_names_of_lines_that_lie_close_stand_apart() -> None:
    limits = pd.DataFrame([(6000, 0.13, 0.15, 0.12, 0.16)], columns=list(LIMIT_COLUMNS))

    figure = returns_funnel(POINTS, limits, pooled_rate=0.14, ink="#123456")

    places = [note.y for note in figure.layout.annotations]
    assert places == sorted(places)
    assert all(upper - lower > 0.05 for lower, upper in pairwise(places))
