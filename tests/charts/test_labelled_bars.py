"""Bars made of parts: one trace a part, words at the end of each bar."""

import pandas as pd

from lkj.charts.labelled_bars import Part, labelled_bars

PARTS = (Part("direct", "langsung"), Part("cascade", "beruntun", is_hatched=True))
ROWS = pd.DataFrame(
    [
        ("4. Kasubbag", 40.0, 18.0, "58 menit"),
        ("5. Sekretaris", 12.0, float("nan"), "12 menit"),
    ],
    columns=["label", "direct", "cascade", "words"],
)


def test_parts_stand_one_behind_the_other_and_end_in_words() -> None:
    figure = labelled_bars(ROWS, parts=PARTS, x_title="Menit kerja", mark="DATA CONTOH")

    direct, cascade = figure.data
    assert figure.layout.barmode == "stack"
    assert list(direct.x) == [40, 12]
    assert cascade.x[0] == 18
    assert (direct.marker.pattern.shape, cascade.marker.pattern.shape) == (None, "/")
    ends = {note.text: note.x for note in figure.layout.annotations}
    assert (ends["58 menit"], ends["12 menit"]) == (58, 12)
    assert "DATA CONTOH" in ends


def test_bars_begin_at_zero_and_keep_the_order_of_the_rows() -> None:
    figure = labelled_bars(ROWS, parts=PARTS[:1], x_title="Kali")

    assert figure.layout.xaxis.rangemode == "tozero"
    assert list(figure.layout.yaxis.ticktext) == ["4. Kasubbag", "5. Sekretaris"]
    low, high = figure.layout.yaxis.range
    assert low > high


def test_nothing_to_draw_is_an_empty_picture() -> None:
    assert list(labelled_bars(ROWS.head(0), parts=PARTS, x_title="").data[0].x) == []
