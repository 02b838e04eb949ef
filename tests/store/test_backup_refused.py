"""A disk that refuses in the middle of a backup."""

import errno
from pathlib import Path

import pytest

from lkj.errors import StorageFailed
from lkj.store.backup import backup
from lkj.store.database import Database
from lkj.store.file_store import FileStore
from tests.store.examples import NOON, an_event, append


@pytest.mark.parametrize(
    ("failure", "problem"),
    [
        (("tempfile.mkdtemp", errno.ENOSPC), "full"),
        (("os.fsync", errno.EIO), "io"),
        (("Path.replace", errno.ENOSPC), "full"),
    ],
)
def test_it_is_named_and_leaves_no_copy(
    sqlite_database: Database,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    failure: tuple[str, int],
    problem: str,
) -> None:
    place, number = failure
    append(sqlite_database, [an_event()])
    files = FileStore(tmp_path / "berkas")
    folder = tmp_path / "cadangan"
    folder.mkdir()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "ditolak")

    with monkeypatch.context() as failing:
        failing.setattr(f"lkj.store.sqlite_copy.{place}", refuse)
        with pytest.raises(StorageFailed) as refusal:
            backup(sqlite_database, files, folder, NOON)

    assert refusal.value.facts == {"problem": problem}
    assert list(folder.glob("*.db")) == []
    assert backup(sqlite_database, files, folder, NOON).exists()
