"""Sign in, or prove anew who one is, at the office's identity provider."""

from dataclasses import dataclass, field
from datetime import datetime

from lkj.domain.accounts import Account
from lkj.errors import (
    AccountDisabled,
    IdentityElsewhere,
    IdentityUnknown,
    LkjError,
    OtherIdentity,
    ProviderRefused,
    ProviderUnavailable,
)
from lkj.oidc.provider import ProvenIdentity, Provider, provider_of
from lkj.oidc.requests import Requests, SignInRequest
from lkj.oidc.settings import OidcSettings
from lkj.store import account_store, identity_store, session_store
from lkj.store.database import Connection
from lkj.usecases.attempts import Attempt, note_failure, refuse_when_many
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import SessionRef, identify
from lkj.usecases.office import Office
from lkj.usecases.sign_in import is_usable, open_session

# Nobody guesses anything here: somebody turned back, was slow, or the provider is down.
_HARMLESS = frozenset({"cancelled", "expired"})


@dataclass(frozen=True)
class ProviderDesk:
    """The provider of an office, and the sign-ins that are under way to it."""

    provider: Provider
    requests: Requests = field(default_factory=Requests)

    @classmethod
    def of(cls, settings: OidcSettings) -> "ProviderDesk":
        """The desk of an installation; one for each process that serves pages."""
        return cls(provider_of(settings))


@dataclass(frozen=True)
class Departure:
    """Where the browser goes, and the cookie that it takes along."""

    address: str
    cookie: str


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the browser brings back: parameters of the address, and its cookie."""

    code: str
    state: str
    issuer: str
    error: str
    cookie: str


@dataclass(frozen=True)
class Arrival:
    """Where it leads on to; `token` opens the new session, None where it is the old one."""

    target: str
    token: str | None


def depart(
    target: str,
    *,
    session: SessionRef | None,
    desk: ProviderDesk,
    office: Office,
    now: datetime,
) -> Departure:
    """Send a browser to the provider; with a `session` to prove anew who sits there.

    Raises:
        ProviderUnavailable.
        SessionEnded: of that session.
    """
    if session is not None:
        with office.database.read() as conn:
            identify(conn, session, now=now)
    request, cookie = desk.requests.new(
        target, now, session_id=session.session_id if session else ""
    )
    return Departure(desk.provider.address(request, now), cookie)


def arrive(
    answer: Answer,
    *,
    session: SessionRef | None,
    attempt: Attempt,
    desk: ProviderDesk,
    office: Office,
    now: datetime,
) -> Arrival:
    """Let in whom the provider vouches for, where an account of ours carries that identity.

    Accounts and roles stay ours: none is ever made here. The first sign-in binds the account
    to the subject at the provider; from then on only the subject counts.

    Raises:
        ProviderRefused, IdentityUnknown, IdentityElsewhere, AccountDisabled, OtherIdentity:
            counted and written to the audit log.
        TooManyAttempts: from this address.
        ProviderUnavailable, SessionEnded, StorageFailed.
    """
    try:
        return _arrive(answer, session, attempt, desk=desk, office=office, now=now)
    except (
        ProviderRefused,
        IdentityUnknown,
        IdentityElsewhere,
        AccountDisabled,
        OtherIdentity,
    ) as error:
        _note(error, attempt, office=office, now=now)
        raise


def provider_sign_out(desk: ProviderDesk, now: datetime) -> str:
    """Where one signs out of the provider itself; "" where it has no such page now."""
    try:
        return desk.provider.sign_out_address(now)
    except ProviderUnavailable:
        return ""


def _arrive(
    answer: Answer,
    session: SessionRef | None,
    attempt: Attempt,
    *,
    desk: ProviderDesk,
    office: Office,
    now: datetime,
) -> Arrival:
    with office.database.read() as conn:
        refuse_when_many(conn, attempt, now)
    request = desk.requests.take(answer.cookie, answer.state, now)
    if answer.error:
        is_turned_back = answer.error in {"access_denied", "login_required"}
        raise ProviderRefused(problem="cancelled" if is_turned_back else "refused")
    proven = desk.provider.proven(answer.code, answer.issuer, request, now)
    with office.database.write() as conn:
        # Again: many attempts at once all passed the first look.
        refuse_when_many(conn, attempt, now)
        account = _account(conn, proven, now)
        if request.session_id:
            _confirm(conn, account, proven, request, session, now=now)
            return Arrival(request.target, None)
        token = open_session(
            conn,
            account,
            attempt,
            office=office,
            now=now,
            provider=proven.issuer,
            authenticated_at=proven.authenticated_at,
        )
        return Arrival(request.target, token)


def _account(conn: Connection, proven: ProvenIdentity, now: datetime) -> Account:
    """The account that carries a proven identity, bound to its subject."""
    known = identity_store.of_subject(conn, proven.issuer, proven.subject)
    is_new = known is None
    if known is None:
        known = identity_store.of_identity(conn, proven.identity)
    if known is None:
        raise IdentityUnknown(identity=proven.identity)
    if is_new and known.subject is not None:
        # The name was given to somebody else there, or the provider was replaced.
        raise IdentityElsewhere(identity=proven.identity)
    account = account_store.account(conn, known.account_id)
    if not is_usable(conn, account):
        raise AccountDisabled(account=account.id)
    if is_new:
        identity_store.bind(
            conn, account.id, issuer=proven.issuer, subject=proven.subject, at=now
        )
        # The identity may be an NIP, which the audit log never keeps.
        change = Change(account.id, {"provider": proven.issuer})
        write_audit(conn, "identity.bind", change, account_id=account.id, now=now)
    return account


def _confirm(
    conn: Connection,
    account: Account,
    proven: ProvenIdentity,
    request: SignInRequest,
    session: SessionRef | None,
    *,
    now: datetime,
) -> None:
    """Note in the session that its own person proved anew who they are."""
    if session is None or session.session_id != request.session_id:
        raise ProviderRefused(problem="state")
    caller = identify(conn, session, now=now)
    if caller.account.id != account.id:
        raise OtherIdentity
    session_store.confirm(conn, session.session_id, proven.authenticated_at or now)
    change = Change(account.id, {"provider": proven.issuer})
    write_audit(conn, "session.confirm", change, account_id=account.id, now=now)


def _note(error: LkjError, attempt: Attempt, *, office: Office, now: datetime) -> None:
    problem = str(error.facts.get("problem", type(error).__name__))
    if problem in _HARMLESS or office.settings.oidc is None:
        return
    with office.database.write() as conn:
        facts = {"provider": office.settings.oidc.issuer, "problem": problem}
        note_failure(conn, attempt, now, **facts)
