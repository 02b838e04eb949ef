"""Accepted findings on both engines: the latest word counts, and none ever changes."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import psycopg
import pytest

from lkj.store import justification_store
from lkj.store.database import Database
from lkj.store.justification_store import Justification
from tests.store.examples import NOON
from tests.support.postgres import driver_url

GIVEN = Justification(
    report_id="R1",
    finding="waktu/4",
    is_given=True,
    reason="Perintah lisan pimpinan",
    valid_until=date(2026, 12, 31),
    account_id="a1",
    at=NOON,
)
WITHDRAWN = replace(GIVEN, is_given=False, reason="", valid_until=None)
OTHER = replace(GIVEN, report_id="R2", account_id=None)
THREE = [GIVEN, OTHER, WITHDRAWN]
ROW = "INSERT INTO justifications VALUES ({no}, 'R1', 'x', 1, 'r', NULL, NULL, 't')"
ATTACKS = {
    "update": "UPDATE justifications SET reason = '' WHERE no = 1",
    "delete": "DELETE FROM justifications WHERE no = 3",
    "gap": ROW.format(no=5),
    "stored number": ROW.format(no=2),
}
SQLITE_ATTACKS = ATTACKS | {
    "replace": ROW.format(no=2).replace("INSERT", "INSERT OR REPLACE"),
}
POSTGRES_ATTACKS = ATTACKS | {"truncate": "TRUNCATE justifications"}


def add_three(database: Database) -> None:
    with database.write() as connection:
        numbers = [justification_store.add(connection, one) for one in THREE]
    assert numbers == [1, 2, 3]


def stored(database: Database) -> list[Justification]:
    with database.read() as connection:
        return justification_store.everything(connection)


def test_the_latest_word_about_a_finding_counts(database: Database) -> None:
    add_three(database)

    with database.read() as connection:
        assert justification_store.latest(connection, "R1", "waktu/4") == WITHDRAWN
        assert justification_store.latest(connection, "R2", "waktu/4") == OTHER
        assert justification_store.latest(connection, "R2", "waktu/5") is None


@pytest.mark.parametrize("attack", SQLITE_ATTACKS.values(), ids=SQLITE_ATTACKS.keys())
def test_a_foreign_sqlite_connection_changes_no_word(
    sqlite_database: Database, sqlite_file: Path, attack: str
) -> None:
    add_three(sqlite_database)

    with (
        closing(sqlite3.connect(sqlite_file)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(attack)

    assert stored(sqlite_database) == THREE


@pytest.mark.postgres
@pytest.mark.parametrize("attack", POSTGRES_ATTACKS.values(), ids=POSTGRES_ATTACKS.keys())
def test_a_postgres_superuser_changes_no_word(postgres_database: Database, attack: str) -> None:
    add_three(postgres_database)

    with (
        psycopg.connect(driver_url(postgres_database.url)) as connection,
        pytest.raises(psycopg.errors.UniqueViolation, match="append-only"),
    ):
        connection.execute(attack.encode())

    assert stored(postgres_database) == THREE
