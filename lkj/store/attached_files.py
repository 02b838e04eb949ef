"""The files that events name: in backups, in restored databases, and those that none names."""

import json
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, select

from lkj.domain.documents import file_of
from lkj.domain.events import EventKind
from lkj.errors import BackupInvalid, StoredFileDamaged, StoredFileMissing
from lkj.store.file_store import FileStore
from lkj.store.tables import events

_AT_ONCE = 1_000  # rows


def attached_files(connection: Connection) -> frozenset[str]:
    """The sha-256 of every file that some event adds to a report."""
    query = select(events.c.payload).where(events.c.kind == EventKind.ATTACHED)
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(query).scalars()
    return frozenset(_digests(rows))


def beside(database: Path) -> FileStore:
    """The files of a SQLite file or of a backup: in a folder that is called after it."""
    return FileStore(database.with_name(f"{database.stem}-berkas"))


def copy_files(
    digests: frozenset[str], source: FileStore, target: FileStore, *, of: Path
) -> None:
    """Keep files in another folder too; each is compared with its name on the way.

    Raises:
        BackupInvalid: one of them is missing or damaged; `of` is what the error names.
        StorageFailed: the disk is full or cannot be read or written.
    """
    try:
        source.copy_to(target, digests)
    except (StoredFileMissing, StoredFileDamaged) as error:
        raise BackupInvalid(path=str(of), problem="files") from error


def _digests(payloads: Iterator[str]) -> Iterator[str]:
    for payload in payloads:
        file = file_of(json.loads(payload or "{}"))
        if file is not None:
            yield file.sha256
