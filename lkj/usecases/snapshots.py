"""Snapshots of offices: made anew where something changed, so that others may compare."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from lkj.domain.accounts import Permission
from lkj.errors import LkjError, SnapshotDamaged
from lkj.exchange.parquet_file import to_parquet
from lkj.snapshots.facts import PASSES_FILE, REPORTS_FILE, Facts, Source, read_facts
from lkj.snapshots.tables import snapshot_passes, snapshot_reports
from lkj.store import event_store
from lkj.store.snapshot_folder import check_snapshot, keep_snapshot, newest_snapshot
from lkj.usecases.calendars import calendar_at
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.frames import (
    Frames,
    board_of,
    is_looked_at,
    passing_frames,
    planned,
    revision,
)
from lkj.usecases.office import Office, Settings, snapshots_of
from lkj.usecases.offices import Offices
from lkj.usecases.sign_in import is_example

_ONLY = "satu"  # where the installation has no codes


@dataclass(frozen=True)
class Refreshed:
    """What came of one office: whether a snapshot was written, or why not."""

    code: str
    is_written: bool = False
    error: LkjError | None = None


def refresh_all(
    offices: Offices, *, door: Door, clock: Callable[[], datetime]
) -> Iterator[Refreshed]:
    """Refresh office by office; one that cannot be opened or read keeps its last snapshot.

    Args:
        offices: all of the installation.
        door: the command line's; a session belongs to one office only.
        clock: asked for each, as it takes a while.
    """
    for settings in offices.settings:
        code = settings.office_code
        try:
            is_written = refresh_snapshot(door=door, office=offices.of(code), now=clock())
        except LkjError as error:
            yield Refreshed(code, error=error)
        else:
            yield Refreshed(code, is_written)


def refresh_snapshot(*, door: Door, office: Office, now: datetime) -> bool:
    """Write a snapshot of an office, unless the newest one still says what is true.

    It is old once anything was recorded, the plan, the calendar or the SOPs changed, or on
    another day. No person, title, note or other typed word of the office is in it.

    Returns:
        Whether one was written.

    Raises:
        NotPermitted: neither the command line nor somebody who may compare.
        SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        if not caller.is_host:
            require(caller, Permission.COMPARE_OFFICES, office=office, now=now)
    folder = snapshots_of(office.settings) / folder_name(office.settings)
    if _is_current(folder, office, now=now):
        return False
    tables = passing_frames(office, now=now)
    facts = _facts(tables, office)
    about = facts.to_metadata()
    code, sops = office.settings.office_code, office.sops.versions
    passes = snapshot_passes(tables.passes, office=code, sops=sops)
    reports = snapshot_reports(board_of(tables, office), office=code, sops=sops)
    name = f"{facts.as_of.astimezone(UTC):%Y%m%dT%H%M%S%fZ}-{facts.source.revision:010}"
    files = {
        PASSES_FILE: to_parquet(passes, about=about),
        REPORTS_FILE: to_parquet(reports, about=about),
    }
    keep_snapshot(folder, name, files)
    if not is_looked_at(office):
        # Each connection keeps 16 MB of what it read; of a hundred offices that is too much.
        office.database.dispose()
    return True


def folder_name(settings: Settings) -> str:
    """The folder of an office's snapshots, below that of all."""
    return settings.office_code or _ONLY


def _is_current(folder: Path, office: Office, *, now: datetime) -> bool:
    """Whether the newest snapshot is whole, and made from what the office holds now."""
    newest = newest_snapshot(folder)
    if newest is None:
        return False
    try:
        check_snapshot(newest)
        kept = read_facts(newest).source
    except SnapshotDamaged:
        return False
    with office.database.read() as conn:
        calendar = calendar_at(conn).version
    return kept == _source(office, revision=revision(office), calendar=calendar, now=now)


def _facts(tables: Frames, office: Office) -> Facts:
    source = _source(
        office,
        revision=tables.revision,
        calendar=tables.calendar.version,
        now=tables.as_of,
    )
    with office.database.read() as conn:
        head = event_store.head(conn, until_no=tables.revision)
        return Facts(
            source=source,
            as_of=tables.as_of,
            head=head.anchor,
            is_example=is_example(conn),
        )


def _source(office: Office, *, revision: int, calendar: int, now: datetime) -> Source:
    plan = [(p.id, p.sop_id, p.fiscal_year, p.period, str(p.deadline)) for p in planned(office)]
    return Source(
        office=office.settings.office_code,
        revision=revision,
        calendar=calendar,
        sops=tuple(f"{sop.id}/{sop.version}" for sop in office.sops.versions),
        plan=sha256(json.dumps(plan).encode()).hexdigest(),
        day=now.astimezone(office.zone).date(),
    )
