"""Ages over their steps: every mark where its number says, on screen and on paper."""

from xml.etree import ElementTree as ET

import pandas as pd

from lkj.charts.aging import BAND_COLUMNS, MARK_COLUMNS, STEP_COLUMNS, aging_chart
from lkj.charts.printed_aging import aging_drawing
from lkj.charts.printed_text import INK
from lkj.charts.theme import DATA, OVER

SVG = "{http://www.w3.org/2000/svg}"
NAN = float("nan")
STEPS = pd.DataFrame(
    [("1. Terima", 10.0, "10 menit"), ("2. Bentuk", 20.0, "20 menit")],
    columns=list(STEP_COLUMNS),
)
MARKS = pd.DataFrame(
    [
        (0.0, 10.0, 1, True, False, "TW I 2025", 10.0, "", "R1"),
        (1.0, 600.0, 1, True, True, "TW <II> 2025", 600.0, "", "R2"),
        (1.0, 60.0, 4, False, False, "", 60.0, "", ""),
    ],
    columns=list(MARK_COLUMNS),
)
BANDS = pd.DataFrame([(0.6, 1.4, 100.0, 300.0, NAN)], columns=list(BAND_COLUMNS))
TICKS = {20: "20 menit", 450: "1 hari"}
SPAN = (5.0, 1000.0)


def test_started_and_received_differ_by_shape_and_over_by_colour() -> None:
    figure = aging_chart(MARKS, STEPS, BANDS, ticks=TICKS, span=SPAN, ink="#000")

    marks, labels = figure.data
    assert list(marks.x) == [0, 1, 1]
    assert list(marks.y) == [10, 600, 60]
    assert list(marks.marker.symbol) == ["triangle-up", "triangle-up", "triangle-up-open"]
    assert list(marks.marker.color) == [DATA, OVER, "#000"]
    assert marks.marker.size[2] == 2 * marks.marker.size[0]
    assert [text.strip() for text in labels.text] == ["TW I 2025", "TW <II> 2025"]


def test_bands_reach_to_their_percentile_and_the_standard_crosses_its_column() -> None:
    figure = aging_chart(MARKS, STEPS, BANDS, ticks=TICKS, span=SPAN, ink="#000", mark="CONTOH")

    bands = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    lines = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert [(band.x0, band.x1, band.y1) for band in bands] == [(0.6, 1.4, 100), (0.6, 1.4, 300)]
    assert [(line.y0, line.line.width) for line in lines] == [(10, 3), (20, 3)]
    said = [note.text for note in figure.layout.annotations]
    assert said.count("50") == said.count("85") == 1
    assert "95" not in said
    # A report's name stands to the right of its mark, in the middle of the band.
    ends = [note for note in figure.layout.annotations if note.text in ("50", "85")]
    assert {(note.x, note.xanchor) for note in ends} == {(0.6, "left")}
    assert "CONTOH" in said


def test_on_paper_a_mark_at_the_standard_lies_on_its_line() -> None:
    svg = aging_drawing(MARKS, STEPS, BANDS, ticks=TICKS, span=SPAN, name="temuan")
    root = ET.fromstring(svg)  # noqa: S314 -- our own picture

    at_standard, over, received = root.findall(f"{SVG}polygon")
    (line, _) = [one for one in root.findall(f"{SVG}line") if one.get("stroke-width") == "3.5"]
    ys = [float(corner.split(",")[1]) for corner in str(at_standard.get("points")).split()]
    assert abs((min(ys) + max(ys)) / 2 - float(str(line.get("y1")))) < 0.1
    assert (over.get("fill"), over.get("stroke")) == (OVER, INK)
    assert received.get("fill") == "#ffffff"
    words = ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]
    assert "TW <II> 2025" in words
    assert {"20 menit", "1 hari", "50", "85"} <= set(words)
    assert len(root.findall(f"{SVG}rect")) == 2


def test_nothing_open_draws_the_standards_alone() -> None:
    none, no_bands = MARKS.iloc[:0], BANDS.iloc[:0]

    figure = aging_chart(none, STEPS, no_bands, ticks=TICKS, span=SPAN, ink="#000")

    assert len(figure.data[0].x) == 0
    assert "<polygon" not in aging_drawing(
        none, STEPS, no_bands, ticks=TICKS, span=SPAN, name=""
    )
