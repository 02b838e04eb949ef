"""Files by their content: kept once, durable before they count, told when they are lost."""

import errno
import os
import shutil
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest

from lkj.errors import StorageFailed, StoredFileDamaged, StoredFileMissing
from lkj.store import durable, file_store
from lkj.store.file_store import FileStore

CONTENT = b"Konsep LKj"
NAME = sha256(CONTENT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "berkas")


def stored(store: FileStore) -> list[str]:
    paths = sorted(path for path in store.root.rglob("*") if path.is_file())
    return [path.relative_to(store.root).as_posix() for path in paths]


def test_the_same_content_is_kept_once_under_its_digest(store: FileStore) -> None:
    assert [store.keep(CONTENT), store.keep(CONTENT)] == [NAME, NAME]

    assert stored(store) == [f"{NAME[:2]}/{NAME}"]
    assert (store.has(NAME), store.read(NAME), store.size(NAME)) == (
        True,
        CONTENT,
        len(CONTENT),
    )


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "g" * 64, NAME.upper(), "0" * 64])
def test_what_is_no_kept_name_is_missing(store: FileStore, name: str) -> None:
    store.keep(CONTENT)

    assert not store.has(name)
    with pytest.raises(StoredFileMissing):
        store.read(name)


def test_damage_is_told_and_mended_by_keeping_again(store: FileStore) -> None:
    store.keep(CONTENT)
    (store.root / NAME[:2] / NAME).write_bytes(b"lain")

    with pytest.raises(StoredFileDamaged):
        store.read(NAME)
    other = store.keep(b"utuh")
    wanted = [NAME, other, "0" * 64]
    assert dict(store.problems(wanted)) == {NAME: "content", "0" * 64: "missing"}

    store.keep(CONTENT)
    assert store.read(NAME) == CONTENT


def test_file_and_folders_are_durable_before_it_is_kept(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    real = os.fsync

    def fsync(descriptor: int) -> None:
        path = Path(f"/proc/self/fd/{descriptor}").readlink()
        done.append("berkas" if path.is_file() else path.name)
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    store.keep(CONTENT)

    assert done == [store.root.parent.name, "berkas", "berkas", NAME[:2]]


def test_a_disk_that_is_nearly_full_takes_nothing(
    store: FileStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = file_store.LEAST_FREE + len(CONTENT) - 1
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))

    with pytest.raises(StorageFailed) as refusal:
        store.keep(CONTENT)
    assert (refusal.value.facts, stored(store)) == ({"problem": "full"}, [])


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (errno.ENOSPC, "full"),
        (errno.EIO, "io"),
        (errno.EROFS, "read_only"),
        (errno.ENOTCONN, "unreachable"),
    ],
)
def test_a_failing_disk_leaves_nothing_half_written_and_works_again(
    store: FileStore, monkeypatch: pytest.MonkeyPatch, code: int, problem: str
) -> None:
    store.keep(b"sebelumnya")
    before = stored(store)

    def fails(_: int) -> None:
        raise OSError(code, "disk")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fails)
        with pytest.raises(StorageFailed) as refusal:
            store.keep(CONTENT)
    assert refusal.value.facts == {"problem": problem}
    assert stored(store) == before

    assert store.keep(CONTENT) == NAME


def test_only_old_files_that_nothing_names_are_removed(store: FileStore) -> None:
    named, orphan, young = store.keep(b"a"), store.keep(b"b"), store.keep(b"c")
    now = datetime.now(UTC)
    for name in (named, orphan):
        path = store.root / name[:2] / name
        old = (now - timedelta(hours=25)).timestamp()
        os.utime(path, (old, old))

    found = store.unreferenced([named], before=now - timedelta(hours=24))
    assert found == [orphan]
    store.remove(found)
    assert [store.has(name) for name in (named, orphan, young)] == [True, False, True]


def test_copies_are_compared_on_the_way(store: FileStore, tmp_path: Path) -> None:
    names = [store.keep(b"a"), store.keep(b"b")]
    other = FileStore(tmp_path / "lain")

    store.copy_to(other, names)

    assert [other.read(name) for name in names] == [b"a", b"b"]


def test_windows_has_no_folders_to_sync(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(durable, "os", SimpleNamespace(name="nt", open=pytest.fail))

    durable.sync_folder(tmp_path)


def test_a_store_shares_what_another_on_its_disk_holds_unharmed(
    store: FileStore, tmp_path: Path
) -> None:
    whole, harmed = store.keep(b"DPA"), store.keep(b"Konsep")
    (store.root / harmed[:2] / harmed).write_bytes(b"rusak")
    other = FileStore(tmp_path / "lain")

    shared = [other.share(digest, store) for digest in (whole, harmed, "0" * 64)]

    assert shared == [True, False, False]
    assert other.read(whole) == b"DPA"
    assert (other.root / whole[:2] / whole).samefile(store.root / whole[:2] / whole)


def test_a_disk_without_links_gets_copies(
    store: FileStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digest = store.keep(b"DPA")
    earlier, later = FileStore(tmp_path / "satu"), FileStore(tmp_path / "dua")
    store.copy_to(earlier, [digest])

    def refuse(*_: object) -> None:
        raise OSError(95, "tidak didukung")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    store.copy_to(later, [digest], known=earlier)

    assert later.read(digest) == b"DPA"
    assert (later.root / digest[:2] / digest).stat().st_nlink == 1
