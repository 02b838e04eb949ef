"""Passwords that others give: the first administrator's, and a temporary one."""

import secrets
from datetime import datetime

from lkj.domain.accounts import Account, AppRole, Permission
from lkj.errors import DatabaseNotEmpty, FormInvalid
from lkj.store import account_store, session_store, sign_in_store
from lkj.usecases.accounts import AccountForm, account_facts, checked_account
from lkj.usecases.attempts import account_key
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import HOST, Door, identify, require
from lkj.usecases.office import Office
from lkj.usecases.passwords import Passwords, office_passwords
from lkj.usecases.people import PersonForm, checked_person

_GROUPS, _LETTERS = 4, 4
# Without letters and digits that look alike: people type this from paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def reset_password(
    username: str,
    *,
    door: Door,
    office: Office,
    now: datetime,
    passwords: Passwords | None = None,
) -> str:
    """Give an account a temporary password, which it must change at the next sign-in.

    Its sessions end at once and its failed sign-ins are forgotten.

    Returns:
        The temporary password, which is stored nowhere.

    Raises:
        FormInvalid: no such account.
        NotPermitted, SessionEnded, StorageFailed.
    """
    temporary = _temporary_password()
    fresh = (passwords or office_passwords()).hash(temporary)
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.MANAGE_ACCOUNTS, office=office, now=now)
        found = account_store.account_by_username(conn, username.strip().lower())
        if found is None:
            raise FormInvalid(problems=(("username", "unknown", ""),))
        account = found[0]
        account_store.set_password(conn, account.id, fresh, must_change=True)
        sign_in_store.clear_failures(conn, key=account_key(account.username))
        session_store.revoke_account(conn, account.id, now)
        change = Change(account.id, {"username": account.username})
        account_id = caller.audit_account_id
        write_audit(conn, "password.reset", change, account_id=account_id, now=now)
    return temporary


def first_administrator(
    person: PersonForm,
    username: str,
    password: str,
    *,
    office: Office,
    now: datetime,
    passwords: Passwords | None = None,
) -> Account:
    """Add the first person, account and password of an office; from the command line only.

    Raises:
        DatabaseNotEmpty: the office has accounts already.
        FormInvalid, PasswordRefused: with every problem.
    """
    passwords = passwords or office_passwords()
    with office.database.write() as conn:
        if account_store.accounts(conn):
            raise DatabaseNotEmpty
        somebody = checked_person(conn, person)
        account_store.add_person(conn, somebody)
        form = AccountForm(
            request_id=person.request_id,
            person_id=somebody.id,
            username=username,
            app_roles=frozenset({AppRole.ADMINISTRATOR}),
        )
        account = checked_account(conn, form)
        passwords.check(password, account=account, person=somebody)
        # Nobody else can be signed in yet, so hashing inside the transaction delays nobody.
        account_store.add_account(conn, account, password_hash=passwords.hash(password))
        host = identify(conn, HOST, now=now)
        write_audit(
            conn,
            "account.first",
            Change(account.id, account_facts(account)),
            account_id=host.audit_account_id,
            now=now,
        )
        return account


def _temporary_password() -> str:
    groups = (
        "".join(secrets.choice(_ALPHABET) for _ in range(_LETTERS)) for _ in range(_GROUPS)
    )
    return "-".join(groups)
