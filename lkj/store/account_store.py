"""Persons, the accounts they sign in with, and the SOP roles assigned to them.

Failed sign-ins and one-time links live in `sign_in_store` and are offered here too.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Table, Update, bindparam, insert, select, update

from lkj.domain.accounts import Account, AppRole, Assignment, Person
from lkj.errors import UnknownPerson
from lkj.store import tables
from lkj.store.sign_in_store import (
    add_link,
    clear_failures,
    failures_since,
    forget_failures,
    record_failure,
    take_link,
)

__all__ = [
    "account",
    "account_by_username",
    "account_of",
    "accounts",
    "add_account",
    "add_assignment",
    "add_link",
    "add_person",
    "assignments",
    "clear_failures",
    "end_assignment",
    "failures_since",
    "forget_failures",
    "person",
    "person_of",
    "persons",
    "record_failure",
    "set_password",
    "take_link",
    "update_account",
    "update_person",
]


_ACCOUNT = ("id", "person_id", "username", "is_active", "must_change_password")
_ASSIGNMENTS = select(tables.assignments).order_by(
    tables.assignments.c.valid_from, tables.assignments.c.id
)
_OF_PERSON = _ASSIGNMENTS.where(tables.assignments.c.person_id == bindparam("person_id"))


def persons(connection: Connection) -> list[Person]:
    """Everybody, inactive included, by name."""
    table = tables.persons
    query = select(table).order_by(table.c.name, table.c.id)
    return [person_of(row._mapping) for row in connection.execute(query)]


def person(connection: Connection, person_id: str) -> Person:
    """One person; UnknownPerson where there is none."""
    return person_of(_one(connection, tables.persons, person_id)._mapping)


def add_person(connection: Connection, added: Person) -> None:
    """Store a new person."""
    connection.execute(insert(tables.persons), vars(added))


def update_person(connection: Connection, changed: Person) -> None:
    """Replace every field of a person; UnknownPerson where there is none."""
    table = tables.persons
    _change(connection, changed.id, update(table).values(**_without_id(vars(changed))))


def accounts(connection: Connection) -> list[Account]:
    """Every account, disabled included, by username."""
    table = tables.accounts
    return [
        account_of(row._mapping)
        for row in connection.execute(select(table).order_by(table.c.username))
    ]


def account(connection: Connection, account_id: str) -> Account:
    """One account; UnknownPerson where there is none."""
    return account_of(_one(connection, tables.accounts, account_id)._mapping)


def account_by_username(
    connection: Connection, username: str
) -> tuple[Account, str | None] | None:
    """The account of exactly this username, with its password hash if it has one."""
    query = select(tables.accounts).where(tables.accounts.c.username == username)
    row = connection.execute(query).one_or_none()
    return (account_of(row._mapping), row.password_hash) if row else None


def add_account(connection: Connection, added: Account, *, password_hash: str | None) -> None:
    """Store a new account; without a password hash nobody can sign in with a password."""
    row = {"id": added.id, **_account_row(added), "password_hash": password_hash}
    connection.execute(insert(tables.accounts), row)


def update_account(connection: Connection, changed: Account) -> None:
    """Replace every field but the password; UnknownPerson where there is none."""
    table = tables.accounts
    _change(connection, changed.id, update(table).values(**_account_row(changed)))


def set_password(
    connection: Connection, account_id: str, password_hash: str, *, must_change: bool
) -> None:
    """Replace the password hash; UnknownPerson where there is no such account."""
    change = update(tables.accounts).values(
        password_hash=password_hash, must_change_password=must_change
    )
    _change(connection, account_id, change)


def assignments(connection: Connection, person_id: str | None = None) -> list[Assignment]:
    """All assignments, or one person's, past ones included, by first day."""
    query = _ASSIGNMENTS if person_id is None else _OF_PERSON
    rows = connection.execute(query, {"person_id": person_id})
    return [Assignment(**row._mapping) for row in rows]


def add_assignment(connection: Connection, added: Assignment) -> None:
    """Store a new assignment."""
    connection.execute(insert(tables.assignments), vars(added))


def end_assignment(connection: Connection, assignment_id: str, valid_to: date) -> None:
    """Set the last day of an assignment; UnknownPerson where there is none."""
    _change(connection, assignment_id, update(tables.assignments).values(valid_to=valid_to))


def _one(connection: Connection, table: Table, wanted: str) -> Row[Any]:
    row = connection.execute(select(table).where(table.c.id == wanted)).one_or_none()
    if row is None:
        raise UnknownPerson(person_id=wanted)
    return row


def _change(connection: Connection, wanted: str, change: Update) -> None:
    changed = connection.execute(change.where(change.table.c.id == wanted))
    if changed.rowcount == 0:
        raise UnknownPerson(person_id=wanted)


def person_of(row: Mapping[Any, Any]) -> Person:
    """A person from its stored columns."""
    return Person(**row)


def account_of(row: Mapping[Any, Any]) -> Account:
    """An account from its stored columns; the password hash stays behind."""
    known = {name: row[name] for name in _ACCOUNT}
    app_roles = frozenset(AppRole(role) for role in row["app_roles"].split(",") if role)
    return Account(**known, app_roles=app_roles)


def _account_row(account: Account) -> dict[str, object]:
    return {**_without_id(vars(account)), "app_roles": ",".join(sorted(account.app_roles))}


def _without_id(facts: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in facts.items() if name != "id"}
