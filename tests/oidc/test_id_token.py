"""Broken and malicious tokens; those of a real provider are in tests/http/provider."""

from datetime import timedelta
from typing import Any

import pytest
from joserfc.jwk import OctKey, RSAKey

from lkj.oidc.provider import ProvenIdentity, Provider
from tests.oidc.tokens import ANEW, NOW, REQUEST, SECOND, claims, handmade, proven, refusal
from tests.support.false_provider import (
    KEY,
    OTHER_KEY,
    FalseProvider,
    signed,
)


def test_a_good_token_tells_who_it_is(false: FalseProvider) -> None:
    false.gives(signed(claims(false, auth_time=SECOND - 30)))

    assert proven(false) == ProvenIdentity(
        false.issuer, "s-1", "budi", NOW - timedelta(seconds=30)
    )


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
