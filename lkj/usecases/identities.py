"""Which identity at the provider belongs to which account; administrators only."""

from dataclasses import dataclass
from datetime import datetime

from lkj.domain.accounts import Permission
from lkj.domain.text import FormCheck
from lkj.store import account_store, identity_store, session_store
from lkj.store.database import Connection
from lkj.store.identity_store import ProviderIdentity
from lkj.usecases.audited import Change, Recorded, perform
from lkj.usecases.callers import Caller, Door, identify, require
from lkj.usecases.office import Office

LONGEST_IDENTITY = 200


@dataclass(frozen=True, kw_only=True)
class IdentityForm:
    """The identity of an account as the provider names it; empty takes it away."""

    request_id: str
    account_id: str
    identity: str


def identities(*, door: Door, office: Office, now: datetime) -> dict[str, ProviderIdentity]:
    """The identities of all accounts that have one, by account.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.MANAGE_ACCOUNTS, office=office, now=now)
        return {one.account_id: one for one in identity_store.identities(conn)}


def set_identity(form: IdentityForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Give an account an identity at the provider, or take it away.

    What was bound before is released, and open sessions end: the next sign-in binds anew.

    Returns:
        The number in the audit log and the account's id.

    Raises:
        FormInvalid: another account has that identity.
        UnknownPerson, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, _: Caller) -> Change:
        account = account_store.account(conn, form.account_id)
        check = FormCheck()
        identity = check.line(form.identity, "identity", LONGEST_IDENTITY, required=False)
        other = identity_store.of_identity(conn, identity)
        if other is not None and other.account_id != account.id:
            check.add("identity", "taken")
        check.done()
        if identity:
            identity_store.put(conn, account.id, identity)
        else:
            identity_store.remove(conn, account.id)
        session_store.revoke_account(conn, account.id, now)
        # An identity may be an NIP, which the audit log never keeps.
        return Change(account.id, {"username": account.username, "is_given": bool(identity)})

    permission = Permission.MANAGE_ACCOUNTS
    return perform(
        form,
        "identity.set",
        change,
        permission=permission,
        door=door,
        office=office,
        now=now,
    )
