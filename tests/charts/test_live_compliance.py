"""Two shares of a step in its own row, joined."""

import numpy as np
import pandas as pd

from lkj.charts.live_compliance import COLUMNS, live_compliance

STEPS = pd.DataFrame(
    [("3. Kumpulkan", 0.6, 0.5, "60% → 50%"), ("4. Periksa", 0.9, 0.9, "90%")],
    columns=list(COLUMNS),
)


def test_what_seems_and_what_is_stand_in_one_row() -> None:
    figure = live_compliance(STEPS, mark="CONTOH")
    joins, seems, really = figure.data

    assert (list(seems.x), list(seems.y)) == ([0.6, 0.9], [0, 1])
    assert seems.marker.symbol == "circle-open"
    assert (list(really.x), list(really.y)) == ([0.5, 0.9], [0, 1])
    assert list(joins.y) == [0, 0, 0, 1, 1, 1]
    np.testing.assert_array_equal(joins.x, [0.6, 0.5, np.nan, 0.9, 0.9, np.nan])
    said = [note.text for note in figure.layout.annotations]
    assert said == ["60% → 50%", "90%", "CONTOH"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]  # the first on top
