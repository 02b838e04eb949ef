"""Questions about the database's engine, its disks and its newest row; nothing is changed."""

import shutil
import sqlite3
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, select, text

from lkj.store import event_store, meta_store
from lkj.store.database import Database
from lkj.store.durable import disk_failures
from lkj.store.tables import audit


def engine_version(database: Database) -> tuple[str, str]:
    """Name and version of the engine, such as ("sqlite", "3.40.1")."""
    if database.dialect == "sqlite":
        return "sqlite", sqlite3.sqlite_version
    with database.read() as connection:
        said = connection.execute(text("SHOW server_version")).scalar_one()
    return "postgresql", str(said).split()[0]


def try_writing(database: Database) -> None:
    """Write something, and take it back before it counts.

    Raises:
        StorageFailed: it cannot be written.
    """
    with database.write() as connection:
        attempt = connection.begin_nested()
        meta_store.put(connection, "probe", "1")
        attempt.rollback()


def newest_recorded_at(connection: Connection) -> datetime | None:
    """When the newest row was recorded; None in a database without any."""
    last = select(audit.c.at).order_by(audit.c.no.desc()).limit(1)
    found = [
        event_store.recorded_at(connection, event_store.revision(connection)),
        connection.execute(last).scalar_one_or_none(),
    ]
    return max((at for at in found if at), default=None)


def free_bytes(place: Path) -> int:
    """Bytes left on the disk of a folder or file, whether it is there yet or not.

    Raises:
        StorageFailed: the disk cannot be asked.
    """
    with disk_failures():
        return shutil.disk_usage(_there(place)).free


def is_same_disk(one: Path, other: Path) -> bool:
    """Whether a broken disk would take both.

    Raises:
        StorageFailed: a disk cannot be asked.
    """
    with disk_failures():
        return _there(one).stat().st_dev == _there(other).stat().st_dev


def _there(place: Path) -> Path:
    """The place itself, or what would hold it."""
    whole = place.resolve()
    return next(one for one in (whole, *whole.parents) if one.exists())
