"""Reports over time: a story of three, counted by hand, and the laws of flow."""

from typing import Any

import pandas as pd
import pytest

from lkj.analytics.flow import cumulative_flow, daily_flow, monthly_flow
from lkj.analytics.schema import STEP_VISITS, Outcome, empty
from tests.analytics.small_visits import at
from tests.analytics.visit_frame import STEPS, frame_of, running
from tests.support.times import ZONE

AS_OF = at("2026-05-02 12:00")
FACTS: dict[str, Any] = {"as_of": AS_OF, "zone": ZONE}


def life(report_id: str, *legs: tuple[int, str, str]) -> list[dict[str, Any]]:
    """Of one report: number of the step, entered, left ("" while open)."""
    steps = [STEPS[number - 1] for number, _, _ in legs]
    return [
        {
            **(running() if not left else {"left_at": at(left), "closing_no": n}),
            "report_id": report_id,
            "step": steps[n],
            "visit": 1 + steps[:n].count(steps[n]),
            "entered_at": at(entered),
            "next_step": steps[n + 1] if n + 1 < len(steps) else None,
        }
        for n, (_, entered, left) in enumerate(legs)
    ]


RETURNED_ONCE = life(
    "A",
    (3, "2026-03-02 00:30", "2026-03-03 09:00"),
    (4, "2026-03-03 09:00", "2026-03-04 09:00"),
    (3, "2026-03-04 09:00", "2026-03-06 09:00"),
    (4, "2026-03-06 09:00", "2026-03-06 10:00"),
)
STOPPED = life(
    "B",
    (1, "2026-03-03 08:00", "2026-03-04 09:00"),
    (2, "2026-03-04 09:00", "2026-03-05 23:30"),
)
STOPPED[-1] |= {"outcome": Outcome.CANCELLED, "clock_quality": None}
WAITING = life("C", (1, "2026-05-01 08:00", ""))
VISITS = frame_of(*WAITING, *reversed(RETURNED_ONCE), *STOPPED)


def test_each_day_counts_who_came_who_left_and_who_is_still_here() -> None:
    daily = daily_flow(VISITS, **FACTS)

    assert len(daily) == 62  # 2 March to 2 May
    rows = daily.drop(columns="day").to_numpy().tolist()
    # arrived, finished, cancelled, running, in rework
    assert rows[:6] == [
        [1, 0, 0, 1, 0],  # 2 March: half past midnight is still the second in Pontianak
        [1, 0, 0, 2, 0],
        [0, 0, 0, 2, 1],  # A is back at step 3
        [0, 0, 1, 1, 1],  # B leaves when it is cancelled
        [0, 1, 0, 0, 0],
        [0, 0, 0, 0, 0],
    ]
    assert rows[-2:] == [[1, 0, 0, 1, 0], [0, 0, 0, 1, 0]]


def test_a_month_without_reports_is_a_row_of_zeros() -> None:
    monthly = monthly_flow(VISITS, **FACTS)

    assert monthly["month"].dt.strftime("%Y-%m-%d").tolist() == [
        "2026-03-01",
        "2026-04-01",
        "2026-05-01",
    ]
    assert monthly.drop(columns="month").to_numpy().tolist() == [
        [2, 1, 1, 0],
        [0, 0, 0, 0],
        [1, 0, 0, 1],
    ]


def test_lines_count_reports_that_ever_reached_a_step() -> None:
    flow = cumulative_flow(VISITS, **FACTS)
    lines = flow.assign(step=flow["step"].astype("object").fillna("end")).pivot_table(
        index="day", columns="step", values="n_reached", sort=False
    )

    assert list(lines.columns) == [*STEPS, "end"]
    assert lines.iloc[1].tolist()[:5] == [1, 0, 1, 1, 0]  # 3 March
    assert lines.iloc[4].tolist()[:5] == [1, 1, 1, 1, 0]  # 6 March
    assert lines.iloc[-1].tolist()[:5] == [2, 1, 1, 1, 0]
    assert lines["end"].iloc[[3, 4, -1]].tolist() == [0, 1, 1]
    assert (lines.diff().dropna() >= 0).all(axis=None)


def test_the_area_under_the_running_reports_is_the_time_they_took() -> None:
    """Little's law, without its division by the days."""
    lives = [
        life(f"R{n}", (4, f"2026-03-{n:02} 08:00", f"2026-03-{n + n % 5:02} 09:00"))
        for n in range(1, 21)
    ]

    daily = daily_flow(frame_of(*(leg for legs in lives for leg in legs)), **FACTS)

    assert daily["n_running"].sum() == sum(n % 5 for n in range(1, 21))
    assert daily["n_running"].iloc[-1] == 0


@pytest.mark.parametrize("metric", [daily_flow, monthly_flow, cumulative_flow])
def test_the_order_of_rows_changes_nothing_and_none_make_no_days(metric: Any) -> None:
    mixed, none = VISITS.sample(frac=1, random_state=1), metric(empty(STEP_VISITS), **FACTS)

    table = metric(VISITS, **FACTS)

    pd.testing.assert_frame_equal(metric(mixed, **FACTS), table)
    assert none.empty
    assert none.dtypes.map(str).equals(table.dtypes.map(str))
