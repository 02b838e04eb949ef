"""Backups: one SQLite file, whichever engine it comes from, verified before it gets its name.

Rows are the same on both engines, so a backup of either is restored into either.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, func, inspect, select

from lkj.domain.backup_plan import copy_name
from lkj.errors import BackupInvalid, DatabaseNotEmpty, InvalidSettings, StorageFailed
from lkj.store import agenda_store, audit_store, event_store, schema, table7_store
from lkj.store.attached_files import attached_files, beside, copy_files
from lkj.store.bulk import copy_rows
from lkj.store.chain import Head
from lkj.store.columns import utc_text
from lkj.store.database import Database, opened, sqlite_url
from lkj.store.file_store import FileStore
from lkj.store.sqlite_copy import check_file, copy_unchecked, publish, unfinished
from lkj.store.tables import (
    agenda_entries,
    metadata,
    sessions,
    sign_in_links,
    table7_determinations,
)

# A backup must not bring back a session or a link that was ended since.
_NOT_RESTORED = (sessions, sign_in_links)
# Problems of a backup itself; others, such as a full disk, are those of the place it goes to.
_OF_THE_FILE = ("damaged", "foreign", "unreachable")


def backup(
    database: Database,
    files: FileStore,
    directory: Path,
    now: datetime,
    *,
    daily: bool = False,
    last: Path | None = None,
) -> Path:
    """Write `lkj-<UTC time>.db`, its attached files, and `.json` with what was found in it.

    Readers and writers may go on meanwhile; all that was stored before the call is inside. A
    daily one is called so; attached files that the copy `last` holds too take no room again.

    Returns:
        The path of the copy.

    Raises:
        ChainBroken: the database's own history does not verify; nothing is written.
        BackupInvalid: the copy, or an attached file, is damaged; it gets no name.
        StorageFailed: the disk refuses, or is full.
    """
    target = directory / copy_name(now, daily=daily)
    known = beside(last) if last else None
    with database.read() as connection:
        before = event_store.head(connection)
    with unfinished(target) as copy:
        if database.path is None:
            _copy_from_server(database, copy)
        else:
            copy_unchecked(database.path, copy)
        manifest = _inspect(copy, contains=before)
        attached = _attached(copy)
        with _removed_on_failure(beside(target).root):
            copy_files(attached, files, beside(target), of=files.root, known=known)
        note = {"created_at": utc_text(now), **manifest, "sha256": _sha256(copy)}
        note["files"] = len(attached)
        # The copy comes last: who finds one finds its note and its files.
        _write_note(note, copy.with_suffix(".json"), target.with_suffix(".json"))
        publish(copy, target)
    return target


@contextmanager
def _removed_on_failure(folder: Path) -> Iterator[None]:
    """Nothing half copied stays: on a full disk it would take what little is left."""
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def copy_before_upgrade(database: Database, directory: Path, now: datetime) -> Path:
    """Write the rows of a database on a server, as they are, before its schema changes.

    Attached files stay where they are: an upgrade does not touch them.

    Returns:
        The verified copy, `lkj-skema-<revision>-<UTC time>.db`; no daily backup removes it.

    Raises:
        ChainBroken, BackupInvalid, StorageFailed: no good copy can be made.
    """
    with database.read() as connection:
        revision = schema.revision_found(connection)
    stamp = copy_name(now, daily=False).removeprefix("lkj-")
    target = directory / f"lkj-skema-{revision}-{stamp}"
    with unfinished(target) as copy:
        _copy_from_server(database, copy)
        _inspect(copy)
        publish(copy, target)
    return target


def restore(copy: Path, target_url: str, files: FileStore | None = None) -> Head:
    """Fill a new database from a backup; nobody is signed in afterwards.

    Args:
        copy: a file that `backup` made; its `.json` is compared where it is there.
        target_url: a SQLite file that does not exist yet, or an empty PostgreSQL database.
        files: where attached files go; beside a SQLite file where nothing is named.

    Returns:
        The last event, the same as in the backup.

    Raises:
        BackupInvalid: the file is damaged, no database of ours, or not what its `.json` says.
        ChainBroken: its history does not verify.
        DatabaseNotEmpty: the target holds something.
        InvalidSettings: files are attached, and nothing says where a server's lie.
        StorageFailed: the disk refuses, or is full.
    """
    with opened(target_url) as target:
        if target.path is not None and target.path.exists():
            raise DatabaseNotEmpty
        place = target.path or Path(tempfile.gettempdir()) / copy.name
        with unfinished(place) as ready:
            head = _prepare(copy, ready)
            _restore_files(copy, files or (beside(target.path) if target.path else None))
            if target.path is None:
                _copy_to_server(ready, target)
            else:
                publish(ready, target.path)
    return head


def _restore_files(copy: Path, target: FileStore | None) -> None:
    """Before the database gets its name: no event comes back without its file."""
    attached = _attached(copy)
    if attached and target is None:
        raise InvalidSettings(problems=("LKJ_FILES: sebutkan folder untuk dokumen",))
    if attached and target is not None:
        copy_files(attached, beside(copy), target, of=copy)


def _attached(copy: Path) -> frozenset[str]:
    with opened(sqlite_url(copy)) as database, database.read() as connection:
        return attached_files(connection)


def _prepare(copy: Path, ready: Path) -> Head:
    """Make a checked copy of a backup with today's schema and without sessions."""
    try:
        copy_unchecked(copy, ready)
        found = _inspect(ready)
    except (StorageFailed, BackupInvalid) as error:
        problem = error.facts["problem"]
        if problem not in _OF_THE_FILE:
            raise
        raise BackupInvalid(path=str(copy), problem=problem) from error
    _compare_with_note(copy, found)
    with opened(sqlite_url(ready)) as database:
        schema.upgrade(database)
        with database.write() as connection:
            for table in _NOT_RESTORED:
                connection.execute(delete(table))
        with database.read() as connection:
            return event_store.head(connection)


