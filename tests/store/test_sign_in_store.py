from collections.abc import Iterator
from datetime import timedelta

import pytest

from lkj.domain.accounts import Account, Person
from lkj.store import account_store
from lkj.store.database import Connection, Database
from tests.store.examples import NOON

MINUTE = timedelta(minutes=1)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """One writing transaction with one account, and a link for it until noon."""
    with database.write() as connection:
        account_store.add_person(connection, Person("p1", "Siti", "", ""))
        account = Account("a1", "p1", "siti", frozenset())
        account_store.add_account(connection, account, password_hash=None)
        account_store.add_link(
            connection, token_sha256="t1", account_id="a1", expires_at=NOON, created_by="a0"
        )
        yield connection


def failures(connection: Connection, key: str = "account:siti") -> int:
    return account_store.failures_since(connection, key=key, since=NOON)


def test_failures_are_counted_per_key_from_an_instant_on(connection: Connection) -> None:
    for at in (NOON - MINUTE, NOON, NOON + MINUTE, NOON + MINUTE):
        account_store.record_failure(connection, key="account:siti", at=at)
    account_store.record_failure(connection, key="address:10.0.0.7", at=NOON)

    assert failures(connection) == 3
    assert failures(connection, "address:10.0.0.7") == 1
    assert failures(connection, "account:budi") == 0


def test_clearing_forgets_one_key_only(connection: Connection) -> None:
    account_store.record_failure(connection, key="account:siti", at=NOON)
    account_store.record_failure(connection, key="address:10.0.0.7", at=NOON)

    account_store.clear_failures(connection, key="account:siti")

    assert failures(connection) == 0
    assert failures(connection, "address:10.0.0.7") == 1


def test_old_failures_of_every_key_can_be_forgotten(connection: Connection) -> None:
    account_store.record_failure(connection, key="account:siti", at=NOON)
    account_store.record_failure(connection, key="account:siti", at=NOON + MINUTE)

    account_store.forget_failures(connection, before=NOON + MINUTE)

    assert failures(connection) == 1


def test_a_link_opens_its_account_once(connection: Connection) -> None:
    before = NOON - MINUTE

    assert account_store.take_link(connection, "t1", now=before) == "a1"
    assert account_store.take_link(connection, "t1", now=before) is None


def test_an_expired_or_unknown_link_opens_nothing(connection: Connection) -> None:
    assert account_store.take_link(connection, "t1", now=NOON) is None
    assert account_store.take_link(connection, "t2", now=NOON - MINUTE) is None
