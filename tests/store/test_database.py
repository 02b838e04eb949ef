import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from lkj.errors import InvalidSettings, StorageFailed
from lkj.store import event_store, meta_store
from lkj.store.database import Connection, Database, opened, sqlite_url
from tests.store.examples import an_event, append, fixed_salts, history

PRAGMAS = {
    "journal_mode": "truncate",
    "synchronous": 3,  # EXTRA
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "busy_timeout": 15_000,
}


def test_what_was_written_is_there_afterwards(database: Database) -> None:
    with database.write() as connection:
        meta_store.put(connection, "example", "yes")

    with database.read() as connection:
        assert meta_store.get(connection, "example") == "yes"


def test_an_exception_undoes_the_whole_transaction(database: Database) -> None:
    with pytest.raises(KeyError), database.write() as connection:  # noqa: PT012  # both lines
        event_store.append(connection, [an_event()], salts=fixed_salts())
        raise KeyError

    assert history(database) == []
    append(database, [an_event()])
    assert len(history(database)) == 1


def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(StorageFailed) as refusal, database.read() as connection:
        meta_store.put(connection, "example", "yes")

    assert refusal.value.facts == {"problem": "read_only"}


def test_a_connection_that_read_can_write_later(database: Database) -> None:
    with database.read() as connection:
        assert event_store.revision(connection) == 0

    append(database, [an_event()])


@pytest.mark.postgres
def test_one_reading_transaction_sees_one_state(postgres_database: Database) -> None:
    with postgres_database.read() as connection:
        before = event_store.revision(connection)
        append(postgres_database, [an_event()])

        assert event_store.revision(connection) == before


def test_a_second_writer_waits_and_then_reads_what_the_first_wrote(database: Database) -> None:
    inside, seen = threading.Event(), []

    def second() -> None:
        inside.wait()
        with database.write() as connection:
            seen.append(event_store.revision(connection))

    thread = threading.Thread(target=second)
    thread.start()
    with database.write() as connection:
        inside.set()
        event_store.append(connection, [an_event()], salts=fixed_salts())
    thread.join()

    assert seen == [1]


def test_two_database_objects_of_one_file_queue_together(sqlite_file: Path) -> None:
    address = sqlite_url(sqlite_file)
    with opened(address) as one, opened(address) as other:
        thread = threading.Thread(target=append, args=(other, [an_event()]))
        with one.write() as connection:
            thread.start()
            thread.join(0.2)
            seen = thread.is_alive(), event_store.revision(connection)
        thread.join()

        assert seen == (True, 0)
        assert len(history(one)) == 1


@pytest.mark.parametrize("pragma", PRAGMAS)
def test_every_sqlite_connection_has_the_decided_settings(
    sqlite_database: Database, pragma: str
) -> None:
    with sqlite_database.read() as first, sqlite_database.read() as second:
        for connection in (first, second):
            found = connection.execute(text(f"PRAGMA {pragma}")).scalar_one()
            assert found == PRAGMAS[pragma]


def sent(connection: Connection) -> list[str]:
    """Collects what the driver really sends on this connection from now on."""
    statements: list[str] = []
    driver = connection.connection.driver_connection
    driver.set_trace_callback(statements.append)
    return statements


def test_a_writer_really_sends_begin_immediate(sqlite_database: Database) -> None:
    with sqlite_database.read() as connection:
        statements = sent(connection)

    append(sqlite_database, [an_event()])

    assert [s for s in statements if s.startswith("BEGIN")] == ["BEGIN IMMEDIATE"]
    assert statements[-1] == "COMMIT"


def test_a_writer_holds_the_file_before_its_first_statement(
    sqlite_database: Database, sqlite_file: Path
) -> None:
    with (
        sqlite_database.write(),
        closing(sqlite3.connect(sqlite_file, timeout=0)) as foreign,
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        foreign.execute("BEGIN IMMEDIATE")


def test_a_reader_does_not_hold_the_file(sqlite_database: Database, sqlite_file: Path) -> None:
    with sqlite_database.read(), closing(sqlite3.connect(sqlite_file, timeout=0)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        foreign.rollback()


@pytest.mark.postgres
def test_a_postgres_writer_is_read_committed_behind_the_advisory_lock(
    postgres_database: Database,
) -> None:
    with postgres_database.write() as connection:
        level = connection.execute(text("SHOW transaction_isolation")).scalar_one()
        locks = connection.execute(
            # Of this database only: other tests write on the same server.
            text(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted AND "
                "database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
        ).scalar_one()

    assert (level, locks) == ("read committed", 1)


@pytest.mark.postgres
def test_a_postgres_writer_that_stands_still_loses_its_turn(
    postgres_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lkj.store.database.SILENT_SECONDS", 1)
    elsewhere = f"{postgres_database.url}&application_name=lain"  # queues by itself

    def stand_still(silent: Database) -> None:
        with silent.write() as connection:
            append(postgres_database, [an_event()])
            event_store.append(connection, [an_event("R2")], salts=fixed_salts())

    with opened(elsewhere) as silent, pytest.raises(StorageFailed) as caught:
        stand_still(silent)

    assert caught.value.facts == {"problem": "unreachable"}
    assert [event.report_id for event in history(postgres_database)] == ["R1"]


@pytest.mark.parametrize(
    "bare_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_a_postgres_server_that_acknowledges_too_early_is_overruled(
    bare_database: Database,
) -> None:
    with bare_database.write() as connection:
        name = connection.engine.url.database
        connection.execute(text(f'ALTER DATABASE "{name}" SET synchronous_commit = off'))
    bare_database.dispose()

    with bare_database.read() as connection:
        assert connection.execute(text("SHOW synchronous_commit")).scalar_one() == "on"


@pytest.mark.parametrize(
    "url",
    ["", "office.db", "sqlite://", "sqlite:///:memory:", "mysql://x/y", "postgresql://x/y"],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(InvalidSettings):
        Database.open(url)


def test_a_password_is_never_printed() -> None:
    database = Database.open("postgresql+psycopg://lkj:rahasia@127.0.0.1/lkj")

    assert "rahasia" not in repr(database)


@pytest.mark.parametrize("name", ["a b.db", "100%20.db", "what?.db", "é#1.db"])
def test_any_file_name_has_an_address(tmp_path: Path, name: str) -> None:
    with opened(sqlite_url(tmp_path / name)) as database:
        with database.write() as connection:
            connection.execute(text("CREATE TABLE t (a)"))

        assert database.path == tmp_path / name
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".db"] == [name]
