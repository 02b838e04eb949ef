"""Failed sign-ins: counted per account and per address, and refused when there are many."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from lkj.domain.accounts import Account
from lkj.errors import TooManyAttempts
from lkj.store import account_store, sign_in_store
from lkj.store.database import Connection
from lkj.usecases.audited import Change, write_audit

WINDOW = timedelta(minutes=15)
MOST_FAILURES_PER_ACCOUNT = 5
MOST_FAILURES_PER_ADDRESS = 20
USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,31}")
_LONGEST_ADDRESS = 64
_LONGEST_AGENT = 200


@dataclass(frozen=True)
class Attempt:
    """Where a sign-in comes from: the address, and what the browser calls itself."""

    address: str = ""
    agent: str = ""

    @classmethod
    def of(cls, address: str, agent: str) -> "Attempt":
        """Keep of both what can be stored and shown."""
        shown = "".join(character for character in agent if character.isprintable())
        return cls(address[:_LONGEST_ADDRESS], shown[:_LONGEST_AGENT])

    @property
    def address_key(self) -> str:
        """What failures from this address are counted under."""
        return f"address:{self.address or 'unknown'}"


def account_key(username: str) -> str:
    """What failures for this user name are counted under, whether or not it exists."""
    if USERNAME.fullmatch(username):
        return f"account:{username}"
    # People type their password into the wrong field: what is no user name is not stored.
    digest = hashlib.sha256(username.encode("utf-8", "surrogatepass")).hexdigest()
    return f"account:?{digest[:16]}"


def account_and_hash(conn: Connection, username: str) -> tuple[Account, str | None] | None:
    """The account of a typed user name, with its password hash; None where there is none."""
    # Half characters cannot be asked for: the drivers refuse them.
    is_text = username.isprintable()
    return account_store.account_by_username(conn, username) if is_text else None


def refuse_when_many(
    conn: Connection, attempt: Attempt, now: datetime, *, username: str | None = None
) -> None:
    """Go on only below both limits.

    Raises:
        TooManyAttempts: `minutes` until a new attempt surely counts.
    """
    limits = {attempt.address_key: MOST_FAILURES_PER_ADDRESS}
    if username is not None:
        limits[account_key(username)] = MOST_FAILURES_PER_ACCOUNT
    for key, most in limits.items():
        if sign_in_store.failures_since(conn, key=key, since=now - WINDOW) >= most:
            raise TooManyAttempts(minutes=WINDOW // timedelta(minutes=1))


def note_failure(
    conn: Connection,
    attempt: Attempt,
    now: datetime,
    *,
    username: str | None = None,
    **facts: str,
) -> None:
    """Count a failure and write it to the audit log, without what was typed.

    `facts` tell the audit log more of how it was tried.
    """
    account: Account | None = None
    sign_in_store.forget_failures(conn, before=now - WINDOW)
    sign_in_store.record_failure(conn, key=attempt.address_key, at=now)
    if username is not None:
        sign_in_store.record_failure(conn, key=account_key(username), at=now)
        found = account_and_hash(conn, username)
        account = found[0] if found else None
    change = Change(account.id if account else "", {"address": attempt.address, **facts})
    write_audit(conn, "session.refuse", change, account_id=None, now=now)
