"""Copy a SQLite file while it is in use, so that the copy is whole and on disk.

Never by copying bytes: a file in use may be between two states, and a copy of it may pass every
check while acknowledged rows are missing.
"""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from lkj.errors import BackupInvalid
from lkj.store.database import BUSY_SECONDS
from lkj.store.failures import storage_failures


def copy_file(source: Path, target: Path) -> None:
    """Copy `source` to the new file `target`, checked, synced, and readable by its owner only.

    `target` appears under its name only when it is complete.

    Raises:
        BackupInvalid: the copy is damaged; it is removed.
        StorageFailed: source or target cannot be read or written.
    """
    unfinished = target.with_name(target.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        copy_unchecked(source, unfinished)
        check_file(unfinished)
        publish(unfinished, target)
    finally:
        unfinished.unlink(missing_ok=True)


def copy_unchecked(source: Path, target: Path) -> None:
    """Write one consistent state of `source` into the new file `target`."""
    with storage_failures(), closing(_connect(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)  # accounts and password hashes are inside


def check_file(path: Path) -> None:
    """Raise BackupInvalid where SQLite finds the file damaged."""
    with storage_failures(), closing(_connect(path)) as connection:
        answer = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if answer != "ok":
        raise BackupInvalid(path=path, problem="damaged")


def publish(unfinished: Path, target: Path) -> None:
    """Give a finished file its name; afterwards both survive a power cut."""
    with unfinished.open("rb+") as file:
        os.fsync(file.fileno())
    unfinished.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make new names in a folder survive a power cut; Windows offers no way to."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _connect(path: Path) -> sqlite3.Connection:
    # mode=rw: a wrong name must not create an empty database.
    address = f"{path.resolve().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
