"""A folder of backups: which files are whole copies of this history, and their removal."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from lkj.domain.backup_plan import Copy, copy_of
from lkj.store.attached_files import beside
from lkj.store.durable import disk_failures, sync_folder
from lkj.store.tables import audit, events

_CHAINS = {"events": events, "audit": audit}


def good_copies(connection: Connection, folder: Path) -> list[Copy]:
    """The verified backups of this history in a folder, the oldest first.

    A copy counts when its `.json` is there, which came before it, and when its last rows still
    stand in this database: those of another office, or of a history that was set back by a
    restore, are somebody else's.
    """
    found = (copy_of(path.name) for path in folder.glob("lkj-*.db"))
    return sorted(copy for copy in found if copy and _is_ours(connection, folder / copy.name))


def note_of(copy: Path) -> dict[str, Any] | None:
    """What was written beside a copy when it was verified; None where nothing can be read."""
    try:
        note = json.loads(copy.with_suffix(".json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return note if isinstance(note, dict) else None


def remove(folder: Path, copy: Copy) -> None:
    """Delete a backup: the copy itself goes first, so that none is left without its note.

    Raises:
        StorageFailed: the disk refuses.
    """
    path = folder / copy.name
    with disk_failures():
        path.unlink(missing_ok=True)
        sync_folder(folder)
        path.with_suffix(".json").unlink(missing_ok=True)
        files = beside(path).root
        if files.is_dir():
            shutil.rmtree(files)


def clear_unfinished(folder: Path, *, before: datetime) -> None:
    """Delete what a daily backup left that never ended, last written before a moment.

    Raises:
        StorageFailed: the disk refuses.
    """
    with disk_failures():
        for name in (".lkj-*", "lkj-harian-*-berkas"):
            for path in filter(Path.is_dir, _left(folder, name, before)):
                shutil.rmtree(path)
        for note in _left(folder, "lkj-harian-*.json", before):
            note.unlink()


def _left(folder: Path, name: str, before: datetime) -> list[Path]:
    """What has such a name, no copy to go with, and is old."""
    return [
        path
        for path in folder.glob(name)
        if not path.with_name(f"{path.stem.removesuffix('-berkas')}.db").exists()
        and datetime.fromtimestamp(path.stat().st_mtime, UTC) < before
    ]


def _is_ours(connection: Connection, copy: Path) -> bool:
    note = note_of(copy)
    if note is None:
        return False
    try:
        heads = {name: (int(note[name]["no"]), str(note[name]["hash"])) for name in _CHAINS}
    except (LookupError, TypeError, ValueError):
        return False
    if not any(no for no, _ in heads.values()):
        return False  # of an empty database: it says nothing about whose it is
    return all(_stands(connection, name, *head) for name, head in heads.items())


def _stands(connection: Connection, name: str, no: int, digest: str) -> bool:
    if no == 0:
        return True
    table = _CHAINS[name]
    query = select(table.c.hash).where(table.c.no == no)
    return connection.execute(query).scalar_one_or_none() == digest
