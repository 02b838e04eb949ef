"""Shares with their intervals; a benchmark has none."""

import numpy as np
import pandas as pd
import pytest

from lkj.charts.yield_shares import COLUMNS, yield_shares

NOTHING = float("nan")
ROWS = pd.DataFrame(
    [
        ("4. Kasubbag", 0.7, 0.5, 0.8, False, "7 dari 10"),
        ("Hasil kali", 0.3, NOTHING, NOTHING, True, "30%"),
    ],
    columns=list(COLUMNS),
)


def test_a_share_stands_on_its_interval_and_a_benchmark_is_hollow() -> None:
    figure = yield_shares(ROWS, mark="CONTOH")
    (shares,) = figure.data

    assert (list(shares.x), list(shares.y)) == ([0.7, 0.3], [0, 1])
    assert shares.error_x.array[0] == pytest.approx(0.1)
    assert shares.error_x.arrayminus[0] == pytest.approx(0.2)
    assert np.isnan(shares.error_x.array[1])
    assert list(shares.marker.symbol) == ["circle", "circle-open"]
    assert [note.text for note in figure.layout.annotations] == ["7 dari 10", "30%", "CONTOH"]
