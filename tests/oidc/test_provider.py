"""Broken and malicious answers of a provider; the real one is in tests/http/provider."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from lkj.errors import ProviderRefused, ProviderUnavailable
from lkj.oidc.provider import KEPT, Provider
from tests.oidc.tokens import ANEW, NOW, REQUEST, claims, proven
from tests.support.false_provider import (
    FalseProvider,
    signed,
)


def trouble(false: FalseProvider) -> object:
    with pytest.raises(ProviderUnavailable) as caught:
        Provider(false.settings).check(NOW)
    return caught.value.facts["problem"]


def test_a_provider_that_does_not_say_when_vouches_all_the_same(false: FalseProvider) -> None:
    false.gives(signed(claims(false)))

    assert proven(false).authenticated_at is None


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
