"""Accounts: who may sign in and with which roles of the product; administrators only."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from lkj.domain.accounts import Account, AppRole, Permission
from lkj.domain.text import FormCheck
from lkj.store import account_store, session_store, sign_in_store
from lkj.store.database import Connection
from lkj.usecases.administrators import keep_an_administrator
from lkj.usecases.attempts import USERNAME
from lkj.usecases.audited import Change, Recorded, perform
from lkj.usecases.callers import Caller, Door
from lkj.usecases.office import Office
from lkj.usecases.sign_in import TOKEN_BYTES, token_sha256

LINK_LIFE = timedelta(hours=24)
LINK_PATH = "/atur-sandi/"
_LEAST_TOKEN = 43  # 32 bytes as base64


@dataclass(frozen=True, kw_only=True)
class AccountForm:
    """A new account of a person."""

    request_id: str
    person_id: str
    username: str
    app_roles: frozenset[AppRole] = frozenset()


@dataclass(frozen=True, kw_only=True)
class AccountRef:
    """An account to disable or to enable."""

    request_id: str
    account_id: str


@dataclass(frozen=True, kw_only=True)
class AppRolesForm:
    """The roles of the product that an account shall have from now on."""

    request_id: str
    account_id: str
    app_roles: frozenset[AppRole]


@dataclass(frozen=True, kw_only=True)
class LinkForm:
    """A one-time link; `token` comes from `new_link_token` when the form is drawn."""

    request_id: str
    account_id: str
    token: str


def new_link_token() -> str:
    """256 random bits; only their sha-256 is stored."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def link_path(token: str) -> str:
    """Where the one-time link leads, after the public address."""
    return LINK_PATH + token


def add_account(form: AccountForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Let a person sign in; the first password comes by a one-time link.

    Returns:
        The number in the audit log and the account's id.

    Raises:
        FormInvalid: with every problem of every field.
        UnknownPerson, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, _: Caller) -> Change:
        account = checked_account(conn, form)
        account_store.add_account(conn, account, password_hash=None)
        return Change(account.id, account_facts(account))

    return _perform(form, "account.add", change, door=door, office=office, now=now)


def disable_account(form: AccountRef, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Take the right to sign in away; open sessions end at once.

    Raises:
        LastAdministrator: nobody could manage accounts any more.
        UnknownPerson, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, _: Caller) -> Change:
        account = account_store.account(conn, form.account_id)
        with keep_an_administrator(conn):
            account_store.update_account(conn, replace(account, is_active=False))
        session_store.revoke_account(conn, account.id, now)
        return Change(account.id, {"username": account.username})

    return _perform(form, "account.disable", change, door=door, office=office, now=now)


def enable_account(form: AccountRef, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Give the right to sign in back, with the password as it was.

    Raises:
        UnknownPerson, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, _: Caller) -> Change:
        account = account_store.account(conn, form.account_id)
        account_store.update_account(conn, replace(account, is_active=True))
        return Change(account.id, {"username": account.username})

    return _perform(form, "account.enable", change, door=door, office=office, now=now)


def set_app_roles(form: AppRolesForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Change the product's roles of an account; its open sessions end at once.

    Raises:
        FormInvalid: an auditor holds no other role.
        LastAdministrator: nobody could manage accounts any more.
        UnknownPerson, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, _: Caller) -> Change:
        check = FormCheck()
        _check_app_roles(check, form.app_roles)
        check.done()
        account = account_store.account(conn, form.account_id)
        changed = replace(account, app_roles=form.app_roles)
        with keep_an_administrator(conn):
            account_store.update_account(conn, changed)
        session_store.revoke_account(conn, account.id, now)
        return Change(account.id, {"before": account_facts(account), **account_facts(changed)})

    return _perform(form, "account.roles", change, door=door, office=office, now=now)


def create_link(form: LinkForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Store a link with which the person sets a password: once, within 24 hours.

    The password of the account, if it has one, works until then. Whoever made the form has
    the token; it is `link_path(form.token)` that the person receives.

    Raises:
        FormInvalid: the token was not made by `new_link_token`, or the account is disabled.
        UnknownPerson, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, caller: Caller) -> Change:
        account = account_store.account(conn, form.account_id)
        check = FormCheck()
        if not account.is_active:
            check.add("account_id", "inactive")
        if len(form.token) < _LEAST_TOKEN:
            check.add("token", "invalid")
        check.done()
        sign_in_store.add_link(
            conn,
            token_sha256=token_sha256(form.token),
            account_id=account.id,
            expires_at=now + LINK_LIFE,
            created_by=caller.account.id,
        )
        return Change(account.id, {"username": account.username})

    return _perform(form, "account.link", change, door=door, office=office, now=now)


def checked_account(conn: Connection, form: AccountForm) -> Account:
    """The account of a form, cleaned.

    Raises:
        FormInvalid: with every problem of every field; user names are taken once.
        UnknownPerson: of the form's person.
    """
    person = account_store.person(conn, form.person_id)
    check = FormCheck()
    username = form.username.strip().lower()
    if not USERNAME.fullmatch(username):
        check.add("username", "username")
    elif account_store.account_by_username(conn, username) is not None:
        check.add("username", "taken")
    if not person.is_active:
        check.add("person_id", "inactive")
    _check_app_roles(check, form.app_roles)
    check.done()
    return Account(
        id=str(uuid4()), person_id=person.id, username=username, app_roles=form.app_roles
    )


def _check_app_roles(check: FormCheck, app_roles: frozenset[AppRole]) -> None:
    if AppRole.AUDITOR in app_roles and len(app_roles) > 1:
        check.add("app_roles", "auditor_alone")


def account_facts(account: Account) -> dict[str, object]:
    """What the audit log keeps of an account."""
    roles = sorted(role.value for role in account.app_roles)
    return {"username": account.username, "app_roles": roles}


def _perform(
    form: AccountForm | AccountRef | AppRolesForm | LinkForm,
    action: str,
    change: Callable[[Connection, Caller], Change],
    *,
    door: Door,
    office: Office,
    now: datetime,
) -> Recorded:
    permission = Permission.MANAGE_ACCOUNTS
    return perform(
        form, action, change, permission=permission, door=door, office=office, now=now
    )
