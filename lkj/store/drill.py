"""A restore drill: a backup is brought back elsewhere, looked through, and thrown away."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import distinct, func, select

from lkj.errors import LkjError
from lkj.store import event_store, schema, triggers
from lkj.store.attached_files import attached_files, beside
from lkj.store.backup import counted, restore
from lkj.store.backup_folder import note_of
from lkj.store.database import Database, opened, sqlite_url
from lkj.store.tables import events


@dataclass(frozen=True, kw_only=True)
class Drill:
    """What came back, and everything that did not."""

    reports: int = 0
    events: int = 0
    documents: int = 0
    has_note: bool = True  # the copy's `.json` can be read
    refusals: tuple[LkjError, ...] = ()
    files: tuple[tuple[str, str], ...] = ()  # (sha-256, missing or content)
    rows: tuple[tuple[str, int, int], ...] = ()  # (table, noted, restored) where they differ
    triggers: tuple[str, ...] = ()  # guards that did not come back

    @property
    def is_good(self) -> bool:
        """Whether an office could go on working with what came back."""
        return self.has_note and not (self.refusals or self.files or self.rows or self.triggers)


def drill(copy: Path) -> Drill:
    """Restore a backup into a folder of its own, compare it with its note, delete the folder.

    Nothing of the office's own is touched. Problems are collected, not raised.
    """
    note = note_of(copy)
    lost = _lost_files(copy)
    with tempfile.TemporaryDirectory(prefix="lkj-latihan-") as folder:
        target = Path(folder) / "latihan.db"
        try:
            restore(copy, sqlite_url(target))
        except LkjError as error:
            return Drill(has_note=note is not None, refusals=(error,), files=lost)
        with opened(sqlite_url(target)) as database:
            return _look_through(database, note or {}, has_note=note is not None)


def _look_through(database: Database, note: dict[str, object], *, has_note: bool) -> Drill:
    with database.read() as conn:
        # As `verify` would: once more on what was brought back.
        head = event_store.verify(conn)
        found = counted(conn)
        noted = note.get("rows")
        is_same_schema = note.get("schema") == schema.revision_found(conn)
        return Drill(
            reports=conn.execute(select(func.count(distinct(events.c.report_id)))).scalar_one(),
            events=head.no,
            documents=len(attached_files(conn)),
            has_note=has_note,
            # An upgrade on the way may add rows.
            rows=_differing(noted if is_same_schema else None, found),
            triggers=triggers.missing(conn),
        )


def _differing(noted: object, found: dict[str, int]) -> tuple[tuple[str, int, int], ...]:
    if not isinstance(noted, dict):
        return ()
    pairs = ((table, int(noted.get(table, 0)), n) for table, n in found.items())
    return tuple((table, before, n) for table, before, n in pairs if before != n)


def _lost_files(copy: Path) -> tuple[tuple[str, str], ...]:
    """Attached files that the copy lacks; none where it cannot tell which it should hold."""
    try:
        with opened(sqlite_url(copy)) as database, database.read() as conn:
            return tuple(beside(copy).problems(attached_files(conn)))
    except LkjError:  # told by the restore itself
        return ()
