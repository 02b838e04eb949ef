from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from lkj.domain.accounts import Account, AppRole, Person
from lkj.store import account_store, session_store
from lkj.store.database import Connection, Database
from lkj.store.session_store import SessionRow
from tests.store.examples import NOON

LATER, MUCH_LATER = NOON + timedelta(minutes=5), NOON + timedelta(hours=12)
FIRST = SessionRow("s1", "a1", NOON, NOON, MUCH_LATER, None, "10.0.0.7", "Firefox 🦊")
SECOND = replace(FIRST, id="s2")
OTHERS = replace(FIRST, id="s3", account_id="a2")


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """One writing transaction with two accounts; the first has two sessions."""
    with database.write() as connection:
        account_store.add_person(connection, Person("p1", "Siti", "", ""))
        for account_id in ("a1", "a2"):
            account = Account(account_id, "p1", account_id, frozenset())
            account_store.add_account(connection, account, password_hash=None)
        for row in (FIRST, SECOND, OTHERS):
            session_store.open_session(connection, row)
        yield connection


def revoked(connection: Connection) -> list[object]:
    rows = [session_store.find(connection, row.id) for row in (FIRST, SECOND, OTHERS)]
    return [row.revoked_at for row in rows if row]


def test_a_session_is_found_by_its_id(connection: Connection) -> None:
    assert session_store.find(connection, "s1") == FIRST
    assert session_store.find(connection, "s9") is None


def test_a_session_comes_with_its_account_and_that_ones_person(connection: Connection) -> None:
    roles = frozenset({AppRole.MONEV, AppRole.AUDITOR})
    account = Account("a3", "p3", "budi", roles, is_active=False, must_change_password=True)
    person = Person("p3", "Budi", "19800101", "Kepala", is_active=False)
    session = replace(FIRST, id="s4", account_id="a3", provider="https://login")
    account_store.add_person(connection, person)
    account_store.add_account(connection, account, password_hash="rahasia")
    session_store.open_session(connection, session)

    assert session_store.held(connection, "s4") == (session, account, person)
    assert session_store.held(connection, "s9") is None


def test_seeing_a_session_changes_only_when_it_was_seen(connection: Connection) -> None:
    session_store.touch(connection, "s1", LATER)

    assert session_store.find(connection, "s1") == replace(FIRST, last_seen_at=LATER)
    assert session_store.find(connection, "s2") == SECOND


def test_a_revoked_session_keeps_the_first_instant(connection: Connection) -> None:
    session_store.revoke(connection, "s1", LATER)
    session_store.revoke(connection, "s1", MUCH_LATER)

    assert revoked(connection) == [LATER, None, None]


def test_the_open_sessions_of_an_account_are_found(connection: Connection) -> None:
    session_store.revoke(connection, "s2", LATER)

    assert session_store.open_of(connection, "a1", LATER) == [FIRST]
    assert session_store.open_of(connection, "a1", MUCH_LATER) == []


def test_all_sessions_of_an_account_can_be_revoked(connection: Connection) -> None:
    session_store.revoke_account(connection, "a1", LATER)

    assert revoked(connection) == [LATER, LATER, None]


def test_the_session_in_use_can_be_spared(connection: Connection) -> None:
    session_store.revoke_account(connection, "a1", LATER, except_id="s2")

    assert revoked(connection) == [LATER, None, None]
