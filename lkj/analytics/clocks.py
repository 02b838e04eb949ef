"""Working minutes of visits, and how well each is known."""

from datetime import datetime, tzinfo

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES, Ints
from lkj.analytics.schema import ClockQuality
from lkj.domain.events import Precision, floor_minute
from lkj.worktime import WorkingCalendar


def with_minutes(
    visits: pd.DataFrame, *, calendar: WorkingCalendar, as_of: datetime
) -> pd.DataFrame:
    """Add waiting, processing, lead and age in working minutes, and the clock's quality.

    Beside the columns of STEP_VISITS, `visits` holds `effort_minutes` (as declared) and
    `has_time_conflict` (kept on paper in spite of contradicting times).
    """
    is_decided = visits["outcome"].isin(MOVES)
    is_open = visits["outcome"].isna()
    is_invalid = visits["has_time_conflict"] | _is_reversed(visits, calendar.zone)
    is_valid = ~is_invalid
    entered, started, left = (visits[f"{name}_at"].dt.floor("min") for name in _TIMES)
    has_start = _to_the_minute(visits, "started")
    effort = visits["effort_minutes"]
    processing = calendar.minutes_between(started, left).where(
        has_start & _to_the_minute(visits, "left")
    )
    waiting = calendar.minutes_between(entered, started).where(
        has_start & _to_the_minute(visits, "entered")
    )
    return visits.assign(
        waiting_minutes=waiting.where(is_valid & (is_decided | is_open)),
        processing_minutes=effort.fillna(processing).where(is_valid & is_decided),
        lead_minutes=calendar.minutes_between(entered, left).where(is_valid & is_decided),
        age_minutes=minutes_until(visits["entered_at"].where(is_open), as_of, calendar),
        clock_quality=_quality(visits, is_invalid).where(is_decided),
    )


def minutes_until(since: pd.Series, as_of: datetime, calendar: WorkingCalendar) -> pd.Series:
    """Working minutes from each time to the as-of moment; missing where the time is."""
    known = since[since.notna()]
    now = pd.Series(pd.Timestamp(floor_minute(as_of)), index=known.index)
    return calendar.minutes_between(known.dt.floor("min"), now).reindex(since.index)


_TIMES = ("entered", "started", "left")


def _quality(visits: pd.DataFrame, is_invalid: pd.Series) -> pd.Series:
    has_start = visits["started_at"].notna()
    begun = visits["started_precision"].where(has_start, visits["entered_precision"])
    is_dated = (begun == Precision.DATE) | (visits["left_precision"] == Precision.DATE)
    grades = {
        ClockQuality.INVALID: is_invalid,
        ClockQuality.DECLARED: visits["effort_minutes"].notna(),
        ClockQuality.DATE_ONLY: is_dated,
        ClockQuality.MEASURED: has_start,
    }
    order = list(ClockQuality)
    codes: Ints = np.select(
        [grade.to_numpy() for grade in grades.values()],
        [order.index(quality) for quality in grades],
        default=order.index(ClockQuality.BOUNDED),
    )
    names = pd.Index([quality.value for quality in order])
    return pd.Series(pd.Categorical.from_codes(codes, categories=names), index=visits.index)


def _to_the_minute(visits: pd.DataFrame, name: str) -> pd.Series:
    return visits[f"{name}_precision"] == Precision.MINUTE


def _is_reversed(visits: pd.DataFrame, zone: tzinfo) -> pd.Series:
    """Whether any two known times stand in the wrong order.

    entered_at and left_at compare by the minute even where they are dates, because a date
    stands no later than what is known to precede it. A start that is only a date, and a
    finish that is, compare with each other's local dates.
    """
    start_is_date = visits["started_precision"] == Precision.DATE
    left_is_date = visits["left_precision"] == Precision.DATE
    entered, started, left = (visits[f"{name}_at"] for name in _TIMES)
    return (
        _minute_is_before(left, entered)
        | _is_before(started, entered, start_is_date, zone)
        | _is_before(left, started, start_is_date | left_is_date, zone)
    )


def _minute_is_before(first: pd.Series, second: pd.Series) -> pd.Series:
    is_before: pd.Series = first.dt.floor("min") < second.dt.floor("min")
    return is_before


def _is_before(
    first: pd.Series, second: pd.Series, is_date: pd.Series, zone: tzinfo
) -> pd.Series:
    """Compare minutes, or local dates where `is_date`."""
    is_before = _minute_is_before(first, second)
    rows = is_date.index[is_date & first.notna() & second.notna()]
    days = (at.loc[rows].dt.tz_convert(zone).dt.normalize() for at in (first, second))
    is_before.loc[rows] = next(days) < next(days)
    return is_before


def touch_age(visits: pd.DataFrame, as_of: datetime, calendar: WorkingCalendar) -> pd.Series:
    """Working minutes since each open visit was begun; missing where not to the minute."""
    is_running = visits["outcome"].isna() & _to_the_minute(visits, "started")
    return minutes_until(visits["started_at"].where(is_running), as_of, calendar)
