"""What an administrator changes in the tables is found, on both engines."""

from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import text

from lkj.errors import ChainBroken
from lkj.store import audit_store, event_store, tables, triggers, verification
from lkj.store.chain import Head
from lkj.store.database import Database
from lkj.store.event_rows import COLUMNS, seal
from lkj.store.verification import AUDIT, EVENTS, check
from tests.store.examples import (
    a_full_event,
    an_entry,
    an_event,
    append,
    fixed_salts,
)

VERIFY = {"events": event_store.verify, "audit": audit_store.verify}
# Another value that the table itself would accept.
CHANGED_EVENT = {
    "no": 99,
    "report_id": "R9",
    "version": 9,
    "request_id": "request-9",
    "command_sha256": "e" * 64,
    "kind": "approved",
    "step": "reviu-sekretaris",
    "next_step": None,
    "sop_id": "lain",
    "sop_version": 2,
    "actor": "person-kasat",
    "role": None,
    "capacity": "plh",
    "recorded_by": "account-kasat",
    "source": "app",
    "batch_id": None,
    "basis": "",
    "occurred_at": "2026-03-02T07:00:00.000001Z",
    "started_at": None,
    "time_precision": "minute",
    "effort_minutes": 24,
    "recorded_at": "2026-03-02T07:00:00.000001Z",
    "target_no": 2,
    "note": "Angka capaian sama dengan lampiran",
    "reasons": "angka",
    "payload": "",
    "salt": "0" * 31 + "9",
    "prev_hash": "0" * 64,
    "hash": "0" * 64,
}
CHANGED_LINE = {
    "no": 99,
    "at": "2026-03-02T05:00:00.000001Z",
    "account_id": None,
    "action": "account.enable",
    "subject": "account-lain",
    "detail": "{}",
    "request_id": "request-9",
    "command_sha256": "e" * 64,
    "salt": "0" * 32,
    "prev_hash": "0" * 64,
    "hash": "0" * 64,
}
CHANGES = [("events", *change) for change in CHANGED_EVENT.items()] + [
    ("audit", *change) for change in CHANGED_LINE.items()
]


@pytest.fixture
def filled(database: Database) -> Database:
    """Five events and five audit lines, the second of each with every field filled."""
    append(database, [an_event(), *(a_full_event(version=version) for version in range(2, 6))])
    with database.write() as connection:
        for number in range(1, 6):
            audit_store.record(connection, an_entry(f"request-{number}"), salt="5a" * 16)
    return database


def tamper(database: Database, statement: str, **values: object) -> None:
    """Do what only somebody who may drop triggers can do."""
    with database.write() as connection:
        triggers.remove(connection)
        connection.execute(text(statement), values)


def problem_in(database: Database, table: str, **options: Any) -> tuple[object, object]:
    with database.read() as connection, pytest.raises(ChainBroken) as broken:
        VERIFY[table](connection, **options)
    assert broken.value.facts["table"] == table
    return broken.value.facts["no"], broken.value.facts["problem"]


def test_the_published_columns_are_those_of_the_tables() -> None:
    assert list(EVENTS.columns) == tables.events.columns.keys() == list(COLUMNS)
    assert list(AUDIT.columns) == tables.audit.columns.keys()


def test_every_column_is_changed_in_a_test() -> None:
    assert list(CHANGED_EVENT) == list(EVENTS.columns)
    assert list(CHANGED_LINE) == list(AUDIT.columns)


def test_an_untouched_history_verifies_to_its_head(filled: Database) -> None:
    with filled.read() as connection:
        assert event_store.verify(connection) == event_store.head(connection)
        assert audit_store.verify(connection) == audit_store.head(connection)
        assert event_store.head(connection).no == audit_store.head(connection).no == 5


@pytest.mark.parametrize(
    ("table", "column", "value"), CHANGES, ids=[f"{c[0]}.{c[1]}" for c in CHANGES]
)
def test_a_change_of_any_column_is_found(
    filled: Database, table: str, column: str, value: object
) -> None:
    tamper(filled, f'UPDATE {table} SET "{column}" = :value WHERE no = 2', value=value)  # noqa: S608  # our own names

    number, _ = problem_in(filled, table)
    assert number == 2


