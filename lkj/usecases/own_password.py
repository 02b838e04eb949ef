"""Set a password of one's own: signed in, or with a one-time link."""

from datetime import datetime

from lkj.domain.accounts import Account
from lkj.errors import LinkInvalid, PasswordRefused, SignInRefused
from lkj.store import account_store, session_store, sign_in_store
from lkj.store.database import Connection
from lkj.usecases.attempts import Attempt, account_key, note_failure, refuse_when_many
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import SessionRef, identify
from lkj.usecases.office import Office
from lkj.usecases.passwords import PasswordProblem, Passwords, office_passwords
from lkj.usecases.sign_in import account_with_hash, is_usable, open_session, token_sha256


def change_password(
    current: str,
    new: str,
    *,
    door: SessionRef,
    attempt: Attempt,
    office: Office,
    now: datetime,
    passwords: Passwords | None = None,
) -> str:
    """Replace the caller's password and end all sessions of the account.

    Returns:
        The token of a new session for this browser.

    Raises:
        SignInRefused: `current` is wrong.
        TooManyAttempts: too many wrong ones.
        PasswordRefused: `new` breaks the policy, or is the current one.
        SessionEnded.
    """
    passwords = passwords or office_passwords()
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        username = caller.account.username
        refuse_when_many(conn, attempt, now, username=username)
        found = account_store.account_by_username(conn, username)
    stored = found[1] if found else None
    # Hashing takes a tenth of a second: never inside a write transaction.
    fresh = ""
    is_right = passwords.matches(stored, current)
    if is_right:
        if new == current:
            raise PasswordRefused(problems=(PasswordProblem.UNCHANGED,))
        passwords.check(new, account=caller.account, person=caller.person)
        fresh = passwords.hash(new)
    with office.database.write() as conn:
        identify(conn, door, now=now)
        refuse_when_many(conn, attempt, now, username=username)
        account = account_with_hash(conn, username, stored) if is_right else None
        if account is not None:
            _replace(conn, account, fresh, action="password.change", now=now)
            return open_session(conn, account, attempt, office=office, now=now)
        note_failure(conn, attempt, now, username=username)
    raise SignInRefused


def set_password_by_link(
    token: str,
    new: str,
    *,
    attempt: Attempt,
    office: Office,
    now: datetime,
    passwords: Passwords | None = None,
) -> None:
    """Set a password with a one-time link; the link is used up only where that succeeds.

    Raises:
        LinkInvalid: used, expired, unknown, or its account is disabled.
        PasswordRefused: the password breaks the policy.
        TooManyAttempts: too many wrong links from this address.
    """
    passwords = passwords or office_passwords()
    passwords.check_alone(new)
    with office.database.read() as conn:
        refuse_when_many(conn, attempt, now)
    fresh = passwords.hash(new)
    with office.database.write() as conn:
        account_id = sign_in_store.take_link(conn, token_sha256(token), now=now)
        account = account_store.account(conn, account_id) if account_id else None
        if account is not None and is_usable(conn, account):
            person = account_store.person(conn, account.person_id)
            passwords.check(new, account=account, person=person)
            _replace(conn, account, fresh, action="password.set_by_link", now=now)
            return
        note_failure(conn, attempt, now)
    raise LinkInvalid


def _replace(
    conn: Connection, account: Account, fresh: str, *, action: str, now: datetime
) -> None:
    account_store.set_password(conn, account.id, fresh, must_change=False)
    sign_in_store.clear_failures(conn, key=account_key(account.username))
    session_store.revoke_account(conn, account.id, now)
    write_audit(conn, action, Change(account.id, {}), account_id=account.id, now=now)
