import pandas as pd

from lkj.charts.report_timeline import COLUMNS, report_timeline
from lkj.charts.theme import DATA, OVER, RETURNED, WAITING

LANES = ["Sekretaris", "Tim LKj"]
HOUR = 3_600_000  # milliseconds


def at(hour: int) -> pd.Timestamp:
    return pd.Timestamp(2026, 3, 2, hour)


def passes(*rows: tuple[object, ...]) -> pd.DataFrame:
    table = pd.DataFrame(list(rows), columns=list(COLUMNS))
    return table.astype(dict.fromkeys(("entered", "started", "left"), "datetime64[us]"))


MEASURED = ("Sekretaris", 1, at(8), at(9), at(11), False, False, True, "satu")
UNTIMED = ("Tim LKj", 3, at(11), pd.NaT, at(15), False, True, False, "tiga")
OPEN = ("Sekretaris", 5, at(15), pd.NaT, at(16), True, False, False, "lima")


def test_waiting_and_work_are_bars_of_the_table() -> None:
    waiting, work, _ = report_timeline(passes(MEASURED, UNTIMED, OPEN), lanes=LANES).data

    assert (waiting.marker.color, list(waiting.x)) == (WAITING, [HOUR, 4 * HOUR, HOUR])
    assert list(waiting.y) == ["Sekretaris", "Tim LKj", "Sekretaris"]
    assert (work.marker.color, list(work.x), list(work.y)) == (DATA, [2 * HOUR], ["Sekretaris"])


def test_ends_say_the_step_and_how_the_pass_ended() -> None:
    ends = report_timeline(passes(MEASURED, UNTIMED, OPEN), lanes=LANES).data[2]

    assert list(ends.text) == ["1", "3", "5"]
    assert list(ends.marker.color) == [OVER, RETURNED, DATA]
    assert list(ends.marker.symbol) == ["circle", "arrow-left", "circle-open"]


def test_lanes_stand_in_the_order_of_the_sheet_even_where_nobody_acted() -> None:
    figure = report_timeline(passes(MEASURED), lanes=LANES)

    assert list(figure.layout.yaxis.categoryarray) == ["Tim LKj", "Sekretaris"]


def test_example_data_are_marked_in_the_picture() -> None:
    figure = report_timeline(passes(MEASURED), lanes=LANES, mark="DATA CONTOH")

    assert [note.text for note in figure.layout.annotations] == ["DATA CONTOH"]
    assert not report_timeline(passes(MEASURED), lanes=LANES).layout.annotations
