"""Tracks of arrows: no two run over each other, no words over words, no line over a box."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.charts.follows_layout import HALF_HEIGHT, HALF_WIDTH, Leap, Way, reach, ways

ROWS = 9
LEAPS = st.lists(
    st.tuples(st.integers(0, ROWS), st.integers(0, ROWS)).filter(lambda two: two[0] != two[1]),
    unique=True,
    max_size=25,
).map(lambda rows: [Leap(*row) for row in rows])


def uprights(way: Way) -> list[tuple[float, float, float]]:
    """The pieces that run up or down: x, from, to."""
    return [
        (a[0], min(a[1], b[1]), max(a[1], b[1]))
        for a, b in pairwise(way.points)
        if a[0] == b[0]
    ]


@given(LEAPS)
def test_no_two_arrows_run_over_each_other(leaps: list[Leap]) -> None:
    pieces = [piece for way in ways(leaps) for piece in uprights(way)]

    for (x, top, bottom), (other, start, end) in combinations(pieces, 2):
        assert abs(x - other) > 1e-9 or bottom < start or end < top


@given(LEAPS)
def test_words_stand_between_rows_and_none_over_another(leaps: list[Leap]) -> None:
    places = [way.label for way in ways(leaps)]

    assert all(abs(y % 1 - 0.5) < 1e-9 for _, y in places)
    for (x, y), (other, beside) in combinations(places, 2):
        assert abs(y - beside) > 0.4 or abs(x - other) > 0.6


@given(LEAPS)
def test_arrows_join_their_boxes_at_right_angles_and_cross_none(leaps: list[Leap]) -> None:
    for leap, way in zip(leaps, ways(leaps), strict=True):
        for (x, y), row in ((way.points[0], leap.source), (way.points[-1], leap.target)):
            assert abs(x) <= HALF_WIDTH
            assert abs(y - row) <= HALF_HEIGHT
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(way.points))
        # What runs up or down does so beside the boxes, or in the gap between two of them.
        for x, top, bottom in uprights(way):
            assert abs(x) > HALF_WIDTH or bottom - top < 1


@given(LEAPS)
def test_the_picture_is_as_wide_as_its_arrows_and_their_words(leaps: list[Leap]) -> None:
    found = ways(leaps)

    left, right = reach(found)
    xs = [x for way in found for x, _ in (*way.points, way.label)]
    assert all(left < x < right for x in xs)
    assert left < -HALF_WIDTH < HALF_WIDTH < right


@pytest.mark.parametrize(
    ("leap", "side"), [(Leap(0, 1), 0), (Leap(0, 2), 1), (Leap(2, 1), -1), (Leap(3, 0), -1)]
)
def test_the_next_row_is_straight_leaps_go_right_and_returns_left(
    leap: Leap, side: int
) -> None:
    (way,) = ways([leap])

    outmost = max((x for x, _ in way.points), key=abs)
    assert (outmost > 0) - (outmost < 0) == side
    assert way.is_left is (side < 0)
