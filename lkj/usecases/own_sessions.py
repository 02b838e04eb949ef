"""The caller's own open sessions: see them, and end the others."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from lkj.domain.accounts import Account, Permission
from lkj.store import session_store
from lkj.store.database import Connection
from lkj.store.session_store import SessionRow
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import SessionRef, identify, is_alive, require
from lkj.usecases.office import Office


@dataclass(frozen=True)
class OwnSession:
    """One open session of the caller; `id` names it and opens nothing."""

    id: str
    begun_at: datetime
    seen_at: datetime  # to the minute, see `callers.keep_alive`
    agent: str  # what the browser calls itself
    is_this: bool


def own_sessions(*, door: SessionRef, office: Office, now: datetime) -> tuple[OwnSession, ...]:
    """The caller's sessions that would still be let in; this one first, then by last use.

    Raises:
        NotPermitted: the password must be changed first.
        SessionEnded.
    """
    with office.database.read() as conn:
        _, rows = _alive(conn, door, office, now)
    found = [
        OwnSession(
            id=row.id,
            begun_at=row.created_at,
            seen_at=row.last_seen_at,
            agent=row.agent,
            is_this=row.id == door.session_id,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.is_this, one.seen_at), reverse=True))


def end_sessions(
    ids: Collection[str], *, door: SessionRef, office: Office, now: datetime
) -> int:
    """End these of the caller's other sessions, at their next click.

    This session stays, and so do ended ones and those of others, whatever is named: sending
    it again does nothing.

    Returns:
        How many were ended now.

    Raises:
        NotPermitted: the password must be changed first.
        SessionEnded.
    """
    with office.database.write() as conn:
        account, rows = _alive(conn, door, office, now)
        ended = {row.id for row in rows} & set(ids) - {door.session_id}
        for session_id in ended:
            session_store.revoke(conn, session_id, now)
        if ended:
            change = Change(account.id, {"ended": len(ended)})
            write_audit(conn, "session.end_others", change, account_id=account.id, now=now)
    return len(ended)


def _alive(
    conn: Connection, door: SessionRef, office: Office, now: datetime
) -> tuple[Account, list[SessionRow]]:
    caller = identify(conn, door, now=now)
    require(caller, Permission.READ_REPORTS, office=office, now=now)
    rows = session_store.open_of(conn, caller.account.id, now)
    return caller.account, [row for row in rows if is_alive(row, door.idle, now)]
