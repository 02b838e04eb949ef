"""Which satuan kerja have told something of themselves, as of when, and which have not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from lkj.errors import SnapshotDamaged
from lkj.snapshots.facts import Facts, read_facts
from lkj.store.snapshot_folder import check_snapshot, newest_snapshot
from lkj.usecases.office import Settings, snapshots_of
from lkj.usecases.snapshots import folder_name

NONE_YET = "none"


@dataclass(frozen=True, kw_only=True)
class Told:
    """One satuan kerja and its newest snapshot.

    `problem` says why it cannot be used: `none` yet, or as of `SnapshotDamaged`. `is_old`: made
    on an earlier day than today, so that open and late reports may be others by now.
    """

    code: str
    name: str
    snapshot: Path | None = None
    facts: Facts | None = None
    problem: str = ""
    is_old: bool = False


def told_by(settings: Iterable[Settings], *, now: datetime) -> tuple[Told, ...]:
    """What each satuan kerja has told, in the order given; nothing is left out in silence."""
    return tuple(_told(one, now) for one in settings)


def _told(settings: Settings, now: datetime) -> Told:
    code, name = settings.office_code, settings.office_name or settings.office_code
    newest = newest_snapshot(snapshots_of(settings) / folder_name(settings))
    if newest is None:
        return Told(code=code, name=name, problem=NONE_YET)
    try:
        facts = _checked(newest)
    except SnapshotDamaged as error:
        return Told(code=code, name=name, problem=str(error.facts["problem"]))
    if facts.source.office != code:
        return Told(code=code, name=name, problem="office")
    today = now.astimezone(ZoneInfo(settings.zone_name)).date()
    is_old = facts.source.day < today
    return Told(code=code, name=name, snapshot=newest, facts=facts, is_old=is_old)


@lru_cache(maxsize=4096)
def _checked(snapshot: Path) -> Facts:
    """The facts of a snapshot whose files are whole; it never changes under its name."""
    check_snapshot(snapshot)
    return read_facts(snapshot)
