"""Addresses that name no page are answered by our own error page, not by Streamlit's."""

from collections.abc import Collection, Sequence

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from lkj.http.paths import HOME, OPEN_PATHS, is_machinery
from lkj.http.rendering import error_page


def known_pages(addresses: Collection[str], routes: Sequence[BaseRoute]) -> Middleware:
    """Let through these addresses of pages, these routes, and what scripts fetch."""
    return Middleware(KnownPages, addresses=addresses, routes=routes)


class KnownPages:
    """Middleware; stands behind the gate, so that only the signed in learn what is there.

    Streamlit would show its English dialog, or never connect where the address has a folder.
    """

    def __init__(
        self, app: ASGIApp, *, addresses: Collection[str], routes: Sequence[BaseRoute]
    ) -> None:
        self._app = app
        self._addresses = {HOME, *(f"/{address}" for address in addresses)}
        self._routes = tuple(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what somebody answers."""
        is_known = scope["type"] != "http" or self._is_known(scope)
        answer = self._app if is_known else error_page(404)
        await answer(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        path = scope["path"]
        if path in self._addresses or path in OPEN_PATHS or is_machinery(path):
            return True
        return any(route.matches(scope)[0] is not Match.NONE for route in self._routes)
