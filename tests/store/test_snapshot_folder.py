"""Snapshots are whole or not there; damage is found; only the newest two stay."""

import errno
import os
import subprocess
from pathlib import Path

import pytest

from lkj.errors import SnapshotDamaged, StorageFailed
from lkj.store import snapshot_folder
from lkj.store.snapshot_folder import SUMS, check_snapshot, keep_snapshot, newest_snapshot

FILES = {"satu.parquet": b"satu", "dua.parquet": b"dua"}


def test_a_snapshot_is_kept_with_its_sums(tmp_path: Path) -> None:
    kept = keep_snapshot(tmp_path / "potret" / "kode", "2026", FILES)

    assert newest_snapshot(tmp_path / "potret" / "kode") == kept
    assert {
        path.name: path.read_bytes() for path in kept.iterdir() if path.name != SUMS
    } == FILES
    check_snapshot(kept)
    told = subprocess.run(["sha256sum", "--check", SUMS], cwd=kept, check=False)
    assert told.returncode == 0


def test_nobody_has_told_anything_yet(tmp_path: Path) -> None:
    assert newest_snapshot(tmp_path / "belum") is None
    assert newest_snapshot(tmp_path) is None


def test_the_newest_is_the_last_by_name_and_the_one_before_stays(tmp_path: Path) -> None:
    for name in ("2026-1", "2026-3", "2026-2", "2026-4"):
        keep_snapshot(tmp_path, name, FILES)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["2026-3", "2026-4"]
    assert newest_snapshot(tmp_path) == tmp_path / "2026-4"


def test_a_second_one_at_the_same_moment_is_the_newer_one(tmp_path: Path) -> None:
    keep_snapshot(tmp_path, "2026", {"a": b"lama"})

    kept = keep_snapshot(tmp_path, "2026", {"a": b"baru"})

    assert kept.name == "2026-001"
    assert newest_snapshot(tmp_path) == kept


@pytest.mark.parametrize("at", list(FILES))
def test_a_changed_byte_is_found(tmp_path: Path, at: str) -> None:
    kept = keep_snapshot(tmp_path, "2026", FILES)
    (kept / at).write_bytes(b"lain")

    with pytest.raises(SnapshotDamaged) as caught:
        check_snapshot(kept)

    assert caught.value.facts == {"path": str(kept), "problem": "content"}


@pytest.mark.parametrize("gone", [*FILES, SUMS])
def test_a_missing_file_is_found(tmp_path: Path, gone: str) -> None:
    kept = keep_snapshot(tmp_path, "2026", FILES)
    (kept / gone).unlink()

    with pytest.raises(SnapshotDamaged):
        check_snapshot(kept)


@pytest.mark.parametrize("sums", [b"", b"tanpa jarak\n", b"\xff\xfe"])
def test_sums_that_say_nothing_are_no_sums(tmp_path: Path, sums: bytes) -> None:
    kept = keep_snapshot(tmp_path, "2026", FILES)
    (kept / SUMS).write_bytes(sums)

    with pytest.raises(SnapshotDamaged):
        check_snapshot(kept)


@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_what_is_cut_short_leaves_the_former_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    former = keep_snapshot(tmp_path, "2026-1", FILES)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, "penuh")

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(StorageFailed) as caught:
        keep_snapshot(tmp_path, "2026-2", FILES)

    assert caught.value.facts["problem"] == "full"
    assert [path.name for path in tmp_path.iterdir()] == ["2026-1"]
    assert newest_snapshot(tmp_path) == former


def test_a_folder_that_is_being_written_is_no_snapshot(tmp_path: Path) -> None:
    (tmp_path / f"{snapshot_folder._UNFINISHED}x").mkdir()

    assert newest_snapshot(tmp_path) is None
