"""Which ways cases went: counted by hand, and against plain loops."""

from collections import Counter

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lkj.analytics.variants import VARIANT_COLUMNS, variants
from tests.analytics.small_moves import untimed


def test_ways_are_counted_with_their_share_the_most_frequent_first() -> None:
    found = variants(untimed(R1="abc", R2="abab", R3="abc", R4="ab"))

    assert tuple(found.columns) == VARIANT_COLUMNS
    assert found.to_numpy().tolist() == [
        ["a -> b -> c", 2, 0.5],
        ["a -> b", 1, 0.25],
        ["a -> b -> a -> b", 1, 0.25],
    ]


def test_a_way_is_no_longer_one_that_begins_alike() -> None:
    assert variants(untimed(R1="a", R2="aa", R3="aaa", R4="aaaa"))["n"].tolist() == [1] * 4


def test_a_log_without_events_has_no_ways() -> None:
    found = variants(untimed())

    assert found.empty
    assert [str(dtype) for dtype in found.dtypes] == ["str", "int64", "float64"]


@given(st.lists(st.text("abc", min_size=1, max_size=20), max_size=15))
def test_counts_are_those_of_a_loop(ways: list[str]) -> None:
    log = untimed(**{f"R{n:02}": way for n, way in enumerate(ways)})
    places = [(n, at) for n, way in enumerate(ways) for at in range(len(way))]
    mixed = log.iloc[sorted(range(len(log)), key=lambda row: places[row][1])]
    expected = Counter(" -> ".join(way) for way in ways)

    found = variants(mixed)

    assert dict(zip(found["variant"], found["n"], strict=True)) == expected
    assert abs(float(found["share"].sum()) - bool(ways)) < 1e-9


def test_categories_are_counted_as_their_texts() -> None:
    log = untimed(R1="ab", R2="ba")

    found = variants(log.astype({"activity": pd.CategoricalDtype(["b", "a", "unused"])}))

    pd.testing.assert_frame_equal(found, variants(log))
