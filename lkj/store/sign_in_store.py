"""Failed sign-ins, counted per account and per address, and one-time sign-in links."""

from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from lkj.store.tables import failed_sign_ins, sign_in_links


def record_failure(connection: Connection, *, key: str, at: datetime) -> None:
    """Count one failure under "account:<username>" or "address:<ip>"."""
    connection.execute(insert(failed_sign_ins), {"key": key, "at": at})


def failures_since(connection: Connection, *, key: str, since: datetime) -> int:
    """How many failures of this key happened at or after `since`."""
    query = (
        select(func.count())
        .select_from(failed_sign_ins)
        .where(failed_sign_ins.c.key == key)
        .where(failed_sign_ins.c.at >= since)
    )
    return connection.execute(query).scalar_one()


def clear_failures(connection: Connection, *, key: str) -> None:
    """Forget the failures of one key."""
    connection.execute(delete(failed_sign_ins).where(failed_sign_ins.c.key == key))


def forget_failures(connection: Connection, *, before: datetime) -> None:
    """Drop old failures of every key, so that guessing cannot fill the disk."""
    connection.execute(delete(failed_sign_ins).where(failed_sign_ins.c.at < before))


def add_link(
    connection: Connection,
    *,
    token_sha256: str,
    account_id: str,
    expires_at: datetime,
    created_by: str,
) -> None:
    """Store a one-time link of an account; only the hash of its token is kept."""
    row = {
        "token_sha256": token_sha256,
        "account_id": account_id,
        "expires_at": expires_at,
        "created_by": created_by,
    }
    connection.execute(insert(sign_in_links), row)


def take_link(connection: Connection, token_sha256: str, *, now: datetime) -> str | None:
    """Use a link up and return its account; None where it is unknown, used or expired."""
    links = sign_in_links
    taken = connection.execute(
        update(links)
        .where(links.c.token_sha256 == token_sha256)
        .where(links.c.used_at.is_(None))
        .where(links.c.expires_at > now)
        .values(used_at=now)
    )
    if taken.rowcount == 0:
        return None
    query = select(links.c.account_id).where(links.c.token_sha256 == token_sha256)
    account_id: str = connection.execute(query).scalar_one()
    return account_id
