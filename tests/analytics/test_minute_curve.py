"""The curve of finished passes, and long tables made short."""

import pandas as pd

from lkj.analytics.minute_curve import finished_within, thinned
from tests.analytics.small_visits import column
from tests.analytics.visit_frame import bounded, frame_of, running, spent


def test_the_curve_counts_what_took_so_long_or_less() -> None:
    curve = finished_within(frame_of(*spent(20, 5, 20, 60), bounded(3), running()))

    assert column(curve, "processing_minutes") == [5, 20, 60]
    assert column(curve, "n_finished") == [1, 3, 4]
    assert column(curve, "finished_share") == [0.25, 0.75, 1.0]


def test_a_long_table_keeps_its_first_and_last_row() -> None:
    table = pd.DataFrame({"day": range(101)})

    assert column(thinned(table, max_rows=5), "day") == [0, 25, 50, 75, 100]
    assert thinned(table, max_rows=101) is table
