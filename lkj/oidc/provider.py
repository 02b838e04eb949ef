"""The identity provider: where it lies, its keys, and whom it vouches for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from threading import Lock
from typing import Any
from urllib.parse import urlencode

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from lkj.errors import ProviderRefused, ProviderUnavailable
from lkj.oidc.answers import read_json, redeem
from lkj.oidc.id_token import ALGORITHMS, UnknownKey, checked_claims
from lkj.oidc.requests import SignInRequest
from lkj.oidc.settings import OidcSettings, is_safe_address

KEPT = timedelta(hours=1)
CLOCK_SLACK = timedelta(minutes=1)  # between the provider's clock and ours
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_OPTIONAL_ENDPOINTS = ("userinfo_endpoint", "end_session_endpoint")
_LONGEST_SUBJECT, _LONGEST_IDENTITY = 255, 200


@dataclass(frozen=True)
class ProvenIdentity:
    """Whom the provider vouches for; `authenticated_at` None where it does not say when."""

    issuer: str
    subject: str
    identity: str  # the value of the claim that names the account
    authenticated_at: datetime | None


@dataclass(frozen=True)
class _Known:
    metadata: Mapping[str, Any]
    keys: KeySet
    at: datetime


class Provider:
    """One provider; what it says of itself is kept for an hour."""

    def __init__(self, settings: OidcSettings) -> None:
        self._settings = settings
        self._known: _Known | None = None
        self._lock = Lock()

    def address(self, request: SignInRequest, now: datetime) -> str:
        """Where the browser goes to prove who sits there.

        A request for a session asks for the password anew, whoever is signed in there.

        Raises:
            ProviderUnavailable: what the provider says of itself cannot be read or used.
        """
        metadata = self._look(now).metadata
        # With max_age the token must tell when, whatever the provider makes of prompt.
        anew = {"prompt": "login", "max_age": "0"} if request.session_id else {}
        return str(
            prepare_grant_uri(
                metadata["authorization_endpoint"],
                client_id=self._settings.client_id,
                response_type="code",
                redirect_uri=self._settings.return_address,
                scope=self._settings.scope,
                state=request.state,
                nonce=request.nonce,
                code_challenge=request.challenge,
                code_challenge_method="S256",
                **anew,
            )
        )

    def proven(
        self, code: str, issuer: str, request: SignInRequest, now: datetime
    ) -> ProvenIdentity:
        """Redeem the code that came back with the browser, and check what it brings.

        `issuer` is the parameter `iss` of the answer, "" where there was none.

        Raises:
            ProviderRefused: `problem` tells which check failed.
            ProviderUnavailable: the provider does not answer.
        """
        known = self._look(now)
        self._check_answer(known, code, issuer)
        tokens = redeem(
            code,
            request.verifier,
            known.metadata["token_endpoint"],
            _auth_method(known.metadata),
            settings=self._settings,
        )
        claims = self._claims(known, tokens, request, now)
        authenticated_at = _moment(claims.get("auth_time"))
        if request.session_id:
            _check_fresh(authenticated_at, request)
        return ProvenIdentity(
            issuer=self._settings.issuer,
            subject=_line(claims.get("sub"), "sub", _LONGEST_SUBJECT),
            identity=self._identity(known, tokens, claims),
            authenticated_at=authenticated_at and min(authenticated_at, now),
        )

    def sign_out_address(self, now: datetime) -> str:
        """Where one signs out of the provider itself, or "" where it offers no such page.

        Raises:
            ProviderUnavailable: what the provider says of itself cannot be read or used.
        """
        endpoint = self._look(now).metadata.get("end_session_endpoint", "")
        query = urlencode({"client_id": self._settings.client_id})
        return f"{endpoint}?{query}" if endpoint else ""

    def check(self, now: datetime) -> None:
        """Ask the provider what it says of itself, whatever is kept.

        Raises:
            ProviderUnavailable: `problem` tells what is wrong.
        """
        self._fetch(now)

    def _claims(
        self, known: _Known, tokens: Mapping[str, Any], request: SignInRequest, now: datetime
    ) -> Mapping[str, Any]:
        try:
            return self._checked(known, tokens, request, now)
        except UnknownKey:
            pass
        try:  # the provider may have changed its keys since
            return self._checked(self._fetch(now), tokens, request, now)
        except UnknownKey as error:
            raise ProviderRefused(problem="signature") from error

    def _checked(
        self, known: _Known, tokens: Mapping[str, Any], request: SignInRequest, now: datetime
    ) -> Mapping[str, Any]:
        return checked_claims(
            tokens,
            keys=known.keys,
            algorithms=_algorithms(known.metadata),
            settings=self._settings,
            nonce=request.nonce,
            now=now,
            slack=CLOCK_SLACK,
        )

    def _check_answer(self, known: _Known, code: str, issuer: str) -> None:
        # RFC 9207: another provider's answer must not be redeemed at this one.
        is_told = known.metadata.get("authorization_response_iss_parameter_supported") is True
        if (issuer or is_told) and issuer != self._settings.issuer:
            raise ProviderRefused(problem="iss")
        if not code:
            raise ProviderRefused(problem="code")

    def _identity(
        self, known: _Known, tokens: Mapping[str, Any], claims: Mapping[str, Any]
    ) -> str:
        name, endpoint = self._settings.claim, known.metadata.get("userinfo_endpoint")
        if name not in claims and endpoint and tokens.get("access_token"):
            told = read_json(endpoint, token=str(tokens["access_token"]))
            if told.get("sub") != claims["sub"]:
                raise ProviderRefused(problem="sub")
            claims = told
        return _line(claims.get(name), "claim", _LONGEST_IDENTITY)

    def _look(self, now: datetime) -> _Known:
        with self._lock:
            known = self._known
        if known is not None and known.at <= now < known.at + KEPT:
            return known
        return self._fetch(now)

    def _fetch(self, now: datetime) -> _Known:
        issuer = self._settings.issuer
        metadata = read_json(issuer.rstrip("/") + "/.well-known/openid-configuration")
        if metadata.get("issuer") != issuer:
            raise ProviderUnavailable(problem="issuer")
        _check_endpoints(metadata)
        known = _Known(metadata, _keys(read_json(metadata["jwks_uri"])), now)
        with self._lock:
            self._known = known
        return known


@cache
def provider_of(settings: OidcSettings) -> Provider:
    """The provider of these settings; one for the process, so that it is asked once."""
    return Provider(settings)


def _check_endpoints(metadata: Mapping[str, Any]) -> None:
    named = [metadata.get(name) for name in _ENDPOINTS]
    named += [metadata[name] for name in _OPTIONAL_ENDPOINTS if name in metadata]
    if not all(isinstance(one, str) and is_safe_address(one) for one in named):
        raise ProviderUnavailable(problem="endpoints")
    if not _algorithms(metadata):
        raise ProviderUnavailable(problem="algorithms")


def _algorithms(metadata: Mapping[str, Any]) -> list[str]:
    offered = metadata.get("id_token_signing_alg_values_supported")
    return [name for name in ALGORITHMS if isinstance(offered, list) and name in offered]


def _keys(told: Mapping[str, Any]) -> KeySet:
    """The keys that sign; what else a provider publishes is left out."""
    listed = told.get("keys")
    signing = [
        key
        for key in (listed if isinstance(listed, list) else [])
        if isinstance(key, dict)
        and key.get("kty") in {"RSA", "EC", "OKP"}
        and key.get("use", "sig") == "sig"
    ]
    try:
        return KeySet.import_key_set({"keys": signing})
    except (JoseError, ValueError, KeyError, TypeError) as error:
        raise ProviderUnavailable(problem="keys") from error


def _auth_method(metadata: Mapping[str, Any]) -> str:
    # Where the provider says nothing, the standard means client_secret_basic.
    offered = metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    is_basic = "client_secret_basic" in offered
    return "client_secret_basic" if is_basic else "client_secret_post"


def _check_fresh(authenticated_at: datetime | None, request: SignInRequest) -> None:
    """Not every provider does what `prompt` and `max_age` ask; the token tells."""
    if authenticated_at is None or authenticated_at < request.started_at - CLOCK_SLACK:
        raise ProviderRefused(problem="auth_time")


def _moment(seconds: object) -> datetime | None:
    if not isinstance(seconds, int | float) or isinstance(seconds, bool):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise ProviderRefused(problem="auth_time") from error


def _line(value: object, problem: str, longest: int) -> str:
    text = value.strip() if isinstance(value, str) else ""
    if not text or not text.isprintable() or len(text) > longest:
        raise ProviderRefused(problem=problem)
    return text
