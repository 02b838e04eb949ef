"""What happens when the disk, the file or the server fails."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from lkj.errors import StorageFailed
from lkj.store import database as module
from lkj.store import event_store
from lkj.store.database import Database, opened, sqlite_url
from tests.store.examples import an_event, append, fixed_salts, history
from tests.support import postgres
from tests.support.missing import needs
from tests.support.settings import ROOT

# Fails at the first write beyond the file size that the system allows.
WRITE_PAST_LIMIT = """
import resource, sys
from lkj.errors import StorageFailed
from lkj.store.database import Database
from tests.store.examples import an_event, append
database = Database.open(sys.argv[1])
size = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    append(database, [an_event(note="x" * 1_000_000)])
except StorageFailed as error:
    print(error.facts["problem"])
"""


@pytest.mark.postgres
def test_a_postgres_database_that_cannot_hold_every_text_is_refused() -> None:
    needs("PostgreSQL", found=postgres.server_url(), how=postgres.HOW)
    with postgres.new_database(encoding="LATIN1") as url:
        assert problem_of_reading(url) == "encoding"


def test_our_own_mistakes_are_not_blamed_on_the_storage(database: Database) -> None:
    with pytest.raises(DBAPIError, match="nonsense"), database.read() as connection:
        connection.execute(text("SELECT nonsense"))


def test_a_full_disk_is_named_and_nothing_is_half_written(sqlite_database: Database) -> None:
    append(sqlite_database, [an_event()])

    with pytest.raises(StorageFailed) as refusal, sqlite_database.write() as connection:  # noqa: PT012
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
        big = an_event(version=2, note="x" * 1_000_000)
        event_store.append(connection, [big], salts=fixed_salts())
    sqlite_database.dispose()

    assert refusal.value.facts == {"problem": "full"}
    assert len(history(sqlite_database)) == 1
    append(sqlite_database, [an_event(version=2)])


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limit on Windows")
def test_a_failing_write_is_named_and_nothing_is_half_written(
    sqlite_database: Database, sqlite_file: Path
) -> None:
    append(sqlite_database, [an_event("R0")])
    size = str(sqlite_file.stat().st_size + 65_536)

    answer = subprocess.run(
        [sys.executable, "-c", WRITE_PAST_LIMIT, sqlite_url(sqlite_file), size],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert answer.stdout.strip() in ("io", "full")
    assert history(sqlite_database, "R1") == []
    with sqlite_database.read() as connection:
        assert event_store.verify(connection).no == 1


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "damaged.db"
    path.write_bytes(b"this is no database, whatever its name says" * 100)

    assert problem_of_reading(sqlite_url(path)) == "damaged"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert problem_of_reading(sqlite_url(tmp_path / "absent" / "office.db")) == "unreachable"


def test_a_handle_that_may_only_read_is_not_used_again(sqlite_database: Database) -> None:
    """SQLite opens a file so where it cannot be opened for writing at that moment."""
    with pytest.raises(StorageFailed) as refusal, sqlite_database.read() as connection:  # noqa: PT012
        handle = connection.connection.dbapi_connection
        event_store.append(connection, [an_event()], salts=fixed_salts())

    assert refusal.value.facts == {"problem": "read_only"}
    with sqlite_database.read() as connection:
        assert connection.connection.dbapi_connection is not handle


def test_a_server_that_does_not_answer_is_named() -> None:
    url = "postgresql+psycopg://nobody@127.0.0.1:1/absent?connect_timeout=5"

    assert problem_of_reading(url) == "unreachable"


def test_a_file_that_another_program_keeps_in_wal_mode_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wal.db"
    with closing(sqlite3.connect(path)) as foreign:
        foreign.execute("PRAGMA journal_mode=WAL")
        foreign.execute("CREATE TABLE t (a)")

        assert problem_of_reading(sqlite_url(path)) in ("journal_mode", "busy")


def test_a_file_held_too_long_by_another_program_is_named(
    sqlite_file: Path, short_patience: None
) -> None:
    with (
        closing(sqlite3.connect(sqlite_file, isolation_level=None)) as foreign,
        opened(sqlite_url(sqlite_file)) as database,
    ):
        foreign.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFailed) as refusal:
            append(database, [an_event()])

    assert refusal.value.facts == {"problem": "busy"}


def test_waiting_too_long_for_another_thread_is_named(
    sqlite_database: Database, short_patience: None
) -> None:
    with (
        sqlite_database.write(),
        pytest.raises(StorageFailed) as refusal,
        sqlite_database.write(),
    ):
        pytest.fail("two writers at once")

    assert refusal.value.facts == {"problem": "busy"}


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting is given up at once."""
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)


def problem_of_reading(url: str) -> object:
    with (
        opened(url) as database,
        pytest.raises(StorageFailed) as refusal,
        database.read() as connection,
    ):
        connection.execute(text("SELECT count(*) FROM t"))
    return refusal.value.facts["problem"]
