"""Flaws that a review let through, hand-counted."""

from typing import Any

import pandas as pd
import pytest

from lkj.analytics.containment import containment
from tests.analytics.traces import trace, traces
from tests.support.sops import office_sop

CLASSES = {reason.id: reason.reason_class for reason in office_sop().reasons}


def table(visits: pd.DataFrame) -> dict[str, tuple[int, int]]:
    """Contained and escaped by the number of the step."""
    found = containment(visits, classes=CLASSES)
    numbers = {step.id: step.number for step in office_sop().steps}
    return {
        numbers[row["step"]]: (row["n_contained"], row["n_escaped"])
        for row in found.to_dict("records")
    }


def flawed(text: str, reasons: str = "salah_hitung", **facts: Any) -> pd.DataFrame:
    return trace(text, reasons=reasons, **facts)


def test_a_flaw_found_by_the_first_review_is_contained() -> None:
    assert table(flawed("1 2 3 4R 3 4A")) == {4: (1, 0)}


def test_a_flaw_found_at_step_6_has_escaped_steps_4_and_5() -> None:
    assert table(flawed("1 2 3 4A 5A 6R 5A 6A")) == {4: (0, 1), 5: (0, 1), 6: (1, 0)}


def test_a_return_sent_on_is_the_same_flaw() -> None:
    assert table(flawed("1 2 3 4A 5A 6R 5R 4R 3 4A")) == {4: (0, 1), 5: (0, 1), 6: (1, 0)}


def test_a_direction_of_the_head_could_not_be_seen_earlier() -> None:
    assert table(flawed("1 2 3 4A 5R 4A", "arahan_pimpinan")) == {4: (0, 0), 5: (0, 0)}


def test_one_reason_of_quality_among_others_makes_a_flaw() -> None:
    assert table(flawed("1 2 3 4A 5R 4A", "arahan_pimpinan,salah_hitung")) == {
        4: (0, 1),
        5: (1, 0),
    }


def test_a_review_that_did_not_approve_has_let_nothing_through() -> None:
    assert table(flawed("1 2 3 4R 3 5R 4A")) == {4: (1, 0), 5: (1, 0)}


def test_the_rate_is_of_the_flaws_that_the_review_could_see() -> None:
    visits = traces("1 2 3 4R 3 4A 5R 4A 5A", "1 2 3 4R 3", reasons="salah_hitung")

    found = containment(visits, classes=CLASSES)

    assert found["containment_rate"].tolist() == [pytest.approx(2 / 3), 1]


def test_without_flaws_the_rate_is_missing() -> None:
    found = containment(trace("1 2 3 4A"), classes=CLASSES)

    assert found["containment_rate"].isna().tolist() == [True]


def test_nothing_reviewed_gives_no_row() -> None:
    found = containment(trace("1 2 3"), classes=CLASSES)

    assert found.empty
    assert list(found.columns) == ["step", "n_contained", "n_escaped", "containment_rate"]
