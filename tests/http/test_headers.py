import base64
import hashlib
import re
from pathlib import Path

import pytest
from httpx2 import Response as Answer
from starlette.responses import PlainTextResponse
from starlette.testclient import TestClient
from starlette.types import Receive, Scope, Send

from lkj.http.headers import SecurityHeaders, content_security_policy
from lkj.http.spa_shell import BACKEND, SpaShell
from lkj.usecases.sign_in import SIGNED_OUT_SCRIPT
from tests.http.sites import SHELL, Visitor, Web
from tests.support.offices import small_office

EVERYWHERE = ["/masuk", "/laporan", "/media/x", "/_stcore/metrics", "/static/x.js", "/sehat"]


def directive(policy: str, name: str) -> set[str]:
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    return set(parts[name].split())


def sha256_source(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def every_answer(visitor: Visitor) -> list[Answer]:
    anonymous = [visitor.get(path) for path in EVERYWHERE]
    visitor.sign_in()
    inside = ["/", "/rusak", "/penuh", "/terlarang", "/ganti-sandi"]
    return anonymous + [visitor.get(path) for path in EVERYWHERE + inside]


def test_every_answer_carries_the_security_headers(visitor: Visitor) -> None:
    answers = every_answer(visitor)

    assert {answer.status_code for answer in answers} >= {200, 303, 401, 403, 404, 500, 503}
    for answer in answers:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert answer.headers["cross-origin-opener-policy"] == "same-origin"
        assert answer.headers["cross-origin-resource-policy"] == "same-origin"
        assert answer.headers["referrer-policy"] in {"no-referrer", "same-origin"}
        assert "camera=()" in answer.headers["permissions-policy"]
        assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_nothing_but_the_frame_is_kept_by_browsers(visitor: Visitor) -> None:
    visitor.sign_in()

    kept = {path: visitor.get(path).headers["cache-control"] for path in ("/", "/media/x")}

    assert set(kept.values()) == {"no-store"}
    assert visitor.get("/static/x.js").headers["cache-control"] == "public, immutable"


def test_behind_https_no_answer_lets_a_browser_go_back_to_http(tmp_path: Path) -> None:
    office = small_office(tmp_path, public_url="https://testserver")
    answers = every_answer(Web.of(office).visitor())

    assert {a.headers["strict-transport-security"] for a in answers} == {
        "max-age=31536000; includeSubDomains"
    }


def test_over_http_browsers_are_not_told_to_use_https(visitor: Visitor) -> None:
    assert "strict-transport-security" not in visitor.get("/masuk").headers


@pytest.mark.parametrize(
    ("https", "sent"),
    [
        pytest.param(True, "asing=1; Path=/; Secure", id="https"),
        pytest.param(False, "asing=1; Path=/", id="http"),
    ],
)
def test_a_cookie_of_streamlit_is_bound_to_https_like_ours(https: bool, sent: str) -> None:
    async def sets_a_cookie(scope: Scope, receive: Receive, send: Send) -> None:
        answer = PlainTextResponse("isi", headers={"set-cookie": "asing=1; Path=/"})
        await answer(scope, receive, send)

    client = TestClient(SecurityHeaders(sets_a_cookie, shell=SHELL, https=https))

    assert client.get("/").headers.get_list("set-cookie") == [sent]


def test_pages_of_the_app_send_no_referrer(visitor: Visitor) -> None:
    visitor.sign_in()

    assert visitor.get("/").headers["referrer-policy"] == "no-referrer"


def test_only_known_inline_scripts_may_run() -> None:
    policy = content_security_policy(SHELL)
    pages = SHELL.original.decode() + BACKEND
    inline = re.findall(r"<script>(.*?)</script>", pages, re.DOTALL)

    assert directive(policy, "script-src") == {
        "'self'",
        *map(sha256_source, inline),
        sha256_source(SIGNED_OUT_SCRIPT),
    }
    assert len(inline) == 2


def test_a_script_with_an_address_needs_no_hash() -> None:
    page = b"<script type='module' src='./x.js'></script><script\nasync>let a\r\n</script>"

    assert SpaShell(page, "x").script_hashes == (sha256_source("let a\n"),)


@pytest.mark.parametrize("source", ["'unsafe-eval'", "http:", "https:", "*", "ws:", "wss:"])
def test_the_policy_has_no_hole(source: str) -> None:
    assert source not in content_security_policy(SHELL).replace(";", " ").split()


@pytest.mark.parametrize("name", ["base-uri", "object-src", "frame-ancestors"])
def test_what_a_page_never_needs_is_never_allowed(name: str) -> None:
    assert directive(content_security_policy(SHELL), name) == {"'none'"}


def test_scripts_are_never_allowed_by_unsafe_inline() -> None:
    assert "'unsafe-inline'" not in directive(content_security_policy(SHELL), "script-src")
