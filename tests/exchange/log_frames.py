"""Event logs with every kind of column and awkward text, as Hypothesis makes them."""

from datetime import UTC, datetime
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from lkj.analytics.schema import EVENT_LOG, TIME, conform
from lkj.domain.events import Capacity, EventKind, Precision, Source

# What XML cannot carry never gets into the database either; see domain/text.
TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff")
    | st.sampled_from("\n\t<>&\"'=;"),
    max_size=12,
)
CODES = st.text("abcxyz-", min_size=1, max_size=8)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(tzinfo=UTC)
)
_CATEGORIES = {
    "kind": EventKind,
    "capacity": Capacity,
    "source": Source,
    "time_precision": Precision,
}
_NEVER_MISSING = {
    *("report_id", "version", "no", "kind", "sop_id", "sop_version", "actor", "recorded_by"),
    *("source", "occurred_at", "time_precision", "recorded_at", "reasons", "payload", "note"),
}


def values(name: str, dtype: str) -> st.SearchStrategy[Any]:
    """Values of one column of EVENT_LOG, missing where they may be."""
    known: st.SearchStrategy[Any] = TEXTS
    if name in _CATEGORIES:
        known = st.sampled_from([code.value for code in _CATEGORIES[name]])
    elif dtype == "category" or name in {"report_id", "actor", "recorded_by"}:
        known = CODES
    elif dtype == TIME:
        known = MOMENTS
    elif dtype in {"int64", "Int64"}:
        known = st.integers(-(2**53), 2**53)
    elif dtype == "float64":
        known = st.floats(0, 1e9)
    return known if name in _NEVER_MISSING else known | st.none()


@st.composite
def event_logs(draw: st.DrawFn) -> pd.DataFrame:
    """A frame of EVENT_LOG, numbered in its order."""
    n = draw(st.integers(0, 6))
    columns = {
        one.name: draw(st.lists(values(one.name, one.dtype), min_size=n, max_size=n))
        for one in EVENT_LOG
    }
    log = pd.DataFrame(columns, dtype=object).assign(no=range(1, n + 1))
    return conform(log, EVENT_LOG)
