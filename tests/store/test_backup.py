import json
import os
import sqlite3
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from lkj.domain.accounts import Account, Person
from lkj.errors import BackupInvalid, ChainBroken, DatabaseNotEmpty, StorageFailed
from lkj.store import (
    account_store,
    audit_store,
    event_store,
    meta_store,
    schema,
    session_store,
    triggers,
)
from lkj.store.backup import backup, restore
from lkj.store.database import Database, opened, sqlite_url
from lkj.store.file_store import FileStore
from lkj.store.session_store import SessionRow
from lkj.store.tables import metadata, sessions, sign_in_links
from tests.store.examples import NOON, a_full_event, an_entry, an_event, append

NOW = datetime(2026, 11, 23, 2, 15, 19, 928_350, tzinfo=UTC)


def beside_of(database: Database) -> FileStore:
    """Where no file was attached yet, whatever the engine."""
    return FileStore(Path(str(database.path or "")) / "tidak-ada")


@pytest.fixture
def office(database: Database) -> Database:
    """A database with something in most tables, and somebody signed in."""
    append(database, [an_event(), a_full_event(version=2, note="é 🏳️\u200d🌈 'quoted'")])
    account = Account("a1", "p1", "tim", frozenset())
    session = SessionRow("s" * 64, "a1", NOON, NOON, NOON, None, "10.0.0.7", "Firefox")
    with database.write() as connection:
        audit_store.record(connection, an_entry(), salt="5a" * 16)
        account_store.add_person(connection, Person("p1", "Tim", "", "Staf"))
        account_store.add_account(connection, account, password_hash="argon")
        account_store.record_failure(connection, key="account:tim", at=NOON)
        account_store.add_link(
            connection, token_sha256="t", account_id="a1", expires_at=NOW, created_by="a1"
        )
        session_store.open_session(connection, session)
        meta_store.put(connection, "example", "yes")
    return database


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "cadangan"
    made.mkdir()
    return made


def contents(database: Database) -> dict[str, list[Any]]:
    """Every row of every table that a restore brings back."""
    wanted = [t for t in metadata.sorted_tables if t not in (sessions, sign_in_links)]
    with database.read() as connection:
        return {
            table.name: sorted(map(str, connection.execute(select(table)))) for table in wanted
        }


def head(database: Database) -> event_store.Head:
    with database.read() as connection:
        return event_store.verify(connection)


def spoil(path: Path, statement: str) -> None:
    with opened(sqlite_url(path)) as database, database.write() as connection:
        triggers.remove(connection)
        connection.exec_driver_sql(statement)


def test_a_restored_backup_holds_the_same_rows_on_either_engine(
    office: Database, folder: Path, bare_url: str
) -> None:
    copy = backup(office, beside_of(office), folder, NOW)

    found = restore(copy, bare_url)

    with opened(bare_url) as restored:
        assert contents(restored) == contents(office)
        assert found == head(restored) == head(office)
        assert schema.is_current(restored)
        with restored.read() as connection:
            assert triggers.missing(connection) == ()
        append(restored, [an_event(version=3)])


def test_nobody_is_signed_in_after_a_restore(
    office: Database, folder: Path, tmp_path: Path
) -> None:
    copy = backup(office, beside_of(office), folder, NOW)

    restore(copy, sqlite_url(tmp_path / "restored.db"))

    with (
        opened(sqlite_url(tmp_path / "restored.db")) as restored,
        restored.write() as connection,
    ):
        assert session_store.find(connection, "s" * 64) is None
        assert account_store.take_link(connection, "t", now=NOON) is None


def test_a_backup_is_named_by_its_time_and_says_what_it_holds(
    office: Database, folder: Path
) -> None:
    copy = backup(office, beside_of(office), folder, NOW)

    note = json.loads(copy.with_suffix(".json").read_text())
    assert {file.name for file in folder.iterdir()} == {
        "lkj-2026-11-23T021519Z.db",
        "lkj-2026-11-23T021519Z.json",
    }
    assert note["created_at"] == "2026-11-23T02:15:19.928350Z"
    assert note["schema"] == schema._needed()
    assert note["events"] == {"no": 2, "hash": head(office).hash, "code": head(office).code}
    assert note["audit"]["no"] == 1
    assert note["rows"]["events"] == 2
    assert note["rows"]["sessions"] == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_the_owner_can_read_a_backup(office: Database, folder: Path) -> None:
    copy = backup(office, beside_of(office), folder, NOW)

    assert copy.stat().st_mode & 0o077 == 0


def test_an_empty_office_can_be_backed_up(database: Database, folder: Path) -> None:
    assert backup(database, beside_of(database), folder, NOW).exists()


