"""Minutes against mutu baku waktu, by hand-counted passes."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from lkj.analytics.durations import against_standard, open_passes, passes_with_verdict
from lkj.analytics.schema import STEP_VISITS, ClockQuality, Outcome, empty
from lkj.domain.commands import Cause
from tests.analytics.small_visits import column
from tests.analytics.visit_frame import STEPS, bounded, frame_of, running, spent

FORGOTTEN = {"cause": Cause.FORGOT_TO_RECORD}


def figures_of(*passes: dict[str, Any]) -> dict[str, Any]:
    table = against_standard(frame_of(*passes), by=())
    assert len(table) == 1
    return {name: column(table, name)[0] for name in table.columns}


def test_a_tie_with_the_standard_is_compliant() -> None:
    figures = figures_of(*spent(20, 21))

    assert (figures["n_known"], figures["n_within"], figures["n_over"]) == (2, 1, 1)
    assert figures["within_rate"] == 0.5


@pytest.mark.parametrize(
    ("minutes", "excess", "ratio"), [(10, 0, 0.5), (20, 0, 1), (70, 50, 3.5)]
)
def test_excess_is_what_goes_beyond_the_standard(
    minutes: float, excess: float, ratio: float
) -> None:
    passes = passes_with_verdict(frame_of(*spent(minutes)))

    assert column(passes, "excess_minutes") == [excess]
    assert column(passes, "ratio") == [ratio]


def test_savings_of_one_pass_do_not_pay_for_another() -> None:
    figures = figures_of(*spent(5, 25, 35))

    assert figures["excess_minutes"] == 20
    assert figures["severity_minutes"] == 10


def test_nine_short_passes_and_a_long_one_comply_by_nine_tenths() -> None:
    """A verdict by the average would be red: the mean is 11.5."""
    figures = figures_of(*spent(*[5] * 9, 70, standard_minutes=10))

    assert figures["within_rate"] == 0.9


def test_eight_passes_just_over_comply_by_one_fifth() -> None:
    """A verdict by the average would be clean: the mean is 9."""
    figures = figures_of(*spent(*[11] * 8, 1, 1, standard_minutes=10))

    assert figures["within_rate"] == 0.2


def test_three_of_ten_have_the_interval_of_wilson() -> None:
    figures = figures_of(*spent(*[20] * 3, *[21] * 7))

    assert round(figures["within_rate_low"], 3) == 0.108
    assert round(figures["within_rate_high"], 3) == 0.603


def test_what_is_not_known_is_no_verdict_but_widens_the_range() -> None:
    figures = figures_of(
        *spent(20, 30),
        bounded(20),
        bounded(21),
        {"clock_quality": ClockQuality.DATE_ONLY},
        {"clock_quality": ClockQuality.INVALID},
    )

    assert (figures["n"], figures["n_known"], figures["n_unknown"]) == (6, 2, 4)
    assert figures["n_surely_within"] == 1
    assert figures["within_rate"] == 0.5
    assert (figures["lower_rate"], figures["upper_rate"]) == (2 / 6, 5 / 6)
    assert figures["processing_minutes"] == 50


def test_a_forgotten_pass_is_out_of_the_verdict_and_counted_beside_it() -> None:
    figures = figures_of(
        *spent(20),
        *spent(500, **FORGOTTEN, waiting_minutes=3.0, lead_minutes=503.0),
        bounded(5, **FORGOTTEN),
    )

    assert (figures["n"], figures["n_known"], figures["n_forgotten"]) == (3, 1, 2)
    assert (figures["n_unknown"], figures["n_surely_within"]) == (0, 0)
    assert figures["lower_rate"] == figures["upper_rate"] == 1
    assert (figures["processing_minutes"], figures["max_minutes"]) == (20, 20)
    assert (figures["waiting_minutes"], figures["lead_minutes"]) == (3, 508)


def test_another_cause_changes_no_verdict() -> None:
    assert figures_of(*spent(21, cause=Cause.MEETING))["n_over"] == 1


def test_declared_minutes_count_like_measured_ones() -> None:
    assert figures_of(*spent(21, clock_quality=ClockQuality.DECLARED))["n_over"] == 1


def test_open_and_cancelled_passes_are_no_decisions() -> None:
    cancelled = {"outcome": Outcome.CANCELLED, "clock_quality": None}

    assert figures_of(running(), cancelled, *spent(5))["n"] == 1


def test_a_returned_draft_is_a_decided_pass() -> None:
    assert figures_of(*spent(5, outcome=Outcome.REJECTED))["n_within"] == 1


def test_percentiles_wait_for_enough_passes() -> None:
    two, three, seven = (figures_of(*spent(*range(1, n + 1))) for n in (2, 3, 7))
    twenty = figures_of(*spent(*range(1, 21)))

    assert (two["p50_minutes"], two["min_minutes"], two["max_minutes"]) == (None, 1, 2)
    assert (three["p50_minutes"], three["p85_minutes"]) == (2, None)
    assert seven["p85_minutes"] == pytest.approx(6.1)  # the sixth, and 0.1 to the seventh
    assert seven["p95_minutes"] is None
    assert twenty["p95_minutes"] == pytest.approx(19.05)


def test_waiting_and_lead_have_their_own_counts() -> None:
    times = [{"waiting_minutes": float(n), "lead_minutes": 10.0 * n} for n in (1, 2, 9)]
    figures = figures_of(*times, bounded(400))

    assert (figures["n_waiting"], figures["n_lead"]) == (3, 4)
    assert (figures["p50_waiting_minutes"], figures["p50_lead_minutes"]) == (2, 55)
    assert (figures["waiting_minutes"], figures["lead_minutes"]) == (12, 520)


def test_steps_stand_in_the_order_of_the_sop() -> None:
    rows = [spent(5, step=step)[0] for step in reversed(STEPS)]

    table = against_standard(frame_of(*rows))

    assert column(table, "step") == STEPS


def test_two_standards_in_one_group_are_not_one_standard() -> None:
    old, new = spent(25, standard_minutes=20), spent(25, standard_minutes=30)

    assert figures_of(*old, *new)["standard_minutes"] is None
    assert figures_of(*old, *old)["standard_minutes"] == 20
    assert figures_of(*old, *new)["n_over"] == 1  # each by its own


def test_nothing_is_counted_as_nothing_and_shares_of_it_are_missing() -> None:
    figures = figures_of()

    counts = {name: value for name, value in figures.items() if name.startswith("n")}
    assert set(counts.values()) == {0}
    assert {value for name, value in figures.items() if name not in counts} == {None}


def test_no_visits_make_no_groups() -> None:
    table = against_standard(empty(STEP_VISITS), by=("step", "role"))

    full = against_standard(frame_of(*spent(20)), by=("step", "role"))
    assert table.empty
    assert table.dtypes.drop(["step", "role"]).equals(full.dtypes.drop(["step", "role"]))
    assert list(table.columns) == list(full.columns)


def test_a_pass_without_a_role_is_not_lost() -> None:
    table = against_standard(frame_of(*spent(5), *spent(6, role="tim_lkj")), by=("role",))

    assert column(table, "role") == ["tim_lkj", None]
    assert column(table, "n") == [1, 1]


def test_the_visits_are_left_as_they_were() -> None:
    visits = frame_of(*spent(20, 30), bounded(5), running())
    before = visits.copy(deep=True)

    against_standard(visits)
    open_passes(visits, touch_age=pd.Series(np.nan, index=visits.index))

    pd.testing.assert_frame_equal(visits, before)


def test_an_open_pass_runs_over_its_standard_once_begun() -> None:
    visits = frame_of(
        *spent(99),
        running(age_minutes=900.0),
        running(age_minutes=60.0),
        running(age_minutes=60.0),
    )

    table = open_passes(visits, touch_age=pd.Series([np.nan, np.nan, 20.0, 31.0]))

    assert column(table, "age_minutes") == [900, 60, 60]
    assert column(table, "touch_age_minutes") == [None, 20, 31]
    assert column(table, "running_excess_minutes") == [None, 0, 11]
