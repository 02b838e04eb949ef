"""The picture of work beside waiting."""

import pandas as pd

from lkj.charts.theme import DATA, WAITING
from lkj.charts.work_and_wait import COLUMNS, work_and_wait

STEPS = pd.DataFrame(
    [("1. Terima", 0.1, 2.5), ("2. Bentuk", float("nan"), float("nan"))], columns=list(COLUMNS)
)


def test_work_and_waiting_are_bars_of_the_table() -> None:
    figure = work_and_wait(STEPS, mark="CONTOH")

    work, waiting = figure.data
    assert (work.marker.color, work.x[0], waiting.marker.color, waiting.x[0]) == (
        DATA,
        0.1,
        WAITING,
        2.5,
    )
    assert list(figure.layout.yaxis.ticktext) == ["1. Terima", "2. Bentuk"]
    assert [note.text for note in figure.layout.annotations] == ["CONTOH"]
