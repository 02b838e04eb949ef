"""Which activity directly followed which: counted by hand, and against plain loops."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.analytics.transitions import TRANSITION_COLUMNS, timed_transitions, transitions
from lkj.errors import OutsideCalendar
from tests.analytics.log_frame import calendar as plain_calendar
from tests.analytics.small_moves import moves, untimed

CALENDAR = plain_calendar()
# Monday 2 March 2026, hours of WIB: 01.00 UTC is 08.00.
TWO_CASES = moves(
    ("R1", "abab", ["2026-03-02T01:00Z", "2026-03-02T01:10:30Z", "2026-03-02T02:00Z",
                    "2026-03-02T02:20Z"]),
    ("R2", "abc", ["2026-03-02T01:00Z", "2026-03-02T01:30Z", "2026-03-03T01:30Z"]),
)  # fmt: skip


def test_every_pair_of_neighbours_is_counted_with_its_medians() -> None:
    found = transitions(TWO_CASES, calendar=CALENDAR)

    assert tuple(found.columns) == TRANSITION_COLUMNS
    # a to b: 10 min 30 s, 20 min and 30 min. A whole day is 24 hours on the clock and, on a
    # Monday, 450 minutes of work.
    assert found.to_numpy().tolist() == [
        ["a", "b", 3, 1200.0, 20.0],
        ["b", "a", 1, 2970.0, 49.5],
        ["b", "c", 1, 86400.0, 450.0],
    ]


def test_a_median_of_two_lies_between_them_to_the_second() -> None:
    log = moves(
        ("R1", "ab", ["2026-03-02T01:00:00Z", "2026-03-02T01:00:01Z"]),
        ("R2", "ab", ["2026-03-02T01:00:00Z", "2026-03-02T01:00:04Z"]),
    )

    found = transitions(log, calendar=CALENDAR)

    assert found["median_elapsed_seconds"].tolist() == [2.5]
    assert found["median_lead_minutes"].tolist() == pytest.approx([2.5 / 60])


def test_pairs_without_a_time_are_counted_and_have_no_duration() -> None:
    found = transitions(untimed(R1="ab", R2="ab"), calendar=CALENDAR)

    assert found["n"].tolist() == [2]
    assert found[["median_elapsed_seconds", "median_lead_minutes"]].isna().all(axis=None)


def test_pairs_of_which_both_times_are_known_are_counted_beside_all() -> None:
    log = moves(
        ("R1", "ab", ["2026-03-02T01:00Z", "2026-03-02T01:01Z"]),
        ("R2", "ab", [None, "2026-03-02T01:01Z"]),
        ("R3", "ab", ["2026-03-02T01:00Z", None]),
    )

    (row,) = timed_transitions(log, calendar=CALENDAR).to_dict("records")

    assert (row["n"], row["n_timed"]) == (3, 1)
    assert (row["median_elapsed_seconds"], row["median_lead_minutes"]) == (60, 1)


def test_what_follows_a_return_is_counted_apart() -> None:
    is_return = [True, False, False, False, True, False]
    log = untimed(R1="ab", R2="ab", R3="ab").assign(is_return=is_return)

    found = timed_transitions(log, calendar=CALENDAR)

    assert found[["is_return", "n"]].to_dict("records") == [
        {"is_return": True, "n": 2},
        {"is_return": False, "n": 1},
    ]


def test_without_a_calendar_working_minutes_are_missing_and_years_do_not_matter() -> None:
    log = moves(("R1", "ab", ["1970-01-01T00:00Z", "1970-01-01T00:01Z"]))

    found = transitions(log, calendar=None)

    assert found["median_elapsed_seconds"].tolist() == [60.0]
    assert found["median_lead_minutes"].isna().all()


def test_a_year_that_the_calendar_does_not_know_is_refused() -> None:
    log = moves(("R1", "ab", ["1970-01-01T00:00Z", "1970-01-01T00:01Z"]))

    with pytest.raises(OutsideCalendar):
        transitions(log, calendar=CALENDAR)


def test_cases_may_stand_between_each_other_and_rows_without_activity_say_nothing() -> None:
    mixed = TWO_CASES.iloc[[4, 0, 1, 5, 2, 6, 3]]
    nothing = TWO_CASES.iloc[[1]].assign(activity=pd.Series([None], dtype="str", index=[1]))

    found = transitions(pd.concat([mixed, nothing]), calendar=CALENDAR)

    pd.testing.assert_frame_equal(found, transitions(TWO_CASES, calendar=CALENDAR))


def test_categories_are_counted_as_their_texts() -> None:
    kinds = pd.CategoricalDtype(["unused", "c", "b", "a"])

    found = transitions(TWO_CASES.astype({"activity": kinds}), calendar=CALENDAR)

    pd.testing.assert_frame_equal(found, transitions(TWO_CASES, calendar=CALENDAR))


@pytest.mark.parametrize("log", [untimed(), untimed(R1="a"), untimed(R1="a", R2="b")])
def test_nothing_follows_where_no_case_has_two_events(log: pd.DataFrame) -> None:
    found = transitions(log, calendar=CALENDAR)

    assert found.empty
    assert tuple(found.columns) == TRANSITION_COLUMNS
    assert [str(dtype) for dtype in found.dtypes] == [
        "str",
        "str",
        "int64",
        "float64",
        "float64",
    ]


@given(st.lists(st.text("abcd", max_size=9), max_size=12))
def test_counts_are_those_of_a_loop(ways: list[str]) -> None:
    log = untimed(**{f"R{n:02}": way for n, way in enumerate(ways)})
    expected = Counter(pair for way in ways for pair in pairwise(way))

    found = transitions(log, calendar=None)

    pairs = zip(found["from_activity"], found["to_activity"], strict=True)
    assert dict(zip(pairs, found["n"], strict=True)) == expected
    order = list(zip(-found["n"], found["from_activity"], found["to_activity"], strict=True))
    assert order == sorted(order)
    assert np.isnan(found["median_elapsed_seconds"]).all()
