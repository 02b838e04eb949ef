"""Compliance that does not forgive late work which still runs."""

from typing import Any

import numpy as np
import pandas as pd
import pytest

from lkj.analytics.schema import STEP_VISITS, empty
from lkj.analytics.survival import kaplan_meier, kaplan_meier_quantile, live_compliance
from tests.analytics.small_visits import column
from tests.analytics.visit_frame import STEPS, bounded, frame_of, running, spent

CLOSED, OPEN = (5, 8, 9, 12, 15), (3, 11)


def live(closed: tuple[float, ...], ages: tuple[float, ...], standard: int) -> dict[str, Any]:
    passes = [*spent(*closed), *(running() for _ in ages)]
    visits = frame_of(*[facts | {"standard_minutes": standard} for facts in passes])
    touch = pd.Series([*[np.nan] * len(closed), *ages], dtype="float64")
    table = live_compliance(visits, by=(), touch_age=touch)
    return {name: column(table, name)[0] for name in table.columns}


def test_five_finished_and_two_running_passes_comply_by_one_half_not_three_fifths() -> None:
    figures = live(CLOSED, OPEN, 10)

    assert figures["within_rate"] == 0.6
    assert figures["live_within_rate"] == pytest.approx(0.5)
    assert (figures["n_known"], figures["n_open"], figures["n_open_over"]) == (5, 2, 1)


def test_the_curve_steps_where_something_finished() -> None:
    times = pd.Series([*CLOSED, *OPEN], dtype="float64")
    curve = kaplan_meier(times, pd.Series([True] * 5 + [False] * 2))

    assert column(curve, "minutes") == [5, 8, 9, 12, 15]
    assert column(curve, "n_at_risk") == [6, 5, 4, 2, 1]
    assert column(curve, "finished_share") == pytest.approx([1 / 6, 2 / 6, 3 / 6, 0.75, 1])


def test_a_quantile_that_the_curve_does_not_reach_is_missing() -> None:
    curve = kaplan_meier(pd.Series([5.0, 8, 9, 20]), pd.Series([True, True, False, False]))

    assert kaplan_meier_quantile(curve, 0.5) == 8
    assert np.isnan(kaplan_meier_quantile(curve, 0.51))


def test_what_runs_was_there_when_another_finished_at_the_same_minute() -> None:
    curve = kaplan_meier(pd.Series([5.0, 5.0, 5.0]), pd.Series([True, False, True]))

    assert column(curve, "n_at_risk") == [3]
    assert column(curve, "finished_share") == pytest.approx([2 / 3])
    assert live((5, 5), (5,), 5)["live_within_rate"] == pytest.approx(2 / 3)


def test_without_open_passes_both_shares_agree() -> None:
    figures = live((5, 10, 10, 11), (), 10)

    assert figures["live_within_rate"] == pytest.approx(figures["within_rate"])


def test_a_running_pass_alone_is_undecided_until_its_standard() -> None:
    assert live((), (3,), 10)["live_within_rate"] is None
    assert live((), (11,), 10)["live_within_rate"] == 0


def test_nothing_has_no_share() -> None:
    assert live((), (), 10)["live_within_rate"] is None
    assert live_compliance(empty(STEP_VISITS), touch_age=pd.Series(dtype="float64")).empty


def test_groups_are_judged_apart_and_only_by_what_is_known() -> None:
    first, second = {"step": STEPS[3]}, {"step": STEPS[4]}
    visits = frame_of(
        *spent(5, 25, **second), *spent(5, **first), bounded(4), running(**second)
    )

    table = live_compliance(visits, touch_age=pd.Series([np.nan] * 4 + [30.0]))

    assert column(table, "step") == [STEPS[3], STEPS[4]]
    assert column(table, "n_known") == [1, 2]
    assert column(table, "live_within_rate") == pytest.approx([1, 1 / 3])


def test_the_grouped_share_agrees_with_the_curve_on_random_passes() -> None:
    chance = np.random.default_rng(4)
    n = 400
    is_open = chance.random(n) < 0.3
    minutes = chance.integers(1, 40, n).astype("float64")
    step = chance.choice(STEPS, n)
    visits = frame_of(
        *(
            {**(running() if o else {"processing_minutes": m}), "step": s}
            for o, m, s in zip(is_open, minutes, step, strict=True)
        )
    )

    table = live_compliance(visits, touch_age=pd.Series(np.where(is_open, minutes, np.nan)))

    curves = [
        kaplan_meier(pd.Series(minutes[step == s]), pd.Series(~is_open[step == s]))
        for s in STEPS
    ]
    expected = [curve.loc[curve["minutes"] <= 20, "finished_share"].max() for curve in curves]
    assert column(table, "live_within_rate") == pytest.approx(expected)
