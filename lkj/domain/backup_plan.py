"""When the daily backup is due, what it is called, and which older ones may go."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

OFF = "tidak"  # in place of a folder
# An attempt is nobody else's for so long; a failed one is tried again afterwards.
CLAIM_LASTS = timedelta(hours=1)
_CLOCK = re.compile(r"([01][0-9]|2[0-3])\.([0-5][0-9])")
_NAME = re.compile(r"lkj-(?:harian-)?(\d{4}-\d{2}-\d{2}T\d{6})Z\.db")
_DAILY = re.compile(r"lkj-harian-\d{4}-\d{2}-\d{2}T\d{6}Z\.db")
_STAMP = "%Y-%m-%dT%H%M%S"


@dataclass(frozen=True, order=True)
class Copy:
    """A backup that was verified when it was made."""

    taken_at: datetime
    name: str

    @property
    def is_daily(self) -> bool:
        """Whether the app made it by itself; only those are ever removed."""
        return bool(_DAILY.fullmatch(self.name))


def parse_clock(text: str) -> time | None:
    """Read `12.30`; None where it is no local hour."""
    found = _CLOCK.fullmatch(text)
    return time(int(found[1]), int(found[2])) if found else None


def copy_name(at: datetime, *, daily: bool) -> str:
    """The file name of a backup taken at a moment."""
    kind = "harian-" if daily else ""
    return f"lkj-{kind}{at.astimezone(UTC).strftime(_STAMP)}Z.db"


def copy_of(name: str) -> Copy | None:
    """The backup that a file name tells; None where it is no name of ours."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return Copy(datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC), name)
    except ValueError:  # a 31st of February
        return None


def latest_slot(now: datetime, at: time, zone: tzinfo) -> datetime:
    """The last moment, not after now, at which a backup was to be made."""
    local = now.astimezone(zone)
    slot = datetime.combine(local.date(), at, tzinfo=zone)
    if slot > local:
        slot = datetime.combine(local.date() - timedelta(days=1), at, tzinfo=zone)
    return slot.astimezone(UTC)


def is_due(now: datetime, last_good: datetime | None, at: time, zone: tzinfo) -> bool:
    """Whether none was made since the hour came last; whoever was off then makes it up."""
    return last_good is None or last_good < latest_slot(now, at, zone)


def newest(copies: Iterable[Copy], now: datetime) -> Copy | None:
    """The last backup; one from the future, when a clock was wrong, does not count."""
    return max((copy for copy in copies if copy.taken_at <= now), default=None)


def is_claimable(claimed_at: datetime | None, now: datetime) -> bool:
    """Whether nobody else is making one.

    Clocks of several servers differ a little, so a claim of the near future holds too; one of
    the far future, when a clock was wrong, does not.
    """
    return claimed_at is None or abs(now - claimed_at) >= CLAIM_LASTS


def expired(copies: Iterable[Copy], *, keep: int) -> tuple[Copy, ...]:
    """The daily backups beyond the newest `keep`, the oldest first; no other is named."""
    daily = sorted(copy for copy in copies if copy.is_daily)
    return tuple(daily[: max(len(daily) - keep, 0)])
