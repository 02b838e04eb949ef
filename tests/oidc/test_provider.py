"""Broken and malicious answers of a provider; the real one is in tests/http."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import OctKey, RSAKey

from lkj.errors import ProviderRefused, ProviderUnavailable
from lkj.oidc.provider import KEPT, ProvenIdentity, Provider
from lkj.oidc.requests import Requests, SignInRequest
from tests.support.false_provider import (
    KEY,
    OTHER_KEY,
    FalseProvider,
    false_provider,
    signed,
)

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECOND = int(NOW.timestamp())
REQUEST, _ = Requests().new("/", NOW)
ANEW, _ = Requests().new("/", NOW, session_id="sesi")


@pytest.fixture
def false() -> Iterator[FalseProvider]:
    with false_provider() as provider:
        yield provider


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


def trouble(false: FalseProvider) -> object:
    with pytest.raises(ProviderUnavailable) as caught:
        Provider(false.settings).check(NOW)
    return caught.value.facts["problem"]


def test_a_good_token_tells_who_it_is(false: FalseProvider) -> None:
    false.gives(signed(claims(false, auth_time=SECOND - 30)))

    assert proven(false) == ProvenIdentity(
        false.issuer, "s-1", "budi", NOW - timedelta(seconds=30)
    )


def test_a_provider_that_does_not_say_when_vouches_all_the_same(false: FalseProvider) -> None:
    false.gives(signed(claims(false)))

    assert proven(false).authenticated_at is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"aud": "aplikasi-lain"}, "aud"),
        ({"aud": None}, "aud"),
        ({"aud": ["monev-lkj", "lain"], "azp": "lain"}, "azp"),
        ({"iss": "https://lain.example"}, "iss"),
        ({"iss": None}, "iss"),
        ({"exp": SECOND - 61}, "exp"),
        ({"exp": None}, "exp"),
        ({"iat": SECOND + 120}, "iat"),
        ({"nbf": SECOND + 120}, "nbf"),
        ({"nonce": "milik-permintaan-lain"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"sub": None}, "sub"),
        ({"sub": ""}, "sub"),
        ({"sub": 7}, "sub"),
        ({"sub": "s" * 256}, "sub"),
        ({"at_hash": "salah"}, "at_hash"),
        ({"preferred_username": None}, "claim"),
        ({"preferred_username": ["budi"]}, "claim"),
        ({"preferred_username": " \x00"}, "claim"),
        ({"auth_time": 1e300}, "auth_time"),
    ],
)
def test_a_claim_that_does_not_hold_is_refused(
    false: FalseProvider, changes: dict[str, Any], problem: str
) -> None:
    token = signed(claims(false, **changes))

    assert refusal(false, token, access_token="a") == problem


def test_a_token_without_signature_is_refused(false: FalseProvider) -> None:
    assert refusal(false, handmade(claims(false), "none", b"")) == "algorithm"


def test_our_own_secret_signs_nothing(false: FalseProvider) -> None:
    secret = OctKey.import_key("rahasia" * 5)

    assert refusal(false, signed(claims(false), secret, "HS256")) == "algorithm"


def test_the_public_key_is_no_secret(false: FalseProvider) -> None:
    token = handmade(claims(false), "HS256", KEY.as_pem(private=False))

    assert refusal(false, token) == "algorithm"


def test_another_key_of_the_same_name_signs_nothing(false: FalseProvider) -> None:
    assert refusal(false, signed(claims(false), OTHER_KEY)) == "signature"


def test_a_key_of_another_name_is_looked_for_once_more(false: FalseProvider) -> None:
    token = signed(claims(false), OTHER_KEY, kid="kedua")

    assert refusal(false, token) == "signature"
    assert false.asked.count("/jwks") == 2


def test_new_keys_of_the_provider_are_found(false: FalseProvider) -> None:
    provider = Provider(false.settings)
    provider.check(NOW)
    new = RSAKey.generate_key(2048, {"kid": "baru", "use": "sig"})
    false.shows_key(KEY, new)
    false.gives(signed(claims(false), new, kid="baru"))

    assert provider.proven("kode", false.issuer, REQUEST, NOW).subject == "s-1"


@pytest.mark.parametrize("token", ["", "a.b", "a.b.c", "x" * 70_000, None, 7])
def test_what_is_no_token_is_refused(false: FalseProvider, token: Any) -> None:
    assert refusal(false, token) in {"token", "signature"}


def test_a_token_that_was_changed_is_refused(false: FalseProvider) -> None:
    head, _, tail = signed(claims(false)).split(".")
    body = signed(claims(false, preferred_username="siti")).split(".")[1]

    assert refusal(false, f"{head}.{body}.{tail}") == "signature"


@pytest.mark.parametrize("auth_time", [None, SECOND - 3600, SECOND - 61, "kini", True])
def test_an_old_sign_in_proves_nothing_anew(false: FalseProvider, auth_time: Any) -> None:
    token = signed(claims(false, ANEW, auth_time=auth_time))

    assert refusal(false, token, ANEW) == "auth_time"


def test_a_sign_in_of_just_now_proves_it(false: FalseProvider) -> None:
    false.gives(signed(claims(false, ANEW, auth_time=SECOND + 30)))

    assert proven(false, ANEW).authenticated_at == NOW  # never later than our own clock


def test_the_claim_may_stand_in_the_userinfo(false: FalseProvider) -> None:
    false.describes(userinfo_endpoint=f"{false.issuer}/me")
    false.says("/me", {"sub": "s-1", "nip": "197002021995031002"})
    false.gives(signed(claims(false)), access_token="a")

    assert proven(false, claim="nip").identity == "197002021995031002"


def test_userinfo_of_somebody_else_is_refused(false: FalseProvider) -> None:
    false.describes(userinfo_endpoint=f"{false.issuer}/me")
    false.says("/me", {"sub": "s-2", "preferred_username": "siti"})

    token = signed(claims(false, preferred_username=None))

    assert refusal(false, token, access_token="a") == "sub"


def test_a_provider_that_names_itself_in_its_answers_must_do_so(false: FalseProvider) -> None:
    false.describes(authorization_response_iss_parameter_supported=True)

    with pytest.raises(ProviderRefused, match="iss"):
        Provider(false.settings).proven("kode", "", REQUEST, NOW)


def test_an_answer_without_code_is_not_redeemed(false: FalseProvider) -> None:
    with pytest.raises(ProviderRefused, match="code"):
        Provider(false.settings).proven("", false.issuer, REQUEST, NOW)


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"issuer": "https://lain.example"}, "issuer"),
        ({"issuer": None}, "issuer"),
        ({"token_endpoint": "http://penyedia.example/token"}, "endpoints"),
        ({"jwks_uri": "file:///etc/passwd"}, "endpoints"),
        ({"authorization_endpoint": None}, "endpoints"),
        ({"userinfo_endpoint": "http://penyedia.example/me"}, "endpoints"),
        ({"id_token_signing_alg_values_supported": ["HS256", "none"]}, "algorithms"),
        ({"id_token_signing_alg_values_supported": None}, "algorithms"),
    ],
)
def test_a_provider_that_tells_wrong_things_of_itself_is_not_used(
    false: FalseProvider, changes: dict[str, Any], problem: str
) -> None:
    false.describes(**changes)

    assert trouble(false) == problem


@pytest.mark.parametrize(
    ("path", "content", "status", "problem"),
    [
        ("/.well-known/openid-configuration", {}, 500, "answer"),
        ("/.well-known/openid-configuration", {}, 302, "answer"),
        ("/.well-known/openid-configuration", b"<html>", 200, "answer"),
        ("/.well-known/openid-configuration", b"[1]", 200, "answer"),
        ("/.well-known/openid-configuration", b"{" + b" " * 600_000 + b"}", 200, "answer"),
        ("/jwks", {"keys": [{"kty": "RSA", "n": "x"}]}, 200, "keys"),
        ("/jwks", b"", 200, "answer"),
    ],
)
def test_a_provider_that_answers_nonsense_is_not_used(
    false: FalseProvider, path: str, content: Any, status: int, problem: str
) -> None:
    false.says(path, content, status)

    assert trouble(false) == problem


def test_a_provider_that_is_away_is_said_to_be(false: FalseProvider) -> None:
    away = replace(false.settings, issuer="http://127.0.0.1:9")

    with pytest.raises(ProviderUnavailable, match="unreachable"):
        Provider(away).check(NOW)


@pytest.mark.parametrize(
    ("content", "status", "kind", "problem"),
    [
        ({"error": "invalid_client"}, 401, ProviderUnavailable, "client"),
        ({"error": "invalid_grant"}, 400, ProviderRefused, "code"),
        (b"<html>", 502, ProviderUnavailable, "unreachable"),
        (b"<html>", 200, ProviderUnavailable, "unreachable"),
        ({"access_token": "a"}, 200, ProviderRefused, "token"),
    ],
)
def test_a_token_endpoint_that_gives_nothing_lets_nobody_in(
    false: FalseProvider, content: Any, status: int, kind: type[Exception], problem: str
) -> None:
    false.says("/token", content, status)

    with pytest.raises(kind, match=problem):
        proven(false)


def test_what_it_says_of_itself_is_kept_for_an_hour(false: FalseProvider) -> None:
    provider = Provider(false.settings)
    provider.address(REQUEST, NOW)
    provider.address(REQUEST, NOW + KEPT - timedelta(seconds=1))
    asked = list(false.asked)
    provider.address(REQUEST, NOW + KEPT)

    assert asked == ["/.well-known/openid-configuration", "/jwks"]
    assert false.asked == asked * 2


def test_a_provider_without_a_page_for_it_is_not_signed_out_of(false: FalseProvider) -> None:
    assert Provider(false.settings).sign_out_address(NOW) == ""


def test_the_way_there_carries_no_secret(false: FalseProvider) -> None:
    address = Provider(false.settings).address(ANEW, NOW)
    sent = parse_qs(urlsplit(address).query)

    assert "rahasia" not in address
    assert ANEW.verifier not in address
    assert sent["code_challenge"] == [ANEW.challenge]
    assert sent["max_age"] == ["0"]
