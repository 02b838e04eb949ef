"""Sessions of signed-in browsers, found by the SHA-256 of the cookie's token."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

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


def open_session(connection: Connection, row: SessionRow) -> None:
    """Store a new session."""
    connection.execute(insert(table), vars(row))


def find(connection: Connection, session_id: str) -> SessionRow | None:
    """The session of this id, ended ones included."""
    row = connection.execute(select(table).where(table.c.id == session_id)).one_or_none()
    return SessionRow(**row._mapping) if row else None


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
