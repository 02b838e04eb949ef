"""The counts behind Tabel 7, counted by hand."""

import pandas as pd
import pytest

from lkj.analytics.assessment import assessment_figures
from lkj.analytics.schema import STEP_VISITS, Outcome, empty
from lkj.domain.commands import Cause
from tests.analytics.visit_frame import STEPS, bounded, frame_of, running, spent

COUNTS = [
    "n",
    "n_known",
    "n_within",
    "n_over",
    "n_unknown",
    "n_forgotten",
    "n_reviewed",
    "n_returned",
]


def figures_of(*passes: dict[str, object]) -> dict[str, object]:
    (row,) = assessment_figures(frame_of(*passes)).to_dict("records")
    return row


def test_every_pass_is_counted_once_and_a_tie_complies() -> None:
    figures = figures_of(
        *spent(5, 20, 21),
        *spent(400, cause=Cause.FORGOT_TO_RECORD),
        bounded(300),
        *spent(10, outcome=Outcome.REJECTED),
        running(),
    )

    assert {name: figures[name] for name in COUNTS} == {
        "n": 6,
        "n_known": 4,
        "n_within": 3,
        "n_over": 1,
        "n_unknown": 1,
        "n_forgotten": 1,
        "n_reviewed": 6,
        "n_returned": 1,
    }
    assert (figures["p50_minutes"], figures["max_minutes"]) == (15.0, 21.0)  # 5 10 20 21
    assert figures["excess_minutes"] == 1.0


def test_a_step_that_reviews_nothing_has_no_reviews() -> None:
    figures = figures_of(*spent(5, step=STEPS[0], outcome=Outcome.SUBMITTED))

    assert (figures["n"], figures["n_reviewed"], figures["n_returned"]) == (1, 0, 0)


def test_the_interval_is_that_of_wilson() -> None:
    figures = figures_of(*spent(*[5] * 8, 90, 90))

    # 8 of 10: 0.4902 to 0.9433, as in Newcombe 1998.
    assert figures["within_rate_low"] == pytest.approx(0.4902, abs=5e-5)
    assert figures["within_rate_high"] == pytest.approx(0.9433, abs=5e-5)


def test_several_standards_leave_the_standard_missing() -> None:
    figures = figures_of(*spent(5), *spent(5, standard_minutes=30))

    assert pd.isna(figures["standard_minutes"])


def test_steps_have_rows_of_their_own_and_an_sop_has_all() -> None:
    visits = frame_of(*spent(5), *spent(90, step=STEPS[4]))

    by_step = assessment_figures(visits)
    by_sop = assessment_figures(visits, by=("sop_id",))

    assert by_step["n_over"].tolist() == [0, 1]
    assert by_sop[["n", "n_over"]].to_numpy().tolist() == [[2, 1]]


def test_nothing_finished_gives_no_rows() -> None:
    assert assessment_figures(empty(STEP_VISITS), by=("sop_id", "step")).empty
