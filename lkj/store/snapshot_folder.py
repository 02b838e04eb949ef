"""Snapshots on the disk: each a folder that is written whole, under a name that sorts by time.

A folder is never changed after it has its name. The one before the newest stays, for whoever
is reading it.
"""

import os
import shutil
import tempfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from lkj.errors import SnapshotDamaged
from lkj.store.durable import disk_failures, sync_folder

SUMS = "SHA256SUMS"  # as `sha256sum --check` reads it
_UNFINISHED = ".tulis-"
_KEPT = 2


def keep_snapshot(folder: Path, name: str, files: Mapping[str, bytes]) -> Path:
    """Write the files of a snapshot as `folder/name`, and drop all but the newest two.

    It survives a power cut once this returns; where it is cut short nothing has the name.

    Raises:
        StorageFailed: the disk is full, cannot be written, or failed.
    """
    sums = "".join(f"{_digest(content)}  {at}\n" for at, content in sorted(files.items()))
    with disk_failures():
        folder.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder))
        try:
            half.chmod(0o755)
            for at, content in {**files, SUMS: sums.encode()}.items():
                _write(half / at, content)
            sync_folder(half)
            kept = _named(half, folder / name)
        except OSError:
            shutil.rmtree(half, ignore_errors=True)
            raise
        sync_folder(folder)
    for old in _whole(folder)[:-_KEPT]:
        shutil.rmtree(old, ignore_errors=True)  # whoever still reads it is told so
    return kept


def newest_snapshot(folder: Path) -> Path | None:
    """The newest snapshot of a folder; None where there is none."""
    return next(iter(_whole(folder)[-1:]), None)


def check_snapshot(snapshot: Path) -> None:
    """Compare every file with its sum.

    Raises:
        SnapshotDamaged: a file is not as it was written, or is gone.
    """
    try:
        lines = (snapshot / SUMS).read_text(encoding="ascii").splitlines()
        told = {at: digest for digest, at in (line.split("  ", 1) for line in lines)}
        found = {at: _digest((snapshot / at).read_bytes()) for at in told}
    except (OSError, ValueError) as error:
        raise SnapshotDamaged(path=str(snapshot), problem="content") from error
    if not told or found != told:
        raise SnapshotDamaged(path=str(snapshot), problem="content")


def _whole(folder: Path) -> list[Path]:
    """The snapshots of a folder, the newest last."""
    if not folder.is_dir():
        return []
    return sorted(one for one in folder.iterdir() if one.is_dir() and one.name[0] != ".")


def _named(half: Path, wanted: Path) -> Path:
    """Give a folder its name; where it is taken, the next one that sorts after it."""
    taken = 0
    place = wanted
    while place.exists():
        taken += 1
        place = wanted.with_name(f"{wanted.name}-{taken:03}")
    half.rename(place)
    return place


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()