@pytest.mark.parametrize("table", VERIFY)
@pytest.mark.parametrize("number", [1, 3])
def test_a_deleted_row_is_found(filled: Database, table: str, number: int) -> None:
    tamper(filled, f"DELETE FROM {table} WHERE no = :no", no=number)  # noqa: S608

    assert problem_in(filled, table) == (number, "number")


@pytest.mark.parametrize("table", VERIFY)
def test_swapped_rows_are_found(filled: Database, table: str) -> None:
    tamper(filled, f"UPDATE {table} SET no = 100 WHERE no = 2")  # noqa: S608
    tamper(filled, f"UPDATE {table} SET no = 2 WHERE no = 3")  # noqa: S608
    tamper(filled, f"UPDATE {table} SET no = 3 WHERE no = 100")  # noqa: S608

    assert problem_in(filled, table) == (2, "link")


@pytest.mark.parametrize("table", VERIFY)
def test_a_cut_end_is_found_by_an_anchor_only(filled: Database, table: str) -> None:
    with filled.read() as connection:
        before = VERIFY[table](connection)
    tamper(filled, f"DELETE FROM {table} WHERE no > 3")  # noqa: S608

    with filled.read() as connection:
        assert VERIFY[table](connection).no == 3
    assert problem_in(filled, table, anchors={5: before.code}) == (4, "cut")


def test_a_history_computed_anew_is_found_by_an_anchor_only(filled: Database) -> None:
    with filled.read() as connection:
        [third] = [e for e in event_store.history(connection, "R1") if e.no == 3]
    tamper(filled, "DELETE FROM events")
    append(
        filled,
        [an_event(note="diubah"), *(a_full_event(version=version) for version in range(2, 6))],
    )

    with filled.read() as connection:
        assert event_store.verify(connection).no == 5
    assert problem_in(filled, "events", anchors={3: third.hash}) == (3, "anchor")


def test_right_anchors_are_accepted_as_hash_and_as_code(filled: Database) -> None:
    with filled.read() as connection:
        [third] = [e for e in event_store.history(connection, "R1") if e.no == 3]
        code = Head(3, third.hash).code

        for anchor in (third.hash, code, code.lower()):
            assert event_store.verify(connection, anchors={3: anchor}).no == 5


@pytest.mark.parametrize("number", [-1, 0, 6])
def test_an_anchor_of_a_row_that_is_not_there_is_not_passed_over(
    filled: Database, number: int
) -> None:
    assert problem_in(filled, "events", anchors={number: "0" * 64}) == (6, "cut")


@pytest.mark.parametrize("anchor", ["", "7F3A", "zz"])
def test_a_fragment_of_a_hash_is_no_anchor(filled: Database, anchor: str) -> None:
    assert problem_in(filled, "events", anchors={3: anchor}) == (3, "anchor")


def test_bytes_that_are_no_text_are_found(
    sqlite_database: Database,
) -> None:
    append(sqlite_database, [an_event(), an_event(version=2)])
    tamper(sqlite_database, "UPDATE events SET note = CAST(x'ff' AS TEXT) WHERE no = 1")

    assert problem_in(sqlite_database, "events") == (1, "unreadable")


def chained_rows(number: int) -> list[Sequence[Any]]:
    events = [an_event(version=version) for version in range(1, number + 1)]
    return [row for _, row in seal(events, after=Head(0, ""), salts=fixed_salts())]


def test_checking_stops_at_the_first_broken_row() -> None:
    [row] = chained_rows(1)
    rows = iter([row, row, "not looked at"])

    with pytest.raises(ChainBroken) as broken:
        check(rows, EVENTS, anchors={})

    assert broken.value.facts["no"] == 2
    assert list(rows) == ["not looked at"]


@pytest.mark.parametrize("value", [b"bytes", None, 7])
def test_a_text_that_is_none_is_unreadable(value: object) -> None:
    [row] = chained_rows(1)
    note = EVENTS.columns.index("note")

    with pytest.raises(ChainBroken) as broken:
        check([[*row[:note], value, *row[note + 1 :]]], EVENTS, anchors={})
    assert broken.value.facts["problem"] == "unreadable"


def test_a_history_of_several_batches_verifies(database: Database) -> None:
    append(database, [an_event(version=version) for version in range(1, 4502)])

    with database.read() as connection:
        assert event_store.verify(connection).no == 4501


def test_the_verifier_shares_no_hash_code_with_the_writer() -> None:
    assert not {"row_hash", "text_digest"} & set(vars(verification))
