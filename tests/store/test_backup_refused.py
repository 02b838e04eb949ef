"""A disk that refuses in the middle of a backup."""

import errno
from pathlib import Path

import pytest

from lkj.errors import StorageFailed
from lkj.store.attached_files import beside
from lkj.store.backup import backup
from lkj.store.database import Database
from tests.store.examples import NOON, an_event, append


@pytest.mark.parametrize(
    ("place", "number", "problem"),
    [
        ("lkj.store.sqlite_copy.tempfile.mkdtemp", errno.ENOSPC, "full"),
        ("lkj.store.sqlite_copy.os.fsync", errno.EIO, "io"),
        ("lkj.store.sqlite_copy.Path.replace", errno.ENOSPC, "full"),
    ],
)
def test_it_is_named_and_leaves_no_copy(
    sqlite_database: Database,
    sqlite_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    number: int,
    problem: str,
) -> None:
    append(sqlite_database, [an_event()])
    folder = tmp_path / "cadangan"
    folder.mkdir()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "ditolak")

    with monkeypatch.context() as failing, pytest.raises(StorageFailed) as refusal:
        failing.setattr(place, refuse)
        backup(sqlite_database, beside(sqlite_file), folder, NOON)

    assert refusal.value.facts == {"problem": problem}
    assert list(folder.glob("*.db")) == []
    assert backup(sqlite_database, beside(sqlite_file), folder, NOON).exists()
