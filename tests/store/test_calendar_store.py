"""Calendar versions and their draft on both engines; a version never changes any more."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from alembic import command
from sqlalchemy import text

from lkj.store import calendar_store, event_store, schema, triggers
from lkj.store.backup import restore
from lkj.store.calendar_store import CalendarDraft, CalendarVersion
from lkj.store.database import Connection, Database, opened, sqlite_url
from tests.store.examples import NOON, an_event, append, history
from tests.support.postgres import driver_url

LATER, LATEST = NOON + timedelta(days=1), NOON + timedelta(days=2)


def version(no: int, at: datetime = NOON) -> CalendarVersion:
    return CalendarVersion(
        no=no,
        text=f"versi = {no}",
        sha256=f"sha-{no}",
        made_by="a1" if no > 1 else None,
        made_at=at,
        activated_by="a2" if no > 1 else None,
        activated_at=at,
    )


THREE = [version(1), version(2, LATER), version(3, LATEST)]


@pytest.fixture
def three(database: Database) -> Iterator[Connection]:
    with database.write() as connection:
        for one in THREE:
            calendar_store.add(connection, one)
        yield connection


def test_versions_read_back_oldest_first(three: Connection) -> None:
    assert calendar_store.versions(three) == THREE


def test_without_a_version_none_is_active(database: Database) -> None:
    with database.read() as connection:
        assert calendar_store.active_no(connection) is None
        assert calendar_store.active_no(connection, known_at=NOON) is None
        assert calendar_store.active_text(connection) is None


@pytest.mark.parametrize(
    ("known_at", "no"),
    [
        (None, 3),
        (LATEST, 3),
        (LATEST - timedelta(microseconds=1), 2),
        (LATER, 2),
        (LATER - timedelta(microseconds=1), 1),
        (NOON, 1),
        (NOON - timedelta(days=999), 1),
    ],
)
def test_the_version_of_a_moment_is_the_last_one_activated_by_then(
    three: Connection, known_at: datetime | None, no: int
) -> None:
    assert calendar_store.active_no(three, known_at=known_at) == no
    assert calendar_store.active_text(three, known_at=known_at) == f"versi = {no}"


def test_there_is_one_draft_and_it_is_replaced(database: Database) -> None:
    first = CalendarDraft(revision=1, text="a", changed_by="a1", changed_at=NOON)
    given_up = replace(first, revision=2, text=None, changed_by=None)
    with database.write() as connection:
        assert calendar_store.draft(connection) is None
        calendar_store.put_draft(connection, first)
        assert calendar_store.draft(connection) == first
        calendar_store.put_draft(connection, given_up)
        assert calendar_store.draft(connection) == given_up


INSERT = "INSERT INTO calendar_versions VALUES ({no}, 't', '{sha}', NULL, 'x', NULL, 'x')"
ATTACKS = {
    "update": "UPDATE calendar_versions SET text = '' WHERE no = 2",
    "later": "UPDATE calendar_versions SET activated_at = '2099' WHERE no = 3",
    "delete": "DELETE FROM calendar_versions WHERE no = 3",
    "gap": INSERT.format(no=5, sha="new"),
    "stored number": INSERT.format(no=2, sha="new"),
    "stored content": INSERT.format(no=4, sha="sha-2"),
}
SQLITE_ATTACKS = ATTACKS | {
    "replace": INSERT.format(no=2, sha="new").replace("INSERT", "INSERT OR REPLACE"),
}
POSTGRES_ATTACKS = ATTACKS | {
    "truncate": "TRUNCATE calendar_versions",
    "as a replica": "SET session_replication_role = replica; DELETE FROM calendar_versions",
}


def stored_versions(database: Database) -> list[CalendarVersion]:
    with database.read() as connection:
        return calendar_store.versions(connection)


def attack_postgres(url: str, statements: list[str]) -> None:
    with psycopg.connect(driver_url(url)) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def add_three(database: Database) -> None:
    with database.write() as connection:
        for one in THREE:
            calendar_store.add(connection, one)


@pytest.mark.parametrize("attack", SQLITE_ATTACKS.values(), ids=SQLITE_ATTACKS.keys())
def test_a_foreign_sqlite_connection_changes_no_version(
    sqlite_database: Database, sqlite_file: Path, attack: str
) -> None:
    add_three(sqlite_database)

    with (
        closing(sqlite3.connect(sqlite_file)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(attack)

    assert stored_versions(sqlite_database) == THREE


@pytest.mark.postgres
@pytest.mark.parametrize("attack", POSTGRES_ATTACKS.values(), ids=POSTGRES_ATTACKS.keys())
def test_a_postgres_superuser_changes_no_version(
    postgres_database: Database, attack: str
) -> None:
    add_three(postgres_database)

    with pytest.raises(psycopg.errors.UniqueViolation, match="append-only"):
        attack_postgres(postgres_database.url, attack.split("; "))

    assert stored_versions(postgres_database) == THREE


def at_first_schema(database: Database) -> None:
    """A database as the first release left it, with one event."""
    with database.write() as connection:
        command.upgrade(schema._config(connection), "0001")
    append(database, [an_event()])


def test_a_database_of_the_first_schema_is_upgraded_and_keeps_its_data(
    bare_database: Database,
) -> None:
    at_first_schema(bare_database)
    before = history(bare_database)

    schema.migrate(bare_database)

    assert history(bare_database) == before
    with bare_database.read() as connection:
        assert event_store.verify(connection).no == 1
        assert triggers.missing(connection) == ()
        assert calendar_store.versions(connection) == []


def test_a_backup_of_the_first_schema_can_still_be_restored(
    tmp_path: Path, bare_url: str
) -> None:
    old = sqlite_url(tmp_path / "lama.db")
    with opened(old) as database:
        at_first_schema(database)

    restore(tmp_path / "lama.db", bare_url)

    with opened(bare_url) as restored:
        assert len(history(restored)) == 1
        with restored.read() as connection:
            assert connection.execute(text("SELECT count(*) FROM calendar_draft")).scalar() == 0
