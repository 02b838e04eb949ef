"""Sign-ins under way at the provider: each comes back once, with the browser that left."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from authlib.oauth2.rfc7636 import create_s256_code_challenge
from itsdangerous import BadSignature, URLSafeSerializer

from lkj.errors import ProviderRefused

LIFE = timedelta(minutes=10)
_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class SignInRequest:
    """What a browser took along: proofs against forgery and replay, and where it wants to go.

    `session_id` names the session whose person shall prove anew who they are; "" for signing
    in.
    """

    state: str
    nonce: str
    verifier: str  # of PKCE
    target: str
    started_at: datetime
    session_id: str = ""

    @property
    def challenge(self) -> str:
        """The S256 challenge of PKCE."""
        return str(create_s256_code_challenge(self.verifier))


def _serializer() -> URLSafeSerializer:
    # A key of this process: after a restart people press the button once more.
    return URLSafeSerializer(
        secrets.token_bytes(_BYTES), signer_kwargs={"digest_method": hashlib.sha256}
    )


@dataclass(frozen=True)
class Requests:
    """Makes requests and takes them back.

    They travel in a signed cookie, so that nobody who is not signed in makes us store anything.
    """

    _serializer: URLSafeSerializer = field(default_factory=_serializer, repr=False)
    _used: dict[str, datetime] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def new(
        self, target: str, now: datetime, *, session_id: str = ""
    ) -> tuple[SignInRequest, str]:
        """A request, and the cookie that its browser keeps."""
        request = SignInRequest(
            state=secrets.token_urlsafe(_BYTES),
            nonce=secrets.token_urlsafe(_BYTES),
            verifier=secrets.token_urlsafe(_BYTES),
            target=target,
            started_at=now,
            session_id=session_id,
        )
        content = {**asdict(request), "started_at": now.isoformat()}
        return request, str(self._serializer.dumps(content))

    def take(self, cookie: str, state: str, now: datetime) -> SignInRequest:
        """The request of this browser, which is used up by that.

        Raises:
            ProviderRefused: `state`: no such request of this browser; `expired`; `used`.
        """
        request = self.read(cookie)
        if request is None or not hmac.compare_digest(request.state.encode(), state.encode()):
            raise ProviderRefused(problem="state")
        if not request.started_at <= now < request.started_at + LIFE:
            raise ProviderRefused(problem="expired")
        with self._lock:
            for old in [key for key, at in self._used.items() if at + LIFE <= now]:
                del self._used[old]
            if request.state in self._used:
                raise ProviderRefused(problem="used")
            self._used[request.state] = request.started_at
        return request

    def read(self, cookie: str) -> SignInRequest | None:
        """The request in a cookie, perhaps old or used; None where it is not one of ours."""
        try:
            content: Mapping[str, str] = self._serializer.loads(cookie)
        except BadSignature:
            return None
        started_at = datetime.fromisoformat(content["started_at"])
        return SignInRequest(**{**content, "started_at": started_at})  # type: ignore[arg-type]
