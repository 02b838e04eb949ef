"""Whether machine, database and backups are well: one rule for each thing that is looked at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from ipaddress import ip_address


class Health(StrEnum):
    """What a check says, the best first."""

    FINE = "fine"
    LOOK = "look"  # somebody should look at it
    WRONG = "wrong"


class Check(StrEnum):
    """What is looked at, in the order in which it is told."""

    SETTINGS = "settings"
    DATABASE = "database"
    SCHEMA = "schema"
    ENGINE = "engine"
    GUARDS = "guards"  # triggers of the append-only tables
    CHAIN = "chain"
    DOCUMENTS = "documents"
    BACKUP = "backup"
    BACKUP_PLACE = "backup_place"
    DISK = "disk"
    CLOCK = "clock"
    ZONE = "zone"
    EXPOSURE = "exposure"
    PROVIDER = "provider"  # who vouches for people, where the office uses one
    CALENDAR = "calendar"
    EXAMPLE = "example"


# They read everything; a page tells their last result instead.
SLOW = frozenset({Check.CHAIN, Check.DOCUMENTS})

Fact = str | int | bool | None


@dataclass(frozen=True)
class Finding:
    """The answer of one check; `facts` hold no personal data and no path."""

    check: Check
    health: Health
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True)
class LastBackup:
    """What is known of the daily backups."""

    taken_at: datetime | None  # of the newest whole copy
    failed_at: datetime | None = None  # of the last attempt that failed
    code: str = ""  # of that attempt
    kind: str = ""
    problem: str = ""


# With these it is tested; older ones may well work.
TESTED: Mapping[str, tuple[int, ...]] = {"sqlite": (3, 40, 1), "postgresql": (15,)}
MEBIBYTE = 1024**2
DISK_WRONG, DISK_LOOK = 200 * MEBIBYTE, 1024 * MEBIBYTE
BACKUP_LOOK, BACKUP_WRONG = timedelta(days=2), timedelta(days=7)
CLOCK_SLACK = timedelta(minutes=2)
CALENDAR_MONTH = 11  # from November on, the next year must be there
_LOCAL_NAMES = (".local", ".lan", ".internal", ".home.arpa", ".localhost")


def engine_finding(name: str, version: str) -> Finding:
    """Whether the database engine is one with which the product was tested, or newer."""
    numbers = tuple(int(part) for part in version.split(".") if part.isdigit())
    is_known = numbers >= TESTED.get(name, ())
    tested = ".".join(map(str, TESTED.get(name, ())))
    facts = {"name": name, "version": version, "tested": tested}
    return Finding(Check.ENGINE, Health.FINE if is_known else Health.LOOK, facts)


def disk_finding(free: Mapping[str, int]) -> Finding:
    """Whether there is room: `free` tells the bytes left for each place that is written to."""
    least = min(free.values())
    health = Health.FINE
    if least < DISK_LOOK:
        health = Health.WRONG if least < DISK_WRONG else Health.LOOK
    return Finding(
        Check.DISK, health, {place: size // MEBIBYTE for place, size in free.items()}
    )


def clock_finding(now: datetime, newest: datetime | None) -> Finding:
    """Whether the clock has gone on since the newest row was recorded."""
    behind = (newest - now) if newest else timedelta(0)
    is_behind = behind > CLOCK_SLACK
    facts = {"minutes_behind": int(behind / timedelta(minutes=1)) if is_behind else 0}
    return Finding(Check.CLOCK, Health.WRONG if is_behind else Health.FINE, facts)


def zone_finding(zone: str, office: timedelta, machine: timedelta) -> Finding:
    """Whether the machine shows the office's own hour; a wrong zone may hide a wrong clock."""
    minute = timedelta(minutes=1)
    facts: dict[str, Fact] = {
        "zone": zone,
        "office": office // minute,
        "machine": machine // minute,
    }
    return Finding(Check.ZONE, Health.FINE if office == machine else Health.LOOK, facts)


def backup_finding(now: datetime, last: LastBackup, *, days_ago: int | None) -> Finding:
    """Whether a whole copy is young enough, and whether the last attempt worked.

    `days_ago` counts local dates: 0 is today.
    """
    has_failed = last.failed_at is not None and (
        last.taken_at is None or last.failed_at > last.taken_at
    )
    facts: dict[str, Fact] = {"days_ago": days_ago}
    if has_failed:
        facts |= {"code": last.code, "kind": last.kind, "problem": last.problem}
    if last.taken_at is None or now - last.taken_at > BACKUP_WRONG:
        return Finding(Check.BACKUP, Health.WRONG, facts)
    is_old = now - last.taken_at > BACKUP_LOOK
    return Finding(Check.BACKUP, Health.LOOK if is_old or has_failed else Health.FINE, facts)


def exposure_finding(public_url: str, scheme: str, host: str, *, is_on_lan: bool) -> Finding:
    """Whether passwords can be read on the way: over http, outside the office's own network.

    `is_on_lan`: other machines of the network reach the app itself, not only through a proxy.
    """
    facts: dict[str, Fact] = {"is_on_lan": is_on_lan, "has_url": bool(public_url)}
    if scheme == "https":
        # Who goes around the proxy goes without TLS.
        health = Health.LOOK if is_on_lan else Health.FINE
        return Finding(Check.EXPOSURE, health, facts | {"kind": "tls"})
    if scheme == "http" and not is_private(host):
        return Finding(Check.EXPOSURE, Health.LOOK, facts | {"kind": "public"})
    kind = "lan" if is_on_lan or scheme == "http" else "here"
    return Finding(Check.EXPOSURE, Health.FINE, facts | {"kind": kind})


def is_private(host: str) -> bool:
    """Whether a host lies in a private network by its address or its name."""
    try:
        return ip_address(host).is_private
    except ValueError:
        name = host.lower().rstrip(".")
        return "." not in name or name.endswith(_LOCAL_NAMES)


def calendar_finding(today: date, last_year: int) -> Finding:
    """Whether the working calendar covers this year, and late in it the next."""
    facts = {"last_year": last_year}
    if last_year < today.year:
        return Finding(Check.CALENDAR, Health.WRONG, facts)
    is_short = today.month >= CALENDAR_MONTH and last_year == today.year
    return Finding(Check.CALENDAR, Health.LOOK if is_short else Health.FINE, facts)


def worst(findings: Iterable[Finding]) -> Health:
    """The gravest answer of all."""
    order = list(Health)
    return max((one.health for one in findings), key=order.index, default=Health.FINE)