def test_a_history_that_does_not_verify_is_no_backup(
    sqlite_database: Database, sqlite_file: Path, folder: Path
) -> None:
    append(sqlite_database, [an_event()])
    spoil(sqlite_file, "UPDATE events SET note = 'diubah'")

    with pytest.raises(ChainBroken):
        backup(sqlite_database, beside_of(sqlite_database), folder, NOW)

    assert list(folder.iterdir()) == []


def test_a_backup_into_a_missing_folder_is_refused(
    sqlite_database: Database, tmp_path: Path
) -> None:
    with pytest.raises((StorageFailed, OSError)):
        backup(sqlite_database, beside_of(sqlite_database), tmp_path / "absent", NOW)


def test_a_backup_while_many_write_verifies_and_holds_all_that_was_stored_before(
    office: Database, folder: Path, tmp_path: Path
) -> None:
    stop, failed = threading.Event(), []

    def write(report_id: str) -> None:
        version = 0
        while not stop.is_set():
            version += 1
            try:
                append(office, [an_event(report_id, version)])
            except Exception as error:  # noqa: BLE001  # reported by the test itself
                failed.append(error)
                return

    writers = [threading.Thread(target=write, args=(f"W{i}",)) for i in range(3)]
    for writer in writers:
        writer.start()
    before = [event_revision(office)]
    copies = []
    for second in range(3):
        before.append(event_revision(office))
        copies.append(backup(office, beside_of(office), folder, NOW.replace(second=second)))
    stop.set()
    for writer in writers:
        writer.join()

    assert failed == []
    for number, copy in enumerate(copies):
        with opened(sqlite_url(copy)) as found:
            assert before[number + 1] <= head(found).no
    target = sqlite_url(tmp_path / "restored.db")
    assert restore(copies[-1], target).no <= head(office).no


def event_revision(database: Database) -> int:
    with database.read() as connection:
        return event_store.revision(connection)


def test_restoring_over_something_is_refused(office: Database, url: str, folder: Path) -> None:
    copy = backup(office, beside_of(office), folder, NOW)
    before = contents(office)

    with pytest.raises(DatabaseNotEmpty):
        restore(copy, url)

    assert contents(office) == before


@pytest.fixture
def copy(sqlite_database: Database, folder: Path) -> Path:
    append(sqlite_database, [an_event(), an_event(version=2)])
    return backup(sqlite_database, beside_of(sqlite_database), folder, NOW)


def refused(copy: Path, tmp_path: Path) -> object:
    with pytest.raises(BackupInvalid) as refusal:
        restore(copy, sqlite_url(tmp_path / "restored.db"))
    assert not (tmp_path / "restored.db").exists()
    assert refusal.value.facts["path"] == str(copy)
    return refusal.value.facts["problem"]


def test_a_damaged_backup_is_refused(copy: Path, tmp_path: Path) -> None:
    copy.write_bytes(b"\0" * 100 + copy.read_bytes()[100:])

    assert refused(copy, tmp_path) == "damaged"


def test_a_backup_with_a_damaged_page_is_refused(copy: Path, tmp_path: Path) -> None:
    pages = bytearray(copy.read_bytes())
    pages[3 * 4096 : 4 * 4096] = b"\xff" * 4096
    copy.write_bytes(pages)

    assert refused(copy, tmp_path) == "damaged"


def test_a_missing_backup_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "absent.db", tmp_path) == "unreachable"


def test_an_empty_file_is_no_backup(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()

    assert refused(empty, tmp_path) == "foreign"


def test_the_database_of_another_program_is_no_backup(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "theirs.db")) as foreign:
        foreign.execute("CREATE TABLE theirs (a)")

    assert refused(tmp_path / "theirs.db", tmp_path) == "foreign"


def test_a_backup_that_differs_from_its_note_is_refused(copy: Path, tmp_path: Path) -> None:
    spoil(copy, "DELETE FROM events WHERE no = 2")

    assert refused(copy, tmp_path) == "note"


@pytest.mark.parametrize("note", ["", "{}", "[]", "7"])
def test_a_backup_with_an_unreadable_note_is_refused(
    copy: Path, tmp_path: Path, note: str
) -> None:
    copy.with_suffix(".json").write_text(note)

    assert refused(copy, tmp_path) == "note"


def test_a_changed_backup_without_its_note_is_refused(copy: Path, tmp_path: Path) -> None:
    copy.with_suffix(".json").unlink()
    spoil(copy, "UPDATE events SET actor = 'orang lain' WHERE no = 2")

    with pytest.raises(ChainBroken):
        restore(copy, sqlite_url(tmp_path / "restored.db"))

    assert not (tmp_path / "restored.db").exists()


def test_a_backup_without_its_note_can_be_restored(copy: Path, tmp_path: Path) -> None:
    copy.with_suffix(".json").unlink()

    assert restore(copy, sqlite_url(tmp_path / "restored.db")).no == 2
