"""Which files of a folder are whole backups of this history, and how one is removed."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from lkj.errors import StorageFailed
from lkj.store.attached_files import beside
from lkj.store.backup import backup
from lkj.store.backup_folder import clear_unfinished, good_copies, note_of, remove
from lkj.store.database import Database
from lkj.store.file_store import FileStore
from lkj.store.sqlite_copy import publish
from tests.store.examples import an_event, append

NOW = datetime(2026, 11, 23, 2, 15, 19, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "cadangan"
    made.mkdir()
    return made


@pytest.fixture
def copy(sqlite_database: Database, folder: Path) -> Path:
    append(sqlite_database, [an_event()])
    return backup(sqlite_database, FileStore(folder), folder, NOW, daily=True)


def found(database: Database, folder: Path) -> list[str]:
    with database.read() as connection:
        return [one.name for one in good_copies(connection, folder)]


def test_copies_are_told_by_age_whoever_made_them(
    sqlite_database: Database, folder: Path, copy: Path
) -> None:
    append(sqlite_database, [an_event(version=2)])
    later = backup(sqlite_database, FileStore(folder), folder, NOW + timedelta(days=1))

    assert found(sqlite_database, folder) == [copy.name, later.name]


def test_a_folder_that_is_not_there_holds_none(
    sqlite_database: Database, copy: Path, tmp_path: Path
) -> None:
    assert found(sqlite_database, tmp_path / "tidak-ada") == []


HEADS = {"events": {"no": 1, "hash": "lain"}, "audit": {"no": 0, "hash": ""}}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"events": 1, "audit": 2}',
        '{"events": {"no": "x", "hash": ""}, "audit": {"no": 0, "hash": ""}}',
        '{"events": {"no": 0, "hash": ""}, "audit": {"no": 0, "hash": ""}}',
        json.dumps(HEADS),
        json.dumps({**HEADS, "events": {"no": 99, "hash": "lain"}}),
    ],
)
def test_a_note_that_tells_no_row_of_ours_makes_no_backup(
    sqlite_database: Database, folder: Path, copy: Path, text: str
) -> None:
    copy.with_suffix(".json").write_text(text, encoding="utf-8")

    assert found(sqlite_database, folder) == []


def test_without_its_note_a_copy_is_not_finished(
    sqlite_database: Database, folder: Path, copy: Path
) -> None:
    copy.with_suffix(".json").unlink()

    assert note_of(copy) is None
    assert found(sqlite_database, folder) == []


def test_removing_takes_copy_note_and_files_and_nothing_else(
    sqlite_database: Database, folder: Path, copy: Path
) -> None:
    beside(copy).keep(b"DPA")
    other = folder / "catatan.txt"
    other.touch()
    with sqlite_database.read() as connection:
        (one,) = good_copies(connection, folder)

    remove(folder, one)
    remove(folder, one)

    assert list(folder.iterdir()) == [other]


def test_a_disk_that_refuses_is_told_and_the_backup_stays_whole(
    sqlite_database: Database, folder: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite_database.read() as connection:
        (one,) = good_copies(connection, folder)
    unlink = Path.unlink

    def refuse(path: Path, **options: Any) -> None:
        if path == copy:
            raise PermissionError(13, "dipakai program lain")
        unlink(path, **options)

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(StorageFailed):
        remove(folder, one)

    assert found(sqlite_database, folder) == [copy.name]


def test_what_a_killed_backup_left_is_cleared_a_day_later(
    sqlite_database: Database, folder: Path, copy: Path
) -> None:
    beside(copy).keep(b"DPA")
    left = [folder / ".lkj-abc", folder / "lkj-harian-2026-01-01T000000Z-berkas"]
    others = [folder / "berkas", folder / "lkj-2026-01-01T000000Z-berkas"]
    for one in (*left, *others):
        one.mkdir()
        (one / "isi").touch()
    (folder / ".lkj-catatan").touch()
    note = folder / "lkj-harian-2026-01-02T000000Z.json"
    note.touch()
    left.append(note)
    foreign = folder / "lkj-harian-2020-01-01T000000Z.db"
    foreign.touch()
    others.append(foreign)
    now = datetime.now(UTC)

    clear_unfinished(folder, before=now - timedelta(days=1))
    assert all(one.exists() for one in left)

    clear_unfinished(folder, before=now + timedelta(days=1))
    assert not any(one.exists() for one in left)
    assert all(
        one.exists() for one in (*others, copy, copy.with_suffix(".json"), beside(copy).root)
    )
    assert (folder / ".lkj-catatan").exists()


@pytest.mark.parametrize("ends_after", range(2))
def test_a_copy_is_never_found_without_its_note(
    sqlite_database: Database,
    folder: Path,
    ends_after: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Whichever of the two names is the last that a killed process gives."""
    append(sqlite_database, [an_event()])
    given: list[str] = []

    def give_name(ready: Path, target: Path) -> None:
        if len(given) == ends_after:
            raise KeyboardInterrupt
        given.append(target.suffix)
        publish(ready, target)

    monkeypatch.setattr("lkj.store.backup.publish", give_name)
    with pytest.raises(KeyboardInterrupt):
        backup(sqlite_database, FileStore(folder), folder, NOW, daily=True)

    assert given == [".json"][:ends_after]
    assert list(folder.glob("*.db")) == []
