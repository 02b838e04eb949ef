"""A simulated power cut loses nothing as the product is built, and something otherwise."""

import os
import random
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.missing import needs
from tests.torture import disk, power
from tests.torture.power import Cut, cuts
from tests.torture.replay import CUT, OPENED, RENAMED, SYNCED, WRITTEN, Disk, Record, records

SEEDS = range(20)


@pytest.fixture(autouse=True, scope="module")
def compiler() -> None:
    needs("a watched disk", found=disk.is_possible(), how=disk.HOW)


@pytest.mark.slow
def test_a_power_cut_loses_nothing(figure: Callable[[str, str], None]) -> None:
    found = cuts(7, number=50)

    figure("power cuts", f"{len(found)}, {sum(cut != Cut() for cut in found)} lost something")
    assert found == [Cut()] * 50


@pytest.mark.thorough("test_a_power_cut_loses_nothing")
@pytest.mark.slow
@pytest.mark.parametrize("variant", ["wal-normal", "folders-unsynced"])
def test_a_recipe_that_is_known_to_lose_loses(variant: str) -> None:
    assert power.control(variant, 1, number=30, acts=5) > 0


def a_disk(tmp_path: Path, *changes: Record) -> Disk:
    root = tmp_path / "disk"
    root.mkdir()
    (root / "a").write_bytes(b"old")
    found = Disk(root)
    for change in changes:
        found.follow(change)
    return found


def change(
    what: int, *, fd: int = 3, at: int = 0, first: str = "", second: bytes = b""
) -> Record:
    return Record(1, fd, what, os.O_RDWR, at, first.encode(), second)


def left_after_cuts(found: Disk, tmp_path: Path) -> set[tuple[tuple[str, bytes], ...]]:
    """Every content of the disk that some cut gave."""
    outcomes = set()
    for seed in SEEDS:
        target = tmp_path / f"cut-{seed}"
        target.mkdir()
        found.after_cut(target, random.Random(seed))  # noqa: S311 -- a seed
        outcomes.add(tuple((path.name, path.read_bytes()) for path in sorted(target.iterdir())))
    return outcomes


def test_what_was_synced_is_always_there(tmp_path: Path) -> None:
    path = str(tmp_path / "disk" / "a")
    found = a_disk(
        tmp_path,
        change(OPENED, first=path),
        change(WRITTEN, second=b"new"),
        change(SYNCED),
    )

    assert left_after_cuts(found, tmp_path) == {(("a", b"new"),)}


def test_what_was_not_synced_is_there_or_not(tmp_path: Path) -> None:
    path = str(tmp_path / "disk" / "a")
    found = a_disk(
        tmp_path, change(OPENED, first=path), change(WRITTEN, second=b"new"), change(CUT, at=1)
    )

    contents = {content for [(_, content)] in left_after_cuts(found, tmp_path)}
    assert {b"old", b"n"} <= contents


def test_a_name_is_certain_only_with_its_folder(tmp_path: Path) -> None:
    root = str(tmp_path / "disk")
    renamed = change(RENAMED, first=f"{root}/a", second=f"{root}/b".encode())
    found = a_disk(tmp_path, renamed)

    assert left_after_cuts(found, tmp_path) == {(("a", b"old"),), (("b", b"old"),)}
    found.follow(change(OPENED, first=root))
    found.follow(change(SYNCED))
    again = tmp_path / "again"
    again.mkdir()
    assert left_after_cuts(found, again) == {(("b", b"old"),)}


def test_a_log_is_read_in_its_order(tmp_path: Path) -> None:
    log = tmp_path / "log"
    head = struct.pack("=IiIIIIQ", 7, 3, WRITTEN, 0, 2, 0, 512)
    log.write_bytes(head + b"ab" + struct.pack("=IiIIIIQ", 7, 3, SYNCED, 0, 0, 0, 0))

    assert list(records(log)) == [
        Record(7, 3, WRITTEN, 0, 512, b"", b"ab"),
        Record(7, 3, SYNCED, 0, 0, b"", b""),
    ]
