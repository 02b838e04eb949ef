"""What a disk holds after the power fails at some point of a recorded log.

Data are certain once their file was synced, names once their folder was. Whatever came later
is lost, kept in part, kept out of order or torn, file by file and folder by folder. Disks that
lie about syncing, and names that a file system makes durable unasked, are not modelled.
"""

import os
import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

OPENED, CLOSED, WRITTEN, SYNCED, CUT, RENAMED, REMOVED, MADE, LINKED, SAID = range(1, 11)
_HEAD = struct.Struct("=IiIIIIQ")
SECTOR = 512
GARBAGE = 0.05  # of the sectors that were being written


class Record(NamedTuple):
    """One change, as `disk.c` notes it."""

    pid: int
    fd: int
    what: int
    flags: int
    at: int
    first: bytes
    second: bytes


def records(log: Path) -> Iterator[Record]:
    """A log in its order."""
    content = memoryview(log.read_bytes())
    place = 0
    while place < len(content):
        pid, fd, what, n_first, n_second, flags, at = _HEAD.unpack_from(content, place)
        place += _HEAD.size
        middle, end = place + n_first, place + n_first + n_second
        yield Record(
            pid, fd, what, flags, at, bytes(content[place:middle]), bytes(content[middle:end])
        )
        place = end


Change = tuple[int, bytes] | int  # bytes at a place, or a new size


def _apply(content: bytearray, change: Change) -> None:
    if isinstance(change, int):
        content[change:] = bytes(max(0, change - len(content)))
        return
    at, data = change
    if at > len(content):
        content.extend(bytes(at - len(content)))
    content[at : at + len(data)] = data


@dataclass(eq=False)
class File:
    """A file's certain content and what came after; a folder has neither."""

    certain: bytearray = field(default_factory=bytearray)
    later: list[Change] = field(default_factory=list)
    is_folder: bool = False

    def sync(self) -> None:
        for change in self.later:
            _apply(self.certain, change)
        self.later.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """One of the contents that may be found afterwards."""
        content = bytearray(self.certain)
        way = chance.choice(("none", "prefix", "all", "torn", "torn"))
        kept = {"none": 0, "prefix": chance.randint(0, len(self.later))}
        for change in self.later[: kept.get(way)]:
            for part in _torn(change, chance) if way == "torn" else (change,):
                _apply(content, part)
        return bytes(content)


def _torn(change: Change, chance: random.Random) -> Iterator[Change]:
    """The sectors of a write that reached the disk, a few as garbage; a cut or none."""
    if isinstance(change, int):
        if chance.random() < 0.5:
            yield change
        return
    at, data = change
    for place in range(0, len(data), SECTOR):
        if chance.random() < 0.5:
            sector = data[place : place + SECTOR]
            is_garbage = chance.random() < GARBAGE
            yield at + place, chance.randbytes(len(sector)) if is_garbage else sector


Names = dict[str, File]


class Naming(NamedTuple):
    """A name that came, went or moved; certain once its folder is synced."""

    folder: str
    old: str
    new: str
    file: File

    def apply(self, names: Names) -> None:
        if self.old:
            names.pop(self.old, None)
        if self.new:
            names[self.new] = self.file


class Disk:
    """Follows a log from files that were certain before it began."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self._names: Names = {}
        for path in sorted(root.rglob("*")):
            is_folder = path.is_dir()
            content = bytearray() if is_folder else bytearray(path.read_bytes())
            self._names[str(path)] = File(content, is_folder=is_folder)
        self._names[self.root] = File(is_folder=True)
        self._certain = dict(self._names)
        self._later: list[Naming] = []
        self._open: dict[tuple[int, int], tuple[str, File]] = {}
        self.acknowledged: set[str] = set()

    def follow(self, one: Record) -> None:
        """Take in the next record."""
        path, other = (os.fsdecode(part) for part in (one.first, one.second))
        if one.what == OPENED:
            self._opened(one, path)
        elif one.what in (WRITTEN, SYNCED, CUT):
            self._changed(one)
        elif one.what == CLOSED:
            self._open.pop((one.pid, one.fd), None)
        elif one.what == SAID:
            self.acknowledged.add(path)
        else:
            self._named(one.what, path, other)

    def _opened(self, one: Record, path: str) -> None:
        if path not in self._names:
            self._make(str(Path(path).parent))
            self._name("", path, File())
        file = self._names[path]
        if one.flags & os.O_TRUNC:
            file.later.append(0)
        self._open[one.pid, one.fd] = (path, file)

    def _changed(self, one: Record) -> None:
        path, file = self._open[one.pid, one.fd]
        if one.what == WRITTEN:
            file.later.append((one.at, one.second))
        elif one.what == CUT:
            file.later.append(one.at)
        elif file.is_folder:
            here = [naming for naming in self._later if naming.folder == path]
            for naming in here:
                naming.apply(self._certain)
            self._later = [naming for naming in self._later if naming.folder != path]
        else:
            file.sync()

    def _named(self, what: int, path: str, other: str) -> None:
        if what == MADE:
            self._make(path)
        elif what == REMOVED:
            self._name(path, "", self._names[path])
        elif what == RENAMED:
            self._name(path, other, self._names[path])
        else:
            self._name("", other, self._names[path])

    def _make(self, folder: str) -> None:
        # A process may use a folder before another has come to note that it made it.
        if folder not in self._names:
            self._name("", folder, File(is_folder=True))

    def _name(self, old: str, new: str, file: File) -> None:
        naming = Naming(str(Path(new or old).parent), old, new, file)
        naming.apply(self._names)
        self._later.append(naming)

    def after_cut(self, target: Path, chance: random.Random) -> None:
        """Write below `target` what may be found if the power fails now."""
        names = dict(self._certain)
        for folder in {naming.folder for naming in self._later}:
            pending = [naming for naming in self._later if naming.folder == folder]
            way = chance.choice(("none", "prefix", "all", "some"))
            kept = {"none": 0, "prefix": chance.randint(0, len(pending))}
            for naming in pending[: kept.get(way)]:
                if way != "some" or chance.random() < 0.5:
                    naming.apply(names)
        for path, file in sorted(names.items()):
            self._lay_down(path, file, names, target, chance)

    def _lay_down(
        self, path: str, file: File, names: Names, target: Path, chance: random.Random
    ) -> None:
        inside = Path(path).relative_to(self.root)
        above = [str(Path(self.root) / one) for one in inside.parents]
        if not all(one in names for one in above):
            return  # in a folder whose own name was lost
        place = target / inside
        if file.is_folder:
            place.mkdir(exist_ok=True)
        else:
            place.write_bytes(file.after_cut(chance))
