"""Step visits with the facts of their report: what figures are grouped and filtered by."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

import numpy as np
import pandas as pd

from lkj.analytics.amended import Ints, taken
from lkj.analytics.schema import REPORT_STATUS, STEP_VISITS, Schema, conform
from lkj.domain.events import Precision
from lkj.worktime import WorkingCalendar

LATE_ENTRY_MINUTES = 60
_FACTS = ("fiscal_year", "period", "title", "state", "current_roles")

# STEP_VISITS, and of each visit's report these columns of REPORT_STATUS.
PASSES: Schema = STEP_VISITS + tuple(c for c in REPORT_STATUS if c.name in _FACTS)


def passes(visits: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """Which tahun kinerja, kind, title and state has the report of each visit?

    Args:
        visits: STEP_VISITS.
        status: REPORT_STATUS of the same reports, in any row order.

    Returns:
        PASSES: one row for each row of `visits`, in their order and with their index. The
        facts of a report that `status` lacks are missing.
    """
    return conform(
        with_report_facts(visits, status), PASSES, categories=_orders(visits, status)
    )


def with_report_facts(table: pd.DataFrame, status: pd.DataFrame) -> pd.DataFrame:
    """Rows by report with the tahun kinerja, kind, title and state of their report added."""
    rows = _places(table["report_id"], pd.Index(status["report_id"]))
    return table.assign(
        **{name: taken(status[name], rows).set_axis(table.index) for name in _FACTS}
    )


def _places(reports: pd.Series, index: pd.Index) -> Ints:
    """Where each report stands in an index, -1 where nowhere.

    Rows of the same report mostly stand together: only the first of them is looked up.
    """
    if not len(reports):
        return np.empty(0, dtype=np.int64)
    is_first = (reports != reports.shift()).to_numpy(dtype=bool)
    found = index.get_indexer(pd.Index(reports[is_first])).astype(np.int64)
    return np.repeat(found, np.diff(np.append(np.flatnonzero(is_first), len(reports))))


def is_late_entry(visits: pd.DataFrame, calendar: WorkingCalendar) -> pd.Series:
    """Which finished visits were recorded more than an hour of working time later?

    Metrics 2.15. Their times are remembered, not noted. Where only the date is known the hour
    counts from the end of that day. False while a visit is open.
    """
    left = visits["left_at"].dt.floor("min")
    is_date = visits["left_precision"] == Precision.DATE
    midnight = left[is_date].dt.tz_convert(calendar.zone).dt.normalize() + timedelta(days=1)
    finished = left.mask(is_date, midnight.dt.tz_convert("UTC"))
    lag = calendar.minutes_between(finished, visits["recorded_at"].dt.floor("min"))
    return lag > LATE_ENTRY_MINUTES


def _orders(*tables: pd.DataFrame) -> Mapping[str, Sequence[str]]:
    """The order of every category as the tables have it."""
    return {
        str(name): list(table[name].cat.categories)
        for table in tables
        for name in table.select_dtypes("category")
    }
