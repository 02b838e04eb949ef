"""The ids of reports in tables of millions of rows: numbered, and looked up, without a loop."""

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from lkj.analytics.schema import as_text

Ints = npt.NDArray[np.int64]


def report_numbers(report_id: pd.Series) -> Ints:
    """The number of each row's report, from 0 in the order of the ids.

    Rows that stand by report already are compared with their neighbours, not hashed.
    """
    starts = _starts(report_id)
    lengths = np.diff(np.append(starts, len(report_id)))
    first = as_text(report_id.iloc[starts])
    ids = _chunks(first)
    before, after = ids.slice(0, max(len(ids) - 1, 0)), ids.slice(1)
    if pc.all(pc.greater(after, before)).as_py():
        return np.repeat(np.arange(len(starts)), lengths)
    return np.repeat(pd.factorize(first, sort=True)[0], lengths)


def _starts(report_id: pd.Series) -> Ints:
    """Where a row has another report than the one before it."""
    if isinstance(report_id.dtype, pd.CategoricalDtype):
        codes = report_id.cat.codes.to_numpy()
        is_next = codes[1:] != codes[:-1]
    else:
        ids = _chunks(report_id)
        is_next = np.asarray(pc.not_equal(ids.slice(1), ids.slice(0, max(len(ids) - 1, 0))))
    return np.append(0, np.flatnonzero(is_next) + 1)[: len(report_id)]


def of_reports(table: pd.DataFrame, reports: pd.Series) -> pd.DataFrame:
    """The rows of some reports; `isin` of pandas would look at their ids one by one.

    Args:
        table: has the column report_id, which may be missing in some rows.
        reports: ids, each as often as it comes; the missing are nobody's.
    """
    is_wanted = pc.is_in(_chunks(table["report_id"]), value_set=_chunks(reports.dropna()))
    return table[np.asarray(is_wanted)]


def _chunks(report_id: pd.Series) -> pa.ChunkedArray:
    return pa.chunked_array(pa.array(report_id, type=pa.large_string()))
