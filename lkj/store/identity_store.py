"""Which identity at an identity provider an account signs in with."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from lkj.store.tables import provider_identities as table


@dataclass(frozen=True)
class ProviderIdentity:
    """An identity as the administrator wrote it; issuer and subject since the first sign-in."""

    account_id: str
    identity: str
    issuer: str | None = None
    subject: str | None = None
    bound_at: datetime | None = None


def identities(connection: Connection) -> list[ProviderIdentity]:
    """All of them, by account."""
    rows = connection.execute(select(table).order_by(table.c.account_id))
    return [ProviderIdentity(**row._mapping) for row in rows]


def of_account(connection: Connection, account_id: str) -> ProviderIdentity | None:
    """The identity of an account, if it has one."""
    return _one(connection, table.c.account_id == account_id)


def of_subject(connection: Connection, issuer: str, subject: str) -> ProviderIdentity | None:
    """The identity that is bound to this subject of this issuer."""
    return _one(connection, (table.c.issuer == issuer) & (table.c.subject == subject))


def of_identity(connection: Connection, identity: str) -> ProviderIdentity | None:
    """The identity that the administrator wrote exactly like this."""
    return _one(connection, table.c.identity == identity)


def put(connection: Connection, account_id: str, identity: str) -> None:
    """Give an account an identity, not yet bound; what it had before is gone."""
    remove(connection, account_id)
    row = {"account_id": account_id, "identity": identity}
    connection.execute(insert(table), row)


def remove(connection: Connection, account_id: str) -> None:
    """Take the identity of an account away."""
    connection.execute(delete(table).where(table.c.account_id == account_id))


def bind(
    connection: Connection, account_id: str, *, issuer: str, subject: str, at: datetime
) -> None:
    """Bind the identity of an account to a subject, for good."""
    change = update(table).where(table.c.account_id == account_id)
    connection.execute(change.values(issuer=issuer, subject=subject, bound_at=at))


def _one(connection: Connection, which: ColumnElement[bool]) -> ProviderIdentity | None:
    row = connection.execute(select(table).where(which)).one_or_none()
    return ProviderIdentity(**row._mapping) if row else None
