"""The files that events name: in backups, in restored databases, and those that none names."""

import json
from pathlib import Path

from sqlalchemy import Connection, inspect, select

from lkj.domain.events import EventKind
from lkj.errors import BackupInvalid, ChainBroken, StoredFileDamaged, StoredFileMissing
from lkj.store.file_store import FileStore
from lkj.store.tables import events, unit_data_entries

_AT_ONCE = 1_000  # rows


def attached_files(connection: Connection) -> frozenset[str]:
    """The sha-256 of every file that an event or a unit's data adds, whatever its format.

    Raises:
        ChainBroken: an event cannot be read, so that its file would be passed over.
    """
    query = select(events.c.no, events.c.payload).where(events.c.kind == EventKind.ATTACHED)
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(query)
    digests = {_digest(row.no, row.payload) for row in rows}
    # A backup of an older schema has no such table.
    if inspect(connection).has_table(unit_data_entries.name):
        of_units = select(unit_data_entries.c.file_sha256).distinct()
        digests.update(connection.execute(of_units).scalars())
    return frozenset(digest for digest in digests if digest)


def beside(database: Path) -> FileStore:
    """The files of a SQLite file or of a backup: in a folder that is called after it."""
    return FileStore(database.with_name(f"{database.stem}-berkas"))


def copy_files(
    digests: frozenset[str],
    source: FileStore,
    target: FileStore,
    *,
    of: Path,
    known: FileStore | None = None,
) -> None:
    """Keep files in another folder too; each is compared with its name on the way.

    What `known`, an earlier copy, holds unharmed is shared with it where the disk can.

    Raises:
        BackupInvalid: one of them is missing or damaged; `of` is what the error names.
        StorageFailed: the disk is full or cannot be read or written.
    """
    try:
        source.copy_to(target, digests, known=known)
    except (StoredFileMissing, StoredFileDamaged) as error:
        raise BackupInvalid(path=str(of), problem="files") from error


def _digest(no: int, payload: str) -> str:
    """The file that one event names; "" where it names a place."""
    try:
        file = json.loads(payload).get("file")
        return str(file["sha256"]) if file else ""
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise ChainBroken(table="events", no=no, problem="unreadable") from error
