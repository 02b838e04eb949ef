"""Buku Agenda on both engines: serials without gaps, rows that never change."""

import sqlite3
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from lkj.domain.agenda import Book, Entry
from lkj.errors import ChainBroken
from lkj.store import agenda_store, triggers
from lkj.store.backup import backup, restore
from lkj.store.database import Database, opened, sqlite_url
from lkj.store.file_store import FileStore
from tests.store import racing
from tests.store.examples import NOON
from tests.support.postgres import driver_url

LETTER = Entry(
    book=Book.INCOMING,
    entered_on=date(2026, 3, 2),
    letter_date=date(2026, 3, 1),
    agenda_number="7",
    letter_number="900/1",
    counterpart="Kepala Satuan",
    subject="Disposisi",
    attachments="1 berkas",
    forwarded_to="Kasubbag",
    remark="segera",
    report_id="R1",
    event_no=3,
)
SENT = replace(
    LETTER, book=Book.OUTGOING, agenda_number="", forwarded_to="", address="Pontianak"
)
ROW = (
    "INSERT INTO agenda_entries VALUES ({no}, 'masuk', 2026, {serial}, {target}, 0, "
    "'2026-03-02', '', '', NULL, 'p', '', 's', '', '', '', NULL, NULL, '', NULL, 't')"
)
ATTACKS = {
    "update": "UPDATE agenda_entries SET subject = '' WHERE no = 1",
    "delete": "DELETE FROM agenda_entries WHERE no = 3",
    "gap": ROW.format(no=9, serial=9, target="NULL"),
    "stored number": ROW.format(no=2, serial=9, target="NULL"),
    "stored serial": ROW.format(no=5, serial=1, target="NULL"),
}
SQLITE_ATTACKS = ATTACKS | {
    "replace": ATTACKS["stored number"].replace("INSERT", "INSERT OR REPLACE"),
}
POSTGRES_ATTACKS = ATTACKS | {"truncate": "TRUNCATE agenda_entries"}


def write(database: Database, entry: Entry) -> int:
    """Store one letter and return its serial."""
    with database.write() as conn:
        serial = agenda_store.next_serial(conn, entry.book, entry.year)
        agenda_store.add(conn, entry, serial=serial, account_id="a1", at=NOON)
    return serial


def fill(database: Database) -> None:
    """Two letters that came in, one sent, and a correction of the first."""
    assert [write(database, one) for one in (LETTER, LETTER, SENT)] == [1, 2, 1]
    with database.write() as conn:
        line = agenda_store.line(conn, 1)
        agenda_store.add(
            conn,
            replace(LETTER, subject="Lain"),
            serial=None,
            account_id=None,
            at=NOON,
            target=line,
            reason="salah ketik",
        )


def test_serials_are_counted_per_book_and_year(database: Database) -> None:
    old = replace(LETTER, entered_on=date(2025, 12, 31), letter_date=None)

    assert [write(database, one) for one in (LETTER, old, LETTER, SENT, old)] == [1, 1, 2, 1, 2]
    with database.read() as conn:
        assert agenda_store.years(conn) == [2026, 2025]
        assert [one.serial for one in agenda_store.lines(conn, Book.INCOMING, 2026)] == [1, 2]
        assert agenda_store.verify(conn) == 5


def test_a_line_comes_back_as_it_was_written_last(database: Database) -> None:
    fill(database)

    with database.read() as conn:
        first, second = agenda_store.lines(conn, Book.INCOMING, 2026)
        assert second.entry == LETTER
        assert first.entry == replace(LETTER, subject="Lain")
        assert (first.no, first.serial, first.last.no, first.last.reason) == (
            *(1, 1, 4),
            "salah ketik",
        )
        assert (first.last.account_id, first.last.at, second.last.account_id) == (
            *(None, NOON),
            "a1",
        )
        assert agenda_store.line(conn, 1) == first
        assert agenda_store.line(conn, 4) is None
        assert agenda_store.line(conn, 99) is None


