"""Files that events name go into every backup, and come back before their database."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from lkj.domain.events import EventKind
from lkj.errors import BackupInvalid, ChainBroken, InvalidSettings
from lkj.store.attached_files import attached_files, beside
from lkj.store.backup import backup, restore
from lkj.store.database import Database, opened, sqlite_url
from lkj.store.file_store import FileStore
from tests.store.examples import an_event, append

NOW = datetime(2026, 11, 23, 2, 15, 19, tzinfo=UTC)


def with_files(database: Database, files: FileStore) -> frozenset[str]:
    """Two events that name files, one that names a place, and a file that none names."""
    names = [files.keep(b"DPA"), files.keep(b"Konsep LKj")]
    payloads = [
        {"file": {"sha256": name, "name": "a.pdf", "size": 3, "format": "pdf"}}
        for name in names
    ]
    payloads.append({"place": "Di map"})
    files.keep(b"tanpa catatan")
    append(
        database,
        [
            an_event(),
            *(
                an_event(version=n, kind=EventKind.ATTACHED, payload=json.dumps(payload))
                for n, payload in enumerate(payloads, 2)
            ),
        ],
    )
    return frozenset(names)


@pytest.fixture
def files(tmp_path: Path) -> FileStore:
    return FileStore(tmp_path / "berkas")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "cadangan"
    made.mkdir()
    return made


def test_the_files_that_events_name_are_known(database: Database, files: FileStore) -> None:
    names = with_files(database, files)

    with database.read() as connection:
        assert attached_files(connection) == names


def test_a_file_of_a_later_version_s_format_is_kept_too(sqlite_database: Database) -> None:
    payload = json.dumps({"file": {"sha256": "ab" * 32, "format": "pptx"}})
    append(sqlite_database, [an_event(kind=EventKind.ATTACHED, payload=payload)])

    with sqlite_database.read() as connection:
        assert attached_files(connection) == {"ab" * 32}


def test_an_event_that_cannot_be_read_stops_whoever_asks(sqlite_database: Database) -> None:
    append(sqlite_database, [an_event(kind=EventKind.ATTACHED, payload="rusak")])

    with sqlite_database.read() as connection, pytest.raises(ChainBroken) as refusal:
        attached_files(connection)
    assert refusal.value.facts["no"] == 1


def test_files_come_back_with_their_database_on_either_engine(
    database: Database, files: FileStore, folder: Path, bare_url: str, tmp_path: Path
) -> None:
    names = with_files(database, files)

    copy = backup(database, files, folder, NOW)
    restored = FileStore(tmp_path / "pulih")
    restore(copy, bare_url, restored)

    assert json.loads(copy.with_suffix(".json").read_text())["files"] == 2
    for store in (beside(copy), restored):
        found = {path.name for path in store.root.rglob("*") if path.is_file()}
        assert found == names
        assert list(store.problems(names)) == []


def test_where_nothing_is_named_a_file_has_its_files_beside_it_and_a_server_refuses(
    sqlite_database: Database, files: FileStore, folder: Path, bare_url: str
) -> None:
    names = with_files(sqlite_database, files)
    copy = backup(sqlite_database, files, folder, NOW)

    if not bare_url.startswith("sqlite"):
        with pytest.raises(InvalidSettings):
            restore(copy, bare_url)
        return
    restore(copy, bare_url)
    with opened(bare_url) as restored:
        assert list(beside(restored.path).problems(names)) == []


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_without_its_files_nothing_is_called_a_backup_or_restored(
    sqlite_database: Database, files: FileStore, folder: Path, tmp_path: Path, harm: str
) -> None:
    names = with_files(sqlite_database, files)
    good = backup(sqlite_database, files, folder, NOW)
    for store in (files, beside(good)):
        one = min(names)
        path = store.root / one[:2] / one
        if harm == "missing":
            path.unlink()
        else:
            path.write_bytes(b"lain")
    before = sorted(one.name for one in folder.iterdir())

    with pytest.raises(BackupInvalid) as refusal:
        backup(sqlite_database, files, folder, NOW.replace(second=20))
    assert refusal.value.facts["problem"] == "files"
    assert sorted(one.name for one in folder.iterdir()) == before
    assert [path.name for path in folder.glob("*.db")] == [good.name]
    target = tmp_path / "pulih.db"
    with pytest.raises(BackupInvalid):
        restore(good, sqlite_url(target))
    assert not target.exists()
