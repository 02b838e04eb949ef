"""A ZIP that is sent while it is made, with the digest of every file in it."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from lkj.domain.documents import DocumentFormat, StoredFile
from lkj.errors import StoredFileDamaged, StoredFileMissing
from lkj.labels import archive_words as words
from lkj.usecases.office import Office

_PACKED = frozenset(DocumentFormat) - {DocumentFormat.PDF}  # gain nothing by deflating


@dataclass(frozen=True)
class Archive:
    """An archive as a file's name and its content, made piece by piece as it is read."""

    name: str
    pieces: Iterator[bytes]


class Pipe(io.RawIOBase):
    """Where an archive is written to: keeps what was written until it is taken."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def write(self, content: Any) -> int:
        """Keep some bytes."""
        self._written.append(bytes(content))
        return len(content)

    def taken(self) -> bytes:
        """What was written since the last time."""
        content = b"".join(self._written)
        self._written.clear()
        return content


@dataclass
class Bundle:
    """An archive being written: what is in it with its digest, and what was not to be had."""

    archive: ZipFile
    made_at: datetime  # local, as ZIP has no zones
    folder: str = ""
    is_stored: bool = False  # deflate nothing, so that a small program can read all of it
    sums: list[tuple[str, str]] = field(default_factory=list)
    n_lost: int = 0

    def keep(self, path: str, file: StoredFile, office: Office) -> str:
        """Write a stored file; returns its path, or what is wrong with it."""
        try:
            content = office.files.read(file.sha256)
        except StoredFileMissing:
            self.n_lost += 1
            return words.STATE["missing"]
        except StoredFileDamaged:
            self.n_lost += 1
            return words.STATE["content"]
        self.add(path, content, is_packed=file.format in _PACKED)
        return path

    def add(self, path: str, content: bytes, *, is_packed: bool = False) -> None:
        """Write one file."""
        self.archive.writestr(self._info(path, is_packed=is_packed), content)
        self.sums.append((sha256(content).hexdigest(), path))

    def pour(self, path: str, pieces: Iterable[bytes]) -> Iterator[None]:
        """Write one file piece by piece; stops after each, for what was written to be sent."""
        digest = sha256()
        with self.archive.open(self._info(path), "w") as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                yield
        self.sums.append((digest.hexdigest(), path))

    def sums_text(self) -> bytes:
        """The digests as `sha256sum -c` reads them."""
        return "".join(f"{digest}  {path}\n" for digest, path in self.sums).encode()

    def _info(self, path: str, *, is_packed: bool = False) -> ZipInfo:
        info = ZipInfo(f"{self.folder}{path}", self.made_at.timetuple()[:6])
        info.compress_type = ZIP_STORED if is_packed or self.is_stored else ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        return info
