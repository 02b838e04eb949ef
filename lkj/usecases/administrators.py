"""An office is never left without somebody who can manage its accounts."""

from collections.abc import Iterator
from contextlib import contextmanager

from lkj.domain.accounts import AppRole
from lkj.errors import LastAdministrator
from lkj.store import account_store
from lkj.store.database import Connection


@contextmanager
def keep_an_administrator(conn: Connection) -> Iterator[None]:
    """Undo what is done inside where it takes away the last administrator.

    An administrator who has no password yet does not replace one who has.

    Raises:
        LastAdministrator: the transaction must not be committed.
    """
    before = _standing(conn)
    yield
    after = _standing(conn)
    if any(had and not has for had, has in zip(before, after, strict=True)):
        raise LastAdministrator


def _standing(conn: Connection) -> tuple[bool, bool]:
    """Whether any active administrator exists, and whether one of them has a password."""
    active = {person.id for person in account_store.persons(conn) if person.is_active}
    names = [
        account.username
        for account in account_store.accounts(conn)
        if account.is_active
        and account.person_id in active
        and AppRole.ADMINISTRATOR in account.app_roles
    ]
    found = [account_store.account_by_username(conn, name) for name in names]
    return bool(names), any(pair is not None and pair[1] is not None for pair in found)
