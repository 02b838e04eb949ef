"""Half-filled forms, kept on the server per account."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from lkj.store.tables import drafts as table


@dataclass(frozen=True)
class Draft:
    """The typed values of one form, as JSON text."""

    form_key: str
    content: str
    updated_at: datetime


def save(
    connection: Connection, account_id: str, form_key: str, content: str, at: datetime
) -> None:
    """Keep the values of a form, replacing an earlier draft of it."""
    discard(connection, account_id, form_key)
    row = {
        "account_id": account_id,
        "form_key": form_key,
        "content": content,
        "updated_at": at,
    }
    connection.execute(insert(table), row)


def load(connection: Connection, account_id: str, form_key: str) -> str | None:
    """The kept values of a form, if there are any."""
    query = (
        select(table.c.content)
        .where(table.c.account_id == account_id)
        .where(table.c.form_key == form_key)
    )
    return connection.execute(query).scalar_one_or_none()


def discard(connection: Connection, account_id: str, form_key: str) -> None:
    """Forget the draft of a form, if there is one."""
    connection.execute(
        delete(table)
        .where(table.c.account_id == account_id)
        .where(table.c.form_key == form_key)
    )


def all_of(connection: Connection, account_id: str) -> list[Draft]:
    """Every draft of an account, last changed first."""
    query = (
        select(table.c.form_key, table.c.content, table.c.updated_at)
        .where(table.c.account_id == account_id)
        .order_by(table.c.updated_at.desc(), table.c.form_key)
    )
    return [Draft(**row._mapping) for row in connection.execute(query)]
