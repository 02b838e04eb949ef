"""One line of the log for each request: what was asked for as a pattern, never the address."""

import logging
from collections.abc import Collection, Sequence
from time import perf_counter

from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lkj.diagnostics.codes import begin_code
from lkj.diagnostics.lines import note
from lkj.http.paths import HEALTH_PATH, HOME, MACHINERY_PREFIXES, is_machinery

_LOG = logging.getLogger("lkj.http")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
_OTHER = "lain"
_SWITCHED, _REFUSED_STREAM = 101, 403
_ERROR = 400
_SERVER_ERROR = 500


def request_log(addresses: Collection[str], routes: Sequence[BaseRoute]) -> Middleware:
    """Note every request; these addresses of pages and these routes are told by name."""
    return Middleware(RequestLog, addresses=addresses, routes=routes)


class RequestLog:
    """Middleware; the outermost, so that every request has a code from its first moment.

    What is asked for is told as the pattern of its route: an address holds what people search
    for, and links with which passwords are set. Who asks, and from where, is not told.
    """

    def __init__(
        self, app: ASGIApp, *, addresses: Collection[str], routes: Sequence[BaseRoute]
    ) -> None:
        self._app = app
        self._addresses = {HOME, *(f"/{address}" for address in addresses)}
        self._routes = [route for route in routes if isinstance(route, Route)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and write the line when the answer has ended."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        code, begun, status = begin_code(), perf_counter(), 0

        async def send_and_note(message: Message) -> None:
            nonlocal status
            # What follows a first status, such as the end of a stream, does not change it.
            status = status or _status_of(message)
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        finally:
            note(
                _LOG,
                _level(scope, status),
                "request",
                code=code,
                method=_method(scope),
                route=self.route_of(scope),
                status=status,
                ms=round((perf_counter() - begun) * 1000),
            )

    def route_of(self, scope: Scope) -> str:
        """The pattern of what is asked for: nothing of it comes from whoever asks."""
        path = scope["path"]
        if path in self._addresses:
            return str(path)
        for prefix in MACHINERY_PREFIXES:
            if path.startswith(prefix):
                return f"{prefix}…"
        if scope["type"] == "http":
            for route in self._routes:
                if route.matches(scope)[0] is not Match.NONE:
                    return route.path
        return _OTHER


def _status_of(message: Message) -> int:
    match message["type"]:
        case "http.response.start" | "websocket.http.response.start":
            return int(message["status"])
        case "websocket.accept":
            return _SWITCHED
        case "websocket.close":
            return _REFUSED_STREAM
    return 0


def _method(scope: Scope) -> str:
    method = scope.get("method", "WEBSOCKET")
    return method if method in _METHODS or scope["type"] == "websocket" else _OTHER


def _level(scope: Scope, status: int) -> int:
    if status >= _SERVER_ERROR:
        return logging.WARNING
    is_routine = scope["path"] == HEALTH_PATH or is_machinery(scope["path"])
    return logging.DEBUG if is_routine and 0 < status < _ERROR else logging.INFO
