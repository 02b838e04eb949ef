"""Ask the provider over the network, within limits of time and size."""

import json
from collections.abc import Mapping
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from lkj.errors import ProviderRefused, ProviderUnavailable
from lkj.oidc.settings import OidcSettings

_TIMEOUT = (3.05, 5)  # seconds: until it answers the call, between two pieces of the answer
_MOST_BYTES = 512 * 1024


def read_json(address: str, *, token: str = "") -> dict[str, Any]:
    """An object from the provider; redirects are not followed.

    Raises:
        ProviderUnavailable: it cannot be reached, or answers something else.
    """
    headers = {"accept": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token}"
    try:
        with requests.get(
            address, headers=headers, timeout=_TIMEOUT, allow_redirects=False, stream=True
        ) as answer:
            if answer.status_code != requests.codes.ok:
                raise ProviderUnavailable(problem="answer")
            body = answer.raw.read(_MOST_BYTES + 1, decode_content=True)
    except (requests.RequestException, OSError) as error:
        raise ProviderUnavailable(problem="unreachable") from error
    return _object(body)


def redeem(
    code: str, verifier: str, address: str, method: str, *, settings: OidcSettings
) -> Mapping[str, Any]:
    """Exchange a code for its tokens, at the provider's token endpoint `address`.

    Raises:
        ProviderRefused: `code`: used, expired, or not ours.
        ProviderUnavailable: no answer, or it does not know us.
    """
    with OAuth2Session(
        settings.client_id,
        settings.client_secret,
        token_endpoint_auth_method=method,
        redirect_uri=settings.return_address,
        default_timeout=_TIMEOUT,
    ) as client:
        try:
            tokens: Mapping[str, Any] = client.fetch_token(
                address,
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                allow_redirects=False,
            )
        except OAuthError as error:
            if error.error == "invalid_client":
                raise ProviderUnavailable(problem="client") from error
            raise ProviderRefused(problem="code") from error
        except (requests.RequestException, ValueError) as error:
            raise ProviderUnavailable(problem="unreachable") from error
    return tokens


def _object(body: bytes) -> dict[str, Any]:
    try:
        content = json.loads(body[:_MOST_BYTES]) if len(body) <= _MOST_BYTES else None
    except ValueError as error:
        raise ProviderUnavailable(problem="answer") from error
    if not isinstance(content, dict):
        raise ProviderUnavailable(problem="answer")
    return content
