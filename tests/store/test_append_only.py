"""Foreign connections, without any of our settings, try to change what is stored."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import text

from lkj.errors import ChainBroken
from lkj.store import audit_store, event_store, table7_store, triggers
from lkj.store.database import Connection, Database
from tests.store.examples import a_determination, an_entry, an_event, append
from tests.support.postgres import driver_url

TABLES = ["events", "audit", "table7_determinations"]

VERSIONED = ["events", "table7_determinations"]

# What the attacker changes in a forged row that would follow, and the statement. Each of the
# tables holds three rows.
INSERT = "INSERT INTO {table} SELECT * FROM forged"
SAME_NUMBER = "no = 2"
SAME_REQUEST = "request_id = (SELECT request_id FROM {table} WHERE no = 2)"
SAME_HASH = "hash = (SELECT hash FROM {table} WHERE no = 2)"
SAME_VERSION = "version = 2"
UPSERT = INSERT + " WHERE true ON CONFLICT ({}) DO UPDATE SET salt = ''"
ATTACKS = {
    "update": ("", "UPDATE {table} SET salt = '' WHERE no = 2"),
    "update of all rows": ("", "UPDATE {table} SET salt = ''"),
    "update of a number": ("", "UPDATE {table} SET no = 9 WHERE no = 3"),
    "delete": ("", "DELETE FROM {table} WHERE no = 3"),
    "delete of all rows": ("", "DELETE FROM {table}"),
    "stored number": (SAME_NUMBER, INSERT),
    "number with a gap": ("no = 5", INSERT),
    "number zero": ("no = 0", INSERT),
    "negative number": ("no = -1", INSERT),
    "stored request": (SAME_REQUEST, INSERT),
    "stored hash": (SAME_HASH, INSERT),
    "upsert by number": (SAME_NUMBER, UPSERT.replace("{}", "no")),
    "upsert by request": (SAME_REQUEST, UPSERT.replace("{}", "request_id")),
}
REPLACE = "INSERT OR REPLACE INTO {table} SELECT * FROM forged"
SQLITE_ATTACKS = ATTACKS | {
    "replace by number": (SAME_NUMBER, REPLACE),
    "replace by request": (SAME_REQUEST, REPLACE),
    "replace by hash": (SAME_HASH, REPLACE),
    "replace into": (SAME_NUMBER, "REPLACE INTO {table} SELECT * FROM forged"),
    "update or replace": ("", "UPDATE OR REPLACE {table} SET no = 1 WHERE no = 3"),
    "update or ignore": ("", "UPDATE OR IGNORE {table} SET salt = ''"),
}
POSTGRES_ATTACKS = ATTACKS | {
    "truncate": ("", "TRUNCATE {table}"),
    "truncate with others": ("", "TRUNCATE persons, {table} CASCADE"),
    "merge": (
        "",
        "MERGE INTO {table} t USING forged f ON t.no = f.no - 2"
        " WHEN MATCHED THEN UPDATE SET salt = ''",
    ),
    "delete as a replica": ("", "SET session_replication_role = replica; DELETE FROM {table}"),
    "insert as a replica": (
        "no = 9",
        "SET session_replication_role = replica; " + INSERT,
    ),
    "a fuller table of the same name before ours": (
        "no = 51",
        "CREATE TABLE pg_temp.{table} AS SELECT * FROM forged;"
        " UPDATE pg_temp.{table} SET no = 50;"
        " INSERT INTO public.{table} SELECT * FROM forged",
    ),
}
VERIFY = {
    "events": event_store.verify,
    "audit": audit_store.verify,
    "table7_determinations": table7_store.verify,
}


def each(attacks: dict[str, tuple[str, str]]) -> Any:
    """Every attack on each table; only the audit log has no version to collide with."""
    found = {f"{t}: {name}": (t, *attack) for t in TABLES for name, attack in attacks.items()}
    for table in VERSIONED:
        found[f"{table}: stored version"] = (table, SAME_VERSION, INSERT)
    names = ("table", "forgery", "statement")
    return pytest.mark.parametrize(names, found.values(), ids=found.keys())


def rows(connection: Connection, table: str) -> list[Any]:
    query = text(f"SELECT * FROM {table} ORDER BY no")  # noqa: S608  # our own names
    return list(connection.execute(query))


def three_rows(database: Database, table: str) -> list[Any]:
    append(database, [an_event(version=version) for version in (1, 2, 3)])
    with database.write() as connection:
        for number in (1, 2, 3):
            audit_store.record(connection, an_entry(f"request-{number}"), salt="5a" * 16)
            table7_store.determine(connection, a_determination(number), salt="5a" * 16)
    with database.read() as connection:
        return rows(connection, table)


def script(table: str, forgery: str, statement: str) -> list[str]:
    """What the attacker sends: a row that would follow, its change, the attack."""
    version = ", version = 99" if table in VERSIONED else ""
    fresh = f"no = 4, request_id = 'forged', hash = 'forged'{version}"
    change = [f"UPDATE forged SET {forgery}"] if forgery else []  # noqa: S608  # our own text
    return [
        part.replace("{table}", table)
        for part in (
            "CREATE TEMP TABLE forged AS SELECT * FROM {table} WHERE no = 3",
            f"UPDATE forged SET {fresh}",  # noqa: S608  # our own text
            *change,
            *statement.split("; "),
        )
    ]


def attack_sqlite(path: Path, statements: list[str]) -> None:
    with closing(sqlite3.connect(path)) as connection:
        *before, last = statements
        for statement in before:
            connection.execute(statement)
        connection.execute(last)
        connection.commit()


def attack_postgres(url: str, statements: list[str]) -> None:
    with psycopg.connect(driver_url(url)) as connection:
        *before, last = statements
        for statement in before:
            connection.execute(statement.encode())
        connection.execute(last.encode())


@each(SQLITE_ATTACKS)
def test_a_foreign_sqlite_connection_changes_nothing(
    sqlite_database: Database, sqlite_file: Path, table: str, forgery: str, statement: str
) -> None:
    before = three_rows(sqlite_database, table)

    with pytest.raises(sqlite3.IntegrityError, match="append-only"):
        attack_sqlite(sqlite_file, script(table, forgery, statement))

    with sqlite_database.read() as connection:
        assert rows(connection, table) == before


@pytest.mark.postgres
@each(POSTGRES_ATTACKS)
def test_a_postgres_superuser_changes_nothing(
    postgres_database: Database, table: str, forgery: str, statement: str
) -> None:
    before = three_rows(postgres_database, table)

    with pytest.raises(psycopg.errors.UniqueViolation, match="append-only"):
        attack_postgres(postgres_database.url, script(table, forgery, statement))

    with postgres_database.read() as connection:
        assert rows(connection, table) == before


@pytest.mark.postgres
@pytest.mark.parametrize("table", TABLES)
def test_a_bulk_copy_into_postgres_is_refused_too(
    postgres_database: Database, table: str
) -> None:
    before = three_rows(postgres_database, table)

    with (
        pytest.raises(psycopg.errors.UniqueViolation, match="append-only"),
        psycopg.connect(driver_url(postgres_database.url)) as connection,
        connection.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy,
    ):
        copy.write_row(tuple(before[1]))

    with postgres_database.read() as connection:
        assert rows(connection, table) == before


@pytest.mark.parametrize("table", TABLES)
def test_a_forged_row_that_follows_is_accepted_and_found(
    sqlite_database: Database, sqlite_file: Path, table: str
) -> None:
    three_rows(sqlite_database, table)

    attack_sqlite(sqlite_file, script(table, "", INSERT))

    verify = VERIFY[table]
    with sqlite_database.read() as connection, pytest.raises(ChainBroken) as broken:
        verify(connection)
    assert broken.value.facts["no"] == 4


def test_no_trigger_is_missing_after_installing(database: Database) -> None:
    with database.read() as connection:
        assert triggers.missing(connection) == ()


def test_removed_triggers_are_missing_and_can_be_installed_again(database: Database) -> None:
    with database.write() as connection:
        triggers.remove(connection)
        removed = triggers.missing(connection)
        triggers.install(connection)

        assert {"events_refuse_update", "audit_refuse_replace"} <= set(removed)
        assert triggers.missing(connection) == ()


def test_a_trigger_with_another_text_is_missing(sqlite_database: Database) -> None:
    with sqlite_database.write() as connection:
        connection.execute(text("DROP TRIGGER events_refuse_delete"))
        harmless = "BEFORE DELETE ON events BEGIN SELECT 1; END"
        connection.execute(text(f"CREATE TRIGGER events_refuse_delete {harmless}"))

        assert triggers.missing(connection) == ("events_refuse_delete",)


@pytest.mark.postgres
def test_a_disabled_trigger_is_missing(postgres_database: Database) -> None:
    with postgres_database.write() as connection:
        connection.execute(text("ALTER TABLE events DISABLE TRIGGER events_refuse_delete"))

        assert triggers.missing(connection) == ("events_refuse_delete",)
