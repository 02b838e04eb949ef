"""Names of lines stand beside them, and where lines lie close above each other."""

from itertools import pairwise

import pytest

from lkj.charts.line_names import name_lines
from lkj.charts.sketch import Sketch


def placed(lines: list[tuple[float, str]], *, span: float) -> dict[str, float]:
    figure = Sketch({})
    name_lines(figure, lines, span=span)
    return {note.text: note.y for note in figure.figure().layout.annotations}


def test_lines_far_apart_have_their_names_at_their_own_height() -> None:
    assert placed([(0.7, "atas"), (0.4, "pusat")], span=1) == {"pusat": 0.4, "atas": 0.7}


@pytest.mark.parametrize("span", [1.0, 40.0])
def test_names_that_would_cover_each_other_rise_in_the_order_of_their_lines(
    span: float,
) -> None:
    found = placed([(0.15, "atas"), (0.13, "bawah"), (0.14, "pusat")], span=span)

    assert list(found) == ["bawah", "pusat", "atas"]
    assert found["bawah"] == 0.13
    assert all(upper - lower > 0.05 * span for lower, upper in pairwise(found.values()))


def test_names_of_one_height_stand_in_the_order_in_which_they_were_given() -> None:
    found = placed([(0.2, "bawah"), (0.2, "pusat"), (0.2, "atas")], span=1)

    assert sorted(found, key=found.__getitem__) == ["bawah", "pusat", "atas"]
