"""Sessions of signed-in browsers, found by the SHA-256 of the cookie's token."""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select, update

from lkj.domain.accounts import Account, Person
from lkj.store import account_store
from lkj.store.tables import accounts, persons
from lkj.store.tables import sessions as table


@dataclass(frozen=True)
class SessionRow:
    """One signed-in browser; whether it still counts is for the caller to judge."""

    id: str  # SHA-256 of the token, in hex
    account_id: str
    created_at: datetime
    last_seen_at: datetime
    absolute_expiry: datetime
    revoked_at: datetime | None
    address: str
    agent: str
    provider: str | None = None  # issuer that vouched for the person; None: a password did
    authenticated_at: datetime | None = None  # when the provider last made sure, if it said so


class Held(NamedTuple):
    """A session with the account that it was opened for, and the person of that account."""

    session: SessionRow
    account: Account
    person: Person


# Each request begins with it: one statement, put together once.
_PARTS = tuple(
    [column for column in part.columns if column.name != "password_hash"]
    for part in (table, accounts, persons)
)
_HELD = (
    select(*(column for part in _PARTS for column in part))
    .join_from(table, accounts, accounts.c.id == table.c.account_id)
    .join(persons, persons.c.id == accounts.c.person_id)
    .where(table.c.id == bindparam("session_id"))
)


def open_session(connection: Connection, row: SessionRow) -> None:
    """Store a new session."""
    connection.execute(insert(table), vars(row))


def find(connection: Connection, session_id: str) -> SessionRow | None:
    """The session of this id, ended ones included."""
    row = connection.execute(select(table).where(table.c.id == session_id)).one_or_none()
    return SessionRow(**row._mapping) if row else None


def held(connection: Connection, session_id: str) -> Held | None:
    """The session of this id, ended ones included, and whose it is."""
    row = connection.execute(_HELD, {"session_id": session_id}).one_or_none()
    if row is None:
        return None
    values = iter(row)
    session, account, person = (
        {column.name: next(values) for column in part} for part in _PARTS
    )
    return Held(
        SessionRow(**session),
        account_store.account_of(account),
        account_store.person_of(person),
    )


def open_of(connection: Connection, account_id: str, now: datetime) -> list[SessionRow]:
    """Sessions of an account that nobody ended and whose time is not over."""
    query = (
        select(table)
        .where(table.c.account_id == account_id)
        .where(table.c.revoked_at.is_(None))
        .where(table.c.absolute_expiry > now)
    )
    return [SessionRow(**row._mapping) for row in connection.execute(query)]


def touch(connection: Connection, session_id: str, at: datetime) -> None:
    """Note that the session was seen."""
    connection.execute(update(table).where(table.c.id == session_id).values(last_seen_at=at))


def confirm(connection: Connection, session_id: str, at: datetime) -> None:
    """Note when the provider made sure anew who sits there."""
    change = update(table).where(table.c.id == session_id).values(authenticated_at=at)
    connection.execute(change)


def revoke(connection: Connection, session_id: str, at: datetime) -> None:
    """End one session; a second time keeps the first instant."""
    connection.execute(
        update(table)
        .where(table.c.id == session_id)
        .where(table.c.revoked_at.is_(None))
        .values(revoked_at=at)
    )


def revoke_account(
    connection: Connection, account_id: str, at: datetime, *, except_id: str | None = None
) -> None:
    """End all sessions of an account, but perhaps the one in use."""
    change = (
        update(table)
        .where(table.c.account_id == account_id)
        .where(table.c.revoked_at.is_(None))
        .values(revoked_at=at)
    )
    if except_id is not None:
        change = change.where(table.c.id != except_id)
    connection.execute(change)