def test_the_lines_of_a_report_are_found_as_they_read_now(database: Database) -> None:
    fill(database)
    with database.write() as conn:
        line = agenda_store.line(conn, 2)
        elsewhere = replace(LETTER, report_id="R2", event_no=None)
        agenda_store.add(
            conn, elsewhere, serial=None, account_id=None, at=NOON, target=line, reason="salah"
        )

    with database.read() as conn:
        assert [one.no for one in agenda_store.lines_of_report(conn, "R1")] == [1, 3]
        assert [one.no for one in agenda_store.lines_of_report(conn, "R2")] == [2]
        assert agenda_store.lines_of_report(conn, "R3") == []


@pytest.mark.slow
def test_of_many_who_write_at_once_each_gets_a_serial_and_none_is_left_out(
    database: Database, url: str
) -> None:
    answers = racing.race(racing.number_letters, url, processes=8)

    assert Counter(answers) == {"stored": 8}
    with database.read() as conn:
        lines = agenda_store.lines(conn, Book.INCOMING, 2026)
        assert [line.serial for line in lines] == list(range(1, 25))
        assert agenda_store.verify(conn) == 24


@pytest.mark.parametrize("attack", SQLITE_ATTACKS.values(), ids=SQLITE_ATTACKS.keys())
def test_a_foreign_sqlite_connection_changes_no_row(
    sqlite_database: Database, sqlite_file: Path, attack: str
) -> None:
    fill(sqlite_database)

    with (
        closing(sqlite3.connect(sqlite_file)) as connection,
        pytest.raises(sqlite3.IntegrityError, match="append-only"),
    ):
        connection.execute(attack)


@pytest.mark.postgres
@pytest.mark.parametrize("attack", POSTGRES_ATTACKS.values(), ids=POSTGRES_ATTACKS.keys())
def test_a_postgres_superuser_changes_no_row(postgres_database: Database, attack: str) -> None:
    fill(postgres_database)

    with (
        psycopg.connect(driver_url(postgres_database.url)) as connection,
        pytest.raises(psycopg.errors.UniqueViolation, match="append-only"),
    ):
        connection.execute(attack.encode())


@pytest.mark.parametrize(
    ("damage", "no", "problem"),
    [
        ("DELETE FROM agenda_entries WHERE no = 2", 2, "number"),
        ("UPDATE agenda_entries SET serial = 5 WHERE no = 2", 2, "number"),
        ("UPDATE agenda_entries SET target_no = 3 WHERE no = 4", 4, "link"),
        ("UPDATE agenda_entries SET year = 2025 WHERE no = 4", 4, "link"),
    ],
)
def test_what_was_changed_behind_the_triggers_is_found(
    database: Database, damage: str, no: int, problem: str
) -> None:
    fill(database)
    with database.write() as conn:
        triggers.remove(conn)
        conn.execute(text(damage))

    with database.read() as conn, pytest.raises(ChainBroken) as caught:
        agenda_store.verify(conn)
    assert caught.value.facts == {"table": "agenda_entries", "no": no, "problem": problem}


def test_a_backup_of_either_engine_brings_the_book_back(
    database: Database, tmp_path: Path
) -> None:
    fill(database)
    folder = tmp_path / "cadangan"
    folder.mkdir()

    copy = backup(database, FileStore(tmp_path / "tidak-ada"), folder, NOON)
    restore(copy, sqlite_url(tmp_path / "baru.db"))

    with opened(sqlite_url(tmp_path / "baru.db")) as new, new.read() as after:
        assert agenda_store.verify(after) == 4
        with database.read() as before:
            for book in Book:
                lines = agenda_store.lines(before, book, 2026)
                assert agenda_store.lines(after, book, 2026) == lines
        assert triggers.missing(after) == ()


def test_a_book_with_a_gap_is_no_backup(database: Database, tmp_path: Path) -> None:
    fill(database)
    with database.write() as conn:
        triggers.remove(conn)
        conn.execute(text("UPDATE agenda_entries SET serial = 5 WHERE no = 2"))

    with pytest.raises(ChainBroken):
        backup(database, FileStore(tmp_path / "tidak-ada"), tmp_path, NOON)
