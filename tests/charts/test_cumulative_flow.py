"""Lines that never fall, and the band of what is redone under them."""

import pandas as pd

from lkj.charts.cumulative_flow import DAY_COLUMNS, LINE_COLUMNS, cumulative_flow
from lkj.charts.theme import DATA, RETURNED

FIRST, SECOND = pd.Timestamp(2026, 1, 5), pd.Timestamp(2026, 1, 6)
LINES = pd.DataFrame(
    [
        (FIRST, 0, 2),
        (FIRST, 1, 1),
        (FIRST, 2, 0),
        (SECOND, 0, 9),
        (SECOND, 1, 9),
        (SECOND, 2, 4),
    ],
    columns=list(LINE_COLUMNS),
)
DAYS = pd.DataFrame([(FIRST, 0), (SECOND, 1)], columns=list(DAY_COLUMNS))
NAMES, MARKS = ["1. Terima", "2. Bentuk", "Selesai"], ["langkah 1", "langkah 2", "selesai"]


def test_every_step_and_the_end_have_an_area_and_rework_its_own_band() -> None:
    figure = cumulative_flow(LINES, DAYS, names=NAMES, marks=MARKS, mark="CONTOH")
    *areas, band = figure.data

    assert [list(area.y) for area in areas] == [[2, 9], [1, 9], [0, 4]]
    assert {area.line.color for area in areas} == {DATA}
    assert (band.line.color, list(band.y), band.yaxis) == (RETURNED, [0, 1], "y2")
    assert figure.layout.annotations[-1].text == "CONTOH"


def test_near_each_other_days_are_named_and_far_apart_months() -> None:
    figure = cumulative_flow(LINES, DAYS, names=NAMES, marks=MARKS)

    for axis in (figure.layout.xaxis, figure.layout.xaxis2):
        near, far = axis.tickformatstops
        assert (list(near.dtickrange), near.value) == ([None, "M1"], "%d/%m/%Y")
        assert (list(far.dtickrange), far.value) == (["M1", None], "%m/%Y")


def test_steps_that_as_many_reports_reached_share_a_label() -> None:
    figure = cumulative_flow(LINES, DAYS, names=NAMES, marks=MARKS)

    labels = [(note.y, note.text) for note in figure.layout.annotations]
    assert labels == [(9, "langkah 1 – langkah 2"), (4, "selesai")]


def test_of_a_single_day_there_are_points() -> None:
    today = LINES[LINES["day"] == FIRST]

    figure = cumulative_flow(today, DAYS.head(1), names=NAMES, marks=MARKS)

    assert {area.mode for area in figure.data[:-1]} == {"markers"}
