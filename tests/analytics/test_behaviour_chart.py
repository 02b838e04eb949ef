"""Process behaviour charts, by hand-made series."""

from datetime import timedelta
from typing import Any

import numpy as np
import pytest

from lkj.analytics.behaviour_chart import behaviour_limits, behaviour_points
from lkj.analytics.process_limits import robust_xmr_limits
from lkj.analytics.schema import STEP_VISITS, empty
from tests.analytics.small_visits import at, column
from tests.analytics.visit_frame import STEPS, bounded, frame_of, spent

MONDAY = at("2026-03-02 08:00")


def series(*minutes: float, **facts: Any) -> list[dict[str, Any]]:
    """One report after another, one day apart."""
    return [
        {
            **spent(value, **facts)[0],
            "report_id": f"R{n:03}",
            "left_at": MONDAY + timedelta(days=n),
        }
        for n, value in enumerate(minutes)
    ]


def limits_of(*passes: dict[str, Any]) -> dict[str, Any]:
    table = behaviour_limits(frame_of(*passes), by=())
    assert len(table) == 1
    return {name: column(table, name)[0] for name in table.columns}


def flagged(name: str, *minutes: float) -> list[int]:
    points = behaviour_points(frame_of(*series(*minutes)), by=())
    return points.loc[points[name], "number"].tolist()


def test_limits_stand_on_logarithms_and_are_shown_in_minutes() -> None:
    # log(T + 0.5) alternates between 3 and 3.2: centre 3.1, moving range 0.2.
    low, high = np.exp(3) - 0.5, np.exp(3.2) - 0.5

    figures = limits_of(*series(*[low, high] * 5))

    assert figures["centre_minutes"] == pytest.approx(np.exp(3.1) - 0.5)
    assert figures["lower_minutes"] == pytest.approx(np.exp(3.1 - 0.532) - 0.5)
    assert figures["upper_minutes"] == pytest.approx(np.exp(3.1 + 0.532) - 0.5)


def test_no_limit_lies_under_zero_minutes() -> None:
    figures = limits_of(*series(*[0, 30] * 5))

    assert figures["lower_minutes"] is None
    assert figures["upper_minutes"] > 30


@pytest.mark.parametrize(
    ("n", "status"), [(9, "none"), (10, "provisional"), (19, "provisional"), (20, "firm")]
)
def test_limits_wait_for_enough_passes(n: int, status: str) -> None:
    figures = limits_of(*series(*[5, 6] * 10)[:n])

    assert (figures["n_known"], figures["limit_status"]) == (n, status)
    assert (figures["centre_minutes"] is None) == (status == "none")
    assert (figures["assurance"] is None) == (status == "none")


@pytest.mark.parametrize(
    ("minutes", "assurance"),
    [((5, 6), "meets"), ((50, 60), "fails"), ((15, 25), "varies"), ((20, 20), "varies")],
)
def test_assurance_compares_the_limits_with_the_standard(
    minutes: tuple[float, float], assurance: str
) -> None:
    assert limits_of(*series(*minutes * 5))["assurance"] == assurance


def test_passes_under_two_standards_have_no_assurance() -> None:
    mixed = series(*[5] * 10)
    mixed[0]["standard_minutes"] = 30

    assert limits_of(*mixed)["assurance"] is None


def test_first_passes_and_repeats_are_two_series_of_each_step() -> None:
    repeats = series(*[40] * 10, visit=2)
    other = series(*[9] * 3, step=STEPS[4])

    table = behaviour_limits(frame_of(*repeats, *series(*[10] * 10), *other, bounded(5)))

    assert column(table, "step") == [STEPS[3], STEPS[3], STEPS[4]]
    assert column(table, "is_repeat") == [False, True, False]
    assert column(table, "centre_minutes") == [10, 40, None]


def test_points_stand_in_the_order_of_finishing() -> None:
    points = behaviour_points(frame_of(*reversed(series(5, 6, 7))))

    assert column(points, "number") == [1, 2, 3]
    assert column(points, "processing_minutes") == [5, 6, 7]
    assert column(points, "report_id") == ["R000", "R001", "R002"]


def test_a_point_outside_the_limits_is_a_signal() -> None:
    assert flagged("is_outside", *[10, 11] * 9, 90, 10) == [19]
    assert flagged("is_outside", *[10, 11] * 4, 10, 900) == [10]
    assert flagged("is_outside", *[10, 11] * 4, 90) == []  # nine passes have no limits


def test_eight_in_a_row_on_one_side_are_a_signal_and_seven_are_not() -> None:
    # The lone high and low values keep the centre between 10 and 12.
    assert flagged("is_long_run", *[10] * 8, *[12, 12, 12, 10] * 4, 12) == list(range(1, 9))
    assert flagged("is_long_run", *[10] * 7, *[12, 12, 12, 10] * 4, 12) == []


def test_equal_minutes_are_no_signal() -> None:
    points = behaviour_points(frame_of(*series(*[17] * 30)))

    signals = points[["is_outside", "is_long_run", "is_near_limit"]]
    assert not signals.any(axis=None)


def test_three_of_four_near_one_limit_are_a_signal() -> None:
    calm = [10, 11, 10, 11, 10, 11, 10, 11]
    near = [*calm, 14, 14, 11, 14, *calm]

    assert flagged("is_near_limit", *near) == [9, 10, 12]
    assert flagged("is_near_limit", 14, 14, *calm, *calm, 14, 14) == []


def test_runs_do_not_reach_from_one_series_into_another() -> None:
    steps = [STEPS[3], STEPS[4]]
    passes = [
        facts | {"step": steps[n % 2]}
        for n, facts in enumerate(series(*[10, 20] * 5, *[20, 10] * 5))
    ]

    points = behaviour_points(frame_of(*passes))

    assert not points["is_long_run"].any()


def test_limits_are_frozen_over_the_first_twenty_passes() -> None:
    # 10 and 11 by turns give the limits; what comes later is held against them.
    before = limits_of(*series(*[10, 11] * 10))
    after = limits_of(*series(*[10, 11] * 10, *[400] * 5))

    assert (after["n_known"], after["n_baseline"]) == (25, 20)
    assert after["upper_minutes"] == before["upper_minutes"] < 20
    assert flagged("is_outside", *[10, 11] * 10, *[400] * 5) == [21, 22, 23, 24, 25]


def test_a_period_has_limits_of_its_own() -> None:
    table = frame_of(*series(*[10, 11] * 5, *[100, 110] * 5))
    table = table.assign(period=[0] * 10 + [1] * 10)

    limits = behaviour_limits(table, by=("period",))
    points = behaviour_points(table, by=("period",))

    assert column(limits, "period") == [0, 1]
    assert limits["upper_minutes"].iloc[0] < 20
    assert limits["lower_minutes"].iloc[1] > 80
    assert not points["is_outside"].any()
    assert column(points, "number") == [*range(1, 11), *range(1, 11)]


def test_limits_from_medians_do_not_follow_one_strange_pass() -> None:
    passes = frame_of(*series(*[10, 11] * 9, 900, 10))

    by_mean = behaviour_limits(passes, by=())["upper_minutes"].iloc[0]
    by_median = behaviour_limits(passes, by=(), method=robust_xmr_limits)

    assert by_median["upper_minutes"].iloc[0] < 20 < by_mean


def test_no_passes_make_no_series() -> None:
    for metric in (behaviour_limits, behaviour_points):
        full, none = metric(frame_of(*series(5))), metric(empty(STEP_VISITS))
        assert none.empty
        assert list(none.columns) == list(full.columns)
