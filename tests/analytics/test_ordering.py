"""Order in linear time is the order that sorting gives."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lkj.analytics.ordering import n_equal_before, ranges, runs, stable_order

NUMBERS = st.lists(st.integers(0, 2**40) | st.integers(0, 5), max_size=60)


@given(NUMBERS)
def test_it_is_a_stable_sort(numbers: list[int]) -> None:
    values = np.array(numbers, dtype=np.int64)

    assert stable_order(values).tolist() == np.argsort(values, kind="stable").tolist()


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=60))
def test_equal_numbers_are_counted_as_they_come(rows: list[tuple[int, int]]) -> None:
    table = pd.DataFrame(rows, columns=["case", "number"], dtype=np.int64)
    table = table.sort_values("case", ascending=False, kind="stable", ignore_index=True)

    counted = n_equal_before(table["number"].to_numpy(), within=table["case"].to_numpy())

    assert counted.tolist() == table.groupby(["case", "number"]).cumcount().tolist()


@given(NUMBERS)
def test_runs_laid_end_to_end_give_the_values_back(numbers: list[int]) -> None:
    values = np.array(numbers, dtype=np.int64)

    starts, lengths = runs(values)

    assert np.repeat(values[starts], lengths).tolist() == numbers
    assert (values[starts][1:] != values[starts][:-1]).all()


def test_a_few_by_hand() -> None:
    assert stable_order(np.array([70_000, 3, 70_000, 65_536, 3])).tolist() == [1, 4, 3, 0, 2]
    starts, lengths = runs(np.array(["b", "b", "a"], dtype=object))
    assert (starts.tolist(), lengths.tolist()) == ([0, 2], [2, 1])
    numbers, case = np.array([7, 7, 1, 7, 7]), np.array([5, 5, 5, 5, 2])
    assert n_equal_before(numbers, within=case).tolist() == [0, 1, 0, 2, 0]


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), max_size=20))
def test_ranges_follow_one_another(pairs) -> None:
    starts, lengths = (np.array([p[at] for p in pairs], dtype=np.int64) for at in (0, 1))

    expected = [start + n for start, length in pairs for n in range(length)]
    assert ranges(starts, lengths).tolist() == expected
