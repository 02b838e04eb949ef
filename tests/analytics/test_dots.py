"""Dots of passes: one each while few, one for each stretch of time when many."""

import pandas as pd
import pytest

from lkj.analytics.dots import COLUMNS, dots
from lkj.analytics.durations import passes_with_verdict
from tests.analytics.visit_frame import frame_of


def verdicts(*minutes: float | None) -> pd.DataFrame:
    rows = [{"report_id": f"R{i}", "processing_minutes": m} for i, m in enumerate(minutes)]
    return passes_with_verdict(frame_of(*rows))


def test_few_passes_have_a_dot_each_by_their_minutes() -> None:
    found = dots(verdicts(25, 5, None))

    assert found["processing_minutes"].tolist() == [5, 25]
    assert found["report_id"].tolist() == ["R1", "R0"]
    assert found["is_over"].tolist() == [False, True]
    assert found["n"].tolist() == [1, 1]


def test_dots_of_equal_minutes_stand_apart() -> None:
    found = dots(verdicts(5, 5, 5, 5, 5, 7))

    assert found["offset"].tolist() == [0, 0.25, -0.25, 0.5, -0.5, 0]


def test_many_passes_are_counted_on_their_side_of_the_standard() -> None:
    # The standard is 20; a tie is within it.
    found = dots(verdicts(0, 10, 20, 20, 20.5, 40), max_marks=5)

    assert found["n"].sum() == 6
    assert found.groupby("is_over")["n"].sum().to_dict() == {False: 4, True: 2}
    within = found[~found["is_over"]]["processing_minutes"]
    assert within.max() == pytest.approx(20 * 2**-0.125)
    assert (found[found["is_over"]]["processing_minutes"] > 20).all()
    assert found["report_id"].isna().all()


def test_no_passes_make_no_dots() -> None:
    assert dots(verdicts()).columns.tolist() == list(COLUMNS)
    assert dots(verdicts(), max_marks=-1).empty
