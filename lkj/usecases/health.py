"""How machine, database and backups are: for the page, and for the command `doctor`."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from lkj.domain import health
from lkj.domain.accounts import Permission
from lkj.domain.backup_plan import newest
from lkj.domain.health import Check, Finding, Health, LastBackup
from lkj.errors import ProviderUnavailable, StorageFailed
from lkj.oidc.provider import provider_of
from lkj.store import backup_folder, probe, schema, triggers
from lkj.store.database import Connection
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.calendars import active_calendar
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.daily_backup import FAILED
from lkj.usecases.office import Office
from lkj.usecases.sign_in import is_example
from lkj.usecases.slow_checks import CHECKED, check_slowly, last_slow_findings, latest

Findings = tuple[Finding, ...]
# Where one of them is wrong, nothing is written down.
_TO_WRITE = (Check.DATABASE, Check.DISK)


def read_health(*, is_on_lan: bool, door: Door, office: Office, now: datetime) -> Findings:
    """Every check; of the slow ones the last result, with its time.

    `is_on_lan`: other machines of the network reach this app without a proxy between.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_HEALTH, office=office, now=now)
        slow = last_slow_findings(conn)
    return _in_order([*_quick(office, now, is_on_lan=is_on_lan), *slow])


def check_health(*, is_on_lan: bool, door: Door, office: Office, now: datetime) -> Findings:
    """Every check, the slow ones too; their result is written down for the page.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.MANAGE_ACCOUNTS, office=office, now=now)
        slow, facts = check_slowly(conn, office, now)
    quick = _quick(office, now, is_on_lan=is_on_lan)
    if not any(one.check in _TO_WRITE and one.health is Health.WRONG for one in quick):
        with office.database.write() as conn:
            account = caller.audit_account_id
            write_audit(conn, CHECKED, Change("", facts), account_id=account, now=now)
    return _in_order([*quick, *slow])


def _in_order(findings: list[Finding]) -> Findings:
    order = list(Check)
    return tuple(sorted(findings, key=lambda one: order.index(one.check)))


def _quick(office: Office, now: datetime, *, is_on_lan: bool) -> list[Finding]:
    settings, today = office.settings, now.astimezone(office.zone).date()
    parts = urlsplit(settings.public_url)
    with office.database.read() as conn:
        missing = triggers.missing(conn)
        recorded_at = probe.newest_recorded_at(conn)
        example = is_example(conn)
        backups = list(_backups(conn, office, now, is_in_use=not example))
    return [
        Finding(Check.SETTINGS, Health.FINE),
        _database(office),
        _schema(office),
        health.engine_finding(*probe.engine_version(office.database)),
        Finding(
            Check.GUARDS,
            Health.WRONG if missing else Health.FINE,
            {"missing": ", ".join(missing)},
        ),
        *backups,
        _disk(office),
        health.clock_finding(now, recorded_at),
        health.zone_finding(
            office.settings.zone_name, _offset(now.astimezone(office.zone)), _offset(_here(now))
        ),
        health.exposure_finding(
            settings.public_url, parts.scheme, parts.hostname or "", is_on_lan=is_on_lan
        ),
        _provider(office, now),
        health.calendar_finding(today, active_calendar(office).last_year),
        Finding(Check.EXAMPLE, Health.LOOK if example else Health.FINE, {"is": example}),
    ]


def _provider(office: Office, now: datetime) -> Finding:
    """Whether the identity provider answers, and is the one that the settings name."""
    settings = office.settings.oidc
    if settings is None:
        return Finding(Check.PROVIDER, Health.FINE, {"is_off": True})
    try:
        provider_of(settings).check(now)
    except ProviderUnavailable as error:
        problem = str(error.facts["problem"])
        # Where all may use a password, they still get in.
        well = Health.LOOK if office.settings.password_for_all else Health.WRONG
        return Finding(Check.PROVIDER, well, {"problem": problem})
    return Finding(Check.PROVIDER, Health.FINE, {"problem": ""})


def _here(now: datetime) -> datetime:
    """The same moment as the machine's own zone tells it."""
    return now.astimezone()


def _offset(at: datetime) -> timedelta:
    return at.utcoffset() or timedelta(0)


def _database(office: Office) -> Finding:
    try:
        probe.try_writing(office.database)
    except StorageFailed as error:
        return Finding(
            Check.DATABASE, Health.WRONG, {"problem": str(error.facts.get("problem"))}
        )
    return Finding(Check.DATABASE, Health.FINE, {"problem": ""})


def _schema(office: Office) -> Finding:
    is_current = schema.is_current(office.database)
    return Finding(
        Check.SCHEMA, Health.FINE if is_current else Health.WRONG, {"is_current": is_current}
    )


def _backups(
    conn: Connection, office: Office, now: datetime, *, is_in_use: bool
) -> Iterator[Finding]:
    folder = office.backups
    if folder is None or not is_in_use:
        well = Health.LOOK if is_in_use else Health.FINE
        yield Finding(Check.BACKUP, well, {"is_off": is_in_use, "is_example": not is_in_use})
        return
    copy = newest(backup_folder.good_copies(conn, folder), now)
    taken_at = copy.taken_at if copy else None
    failed = latest(conn, FAILED)
    last = LastBackup(taken_at)
    if failed:
        known = {name: str(failed.detail.get(name, "")) for name in ("code", "kind", "problem")}
        last = LastBackup(taken_at, failed.at, **known)
    local = [at.astimezone(office.zone).date() for at in (now, taken_at) if at]
    days_ago = (local[0] - local[1]).days if taken_at else None
    yield health.backup_finding(now, last, days_ago=days_ago)
    if not _is_there(office):
        return
    place = office.database.path or office.files.root
    is_same = probe.is_same_disk(folder, place)
    yield Finding(
        Check.BACKUP_PLACE, Health.LOOK if is_same else Health.FINE, {"is_same_disk": is_same}
    )


def _disk(office: Office) -> Finding:
    places = {"database": office.database.path, "files": office.files.root}
    places["backups"] = office.backups if _is_there(office) else None
    free = {name: probe.free_bytes(place) for name, place in places.items() if place}
    return health.disk_finding(free)


def _is_there(office: Office) -> bool:
    """Whether the folder of backups can be asked; a named one may be on a disk that is away."""
    folder = office.backups
    return folder is not None and (not office.settings.backup_directory or folder.is_dir())
