import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from lkj.analytics.coded_text import Coded, coded, none_coded

TEXTS = ["b", " a ", "", None, "B", "a", "  "]


def spoken(column: Coded) -> list[str]:
    return [text if isinstance(text, str) else "-" for text in column.categories()]


@pytest.mark.parametrize("dtype", ["str", "object", "category"])
def test_texts_are_numbered_without_blanks_and_empty_ones_are_none(dtype: str) -> None:
    column = coded(pd.Series(TEXTS).astype(dtype))

    assert spoken(column) == ["b", "a", "-", "-", "B", "a", "-"]
    assert sorted(column.names()) == ["B", "a", "b"]


def test_numbers_and_truths_are_their_texts() -> None:
    assert spoken(coded(pd.Series([7, None], dtype="Int64"))) == ["7", "-"]
    assert spoken(coded(pd.Series([True, None], dtype="boolean"))) == ["True", "-"]


def test_a_column_of_nothing_has_no_texts() -> None:
    assert spoken(coded(pd.Series([], dtype="str"))) == []
    assert spoken(none_coded(2)) == ["-", "-"]
    assert none_coded(2).used() == []


def test_rows_hold_some_of_the_texts() -> None:
    column = coded(pd.Series(TEXTS))

    assert column.are(["a", "c"]).tolist() == [False, True, False, False, False, True, False]
    assert column.are([]).tolist() == [False] * len(TEXTS)
    assert column.of(np.array([1, 2, 5])).used() == ["a"]
    assert column.lowered().are(["b"]).tolist()[:5] == [True, False, False, False, True]


def test_in_order_numbers_compare_as_their_texts_do() -> None:
    column = coded(pd.Series(["z", "é", "", "a", "Z"])).in_order()

    assert column.names() == ["Z", "a", "z", "é"]
    assert column.codes.tolist() == [2, 3, -1, 1, 0]


def test_pieces_of_a_column_are_numbered_together() -> None:
    pieces = pa.chunked_array(
        [pa.array(texts).dictionary_encode() for texts in (["b", "a"], ["a", None, "c"])]
    )

    found = coded(pd.Series(pd.arrays.ArrowExtensionArray(pieces)))

    assert spoken(found) == ["b", "a", "a", "-", "c"]
    assert found.codes.tolist() == [0, 1, 1, -1, 2]
