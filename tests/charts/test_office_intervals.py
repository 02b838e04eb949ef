"""One row for each satuan kerja: its words over it, its interval, what it is held against."""

import numpy as np
import pandas as pd

from lkj.charts.office_intervals import COLUMNS, office_intervals


def rows(*facts: tuple[object, ...]) -> pd.DataFrame:
    return pd.DataFrame(list(facts), columns=list(COLUMNS), index=range(3, 3 + len(facts)))


SHARES = rows(
    ("Dinas A", 0.2, 0.1, 0.4, False, "20%, n 50", "Dinas A: 10 dari 50", np.nan),
    ("Dinas B", 0.8, 0.7, 0.9, True, "80%, n 90", "Dinas B: 72 dari 90", np.nan),
    ("Dinas C", np.nan, np.nan, np.nan, False, "tanpa waktu", "Dinas C", np.nan),
)


def test_each_office_has_its_dot_its_interval_and_its_words() -> None:
    figure = office_intervals(
        SHARES, title="Sesuai", ink="#000", pooled=0.5, mark="DATA CONTOH"
    )

    dots = figure.data[2]
    assert list(dots.x[:2]) == [0.2, 0.8]
    assert list(dots.y) == [0, 1, 2]
    np.testing.assert_allclose(dots.error_x.array[:2], [0.2, 0.1])
    np.testing.assert_allclose(dots.error_x.arrayminus[:2], [0.1, 0.1])
    assert [note.text for note in figure.layout.annotations] == [
        *("Dinas A", "Dinas B", "Dinas C"),
        *("20%, n 50", "80%, n 90", "tanpa waktu"),
        "DATA CONTOH",
    ]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]  # the first on top


def test_only_what_is_unusual_has_a_ring() -> None:
    figure = office_intervals(SHARES, title="Sesuai", ink="#123456", pooled=0.5)

    ring = figure.data[3]
    assert (list(ring.x), list(ring.y)) == ([0.8], [1])
    assert ring.marker.color == "#123456"


def test_all_together_are_a_line_in_every_row_and_shares_are_percentages() -> None:
    figure = office_intervals(SHARES, title="Sesuai", ink="#000", pooled=0.5)

    together = figure.data[0]
    assert [x for x in together.x if x == x] == [0.5] * 6  # noqa: PLR0124
    assert figure.layout.xaxis.tickformat == ".0%"


def test_minutes_stand_against_each_offices_own_standard() -> None:
    minutes = rows(
        ("Dinas A", 30.0, 30.0, 60.0, False, "30 menit", "a", 20.0),
        ("Dinas B", 10.0, 10.0, 15.0, False, "10 menit", "b", 25.0),
    )

    figure = office_intervals(minutes, title="Menit kerja", ink="#000")

    standards = figure.data[1]
    assert list(standards.x[:2]) == [20, 20]
    assert list(standards.x[3:5]) == [25, 25]
    assert np.isnan(standards.x[2])
    assert np.isnan(figure.data[0].x).all()
    assert figure.layout.xaxis.tickformat == ",d"


def test_more_offices_make_a_longer_picture() -> None:
    many = pd.concat([SHARES] * 5)

    heights = [office_intervals(t, title="", ink="#000").layout.height for t in (SHARES, many)]

    assert heights[1] > 3 * heights[0]
