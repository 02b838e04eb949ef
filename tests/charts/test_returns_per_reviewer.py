"""The picture of returns: decisions from zero, returns first."""

import pandas as pd

from lkj.charts.returns_per_reviewer import COLUMNS, returns_per_reviewer
from lkj.charts.theme import RETURNED

REVIEWERS = pd.DataFrame(
    [("4. Kasubbag", 2, 1, 4, "3 dari 7", "periksa"), ("6. Kasat", 0, 0, 0, "–", "tanda")],
    columns=list(COLUMNS),
)


def test_bars_are_the_counts_of_the_table() -> None:
    first, again, approved = returns_per_reviewer(REVIEWERS).data

    assert [list(bar.x) for bar in (first, again, approved)] == [[2, 0], [1, 0], [4, 0]]
    assert (first.marker.color, again.marker.pattern.shape) == (RETURNED, "/")
    assert list(first.customdata) == ["periksa", "tanda"]


def test_words_stand_at_the_end_of_each_bar() -> None:
    figure = returns_per_reviewer(REVIEWERS, mark="CONTOH")

    notes = [(note.x, note.y, note.text) for note in figure.layout.annotations]
    assert notes[:2] == [(7, 0, "3 dari 7"), (0, 1, "–")]
    assert notes[2][2] == "CONTOH"
    assert list(figure.layout.yaxis.ticktext) == ["4. Kasubbag", "6. Kasat"]


def test_few_reviews_are_counted_in_whole_numbers() -> None:
    one = REVIEWERS.assign(n_first_rejections=0, n_again_rejections=0, n_approvals=[1, 0])

    assert returns_per_reviewer(one).layout.xaxis.dtick == 1
