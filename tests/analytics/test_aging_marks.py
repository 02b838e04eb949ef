"""Open visits as marks: one each, or counted where they are many."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from lkj.analytics.aging_marks import aging_marks, spread
from tests.analytics.small_visits import column
from tests.analytics.visit_frame import STEPS

USUAL: dict[str, Any] = {
    "report_id": "R1",
    "step": STEPS[3],
    "is_repeat": False,
    "standard_minutes": 20,
    "age_minutes": 60.0,
    "touch_age_minutes": float("nan"),
}


def ages(*rows: dict[str, Any]) -> pd.DataFrame:
    table = pd.DataFrame([USUAL | row for row in rows], columns=list(USUAL))
    return table.assign(step=pd.Categorical(table["step"], categories=STEPS))


def test_a_report_is_started_or_not_and_over_only_by_the_time_since_its_start() -> None:
    marks = aging_marks(
        ages(
            {"report_id": "waits", "age_minutes": 500.0},
            {"report_id": "begun", "touch_age_minutes": 20.0},
            {"report_id": "over", "touch_age_minutes": 21.0},
        )
    ).set_index("report_id")

    assert marks["is_started"].to_dict() == {"begun": True, "over": True, "waits": False}
    assert marks["is_over"].to_dict() == {"begun": False, "over": True, "waits": False}
    assert set(marks["n"]) == {1}


def test_marks_of_one_age_stand_apart_and_a_lone_one_in_the_middle() -> None:
    marks = aging_marks(ages(*[{"report_id": f"R{n}"} for n in range(3)], {"step": STEPS[4]}))

    assert sorted(column(marks, "offset")) == [-0.5, 0.0, 0.0, 0.5]
    assert column(marks, "step") == [STEPS[3]] * 3 + [STEPS[4]]


def test_many_reports_are_counted_in_doublings_of_minutes() -> None:
    # 64 and 127 minutes lie in the doubling 64 to 128, 128 in the next.
    rows = [{"report_id": f"R{n}", "age_minutes": age} for n, age in enumerate((64, 127, 128))]

    marks = aging_marks(ages(*rows), max_marks=2)

    assert column(marks, "n") == [2, 1]
    assert column(marks, "age_minutes") == pytest.approx([64 * 2**0.5, 128 * 2**0.5])
    assert column(marks, "report_id") == [None, None]


def test_ten_thousand_reports_are_few_marks_and_none_is_lost() -> None:
    rows = [
        {"report_id": f"R{n}", "age_minutes": float(n), "step": STEPS[n % 8]}
        for n in range(10_000)
    ]

    marks = aging_marks(ages(*rows))

    assert len(marks) <= 2_000
    assert marks["n"].sum() == 10_000


def test_nothing_gives_no_marks() -> None:
    assert aging_marks(ages()).empty


def test_labels_move_up_only_as_far_as_they_must() -> None:
    heights = np.array([3.0, 1.0, 1.0, 1.5])

    assert list(spread(heights, 1.0)) == [4.0, 1.0, 2.0, 3.0]
    assert list(spread(np.array([]), 1.0)) == []
