"""Security headers on every answer, and the content security policy."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lkj.http.paths import STATIC_PREFIX
from lkj.http.spa_shell import SpaShell, csp_hash
from lkj.usecases.sign_in import SIGNED_OUT_SCRIPT

_HTTPS_ONLY = "max-age=31536000; includeSubDomains"


def content_security_policy(shell: SpaShell) -> str:
    """Nothing from elsewhere; of inline scripts only those whose text we know."""
    hashes = " ".join((*shell.script_hashes, csp_hash(SIGNED_OUT_SCRIPT)))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """Middleware; outermost, so that refusals and errors carry the headers too."""

    def __init__(self, app: ASGIApp, *, shell: SpaShell, https: bool) -> None:
        self._app = app
        self._policy = content_security_policy(shell)
        self._https = https
        self._headers = {
            "x-content-type-options": "nosniff",
            "x-frame-options": "DENY",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
        }
        if https:
            self._headers["strict-transport-security"] = _HTTPS_ONLY

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers when an answer starts."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_static = scope["path"].startswith(STATIC_PREFIX)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                if self._https:
                    message["headers"] = _secure_cookies(headers.raw)
                    headers = MutableHeaders(scope=message)
                # What is only downloaded asks for a stricter one.
                headers.setdefault("content-security-policy", self._policy)
                # Forms of ours ask for same-origin: with no-referrer their Origin is "null".
                headers.setdefault("referrer-policy", "no-referrer")
                if not is_static:
                    # Overrides Streamlit's no-cache, which still lets a browser keep pages.
                    headers["cache-control"] = "no-store"
            await send(message)

        await self._app(scope, receive, send_with_headers)


def _secure_cookies(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Streamlit's own cookie does not know that a proxy in front speaks https."""
    return [
        (name, value + b"; Secure")
        if name == b"set-cookie" and b"; secure" not in value.lower()
        else (name, value)
        for name, value in headers
    ]