def _inspect(copy: Path, *, contains: Head | None = None) -> dict[str, Any]:
    """What a file holds, after every check of it."""
    check_file(copy)
    anchors = {contains.no: contains.hash} if contains and contains.no else {}
    with opened(sqlite_url(copy)) as database, database.read() as connection:
        revision = schema.revision_found(connection)
        if not revision:
            raise BackupInvalid(path=str(copy), problem="foreign")
        # A backup of an earlier release lacks the tables that came later.
        there = set(inspect(connection).get_table_names())
        tables = [table for table in metadata.sorted_tables if table.name in there]
        if table7_determinations in tables:
            table7_store.verify(connection)
        if agenda_entries in tables:
            agenda_store.verify(connection)
        return {
            "schema": revision,
            "events": _head_facts(event_store.verify(connection, anchors=anchors)),
            "audit": _head_facts(audit_store.verify(connection)),
            "rows": {table.name: _count(connection, table) for table in tables},
        }


def _compare_with_note(copy: Path, found: dict[str, Any]) -> None:
    note = copy.with_suffix(".json")
    if not note.exists():
        return
    try:
        written = json.loads(note.read_text(encoding="utf-8"))
        agrees = written["sha256"] == _sha256(copy)
        agrees &= all(written[name] == fact for name, fact in found.items())
    except (ValueError, LookupError, TypeError):
        agrees = False
    if not agrees:
        raise BackupInvalid(path=str(copy), problem="note")


def _copy_from_server(database: Database, copy: Path) -> None:
    with opened(sqlite_url(copy)) as target, database.read() as source:
        # Before an upgrade the schema is an earlier one, and so is the copy's.
        schema.create(target, schema.revision_found(source) or "head")
        there = set(inspect(source).get_table_names())
        with target.write() as written:
            for table in metadata.sorted_tables:
                if table.name in there:
                    copy_rows(table, source=source, target=written)


def _copy_to_server(ready: Path, target: Database) -> None:
    schema.upgrade(target)
    with (
        opened(sqlite_url(ready)) as database,
        database.read() as source,
        target.write() as written,
    ):
        if any(_count(written, table) for table in metadata.sorted_tables):
            raise DatabaseNotEmpty
        for table in metadata.sorted_tables:
            copy_rows(table, source=source, target=written)
        # Before the commit: what does not verify is not restored.
        event_store.verify(written)
        audit_store.verify(written)
        table7_store.verify(written)
        agenda_store.verify(written)


def counted(connection: Connection) -> dict[str, int]:
    """How many rows every table holds that a restore brings back."""
    tables = (table for table in metadata.sorted_tables if table not in _NOT_RESTORED)
    return {table.name: _count(connection, table) for table in tables}


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _head_facts(head: Head) -> dict[str, object]:
    return {"no": head.no, "hash": head.hash, "code": head.code}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _write_note(note: dict[str, Any], ready: Path, target: Path) -> None:
    ready.write_text(json.dumps(note, indent=2) + "\n", encoding="utf-8")
    publish(ready, target)
