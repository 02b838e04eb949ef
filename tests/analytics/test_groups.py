"""Groups of rows: no row is lost, nothing known gives nothing."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.analytics import groups as module
from lkj.analytics.groups import MINIMUM, Groups, group_rows, share
from tests.analytics.small_visits import column


def test_categories_keep_their_order_and_missing_keys_come_last() -> None:
    steps = pd.Categorical(["b", None, "a", "b"], categories=["b", "a", "unused"])
    table = pd.DataFrame({"step": steps, "x": [1.0, 2.0, np.nan, 4.0]}, index=[7, 3, 5, 1])

    groups = group_rows(table, ["step"])

    assert column(groups.keys, "step") == ["b", "a", None]
    assert groups.count(table["x"] > 0).tolist() == [2, 0, 1]
    np.testing.assert_array_equal(groups.total(table["x"]), [5, np.nan, 2])


def test_no_key_is_one_group_even_of_nothing() -> None:
    table = pd.DataFrame({"x": pd.Series([], dtype="float64")})

    groups = group_rows(table, [])

    assert groups.keys.shape == (1, 0)
    assert groups.count(table["x"] > 0).tolist() == [0]
    assert np.isnan(groups.total(table["x"])).all()
    assert np.isnan(groups.ordered(table["x"]).quantile(0.5)).all()


def test_several_keys_sort_one_after_the_other() -> None:
    table = pd.DataFrame({"year": [2026, 2025, 2025], "step": ["a", "b", "a"]})

    keys = group_rows(table, ["year", "step"]).keys

    assert keys.to_numpy().tolist() == [[2025, "a"], [2025, "b"], [2026, "a"]]


def test_quantiles_are_those_of_numpy() -> None:
    chance = np.random.default_rng(1)
    table = pd.DataFrame({"key": chance.integers(0, 9, 500), "x": chance.integers(0, 99, 500)})
    groups = group_rows(table, ["key"])

    found = groups.ordered(table["x"]).quantile(0.85)

    expected = table.groupby("key")["x"].agg(lambda x: np.quantile(x, 0.85, method="linear"))
    np.testing.assert_allclose(found, expected)


@pytest.mark.parametrize(("percent", "n"), [(50, 3), (85, 7), (95, 20)])
def test_a_percentile_needs_enough_values(percent: int, n: int) -> None:
    table = pd.DataFrame({"key": [0] * (n - 1) + [1] * n, "x": range(2 * n - 1)})

    found = group_rows(table, ["key"]).ordered(table["x"]).percentile(percent)

    assert MINIMUM[percent] == n
    assert np.isnan(found).tolist() == [True, False]


def test_a_value_that_a_group_does_not_share_is_missing() -> None:
    table = pd.DataFrame({"key": ["a", "a", "b", "b"], "x": [5, 5, 5, 6]})

    assert group_rows(table, ["key"]).only(table["x"]).fillna(-1).tolist() == [5, -1]


def test_a_share_of_nothing_is_missing() -> None:
    np.testing.assert_array_equal(share([0, 1], [0, 4]), [np.nan, 0.25])


def test_few_long_groups_and_many_short_ones_are_ordered_alike() -> None:
    chance = np.random.default_rng(1)
    few = pd.DataFrame({"key": chance.integers(0, 7, 3_000), "minutes": chance.random(3_000)})
    many = few.assign(key=np.arange(3_000) // 2)

    for table in (few, many):
        groups = group_rows(table, ["key"])
        expected = table.groupby("key")["minutes"].quantile(0.5)
        found = groups.ordered(table["minutes"]).quantile(0.5)
        assert np.allclose(found, expected)


KEYS = st.lists(
    st.tuples(st.sampled_from(["a", "b", None]), st.sampled_from(["x", "y", None])), max_size=40
)


@given(KEYS, st.booleans())
def test_categories_are_grouped_by_their_codes_as_by_their_values(keys, is_many) -> None:
    first, second = ([key[place] for key in keys] for place in (0, 1))
    names = ["b", "a", "unused"]
    table = pd.DataFrame(
        {
            "first": pd.Categorical(first, categories=names),
            "second": pd.Categorical(second, categories=["x", "y"]),
        }
    )
    most = 1 if is_many else module._MOST_CODES
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_MOST_CODES", most)
        found = group_rows(table, ["first", "second"])
    plain = table.groupby(["first", "second"], observed=True, sort=True, dropna=False)

    assert found.number.tolist() == plain.ngroup().tolist()
    expected = table.assign(number=found.number).drop_duplicates("number").sort_values("number")
    pd.testing.assert_frame_equal(
        found.keys, expected[["first", "second"]].reset_index(drop=True)
    )


@pytest.mark.parametrize("few", [0, 1_000])
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.floats(-1e6, 1e6) | st.just(float("nan"))), max_size=40
    )
)
def test_medians_are_those_of_the_ordered_values(few: int, pairs) -> None:
    values = pd.Series([value for _, value in pairs], dtype="float64")
    number = np.array([place for place, _ in pairs], dtype=np.int64)
    groups = Groups(pd.DataFrame(index=range(4)), number)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_FEW_GROUPS", few)
        medians = groups.medians(values)

    np.testing.assert_allclose(medians, groups.ordered(values).quantile(0.5))
