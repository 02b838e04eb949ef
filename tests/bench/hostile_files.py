"""`python -m tests.bench.hostile_files`: look at every hostile file as an upload is looked at.

Prints what becomes of each, the seconds of a processor and on the clock, and the most memory of
the process that looked; ends with 1 where one takes more than it may, or an honest file is
refused.
"""

import os
import resource
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lkj.errors import DocumentRefused
from lkj.exchange.document_process import check_document_apart
from tests.bench.large_files import HONEST, HOSTILE, MIB
from tests.exchange.test_document_check import REFUSED
from tests.support.hostile_files import SMALL, cut, damaged, nested, samples

MOST_SECONDS, MOST_MEBIBYTES = 5.0, 256.0
DAMAGED = 120  # of each format
_LOOKING = b"lkj.exchange.document_process"
_PAUSE = 0.001


@dataclass(frozen=True)
class Looked:
    """What became of one file."""

    name: str
    outcome: str
    seconds: float  # of a processor
    wall: float
    mebibytes: float

    @property
    def is_too_much(self) -> bool:
        return self.seconds > MOST_SECONDS or self.mebibytes > MOST_MEBIBYTES


class _Watch:
    """The most memory that the process which looks at a file ever held, while this is open."""

    def __enter__(self) -> "_Watch":
        self.mebibytes = 0.0
        self._is_over = threading.Event()
        self._children = Path(f"/proc/self/task/{threading.get_native_id()}/children")
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._is_over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._is_over.wait(_PAUSE):
            for number in self._children.read_text().split():
                self.mebibytes = max(self.mebibytes, _most_memory(Path("/proc") / number))


def _most_memory(process: Path) -> float:
    try:
        if _LOOKING not in (process / "cmdline").read_bytes():
            return 0.0  # still ours: not yet the other program
        status = (process / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(found[0]) / 1024 if found else 0.0


def look(name: str, content: bytes) -> Looked:
    """As the product does."""
    begun, used = time.perf_counter(), _used()
    with _Watch() as watch:
        try:
            outcome = f"kept: {check_document_apart(content)}"
        except DocumentRefused as refusal:
            outcome = f"refused: {refusal.facts['problem']}"
        wall = time.perf_counter() - begun
    return Looked(name, outcome, _used() - used, wall, watch.mebibytes)


def _used() -> float:
    """Seconds of a processor that ended processes of ours took."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return children.ru_utime + children.ru_stime


def _small() -> Iterator[tuple[str, bytes]]:
    yield from ((name, content) for name, (content, _) in (REFUSED | SMALL).items())
    yield "a workbook ten deep", nested()


def _groups() -> Iterator[tuple[str, list[bytes]]]:
    for number, (kind, content) in enumerate(samples().items()):
        yield f"{kind}, cut off", list(cut(content))
        yield f"{kind}, damaged", list(damaged(content, DAMAGED, seed=number))


def _told(one: Looked) -> Looked:
    mark = "  TOO MUCH" if one.is_too_much else ""
    sys.stdout.write(
        f"{one.name:50} {one.outcome:28} {one.seconds:5.2f} s CPU {one.wall:6.2f} s "
        f"{one.mebibytes:4.0f} MiB{mark}\n"
    )
    sys.stdout.flush()
    return one


def _large(files: dict[str, Callable[[], bytes]]) -> list[Looked]:
    told = []
    for name, made in files.items():
        content = made()
        told.append(_told(look(f"{name} ({len(content) / MIB:.1f} MiB)", content)))
    return told


def _grouped(name: str, files: list[bytes]) -> list[Looked]:
    looked = [look(name, content) for content in files]
    outcomes = Counter(one.outcome for one in looked)
    sys.stdout.write(f"{name}: {len(looked)} files\n")
    sys.stdout.writelines(f"    {count:4} {what}\n" for what, count in outcomes.most_common())
    sys.stdout.flush()
    return looked


def main() -> int:
    """Print the table; 1 where a promise does not hold."""
    looked = [_told(look(name, content)) for name, content in _small()]
    for name, files in _groups():
        looked += _grouped(name, files)
    looked += _large(HOSTILE)
    honest = _large(HONEST)
    every = looked + honest
    slowest = max(every, key=lambda one: one.seconds)
    largest = max(every, key=lambda one: one.mebibytes)
    longest = max(every, key=lambda one: one.wall)
    waited = sum(one.wall > MOST_SECONDS for one in every)
    many = sum(one.is_too_much for one in every)
    refused = sum(one.outcome.startswith("refused") for one in honest)
    sys.stdout.write(
        f"\n{len(every)} files on {os.cpu_count()} processors\n"
        f"the slowest: {slowest.seconds:.2f} s of a processor, {slowest.name}\n"
        f"the longest: {longest.wall:.2f} s on the clock, {longest.name}\n"
        f"the most memory: {largest.mebibytes:.0f} MiB, {largest.name}\n"
        f"over {MOST_SECONDS:.0f} s of a processor or {MOST_MEBIBYTES:.0f} MiB: {many}\n"
        f"over {MOST_SECONDS:.0f} s on the clock, which others use too: {waited}\n"
        f"honest ones refused: {refused} of {len(honest)}\n"
    )
    return 1 if many or refused else 0


if __name__ == "__main__":
    sys.exit(main())
