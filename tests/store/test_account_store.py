from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from lkj.domain.accounts import Account, AppRole, Assignment, Person
from lkj.domain.events import Capacity
from lkj.errors import UnknownPerson
from lkj.store import account_store
from lkj.store.database import Connection, Database

KASUBBAG = Person("p1", "Siti Aminah, S.E.", "198001012005012001", "Kasubbag Renja")
TIM = Person("p2", "Budi", "", "Staf", is_active=False)
ACCOUNT = Account("a1", "p1", "siti", frozenset({AppRole.MONEV, AppRole.ADMINISTRATOR}))
HELD = Assignment("h1", "p1", "kasubbag", Capacity.ACTING, date(2026, 1, 1), date(2026, 6, 30))


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """One writing transaction with two persons and an account."""
    with database.write() as connection:
        account_store.add_person(connection, KASUBBAG)
        account_store.add_person(connection, TIM)
        account_store.add_account(connection, ACCOUNT, password_hash=None)
        yield connection


def test_persons_read_back_by_name(connection: Connection) -> None:
    assert account_store.persons(connection) == [TIM, KASUBBAG]
    assert account_store.person(connection, "p1") == KASUBBAG


def test_a_person_can_be_changed(connection: Connection) -> None:
    married = replace(KASUBBAG, name="Siti A.", is_active=False)

    account_store.update_person(connection, married)

    assert account_store.person(connection, "p1") == married
    assert account_store.person(connection, "p2") == TIM


def test_accounts_read_back_with_their_roles(connection: Connection) -> None:
    plain = Account("a2", "p2", "budi", frozenset(), is_active=False, must_change_password=True)
    account_store.add_account(connection, plain, password_hash="argon")

    assert account_store.accounts(connection) == [plain, ACCOUNT]
    assert account_store.account(connection, "a1") == ACCOUNT


def test_an_account_is_found_by_exactly_its_username(connection: Connection) -> None:
    assert account_store.account_by_username(connection, "siti") == (ACCOUNT, None)
    assert account_store.account_by_username(connection, "Siti") is None
    assert account_store.account_by_username(connection, "sit%") is None


def test_changing_an_account_keeps_its_password(connection: Connection) -> None:
    account_store.set_password(connection, "a1", "argon", must_change=False)
    auditor = replace(ACCOUNT, app_roles=frozenset({AppRole.AUDITOR}), is_active=False)

    account_store.update_account(connection, auditor)

    assert account_store.account_by_username(connection, "siti") == (auditor, "argon")


def test_a_new_password_says_whether_it_must_be_changed(connection: Connection) -> None:
    account_store.set_password(connection, "a1", "argon", must_change=True)

    found = account_store.account_by_username(connection, "siti")
    assert found == (replace(ACCOUNT, must_change_password=True), "argon")


def test_assignments_read_back_of_all_and_of_one_person(connection: Connection) -> None:
    other = Assignment("h2", "p2", "tim", Capacity.DEFINITIVE, date(2025, 1, 1), None)
    account_store.add_assignment(connection, HELD)
    account_store.add_assignment(connection, other)

    assert account_store.assignments(connection) == [other, HELD]
    assert account_store.assignments(connection, "p1") == [HELD]
    assert account_store.assignments(connection, "p3") == []


def test_an_assignment_can_be_ended(connection: Connection) -> None:
    account_store.add_assignment(connection, HELD)

    account_store.end_assignment(connection, "h1", date(2026, 3, 31))

    [ended] = account_store.assignments(connection)
    assert ended == replace(HELD, valid_to=date(2026, 3, 31))


def test_who_is_not_there_is_unknown(connection: Connection) -> None:
    with pytest.raises(UnknownPerson) as unknown:
        account_store.person(connection, "p9")
    assert unknown.value.facts == {"person_id": "p9"}
    with pytest.raises(UnknownPerson):
        account_store.account(connection, "a9")
    with pytest.raises(UnknownPerson):
        account_store.update_person(connection, replace(TIM, id="p9"))
    with pytest.raises(UnknownPerson):
        account_store.update_account(connection, replace(ACCOUNT, id="a9"))
    with pytest.raises(UnknownPerson):
        account_store.set_password(connection, "a9", "argon", must_change=False)
    with pytest.raises(UnknownPerson):
        account_store.end_assignment(connection, "h9", date(2026, 1, 1))
