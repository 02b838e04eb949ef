"""Bars of one length whose parts are the parts of the waiting."""

import pandas as pd

from lkj.charts.waiting_shares import COLUMNS, LOOKS, waiting_shares

NAMES = {part: part for part in LOOKS}
STEPS = pd.DataFrame(
    [
        ("4. Periksa", 30.0, 0.0, 0.0, 90.0, "2 jam", "a"),
        ("1. Terima", 0, 0, 0, 60, "1 jam", "b"),
    ],
    columns=list(COLUMNS),
)


def test_parts_are_shares_of_their_row_and_add_up() -> None:
    figure = waiting_shares(STEPS, names=NAMES, mark="CONTOH")

    other, rest = figure.data
    assert (other.name, list(other.x)) == ("other_report", [0.25, 0])
    assert list(rest.x) == [0.75, 1]
    assert list(rest.customdata) == ["a", "b"]
    assert rest.hovertext[0] == "unexplained: 90 menit kerja"
    assert [note.text for note in figure.layout.annotations] == ["2 jam", "1 jam", "CONTOH"]


def test_parts_differ_by_colour_or_pattern() -> None:
    looks = {
        (look["color"], look.get("pattern", {}).get("shape", "")) for look in LOOKS.values()
    }
    assert len(looks) == len(LOOKS)
