"""Check an ID token: signature, issuer, audience, times, nonce."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import (
    ClaimError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
    UnsupportedAlgorithmError,
)
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from lkj.errors import ProviderRefused
from lkj.oidc.settings import OidcSettings

# Signatures by a key pair only: with HS256 whoever knows our secret could vouch for anybody.
ALGORITHMS = (
    *(f"{kind}{size}" for kind in ("RS", "PS", "ES") for size in (256, 384, 512)),
    "EdDSA",
    "Ed25519",
)
_LONGEST = 64 * 1024


class UnknownKey(Exception):
    """No key of the provider has the name that the token gives."""


def checked_claims(
    tokens: Mapping[str, Any],
    *,
    keys: KeySet,
    algorithms: Sequence[str],
    settings: OidcSettings,
    nonce: str,
    now: datetime,
    slack: timedelta,
) -> Mapping[str, Any]:
    """The claims of the ID token among `tokens`, checked as OpenID Connect Core 3.1.3.7 says.

    Raises:
        UnknownKey: perhaps the keys are old ones.
        ProviderRefused: `problem`: `token`, `algorithm`, `signature`, or the claim.
    """
    text = tokens.get("id_token")
    if not isinstance(text, str) or len(text) > _LONGEST:
        raise ProviderRefused(problem="token")
    registry = JWSRegistry(algorithms=list(algorithms), strict_check_header=False)
    try:
        token = jwt.decode(text, keys, registry=registry)
        claims = CodeIDToken(
            token.claims,
            token.header,
            {
                "iss": {"essential": True, "value": settings.issuer},
                "aud": {"essential": True, "value": settings.client_id},
            },
            {
                "nonce": nonce,
                "client_id": settings.client_id,
                "access_token": tokens.get("access_token"),
            },
        )
        claims.validate(int(now.timestamp()), leeway=int(slack.total_seconds()))
    except InvalidKeyIdError as error:
        raise UnknownKey from error
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise ProviderRefused(problem=_problem(error)) from error
    return dict(claims)


def _problem(error: Exception) -> str:
    match error:
        case ExpiredTokenError():
            return "exp"
        case ClaimError():
            return str(error.claim)
        case UnsupportedAlgorithmError():
            return "algorithm"
    return "signature"
