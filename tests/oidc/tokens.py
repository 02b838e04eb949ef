"""Good and broken ID tokens, and what we make of them."""

import hmac
import json
from base64 import urlsafe_b64encode
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from lkj.errors import ProviderRefused
from lkj.oidc.provider import ProvenIdentity, Provider
from lkj.oidc.requests import Requests, SignInRequest
from tests.support.false_provider import (
    FalseProvider,
)

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECOND = int(NOW.timestamp())
REQUEST, _ = Requests().new("/", NOW)
ANEW, _ = Requests().new("/", NOW, session_id="sesi")


def claims(
    false: FalseProvider, request: SignInRequest = REQUEST, **changes: Any
) -> dict[str, Any]:
    usual = {
        "iss": false.issuer,
        "aud": "monev-lkj",
        "sub": "s-1",
        "iat": SECOND,
        "exp": SECOND + 60,
        "nonce": request.nonce,
        "preferred_username": "budi",
    }
    return {name: value for name, value in (usual | changes).items() if value is not None}


def handmade(content: dict[str, Any], algorithm: str, key: bytes) -> str:
    """A token that no careful library would make."""
    head = {"alg": algorithm, "kid": "pertama"}
    parts = [urlsafe_b64encode(json.dumps(p).encode()).rstrip(b"=") for p in (head, content)]
    seal = hmac.digest(key, b".".join(parts), "sha256") if key else b""
    return b".".join([*parts, urlsafe_b64encode(seal).rstrip(b"=")]).decode()


def proven(
    false: FalseProvider, request: SignInRequest = REQUEST, **how: Any
) -> ProvenIdentity:
    settings = replace(false.settings, **how)
    return Provider(settings).proven("kode", false.issuer, request, NOW)


def refusal(
    false: FalseProvider, token: str, request: SignInRequest = REQUEST, **more: Any
) -> object:
    false.gives(token, **more)
    with pytest.raises(ProviderRefused) as caught:
        proven(false, request)
    return caught.value.facts["problem"]
