"""Indonesian dates, times, numbers and durations."""

import math
from datetime import UTC, date, datetime, time, tzinfo
from decimal import ROUND_HALF_UP, Decimal

from lkj.domain.commands import Period
from lkj.domain.events import Moment, Precision
from lkj.labels.words import MISSING

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
PERIODS = {
    Period.ANNUAL: "Tahunan",
    Period.Q1: "Triwulan I",
    Period.Q2: "Triwulan II",
    Period.Q3: "Triwulan III",
    Period.Q4: "Triwulan IV",
}

_WHOLE_DAYS_FROM = 10  # below, half a working day still matters to the reader


def long_datetime(at: datetime | None, zone: tzinfo) -> str:
    """`Senin, 2 Maret 2026 pukul 09.15 WIB`; a missing time is a dash."""
    local = _local(at, zone)
    return f"{_long(local)} pukul {_clock(local)} {local.tzname()}" if local else MISSING


def short_datetime(at: datetime | None, zone: tzinfo) -> str:
    """`Sen, 2 Mar 2026 09.15 WIB`; a missing time is a dash."""
    local = _local(at, zone)
    return f"{_short(local)} {_clock(local)} {local.tzname()}" if local else MISSING


def long_date(at: datetime | None, zone: tzinfo) -> str:
    """The local date of a time, `Senin, 2 Maret 2026`."""
    local = _local(at, zone)
    return _long(local) if local else MISSING


def short_date(at: datetime | None, zone: tzinfo) -> str:
    """The local date of a time, `Sen, 2 Mar 2026`."""
    local = _local(at, zone)
    return _short(local) if local else MISSING


def plain_date(at: datetime | None, zone: tzinfo) -> str:
    """The local date of a time as letters say it, `2 Maret 2026`."""
    local = _local(at, zone)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}" if local else MISSING


def clock_time(at: datetime | None, zone: tzinfo) -> str:
    """The local hour and minute of a time, `09.15`."""
    local = _local(at, zone)
    return _clock(local) if local else MISSING


def short_moment(moment: Moment | None, zone: tzinfo) -> str:
    """A time as exactly as it is known: with its hour, or only the date."""
    if moment is None:
        return MISSING
    is_date = moment.precision is Precision.DATE
    return short_date(moment.at, zone) if is_date else short_datetime(moment.at, zone)


def long_day(day: date | None) -> str:
    """A calendar date, `Senin, 2 Maret 2026`."""
    return MISSING if day is None else _long(day)


def short_day(day: date | None) -> str:
    """A calendar date, `Sen, 2 Mar 2026`."""
    return MISSING if day is None else _short(day)


def parse_local(day: date, clock: time, zone: tzinfo) -> datetime:
    """The instant, in UTC, that a typed local date and time mean."""
    return datetime.combine(day, clock.replace(tzinfo=None), tzinfo=zone).astimezone(UTC)


def number(value: float | None, *, decimals: int = 0) -> str:
    """`1.234`, or `1.234,50` with two decimals; halves are rounded away from zero."""
    if value is None or not math.isfinite(value):
        return MISSING
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    # A small negative value must not read "-0".
    text = f"{rounded or abs(rounded):,f}"
    return text.translate(str.maketrans(",.", ".,"))


def percent(share: float | None, *, decimals: int = 2) -> str:
    """A share from 0 to 1 as `87,35%`."""
    if share is None or not math.isfinite(share):
        return MISSING
    return number(float(Decimal(str(share)) * 100), decimals=decimals) + "%"


def duration(minutes: float | None) -> str:
    """Minutes, to the whole minute, as `1 jam 25 menit`, `2 jam`, `20 menit`, `0 menit`."""
    if minutes is None or not math.isfinite(minutes):
        return MISSING
    whole = _whole(minutes)
    hours, rest = divmod(abs(whole), 60)
    parts = [f"{number(hours)} jam"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} menit")
    return ("-" if whole < 0 else "") + " ".join(parts)


def minutes_text(minutes: float | None) -> str:
    """Minutes as mutu baku waktu counts them, to the whole minute: `60 menit`."""
    if minutes is None or not math.isfinite(minutes):
        return MISSING
    return f"{number(_whole(minutes))} menit"


def working_duration(minutes: float | None, *, day_minutes: int) -> str:
    """Working minutes in the unit that fits: `14 hari kerja`, `3 jam kerja`, `20 menit kerja`.

    Args:
        minutes: working minutes, 0 or more; missing gives a dash.
        day_minutes: working minutes of one working day (`WorkingCalendar.day_minutes`); a day
            is never 24 hours here.
    """
    if minutes is None or not math.isfinite(minutes):
        return MISSING
    whole = _whole(minutes)
    if whole < 60:  # noqa: PLR2004 -- minutes of an hour
        return f"{number(whole)} menit kerja"
    if whole < day_minutes:
        return f"{number(whole / 60)} jam kerja"
    days = whole / day_minutes
    if days >= _WHOLE_DAYS_FROM:
        return f"{number(days)} hari kerja"
    return f"{number(days, decimals=1).removesuffix(',0')} hari kerja"


def period_name(code: str) -> str:
    """`Tahunan` or `Triwulan I` to `Triwulan IV`; an unknown code as it is, none as a dash."""
    if not code:
        return MISSING
    return PERIODS[Period(code)] if code in set(Period) else code


def _local(at: datetime | None, zone: tzinfo) -> datetime | None:
    # Tables hand in NaT, the one time that differs from itself.
    if at is None or at != at:  # noqa: PLR0124
        return None
    if at.tzinfo is None:
        raise ValueError("a time without a zone cannot be shown")
    return at.astimezone(zone)


def _long(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def _short(day: date) -> str:
    return f"{WEEKDAYS[day.weekday()][:3]}, {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def _clock(at: datetime) -> str:
    return f"{at:%H.%M}"


def _whole(value: float) -> int:
    return int(Decimal(str(value)).quantize(Decimal(1), ROUND_HALF_UP))
