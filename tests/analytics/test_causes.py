"""Causes of long passes, hand-counted."""

import pandas as pd

from lkj.analytics.causes import cause_counts, passes_without_cause
from tests.analytics.traces import trace


def told(text: str, report_id: str, cause: str | None) -> pd.DataFrame:
    return trace(text, report_id, cause=cause)


def rows(table: pd.DataFrame) -> list[tuple[object, ...]]:
    plain = table.astype(object)
    return list(plain.where(plain.notna(), None).itertuples(index=False, name=None))


def test_only_known_passes_over_the_standard_without_a_cause_ask_for_one() -> None:
    # Steps 1, 2 and 3 have 10, 20 and 60 minutes: a tie complies, an unknown one is not judged.
    visits = pd.concat(
        [
            told("1(10) 2(25) 3", "R1", None),
            told("1(11) 2(60)", "R2", "meeting"),
            told("1(40)", "R3", None),
        ]
    )

    asking = passes_without_cause(visits)

    assert asking[["report_id", "step", "excess_minutes"]].to_numpy().tolist() == [
        ["R3", "terima-disposisi", 30],
        ["R1", "bentuk-tim", 5],
    ]


def test_causes_are_counted_with_what_they_cost_and_those_not_told_last() -> None:
    visits = pd.concat(
        [
            told("1(11) 2(60)", "R1", "meeting"),
            told("1(5)", "R2", "other"),
            told("1(40)", "R3", None),
        ]
    )

    assert rows(cause_counts(visits)) == [
        ("meeting", 2, 2, 0, 41, 0.5),
        ("other", 1, 0, 0, 0, 0.25),
        (None, 1, 1, 0, 30, 0.25),
    ]


def test_what_was_forgotten_is_counted_beside_the_verdict() -> None:
    counts = cause_counts(told("1(400)", "R1", "forgot_to_record"))

    assert rows(counts) == [("forgot_to_record", 1, 0, 1, None, 1)]


def test_shares_are_of_the_group() -> None:
    visits = pd.concat([told("1(11) 2(21)", "R1", "meeting"), told("1(12)", "R2", "other")])

    counts = cause_counts(visits, by=["step"])

    assert counts[["step", "cause", "share"]].to_numpy().tolist() == [
        ["terima-disposisi", "meeting", 0.5],
        ["terima-disposisi", "other", 0.5],
        ["bentuk-tim", "meeting", 1],
    ]


def test_nothing_over_the_standard_gives_no_cause() -> None:
    assert cause_counts(trace("1(5) 2(5)")).empty
