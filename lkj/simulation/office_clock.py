"""The office's working minutes, numbered: the simulation counts in them, so it keeps hours."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from functools import lru_cache
from typing import Self

import numpy as np
import pandas as pd

from lkj.domain.events import Moment, Precision
from lkj.worktime import WorkingCalendar

MINUTE = 60  # seconds


@dataclass(frozen=True)
class OfficeClock:
    """Every working minute of a span of days, by its number from 0.

    `at(j)` lies exactly `j - i` working minutes after `at(i)`.
    """

    minutes: Sequence[int]  # beginning of each working minute, in minutes since the epoch
    days: Sequence[date]  # local dates with any working time
    day_starts: Sequence[int]  # number of each day's first minute
    zone: tzinfo

    @classmethod
    def between(
        cls, first: date, last: date, *, calendar: WorkingCalendar, zone: tzinfo
    ) -> Self:
        """Number the working minutes from local midnight of `first` to that of `last`.

        Raises:
            OutsideCalendar: a day lies in a year that the calendar does not cover.
        """
        opening, closing = _midnight(first, zone), _midnight(last, zone)
        total = int(calendar.minutes(opening, closing))
        starts = pd.Series(pd.DatetimeIndex([opening]).repeat(total))
        # A minute is numbered by its end: the end of a day's last minute is still that day.
        ends = calendar.due(starts, pd.Series(np.arange(1, total + 1)))
        begins = pd.DatetimeIndex(ends) - pd.Timedelta(minutes=1)
        local = begins.tz_convert(zone).tz_localize(None).to_numpy().astype("datetime64[D]")
        days, day_starts = np.unique(local, return_index=True)
        return cls(
            minutes=(begins.as_unit("s").asi8 // MINUTE).tolist(),
            days=days.tolist(),
            day_starts=day_starts.tolist(),
            zone=zone,
        )

    def __len__(self) -> int:
        return len(self.minutes)

    def at(self, number: int) -> datetime:
        """The instant at which a working minute begins, in UTC."""
        return datetime.fromtimestamp(self.minutes[number] * MINUTE, UTC)

    def day(self, number: int) -> date:
        """The local date of a working minute."""
        return self.days[bisect_right(self.day_starts, number) - 1]

    def first_on(self, day: date) -> int:
        """Number of the first working minute on or after a local date."""
        position = bisect_left(self.days, day)
        return self.day_starts[position] if position < len(self.days) else len(self)

    def number_at(self, at: datetime) -> int:
        """Number of the latest working minute that has begun at an instant."""
        return bisect_right(self.minutes, int(at.timestamp()) // MINUTE) - 1

    def moment(self, number: int) -> Moment:
        """The working minute as a time known to the minute."""
        return Moment(self.at(number))

    def date_only(self, number: int) -> Moment:
        """The working minute's day, as a time of which only the date is known."""
        return Moment(_midnight(self.day(number), self.zone), Precision.DATE)


@lru_cache(maxsize=4096)
def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)
