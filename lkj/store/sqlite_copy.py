"""Copy a SQLite file while it is in use, so that the copy is whole and on disk.

Never by copying bytes: a file in use may be between two states, and a copy of it may pass every
check while acknowledged rows are missing.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from lkj.errors import BackupInvalid
from lkj.store.database import BUSY_SECONDS
from lkj.store.durable import disk_failures, sync_folder
from lkj.store.failures import storage_failures


@contextmanager
def unfinished(target: Path) -> Iterator[Path]:
    """A place on the same disk as `target` for a file that is not ready; cleared afterwards.

    Raises:
        StorageFailed: the disk refuses, there or in what is done with the file.
    """
    with (
        disk_failures(),
        tempfile.TemporaryDirectory(prefix=".lkj-", dir=target.parent) as folder,
    ):
        yield Path(folder) / target.name


def copy_unchecked(source: Path, target: Path) -> None:
    """Write one consistent state of `source` into the new file `target`."""
    with storage_failures(), closing(_connect(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))


def check_file(path: Path) -> None:
    """Raise BackupInvalid where SQLite finds the file damaged."""
    with storage_failures(), closing(_connect(path)) as connection:
        answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if answer != "ok":
        raise BackupInvalid(path=str(path), problem="damaged")


def publish(ready: Path, target: Path) -> None:
    """Give a finished file its name; afterwards both survive a power cut."""
    ready.chmod(0o600)  # accounts and password hashes are inside
    with ready.open("rb+") as file:
        os.fsync(file.fileno())
    ready.replace(target)
    sync_folder(target.parent)


def _connect(path: Path) -> sqlite3.Connection:
    # mode=rw: a wrong name must not create an empty database.
    address = f"{path.resolve().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
