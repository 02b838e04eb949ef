"""A provider on this machine that vouches for whatever a test tells it to."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from joserfc.jws import JWSRegistry

from lkj.oidc.settings import OidcSettings

KEY = RSAKey.generate_key(2048, {"kid": "pertama", "use": "sig"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "pertama", "use": "sig"})
Answer = tuple[int, Any]


@dataclass
class FalseProvider:
    """`answers` gives status and content (JSON or bytes) by path; each path asked is noted."""

    issuer: str
    answers: dict[str, Callable[[], Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    @property
    def settings(self) -> OidcSettings:
        """How we know it."""
        return OidcSettings(
            issuer=self.issuer,
            client_id="monev-lkj",
            client_secret="rahasia",
            public_url="http://127.0.0.1:8501",
        )

    def says(self, path: str, content: Any, status: int = 200) -> None:
        """Let it answer at a path."""
        self.answers[path] = lambda: (status, content)

    def describes(self, **changes: Any) -> None:
        """Let it tell of itself what providers tell; None leaves a fact out."""
        usual = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
        }
        facts = {name: fact for name, fact in (usual | changes).items() if fact is not None}
        self.says("/.well-known/openid-configuration", facts)

    def shows_key(self, *keys: RSAKey) -> None:
        """Let it publish keys."""
        self.says("/jwks", KeySet(list(keys)).as_dict(private=False))

    def gives(self, token: str, **more: Any) -> None:
        """Let it exchange any code for this ID token."""
        self.says("/token", {"token_type": "Bearer", "id_token": token, **more})


def signed(
    claims: dict[str, Any], key: Any = KEY, algorithm: str = "RS256", **header: Any
) -> str:
    """An ID token."""
    head = {"alg": algorithm, "kid": "pertama"} | header
    return str(jwt.encode(head, claims, key, registry=JWSRegistry(algorithms=[algorithm])))


@contextmanager
def false_provider() -> Iterator[FalseProvider]:
    """Start it on a free port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    provider = FalseProvider(f"http://127.0.0.1:{server.server_address[1]}")
    server.provider = provider  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        provider.describes()
        provider.shows_key(KEY)
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", "0")))
        self._answer()

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""

    def _answer(self) -> None:
        provider: FalseProvider = self.server.provider  # type: ignore[attr-defined]
        path = self.path.partition("?")[0]
        provider.asked.append(path)
        status, content = provider.answers.get(path, lambda: (404, {}))()
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("location", "/jwks")
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
