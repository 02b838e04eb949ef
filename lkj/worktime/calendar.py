"""The office's working calendar: weekly slots, dated exceptions, and time counted on them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from operator import attrgetter
from typing import Self
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from lkj.errors import OutsideCalendar
from lkj.worktime.calendar_file import DatedException, Slots, read_facts
from lkj.worktime.clock import Clock, Ints

MINUTE = 60_000_000  # microseconds
_DAY = 24 * 60 * MINUTE

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NAT = np.iinfo(np.int64).min


@dataclass(frozen=True, kw_only=True)
class WorkingCalendar:
    """Weekly slots, dated exceptions, a zone and the years that the calendar speaks for.

    Where a zone puts its clocks back, the repeated hour is read at its first occurrence.
    """

    id: str
    version: int
    zone: ZoneInfo
    first_year: int
    last_year: int
    week: tuple[Slots, ...]  # Monday first, seven days
    exceptions: tuple[DatedException, ...] = ()  # of two for one date, the later one counts
    title: str = ""
    basis: tuple[str, ...] = ()  # decrees of the weekly hours
    remark: str = ""

    @classmethod
    def from_toml(cls, text: str) -> Self:
        """Read a calendar file; data/calendar/ explains its keys.

        Raises:
            InvalidCalendar: `problems` holds every `Problem` with its place.
        """
        return cls(**read_facts(text))

    def numbered(self, version: int) -> Self:
        """The same calendar under another number."""
        return replace(self, version=version)

    def slots_on(self, day: date) -> Slots:
        """The working slots of one local date, empty on a day off."""
        exception = self.exception_on(day)
        return self.week[day.weekday()] if exception is None else exception.slots

    def exception_on(self, day: date) -> DatedException | None:
        """What changes the hours of one local date, if anything does."""
        return self._exception_by_day.get(day)

    @property
    def day_minutes(self) -> int:
        """Working minutes of the week's most usual working day: what "1 hari kerja" means."""
        lengths = [sum(slot.closes - slot.opens for slot in slots) for slots in self.week]
        worked = [minutes for minutes in lengths if minutes]
        return max(worked, key=lambda minutes: (worked.count(minutes), minutes))

    def minutes_between(self, start: pd.Series, end: pd.Series) -> pd.Series:
        """Working minutes from `start` to `end`.

        Args:
            start: tz-aware times.
            end: tz-aware times with the same index. NaT on either side gives NaN.

        Returns:
            float64 minutes; negative where `end` precedes `start`.

        Raises:
            OutsideCalendar: a time is in a year that the calendar does not cover.
        """
        _require_same_index(start, end)
        begun, ended = self._checked(start), self._checked(end)
        minutes = self._clock.between(begun, ended) / MINUTE
        minutes[(begun == _NAT) | (ended == _NAT)] = np.nan
        return pd.Series(minutes, index=start.index)

    def due(self, start: pd.Series, minutes: pd.Series) -> pd.Series:
        """The earliest time at which so many working minutes have passed since `start`.

        Args:
            start: tz-aware times.
            minutes: working minutes, 0 or more, with the same index. Missing on either side
                gives NaT.

        Returns:
            datetime64[us, UTC]. Time that runs out exactly at closing falls due then, not at
            the next opening; 0 minutes fall due at once.

        Raises:
            OutsideCalendar: a start or a due time is in a year that is not covered.
            ValueError: negative minutes.
        """
        _require_same_index(start, minutes)
        begun = self._checked(start)
        budget = minutes.to_numpy(np.float64, na_value=np.nan)
        if (budget < 0).any():
            raise ValueError("a budget of working minutes cannot be negative")
        known = (begun != _NAT) & ~np.isnan(budget)
        spent = np.rint(budget[known] * MINUTE).astype(np.int64)
        instants = self._clock.after(begun[known], spent)
        if (instants >= self._clock.end).any():
            raise OutsideCalendar(year=self.last_year + 1)
        due = np.full(len(begun), _NAT)
        due[known] = instants
        return pd.Series(due.view("datetime64[us]"), index=start.index).dt.tz_localize(UTC)

    def minutes(self, start: datetime, end: datetime) -> float:
        """Working minutes between two aware times; see `minutes_between`."""
        return float(self.minutes_between(_series(start), _series(end)).iloc[0])

    def due_at(self, start: datetime, minutes: float) -> datetime:
        """When so many working minutes have passed since an aware time, in UTC; see `due`."""
        due: pd.Timestamp = self.due(_series(start), pd.Series([float(minutes)])).iloc[0]
        return due.to_pydatetime().replace(tzinfo=UTC)

    def _checked(self, times: pd.Series) -> Ints:
        """Microseconds since the epoch, NaT kept; refuses times outside the years."""
        if not isinstance(times.dtype, pd.DatetimeTZDtype):
            raise TypeError(f"times must be aware, not {times.dtype}")
        instants: Ints = pd.DatetimeIndex(times).as_unit("us").asi8
        clock = self._clock
        is_early = (instants < clock.start) & (instants != _NAT)
        outside = instants[is_early | (instants >= clock.end)]
        if len(outside):
            at = _EPOCH + timedelta(microseconds=int(outside[0]))
            raise OutsideCalendar(year=at.astimezone(self.zone).year)
        return instants

    @cached_property
    def _exception_by_day(self) -> Mapping[date, DatedException]:
        return {day: exception for exception in self.exceptions for day in exception.days()}

    @cached_property
    def _clock(self) -> Clock:
        first = date(self.first_year, 1, 1).toordinal()
        last = date(self.last_year, 12, 31).toordinal()
        days = np.arange(first, last + 1)
        plans, plan = list(self.week), (days - 1) % 7  # ordinal 1 is a Monday
        for day, exception in self._exception_by_day.items():
            if first <= day.toordinal() <= last:
                plan[day.toordinal() - first] = len(plans)
                plans.append(exception.slots)
        n_slots = np.array([len(slots) for slots in plans])
        worked = np.repeat(days, n_slots[plan])
        # Where the slots of each day's plan stand among those of all plans.
        start = (np.cumsum(n_slots) - n_slots)[plan]
        before = np.cumsum(n_slots[plan]) - n_slots[plan]
        slot = np.arange(len(worked)) + np.repeat(start - before, n_slots[plan])
        opens, closes = (
            np.array([minute(one) for slots in plans for one in slots], dtype=np.int64)[slot]
            for minute in (attrgetter("opens"), attrgetter("closes"))
        )
        ends = self._instants(np.array([first, last + 1]), np.zeros(2, dtype=np.int64))
        return Clock.of(
            opens=self._instants(worked, opens),
            closes=self._instants(worked, closes),
            start=int(ends[0]),
            end=int(ends[1]),
        )

    def _instants(self, days: Ints, minutes: Ints) -> Ints:
        """Local dates (ordinals) and minutes since their midnight, as microseconds of UTC."""
        walls = ((days - _EPOCH.toordinal()) * _DAY + minutes * MINUTE).view("datetime64[us]")
        first = np.ones(len(walls), dtype=bool)
        at = pd.DatetimeIndex(walls).tz_localize(
            self.zone, ambiguous=first, nonexistent="shift_forward"
        )
        return at.as_unit("us").asi8


def _require_same_index(left: pd.Series, right: pd.Series) -> None:
    if not left.index.equals(right.index):
        raise ValueError("both columns must have the same index")


def _series(at: datetime) -> pd.Series:
    return pd.Series([at], dtype="datetime64[us, UTC]")
