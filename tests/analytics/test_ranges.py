"""Every answer is what a plain loop over each range gives."""

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from lkj.analytics.ranges import greatest_within, least_covering, total_up_to

NOTHING = 1_000
Ranges = list[tuple[int, int]]
Ints = npt.NDArray[np.int64]

cells = st.integers(min_value=-5, max_value=20)
rows = st.lists(cells, max_size=40)


def ranges_of(draw: st.DrawFn, n: int, *, at_least: int = 0) -> Ranges:
    ends = st.tuples(st.integers(0, n), st.integers(0, n)).map(lambda two: (min(two), max(two)))
    return draw(st.lists(ends.filter(lambda two: two[1] - two[0] >= at_least), max_size=12))


def sides(ranges: Ranges) -> tuple[Ints, Ints]:
    both = np.array(ranges, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


@given(data=st.data(), n=st.integers(0, 40))
def test_the_least_value_that_covers_a_cell(data: st.DataObject, n: int) -> None:
    ranges = data.draw(st.composite(ranges_of)(n))
    values = data.draw(st.lists(cells, min_size=len(ranges), max_size=len(ranges)))

    found = least_covering(
        *sides(ranges), np.array(values, dtype=np.int64), n=n, nothing=NOTHING
    )

    pairs = list(zip(ranges, values, strict=True))
    expected = [
        min((v for (low, high), v in pairs if low <= cell < high), default=NOTHING)
        for cell in range(n)
    ]
    assert found.tolist() == expected


@given(data=st.data(), values=rows)
def test_the_greatest_of_a_range(data: st.DataObject, values: list[int]) -> None:
    ranges = data.draw(st.composite(ranges_of)(len(values), at_least=1)) if values else []

    found = greatest_within(np.array(values, dtype=np.int64), *sides(ranges))

    assert found.tolist() == [max(values[low:high]) for low, high in ranges]


@given(data=st.data(), values=rows)
def test_the_sum_of_a_range_up_to_a_limit(data: st.DataObject, values: list[int]) -> None:
    n = len(values)
    weights = data.draw(st.lists(st.integers(0, 9), min_size=n, max_size=n))
    ranges = data.draw(st.composite(ranges_of)(n))
    limits = data.draw(
        st.lists(st.integers(-7, 22), min_size=len(ranges), max_size=len(ranges))
    )

    found = total_up_to(
        np.array(values, dtype=np.int64),
        np.array(weights, dtype=np.int64),
        *sides(ranges),
        limit=np.array(limits, dtype=np.int64),
    )

    expected = [
        sum(weights[i] for i in range(low, high) if values[i] <= limit)
        for (low, high), limit in zip(ranges, limits, strict=True)
    ]
    assert found.tolist() == expected
