"""When another mutu baku waktu is proposed, and how many minutes."""

from typing import Any

import pandas as pd
import pytest

from lkj.analytics.behaviour_chart import behaviour_limits
from lkj.analytics.schema import STEP_VISITS, empty
from lkj.analytics.standard_evidence import standard_evidence
from tests.analytics.small_visits import column
from tests.analytics.test_behaviour_chart import series
from tests.analytics.visit_frame import STEPS, frame_of


def evidence_of(*passes: dict[str, Any]) -> dict[str, Any]:
    table = standard_evidence(frame_of(*passes))
    assert len(table) == 1
    return {name: column(table, name)[0] for name in table.columns}


def test_a_step_that_always_fails_deserves_another_standard() -> None:
    figures = evidence_of(*series(*[31, 32] * 5))

    assert figures["assurance"] == "fails"
    assert figures["is_revision_proposed"] is True
    assert (figures["p85_minutes"], figures["proposed_minutes"]) == (32, 35)


def test_a_step_that_mostly_fails_deserves_one_by_the_interval() -> None:
    # 1 of 10 within: the upper bound is 0.404. Limits are wide, so assurance only varies.
    figures = evidence_of(*series(5, *[25, 45] * 4, 45))

    assert figures["assurance"] == "varies"
    assert round(figures["within_rate_high"], 3) == 0.404
    assert figures["is_revision_proposed"] is True
    assert figures["proposed_minutes"] == 45


@pytest.mark.parametrize(
    "minutes", [[31, 32] * 4 + [31], [5, 6] * 5, [15, 25] * 10], ids=["few", "kept", "half"]
)
def test_nothing_is_proposed_from_few_passes_or_where_half_may_be_kept(
    minutes: list[float],
) -> None:
    figures = evidence_of(*series(*minutes))

    assert figures["is_revision_proposed"] is False
    assert figures["proposed_minutes"] is None


def test_repeats_count_for_the_rate_but_not_for_the_limits() -> None:
    figures = evidence_of(*series(*[31, 32] * 4), *series(31, 32, visit=2))

    assert (figures["n_known"], figures["limit_status"]) == (10, "none")
    assert figures["assurance"] is None
    assert figures["is_revision_proposed"] is True  # 0 of 10: upper bound 0.278


def test_a_step_with_repeats_alone_still_has_its_row() -> None:
    figures = evidence_of(*series(5, visit=2))

    assert (figures["step"], figures["n_known"]) == (STEPS[3], 1)
    assert figures["limit_status"] is None


def test_limits_of_the_latest_period_replace_those_of_all_passes() -> None:
    passes = frame_of(*series(*[31, 32] * 5))
    limits = behaviour_limits(frame_of(*series(5, 6)))

    (row,) = standard_evidence(passes, limits).to_dict("records")

    assert (row["n_known"], row["limit_status"]) == (10, "none")
    assert pd.isna(row["assurance"])


def test_no_visits_are_no_evidence() -> None:
    assert standard_evidence(empty(STEP_VISITS)).empty
