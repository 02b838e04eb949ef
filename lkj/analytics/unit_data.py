"""Which unit gives its data in time: arrivals against the due date that was asked."""

from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np
import pandas as pd

from lkj.domain.unit_data import DataAct, DataEntry
from lkj.worktime import WorkingCalendar

CELLS = {
    "report_id": "str",
    "unit": "str",
    "unit_name": "str",
    "table": "str",
    "table_name": "str",
    "asked": "datetime64[us]",
    "due": "datetime64[us]",
    "arrived": "datetime64[us]",
    "n_returns": "int64",
    "is_there": "bool",
}
_KEY = ["report_id", "unit", "table"]
_ARRIVALS = (DataAct.RECEIVED, DataAct.NIL)


def data_cells(entries: Iterable[DataEntry]) -> pd.DataFrame:
    """One row for every table that was asked of a unit for a report.

    Args:
        entries: of any reports, in the order of their numbers.

    Returns:
        CELLS: `due` is the date that the request named, NaT without one; `arrived` the day of
        the first arrival, nihil included, NaT before it; `is_there` whether the data is there
        now, False again after it was returned. `unit_name` is the newest name of the unit.
    """
    rows = [
        (e.report_id, e.unit, e.unit_name, e.table, e.table_name, e.act, e.day, e.due)
        for e in entries
    ]
    names = ["report_id", "unit", "unit_name", "table", "table_name", "act", "day", "due"]
    log = pd.DataFrame(rows, columns=names).astype(
        {"day": "datetime64[us]", "due": "datetime64[us]"}
    )
    if log.empty:
        return pd.DataFrame(columns=list(CELLS)).astype(CELLS)
    is_arrival = log["act"].isin(_ARRIVALS)
    asked = log[log["act"] == DataAct.ASKED].set_index(_KEY)
    arrived = log[is_arrival].groupby(_KEY, sort=False)["day"].first()
    returns = log[log["act"] == DataAct.RETURNED].groupby(_KEY, sort=False).size()
    last = is_arrival.groupby([log[name] for name in _KEY], sort=False).last()
    newest = log.drop_duplicates("unit", keep="last").set_index("unit")["unit_name"]
    cells = asked.rename(columns={"day": "asked"}).assign(
        arrived=arrived, n_returns=returns, is_there=last
    )
    cells = cells.reset_index()
    cells["unit_name"] = cells["unit"].map(newest)
    cells["n_returns"] = cells["n_returns"].fillna(0)
    return cells[list(CELLS)].astype(CELLS)


def unit_punctuality(
    cells: pd.DataFrame, *, today: date, calendar: WorkingCalendar
) -> pd.DataFrame:
    """How each unit kept the due dates; what has come and what is awaited stay apart.

    A table has come late when its first arrival lies after the due date; the day itself is in
    time. Lateness counts working days: the days with working hours after the due date, up to
    and including the day of arrival.

    Args:
        cells: CELLS.
        today: the local date looked from.
        calendar: of the office; it covers every due date of a late arrival, and the arrival.

    Returns:
        One row per unit, most late arrivals first, then most overdue, then by name: `unit`,
        `unit_name`, `n_asked`, `n_arrived`, `n_dated` (arrived, with a due date), `n_late`,
        `late_days` (median working days of the late ones, NaN without any), `n_awaited`
        (never arrived), `n_overdue` (awaited, due date before `today`), `n_returned` (tables
        that were sent back at least once).
    """
    has_come = cells["arrived"].notna()
    is_dated = has_come & cells["due"].notna()
    is_late = is_dated & (cells["arrived"] > cells["due"])
    late = cells[is_late]
    days = _working_days(late["due"], late["arrived"], calendar).reindex(cells.index)
    marked = cells.assign(
        n_arrived=has_come,
        n_dated=is_dated,
        n_late=is_late,
        late_days=days,
        n_awaited=~has_come,
        n_overdue=~has_come & (cells["due"] < pd.Timestamp(today)),
        n_returned=cells["n_returns"] > 0,
    )
    counts = ("n_arrived", "n_dated", "n_late", "n_awaited", "n_overdue", "n_returned")
    found = marked.groupby("unit", sort=False).agg(
        unit_name=("unit_name", "last"),
        n_asked=("table", "size"),
        **{name: (name, "sum") for name in counts},
        late_days=("late_days", "median"),
    )
    order = ["n_late", "n_overdue", "unit_name"]
    return found.reset_index().sort_values(
        order, ascending=[False, False, True], kind="stable", ignore_index=True
    )


def _working_days(after: pd.Series, until: pd.Series, calendar: WorkingCalendar) -> pd.Series:
    """Days with working hours after one date, up to and including the other."""
    if after.empty:
        return pd.Series(dtype="float64")
    first, last = after.min().date(), until.max().date()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    worked = np.cumsum([bool(calendar.slots_on(day)) for day in days])
    begun = (after - pd.Timestamp(first)).dt.days.to_numpy()
    ended = (until - pd.Timestamp(first)).dt.days.to_numpy()
    return pd.Series(worked[ended] - worked[begun], index=after.index)


def due_proposal(start: date, working_days: int, calendar: WorkingCalendar) -> date | None:
    """The date so many working days after `start`; None where the calendar ends before."""
    last = date(calendar.last_year, 12, 31)
    day = start
    while working_days > 0 and day < last:
        day += timedelta(days=1)
        working_days -= bool(calendar.slots_on(day))
    return day if working_days == 0 else None
