"""Before a signature its signer proves anew who they are, where the office wants that.

Which decision is a signature stands in the SOP (`pengesahan = "tanda_tangan"`).
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from lkj.domain import commands as c
from lkj.domain.sop import Decision, Endorsement, Sop
from lkj.domain.state import ReportState
from lkj.errors import ReenteredWrong, SessionEnded, SignatureUnconfirmed
from lkj.store import account_store, session_store, sign_in_store
from lkj.store.database import Connection
from lkj.store.session_store import SessionRow
from lkj.usecases.attempts import Attempt, account_key, note_failure, refuse_when_many
from lkj.usecases.callers import Door, SessionRef, identify
from lkj.usecases.office import Office
from lkj.usecases.passwords import Passwords, office_passwords
from lkj.usecases.sign_in import account_with_hash

FRESH = timedelta(minutes=5)  # for so long a proof at the provider counts
BY_PASSWORD, BY_PROVIDER = "password", "provider"
_NO_PASSWORD = "none"  # noqa: S105 - the account has none


@dataclass(frozen=True)
class Reentered:
    """The password as it was typed again; kept nowhere, in no form and in no message."""

    password: str = field(repr=False)
    passwords: Passwords = field(default_factory=office_passwords, repr=False)


@dataclass(frozen=True)
class Proof:
    """The password hash of the account to which the password was compared, and equal."""

    username: str
    stored: str | None = field(repr=False)


def is_signature(decision: Decision, state: ReportState, sop: Sop) -> bool:
    """Whether this decision on the open step is a signature, by the SOP's data."""
    visit = state.open_visit
    if visit is None:
        return False
    route = sop.step(visit.step).next.get(decision)
    return route is not None and route.endorsement is Endorsement.SIGNATURE


def way_to_confirm(*, door: Door, office: Office, now: datetime) -> tuple[str, datetime | None]:
    """How the caller confirms a signature now, and until when a confirmation made counts.

    Returns:
        "" where the office wants none, "password", "provider", or "none" for an account
        without a password; the moment only for a fresh proof at the provider.

    Raises:
        SessionEnded.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        if not office.settings.reenters_password:
            return "", None
        row = _session(conn, door)
        if row.provider is not None:
            is_fresh = _is_fresh(row, now)
            until = row.authenticated_at + FRESH if row.authenticated_at and is_fresh else None
            return BY_PROVIDER, until
        return _way(conn, caller.account.username), None


def compare(
    reentered: Reentered | None, door: Door, *, office: Office, now: datetime
) -> Proof | None:
    """Compare a password that was typed again; a wrong one counts as a failed sign-in.

    Raises:
        ReenteredWrong, TooManyAttempts, SessionEnded.
    """
    if reentered is None or not office.settings.reenters_password:
        return None
    with office.database.read() as conn:
        attempt = _attempt(_session(conn, door))
        username = identify(conn, door, now=now).account.username
        refuse_when_many(conn, attempt, now, username=username)
        found = account_store.account_by_username(conn, username)
    stored = found[1] if found else None
    if reentered.passwords.matches(stored, reentered.password):
        return Proof(username, stored)
    with office.database.write() as conn:
        # Again: many attempts at once all passed the first look.
        refuse_when_many(conn, attempt, now, username=username)
        note_failure(conn, attempt, now, username=username, reason="signature")
    raise ReenteredWrong


def confirm_signature(
    conn: Connection,
    command: c.Command,
    state: ReportState,
    sop: Sop,
    *,
    act: c.Act,
    door: Door,
    proof: Proof | None,
    office: Office,
    now: datetime,
) -> str:
    """Let a signature pass only when its signer has just proved who they are.

    Returns:
        How: "password" or "provider"; "" where nothing is asked.

    Raises:
        SignatureUnconfirmed: `way` tells how to confirm.
        TooManyAttempts: wrong passwords in the meantime.
    """
    is_asked = (
        office.settings.reenters_password
        and isinstance(command, c.Move)
        and is_signature(command.decision, state, sop)
    )
    visit = state.open_visit
    # Who holds no role that signs is refused by `decide`, with its own words.
    if not is_asked or visit is None or act.holding(sop.step(visit.step).finishers) is None:
        return ""
    row = _session(conn, door)
    if row.provider is not None:
        if not _is_fresh(row, now):
            raise SignatureUnconfirmed(way=BY_PROVIDER)
        return BY_PROVIDER
    username = identify(conn, door, now=now).account.username
    refuse_when_many(conn, _attempt(row), now, username=username)
    is_proved = proof is not None and proof.username == username
    if proof is None or not is_proved or not account_with_hash(conn, username, proof.stored):
        raise SignatureUnconfirmed(way=_way(conn, username))
    sign_in_store.clear_failures(conn, key=account_key(username))
    return BY_PASSWORD


def _session(conn: Connection, door: Door) -> SessionRow:
    row = session_store.find(conn, door.session_id) if isinstance(door, SessionRef) else None
    if row is None:
        raise SessionEnded
    return row


def _attempt(row: SessionRow) -> Attempt:
    return Attempt(row.address, row.agent)


def _way(conn: Connection, username: str) -> str:
    found = account_store.account_by_username(conn, username)
    return BY_PASSWORD if found and found[1] else _NO_PASSWORD


def _is_fresh(row: SessionRow, now: datetime) -> bool:
    at = row.authenticated_at
    return at is not None and at <= now < at + FRESH
