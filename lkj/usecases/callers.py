"""Who calls a use case: a signed-in browser session, or the command line on the server."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lkj.domain.accounts import (
    NEVER_ACTING,
    Account,
    AppRole,
    Assignment,
    Holding,
    Permission,
    Person,
    holdings_on,
    may,
)
from lkj.domain.sop import RoleId
from lkj.errors import NotPermitted, SessionEnded
from lkj.store import account_store, session_store
from lkj.store.database import Connection
from lkj.store.session_store import Held, SessionRow
from lkj.usecases.office import Office, Settings

KEEP_ALIVE_EVERY = timedelta(minutes=1)
DEFAULT_IDLE = timedelta(minutes=30)


@dataclass(frozen=True)
class SessionRef:
    """A browser session; `session_id` is the sha-256 of the cookie, never the cookie."""

    session_id: str
    idle: timedelta = DEFAULT_IDLE


@dataclass(frozen=True)
class HostDoor:
    """The command line on the server: whoever can start it can read the database anyway."""


Door = SessionRef | HostDoor
HOST = HostDoor()

HOST_PERSON = Person(id="host", name="Baris perintah server", nip="", title="")
HOST_ACCOUNT = Account(
    id="host",
    person_id=HOST_PERSON.id,
    username="host",
    app_roles=frozenset({AppRole.ADMINISTRATOR}),
)


@dataclass(frozen=True)
class Caller:
    """The account that records, its person, and the SOP roles that the person ever held."""

    account: Account
    person: Person
    assignments: tuple[Assignment, ...]
    is_host: bool

    @property
    def audit_account_id(self) -> str | None:
        """The account as the audit log names it; None for the command line."""
        return None if self.is_host else self.account.id


def identify(conn: Connection, door: Door, *, now: datetime) -> Caller:
    """Read the caller afresh: session, account, person and assignments.

    An account that must change its password is returned like any other: its pages and use
    cases are refused by `require` and by the gate.

    Raises:
        SessionEnded: signed out, idle or open too long, revoked, or the account is disabled.
    """
    if isinstance(door, HostDoor):
        return Caller(HOST_ACCOUNT, HOST_PERSON, (), is_host=True)
    session, account, person = _living(conn, door, now)
    assignments = tuple(account_store.assignments(conn, person.id))
    if session.provider is not None:
        # A temporary password that was not used need not be replaced.
        account = replace(account, must_change_password=False)
    return Caller(account, person, assignments, is_host=False)


def keep_alive(door: Door, *, office: Office, now: datetime) -> None:
    """Note that the session is in use, at most once a minute.

    Raises:
        SessionEnded: it has ended; an ended session is never revived.
    """
    if isinstance(door, HostDoor):
        return
    with office.database.read() as conn:
        session = _living(conn, door, now).session
    if now - session.last_seen_at < KEEP_ALIVE_EVERY:
        return
    with office.database.write() as conn:
        _living(conn, door, now)
        session_store.touch(conn, door.session_id, now)


def check_reachable(office: Office) -> None:
    """Read something from the database.

    Raises:
        StorageFailed: it does not answer.
    """
    with office.database.read() as conn:
        session_store.find(conn, "")


def session_ref(session_id: str, settings: Settings) -> SessionRef:
    """Refer to a session under the idle limit of this installation."""
    return SessionRef(session_id, timedelta(minutes=settings.session_idle_minutes))


def is_permitted(
    caller: Caller, permission: Permission, *, office: Office, now: datetime
) -> bool:
    """Whether the caller carries the permission under any SOP of the office today."""
    if caller.account.must_change_password:
        return False
    if permission is Permission.COMPARE_OFFICES and not office.settings.compares_offices:
        return False
    roles = roles_today(caller, office=office, now=now)
    app_roles = caller.account.app_roles
    return any(
        may(permission, app_roles=app_roles, sop=sop, roles=roles)
        for sop in office.sops.current
    )


def require(caller: Caller, permission: Permission, *, office: Office, now: datetime) -> None:
    """Go on only with the permission.

    Raises:
        NotPermitted: the caller lacks it, or must change the password first.
    """
    if not is_permitted(caller, permission, office=office, now=now):
        raise NotPermitted(permission=permission)


def holdings_today(caller: Caller, *, office: Office, now: datetime) -> tuple[Holding, ...]:
    """SOP roles in which the caller may act today; none for administrators and auditors."""
    if caller.account.app_roles & NEVER_ACTING:
        return ()
    return holdings_on(caller.assignments, now.astimezone(office.zone).date())


def roles_today(caller: Caller, *, office: Office, now: datetime) -> tuple[RoleId, ...]:
    """The roles of `holdings_today`."""
    return tuple(role for role, _ in holdings_today(caller, office=office, now=now))


def is_alive(row: SessionRow, idle: timedelta, now: datetime) -> bool:
    """Whether a session is neither ended nor idle or open too long."""
    is_in_use = now - row.last_seen_at < idle
    return row.revoked_at is None and is_in_use and now < row.absolute_expiry


def _living(conn: Connection, door: SessionRef, now: datetime) -> Held:
    """The session and whose it is, where all of them count."""
    held = session_store.held(conn, door.session_id)
    if held is None or not is_alive(held.session, door.idle, now):
        raise SessionEnded
    if not (held.account.is_active and held.person.is_active):
        raise SessionEnded
    return held
