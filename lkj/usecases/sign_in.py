"""Sign in, sign out, and set a password of one's own."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from lkj.domain.accounts import Account, AppRole, Holding, holdings_on
from lkj.errors import SessionEnded, SignInRefused, UnknownPerson
from lkj.store import account_store, meta_store, session_store, sign_in_store
from lkj.store.database import Connection
from lkj.store.session_store import SessionRow
from lkj.usecases.attempts import (
    Attempt,
    account_and_hash,
    account_key,
    note_failure,
    refuse_when_many,
)
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Door, SessionRef, identify, session_ref
from lkj.usecases.office import Office, Settings
from lkj.usecases.passwords import Passwords, office_passwords

SIGN_IN_PATH = "/masuk"
# The interface runs this after signing out; the content security policy holds its hash.
SIGNED_OUT_SCRIPT = f"location.href='{SIGN_IN_PATH}'"

TOKEN_BYTES = 32


@dataclass(frozen=True)
class ExampleAccount:
    """An account of the example database, offered as a button."""

    account_id: str
    name: str
    title: str
    holdings: tuple[Holding, ...]
    app_roles: frozenset[AppRole]


def cookie_name(settings: Settings) -> str:
    """Name of the session cookie; browsers bind `__Host-` names to https and one host."""
    return "__Host-lkj_sid" if settings.cookie_secure else "lkj_sid"


def office_cookie_name(settings: Settings) -> str:
    """Name of the cookie that keeps the satuan kerja."""
    return "__Host-lkj_satuan" if settings.cookie_secure else "lkj_satuan"


def token_sha256(token: str) -> str:
    """What is stored of a session token or a one-time link."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def door_of(token: str, settings: Settings) -> SessionRef:
    """The session that a cookie's value names; whether it lives, `identify` tells."""
    return session_ref(token_sha256(token), settings)


def sign_in(
    username: str,
    password: str,
    *,
    attempt: Attempt,
    office: Office,
    now: datetime,
    passwords: Passwords | None = None,
) -> str:
    """Open a session for a user name and a password.

    Returns:
        The token for the cookie; only its sha-256 is stored.

    Raises:
        SignInRefused: name or password is wrong, the account is disabled, or only
            administrators use passwords here.
        TooManyAttempts: for this name or this address, whatever the password.
    """
    passwords = passwords or office_passwords()
    name = username.strip().lower()
    with office.database.read() as conn:
        refuse_when_many(conn, attempt, now, username=name)
        found = account_and_hash(conn, name)
    stored = found[1] if found else None
    # Hashing takes a tenth of a second: never inside a write transaction.
    is_right = passwords.matches(stored, password)
    is_old = is_right and stored is not None and passwords.needs_rehash(stored)
    fresh = passwords.hash(password) if is_old else None
    with office.database.write() as conn:
        # Again: many attempts at once all passed the first look.
        refuse_when_many(conn, attempt, now, username=name)
        account = account_with_hash(conn, name, stored) if is_right else None
        if account is not None and may_use_password(account, office.settings):
            if fresh is not None:
                must_change = account.must_change_password
                account_store.set_password(conn, account.id, fresh, must_change=must_change)
            sign_in_store.clear_failures(conn, key=account_key(name))
            return open_session(conn, account, attempt, office=office, now=now)
        note_failure(conn, attempt, now, username=name)
    raise SignInRefused


def example_accounts(*, office: Office, now: datetime) -> tuple[ExampleAccount, ...]:
    """Accounts to sign in to with one button; none outside the example database."""
    today = now.astimezone(office.zone).date()
    with office.database.read() as conn:
        if not is_example(conn):
            return ()
        accounts = [a for a in account_store.accounts(conn) if a.is_active]
        persons = {person.id: person for person in account_store.persons(conn)}
        assignments = account_store.assignments(conn)
    return tuple(
        ExampleAccount(
            account_id=account.id,
            name=persons[account.person_id].name,
            title=persons[account.person_id].title,
            holdings=holdings_on(
                (a for a in assignments if a.person_id == account.person_id), today
            ),
            app_roles=account.app_roles,
        )
        for account in accounts
        if persons[account.person_id].is_active
    )


def sign_in_example(account_id: str, *, attempt: Attempt, office: Office, now: datetime) -> str:
    """Open a session without a password, in the example database only.

    Returns:
        The token for the cookie.

    Raises:
        SignInRefused: the database is not marked as example, or has no such active account.
    """
    with office.database.write() as conn:
        if not is_example(conn):
            raise SignInRefused
        try:
            account = account_store.account(conn, account_id)
        except UnknownPerson as error:
            raise SignInRefused from error
        if not is_usable(conn, account):
            raise SignInRefused
        return open_session(conn, account, attempt, office=office, now=now)


def is_example(conn: Connection) -> bool:
    """Whether the database holds the example: its mark is written with the data."""
    return bool(meta_store.get(conn, "example"))


def sign_out(door: Door, *, office: Office, now: datetime) -> None:
    """End the session at once, in every tab; an ended one stays ended."""
    if not isinstance(door, SessionRef):
        return
    with office.database.write() as conn:
        try:
            caller = identify(conn, door, now=now)
        except SessionEnded:
            return
        session_store.revoke(conn, door.session_id, now)
        change = Change(caller.account.id, {})
        write_audit(conn, "session.close", change, account_id=caller.account.id, now=now)


def account_with_hash(conn: Connection, username: str, stored: str | None) -> Account | None:
    """The account, where it may be used and its password hash is still the one compared."""
    found = account_and_hash(conn, username)
    if found is None or found[1] != stored or not is_usable(conn, found[0]):
        return None
    return found[0]


def may_use_password(account: Account, settings: Settings) -> bool:
    """Whether a password opens a session for this account in this installation."""
    return settings.password_for_all or AppRole.ADMINISTRATOR in account.app_roles


def is_usable(conn: Connection, account: Account) -> bool:
    """Whether both the account and its person are active."""
    return account.is_active and account_store.person(conn, account.person_id).is_active


def open_session(
    conn: Connection,
    account: Account,
    attempt: Attempt,
    *,
    office: Office,
    now: datetime,
    provider: str | None = None,
    authenticated_at: datetime | None = None,
) -> str:
    """Store a new session and write it to the audit log.

    `provider` is the issuer that vouched for the person, and `authenticated_at` when it made
    sure, if it said so.

    Returns:
        Its token, which is stored nowhere.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = SessionRow(
        id=token_sha256(token),
        account_id=account.id,
        created_at=now,
        last_seen_at=now,
        absolute_expiry=now + timedelta(hours=office.settings.session_absolute_hours),
        revoked_at=None,
        address=attempt.address,
        agent=attempt.agent,
        provider=provider,
        authenticated_at=authenticated_at,
    )
    session_store.open_session(conn, row)
    by = {"provider": provider} if provider else {}
    change = Change(account.id, {"address": attempt.address, **by})
    write_audit(conn, "session.open", change, account_id=account.id, now=now)
    return token
