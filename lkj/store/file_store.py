"""Files by their content: `ab/abcd…`, named by the sha-256, written once and never changed."""

import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest, sha256
from pathlib import Path

from lkj.errors import StorageFailed, StoredFileDamaged, StoredFileMissing
from lkj.store.durable import disk_failures, sync_folder

LEAST_FREE = 1024**3  # bytes that must stay free on the disk after a file was kept

_NAME = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".tulis-"  # begins the names of files that are being written


@dataclass(frozen=True)
class FileStore:
    """The files of one database, in one folder; only events say what they are."""

    root: Path

    def keep(self, content: bytes) -> str:
        """Store a file; it survives a power cut once this returns.

        Returns:
            The sha-256 of the content, in hex: the file's name. The same content is kept once.

        Raises:
            StorageFailed: the disk is full or nearly so, cannot be written, or failed.
        """
        digest = sha256(content).hexdigest()
        path = self._path(digest)
        with disk_failures():
            self._make(path.parent)
            if self._is_there(path, content):
                sync_folder(path.parent)
                return digest
            if shutil.disk_usage(self.root).free - len(content) < LEAST_FREE:
                raise StorageFailed(problem="full")
            self._write(path, content)
        return digest

    def has(self, digest: str) -> bool:
        """Whether a file of this name lies here; says nothing about its content."""
        return bool(_NAME.fullmatch(digest)) and self._path(digest).is_file()

    def read(self, digest: str) -> bytes:
        """The content of a file, compared with its name.

        Raises:
            StoredFileMissing: no such file.
            StoredFileDamaged: its content is not what was kept.
            StorageFailed: it cannot be read.
        """
        if not self.has(digest):
            raise StoredFileMissing(sha256=digest)
        with disk_failures():
            content = self._path(digest).read_bytes()
        if sha256(content).hexdigest() != digest:
            raise StoredFileDamaged(sha256=digest)
        return content

    def problems(self, digests: Collection[str]) -> Iterator[tuple[str, str]]:
        """Which of these files are not as they were kept: (digest, missing or damaged)."""
        for digest in sorted(digests):
            if not self.has(digest):
                yield digest, "missing"
            elif self._digest(digest) != digest:
                yield digest, "content"

    def unreferenced(self, known: Collection[str], *, before: datetime) -> list[str]:
        """Files that lie here although nothing names them, last written before a moment."""
        paths = self.root.glob("[0-9a-f][0-9a-f]/*")
        return sorted(
            path.name
            for path in paths
            if (path.name not in known and _written_at(path) < before)
        )

    def remove(self, names: Collection[str]) -> None:
        """Delete files that `unreferenced` gave."""
        with disk_failures():
            for name in names:
                (self.root / name[:2] / name).unlink(missing_ok=True)

    def size(self, name: str) -> int:
        """Bytes of a file that `unreferenced` gave."""
        return (self.root / name[:2] / name).stat().st_size

    def copy_to(
        self,
        other: "FileStore",
        digests: Collection[str],
        *,
        known: "FileStore | None" = None,
    ) -> None:
        """Keep these files in another store too, shared with the store `known` where it can be.

        Raises:
            StoredFileMissing, StoredFileDamaged, StorageFailed.
        """
        for digest in sorted(digests):
            content = self.read(digest)
            if known is None or not other.share(digest, known):
                other.keep(content)

    def share(self, digest: str, other: "FileStore") -> bool:
        """Have the same file as another store on this disk, in the room of one.

        False where the other lacks it or holds it damaged, or where the disk cannot do so.
        """
        if not other.has(digest) or other._digest(digest) != digest:
            return False
        path = self._path(digest)
        with disk_failures():
            self._make(path.parent)
        try:
            path.hardlink_to(other._path(digest))
        except OSError:  # such as a disk of another format, or another disk
            return False
        with disk_failures():
            sync_folder(path.parent)
        return True

    def _path(self, digest: str) -> Path:
        return self.root / digest[:2] / digest

    def _digest(self, digest: str) -> str:
        with disk_failures(), self._path(digest).open("rb") as file:
            return file_digest(file, "sha256").hexdigest()

    def _make(self, folder: Path) -> None:
        """A folder and its name are durable before anything is put into it.

        Whoever made it may have died, or not yet come to sync it.
        """
        for one in (self.root, folder):
            one.mkdir(mode=0o700, parents=True, exist_ok=True)
            sync_folder(one.parent)

    def _is_there(self, path: Path, content: bytes) -> bool:
        # A damaged file of this name is written anew.
        return path.is_file() and path.read_bytes() == content

    def _write(self, path: Path, content: bytes) -> None:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f"{path.parent.name}{_UNFINISHED}", delete=False
        ) as file:
            ready = Path(file.name)
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                file.close()
                ready.unlink(missing_ok=True)
                raise
        ready.replace(path)
        sync_folder(path.parent)


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
