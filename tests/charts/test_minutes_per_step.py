"""The picture of working minutes: what is drawn is the table, the line is the standard."""

import pandas as pd

from lkj.charts.minutes_per_step import DOT_COLUMNS, STEP_COLUMNS, minutes_per_step
from lkj.charts.theme import DATA, OVER

STEPS = pd.DataFrame(
    [
        ("1. Terima", 10.0, "10 menit", 7.0, ""),
        ("3. Kumpulkan", 60.0, "60 menit", float("nan"), "○ 2"),
    ],
    columns=list(STEP_COLUMNS),
)
DOTS = pd.DataFrame(
    [
        (0, 7.0, 1, False, False, 0.0, "7 menit", "R1"),
        (0, 12.0, 4, True, True, 0.0, "12 menit", "R2"),
        (1, 0.0, 1, False, False, 0.5, "0 menit", "R3"),
    ],
    columns=list(DOT_COLUMNS),
)


def test_dots_stand_in_their_rows_by_verdict_and_source() -> None:
    within, over, medians = minutes_per_step(DOTS, STEPS, in_ratio=False, ink="#000").data

    assert (within.marker.color, list(within.y)) == (DATA, [0, 1.25])
    assert list(within.x) == [7, 1]  # a logarithm has no zero
    assert (over.marker.color, list(over.marker.symbol)) == (OVER, ["diamond"])
    # Four passes have four times the area of one.
    assert (list(within.marker.size), list(over.marker.size)) == ([9, 9], [18])
    assert list(over.customdata) == ["R2"]
    assert (list(medians.x), list(medians.y)) == ([7], [0])


def test_dots_of_single_passes_are_alike_and_few_beside_very_many_can_be_seen() -> None:
    sizes = [
        [size for trace in figure.data[:2] for size in trace.marker.size]
        for n in (1, 10_000)
        for figure in [
            minutes_per_step(DOTS.assign(n=[1, n, 1]), STEPS, in_ratio=False, ink="#000")
        ]
    ]

    assert sizes == [[10, 10, 10], [4, 4, 18]]


def test_every_step_has_its_own_line_and_says_what_has_no_dot() -> None:
    figure = minutes_per_step(DOTS, STEPS, in_ratio=False, ink="#123456", mark="CONTOH")

    lines = [(shape.x0, round(shape.y0, 2)) for shape in figure.layout.shapes]
    assert lines == [(10, -0.42), (60, 0.58)]
    assert {shape.line.color for shape in figure.layout.shapes} == {"#123456"}
    said = [note.text for note in figure.layout.annotations]
    assert said == ["10 menit", "60 menit", "", "○ 2", "CONTOH"]
    assert list(figure.layout.yaxis.ticktext) == ["1. Terima", "3. Kumpulkan"]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]  # the first on top


def test_ratios_have_their_own_axis() -> None:
    figure = minutes_per_step(DOTS.head(0), STEPS, in_ratio=True, ink="#000")

    assert figure.layout.xaxis.title.text == "Waktu pengerjaan dibanding mutu baku waktu"
    assert "1×" in figure.layout.xaxis.ticktext
