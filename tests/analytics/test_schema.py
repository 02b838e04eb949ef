"""Making a frame fit a schema."""

import pandas as pd
import pytest

from lkj.analytics.schema import EVENT_LOG, Column, conform, empty, sop_categories
from tests.analytics.log_frame import log_of
from tests.analytics.small_visits import SOPS
from tests.support.story import Story

SCHEMA = (
    Column("step", "category", "open"),
    Column("kind", "category", "closed", ("a", "b")),
    Column("at", "datetime64[us, UTC]", "a time"),
    Column("n", "Int64", "a number"),
)


def table(**columns: object) -> pd.DataFrame:
    usual = {
        "step": ["x", "y"],
        "kind": ["b", None],
        "at": ["2026-03-02T02:15Z", None],
        "n": [1, None],
    }
    return pd.DataFrame({**usual, **columns, "more": 1})


def test_columns_come_in_order_with_their_dtypes() -> None:
    fitted = conform(table(), SCHEMA)

    assert fitted.dtypes.astype(str).to_dict() == {c.name: c.dtype for c in SCHEMA}
    assert fitted["at"].iloc[0] == pd.Timestamp("2026-03-02T02:15Z")
    assert fitted["kind"].cat.categories.tolist() == ["a", "b"]
    assert fitted.isna().sum().to_dict() == {"step": 0, "kind": 1, "at": 1, "n": 1}


def test_open_categories_follow_the_order_given_and_keep_what_is_unknown() -> None:
    fitted = conform(table(), SCHEMA, categories={"step": ["z", "y"]})

    assert fitted["step"].cat.categories.tolist() == ["z", "y", "x"]
    assert fitted["step"].tolist() == ["x", "y"]


def test_a_closed_category_refuses_what_is_unknown() -> None:
    with pytest.raises(ValueError, match="kind"):
        conform(table(kind=["a", "c"]), SCHEMA)


def test_categories_that_no_row_has_are_dropped() -> None:
    kind = pd.Categorical(["a", "b"], categories=["c", "b", "a"])

    assert conform(table(kind=kind), SCHEMA)["kind"].tolist() == ["a", "b"]


def test_missing_columns_are_named() -> None:
    with pytest.raises(KeyError, match="kind"):
        conform(table().drop(columns="kind"), SCHEMA)


def test_a_frame_that_fits_stays_the_same() -> None:
    log = log_of(Story().register().submit().events())

    pd.testing.assert_frame_equal(conform(log, EVENT_LOG), log)
    pd.testing.assert_frame_equal(conform(empty(EVENT_LOG), EVENT_LOG), empty(EVENT_LOG))


def test_steps_are_ordered_as_in_the_sop() -> None:
    order = sop_categories(SOPS)

    assert order["step"][:3] == ("terima-disposisi", "bentuk-tim", "kumpulkan-data")
    assert order["sop_id"] == tuple(sop.id for sop in SOPS)
