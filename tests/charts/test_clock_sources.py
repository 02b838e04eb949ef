"""Sources of minutes as bars that add up to all passes."""

import pandas as pd

from lkj.charts.clock_sources import COLUMNS, clock_sources

ROLES = pd.DataFrame(
    [("Sekretaris", 5, 3, 2), ("Tim LKj", 0, 4, 1)],
    columns=list(COLUMNS),
)


def test_every_role_has_a_bar_of_three_sources() -> None:
    figure = clock_sources(ROLES, mark="CONTOH")

    assert [list(bar.x) for bar in figure.data] == [[5, 0], [3, 4], [2, 1]]
    assert figure.data[1].marker.pattern.shape == "/"  # told apart without colour
    assert figure.layout.barmode == "stack"
    assert list(figure.layout.yaxis.ticktext) == ["Sekretaris", "Tim LKj"]
    assert figure.layout.annotations[-1].text == "CONTOH"
