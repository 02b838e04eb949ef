"""What waits for somebody, what is about to pass a limit, and what was done meanwhile."""

from collections.abc import Collection
from datetime import datetime

import pandas as pd

from lkj.analytics.amended import MOVES
from lkj.analytics.clocks import minutes_until
from lkj.domain.events import Source
from lkj.domain.sop import RoleId
from lkj.errors import OutsideCalendar
from lkj.worktime import WorkingCalendar


def waiting_for(status: pd.DataFrame, roles: Collection[RoleId]) -> pd.DataFrame:
    """Which reports wait for one of these roles?

    Args:
        status: REPORT_STATUS, or any table with its `current_roles` and times.
        roles: the roles that somebody holds.

    Returns:
        Its rows that wait for one of them, the longest wait first.
    """
    wanted = set(roles)
    texts = status["current_roles"].dropna().unique()
    mine = [text for text in texts if not wanted.isdisjoint(str(text).split(","))]
    rows = status[status["current_roles"].isin(mine)]
    return rows.loc[waiting_since(rows).sort_values(kind="stable").index]


def waiting_since(rows: pd.DataFrame) -> pd.Series:
    """Since when each report waits; one that was sent waits since its last step was done."""
    since: pd.Series = rows["waiting_since"].fillna(rows["finished_at"])
    return since


def with_limits(
    rows: pd.DataFrame, *, as_of: datetime, calendar: WorkingCalendar
) -> pd.DataFrame:
    """How long does each open report wait, and how much is left until its limits?

    Args:
        rows: `open_reports`.
        as_of: the moment that they were looked from.
        calendar: counts the working minutes.

    Returns:
        The rows with `since` and `wait_minutes`; `standard_left_minutes` of the open visit,
        negative once past, missing where nobody has begun to the minute; `standard_due_at`,
        when these will have passed, missing once they have; and `deadline_left_minutes` until
        the end of the deadline's day, missing where it is not near. Both are missing where the
        calendar ends before.
    """
    since = waiting_since(rows)
    left = rows["standard_minutes"].astype("float64") - rows["touch_age_minutes"]
    return rows.assign(
        since=since,
        wait_minutes=minutes_until(since, as_of, calendar),
        standard_left_minutes=left,
        standard_due_at=_due(left[left >= 0], as_of, calendar).reindex(rows.index),
        deadline_left_minutes=_until_deadline(rows, as_of, calendar),
    )


def done_since(visits: pd.DataFrame, since: datetime) -> pd.DataFrame:
    """Which steps were finished, as far as it was recorded after a moment?

    Args:
        visits: STEP_VISITS.
        since: aware.

    Returns:
        The decided visits that were recorded later, in that order. What a file told of the
        past is no news and left out.
    """
    is_news = visits["outcome"].isin(MOVES) & (visits["recorded_at"] > since)
    rows = visits[is_news & (visits["source"] != Source.IMPORT)]
    return rows.sort_values(["recorded_at", "closing_no"], kind="stable")


def _moments(at: datetime, index: pd.Index) -> pd.Series:
    moments = pd.Series([pd.Timestamp(at)] * len(index), index=index)
    return moments.astype("datetime64[us, UTC]")


def _due(left: pd.Series, as_of: datetime, calendar: WorkingCalendar) -> pd.Series:
    start = _moments(as_of, left.index)
    try:
        return calendar.due(start, left)
    except OutsideCalendar:
        return start.where(start.isna())


def _until_deadline(
    rows: pd.DataFrame, as_of: datetime, calendar: WorkingCalendar
) -> pd.Series:
    near = rows.loc[rows["is_soon"], "deadline"]
    # Not midnight itself: after the last day of the calendar that is a year without hours.
    last = (near + pd.Timedelta(days=1, microseconds=-1)).dt.tz_localize(calendar.zone)
    ends = last.dt.tz_convert("UTC").astype("datetime64[us, UTC]")
    try:
        left = calendar.minutes_between(_moments(as_of, ends.index), ends)
    except OutsideCalendar:
        left = pd.Series(float("nan"), index=ends.index)
    return left.reindex(rows.index)
