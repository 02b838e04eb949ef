"""Which activity directly followed which: the directly-follows relation of a log."""

import numpy as np
import pandas as pd

from lkj.analytics.amended import Bools
from lkj.analytics.groups import Groups
from lkj.analytics.traces import traces_of
from lkj.worktime import WorkingCalendar

TRANSITION_COLUMNS = (
    "from_activity",
    "to_activity",
    "n",
    "median_elapsed_seconds",
    "median_lead_minutes",
)
_SECOND = 1_000_000  # microseconds


def transitions(moves: pd.DataFrame, *, calendar: WorkingCalendar | None) -> pd.DataFrame:
    """Which activity directly followed which, how often, and after how long?

    Args:
        moves: one row per event, those of a case in order: `report_id`, `activity` (text or
            category; rows without one are passed over) and `at` (datetime64[us, UTC]).
        calendar: counts working minutes, to the second; None leaves them missing, for logs
            whose years no calendar knows.

    Returns:
        TRANSITION_COLUMNS, the most frequent first, then by name. Medians are of type 7, over
        the pairs of which both times are known; missing where none is. They are negative where
        the later event of a case has the earlier time.

    Raises:
        OutsideCalendar: a time is in a year that the calendar does not cover.
    """
    return timed_transitions(moves, calendar=calendar)[list(TRANSITION_COLUMNS)]


def timed_transitions(moves: pd.DataFrame, *, calendar: WorkingCalendar | None) -> pd.DataFrame:
    """The same with `n_timed`, of how many pairs both times are known, and `is_return`.

    Where `moves` has `is_return` (whether the event sent the draft back), what was followed
    after a return is counted apart from what was followed after any other end.
    """
    log = traces_of(moves)
    is_pair = log.case[1:] == log.case[:-1]
    before, after = log.code[:-1][is_pair], log.code[1:][is_pair]
    returned = _returns(moves)[log.row][:-1][is_pair]
    number, ways = pd.factorize((before * len(log.names) + after) * 2 + returned)
    names = np.array(log.names, dtype=object)
    pairs, is_return = np.divmod(ways, 2)
    source, target = np.divmod(pairs, max(len(log.names), 1))
    groups = Groups(pd.DataFrame(index=range(len(pairs))), number.astype(np.int64))
    at = moves["at"].iloc[log.row]
    start, end = (part[is_pair].reset_index(drop=True) for part in (at.iloc[:-1], at.iloc[1:]))
    elapsed = _elapsed(start, end)
    counted = pd.DataFrame(
        {
            "from_activity": pd.Series(names[source], dtype="str"),
            "to_activity": pd.Series(names[target], dtype="str"),
            "is_return": is_return.astype(bool),
            "n": np.bincount(number, minlength=len(pairs)),
            "n_timed": groups.count(elapsed.notna()),
            "median_elapsed_seconds": groups.medians(elapsed),
            "median_lead_minutes": groups.medians(_lead(start, end, calendar)),
        }
    )
    # Codes stand in the order of the names.
    return counted.iloc[np.lexsort((ways, -counted["n"]))].reset_index(drop=True)


def _returns(moves: pd.DataFrame) -> Bools:
    if "is_return" not in moves:
        return np.zeros(len(moves), dtype=bool)
    return moves["is_return"].to_numpy(dtype=bool)


def _elapsed(start: pd.Series, end: pd.Series) -> pd.Series:
    begun, ended = (pd.DatetimeIndex(part).as_unit("us").asi8 for part in (start, end))
    seconds = (ended - begun) / _SECOND
    seconds[(start.isna() | end.isna()).to_numpy()] = np.nan
    return pd.Series(seconds)


def _lead(start: pd.Series, end: pd.Series, calendar: WorkingCalendar | None) -> pd.Series:
    if calendar is None:
        return pd.Series(np.nan, index=start.index)
    return calendar.minutes_between(start, end)
