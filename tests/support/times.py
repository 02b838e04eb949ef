"""Local times as tests write them: "2026-03-02 08:00", "2026-03-02" for a date alone, "4h"."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from lkj.domain.events import Moment, Precision

ZONE = ZoneInfo("Asia/Pontianak")  # WIB, UTC+7
MONDAY = "2026-03-02 08:00"
UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def moment(text: str) -> Moment:
    """A local time to the minute or second, or a local date alone."""
    at = datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)
    return Moment(at, Precision.MINUTE if ":" in text else Precision.DATE)


def span(text: str) -> timedelta:
    """A duration such as "4h", "1d" or "2h 30m"."""
    parts = re.findall(r"(\d+)\s*([dhms])", text)
    return timedelta(**{UNITS[unit]: int(number) for number, unit in parts})
