"""One act on a disk that fails at the first operation, the second, … until it passes whole.

`python -m tests.torture.fault_runner FOLDER ACT ERROR WAY STRIDE` in a process on the watched
disk; prints what was found as JSON.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from lkj.errors import BackupInvalid, StorageFailed
from lkj.store import event_store, file_store
from tests.torture.disk import failing
from tests.torture.fault_acts import ACTS, Scene, left, prepare, scene

ONCE, READING, FULL = "once", "reading", "full"
WAYS = {  # what fails: one operation; one, reading too; every growth from there on
    ONCE: {"once": True},
    READING: {"once": True, "reads": True},
    FULL: {"once": False},
}
# Where nothing has grown into a wall after so many operations, none of them is counted.
MOST = 3_000


def run(folder: Path, act: str, error: int, way: str, stride: int) -> tuple[int, list[str]]:
    """How many places failed, every `stride`-th, and what was found broken at which."""
    # The limit itself is tested elsewhere; here the disk is to fail in the middle.
    file_store.LEAST_FREE = 0
    (folder / "asal").mkdir(parents=True)
    report_id = prepare(folder / "asal")
    before = _left_by(folder, report_id, lambda _: None)
    after = _left_by(folder, report_id, ACTS[act])
    broken: list[str] = []
    for number, place in enumerate(range(1, MOST, stride)):
        where = _copy(folder, report_id)
        fired, problems = _try(where, act, error, way, place)
        problems += _afterwards(where, act, before, after)
        broken += [f"{act}, {way}, error {error}, operation {place}: {p}" for p in problems]
        if not fired:
            return number, broken
    raise AssertionError("it never passed")


def _copy(folder: Path, report_id: str) -> Scene:
    target = folder / "coba"
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(folder / "asal", target)
    return scene(target, report_id)


def _left_by(folder: Path, report_id: str, act: Callable[[Scene], None]) -> dict[str, int]:
    where = _copy(folder, report_id)
    act(where)
    found = left(where)
    where.office.database.dispose()
    return found


def _try(where: Scene, act: str, error: int, way: str, place: int) -> tuple[int, list[str]]:
    """Do it on the failing disk; how often something failed, and what was told wrongly."""
    problems: list[str] = []
    with failing(place, error, **WAYS[way]) as fired:
        try:
            ACTS[act](where)
        except StorageFailed as refusal:
            problems += _while_full(where, refusal) if way == FULL else []
        except BackupInvalid:
            pass  # a copy that cannot be read back is none
        except Exception as other:  # noqa: BLE001 -- each is a finding
            problems.append(f"not told as a storage failure: {other!r}")
    return fired[0], problems


def _while_full(where: Scene, refusal: StorageFailed) -> Iterator[str]:
    """On the full disk the reason is told, and everything can be read."""
    if refusal.facts["problem"] != "full":
        yield f"told as {refusal.facts['problem']}"
    report = where.report
    try:
        with where.office.database.read() as conn:
            event_store.verify(conn)
        if not report.events:
            yield "nothing to read"
    except StorageFailed as error:
        yield f"cannot be read meanwhile: {error!r}"


def _afterwards(
    where: Scene, act: str, before: dict[str, int], after: dict[str, int]
) -> Iterator[str]:
    """Without a restart: old or new; and the same act passes when it is sent again."""
    try:
        found = left(where)
        if found not in (before, after):
            yield f"between: {_differing(found, before)}"
        ACTS[act](where)
        again = left(where)
        if again != after:
            yield f"not done when sent again: {_differing(again, after)}"
    except Exception as error:  # noqa: BLE001 -- each is a finding
        yield f"afterwards: {error!r}"
    finally:
        where.office.database.dispose()


def _differing(found: dict[str, int], other: dict[str, int]) -> dict[str, tuple[int, int]]:
    return {name: (n, other[name]) for name, n in found.items() if n != other[name]}


if __name__ == "__main__":
    _, place, act, error, way, stride = sys.argv
    rounds, broken = run(Path(place), act, int(error), way, int(stride))
    sys.stdout.write(json.dumps({"rounds": rounds, "broken": broken}))
