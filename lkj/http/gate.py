"""The gate: without a live session nothing of the app is served and no script runs."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from lkj.diagnostics.refusals import note_foreign
from lkj.errors import SessionEnded
from lkj.http.forms import is_own_origin
from lkj.http.paths import (
    CHANGE_PATH,
    HOME,
    STREAM_PATH,
    WHILE_CHANGING,
    Access,
    access_of,
    is_machinery,
    target_of,
)
from lkj.http.rendering import error_page
from lkj.http.site import Site
from lkj.usecases.callers import SessionRef, identify, keep_alive
from lkj.usecases.sign_in import SIGN_IN_PATH

_DOOR = "lkj.door"
_FORGED_PREFIX = b"x-lkj-"
_POLICY_VIOLATION = 1008


@dataclass(frozen=True)
class Visitor:
    """Whoever holds a live session."""

    door: SessionRef
    must_change_password: bool


class Gate:
    """Middleware; must stand before everything that serves content."""

    def __init__(self, app: ASGIApp, *, site: Site) -> None:
        self._app = app
        self._site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, send to the sign-in page, or refuse."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = [pair for pair in scope["headers"] if not pair[0].startswith(_FORGED_PREFIX)]
        scope = {**scope, "headers": headers}
        if scope["type"] == "websocket":
            await self._stream(scope, receive, send)
        else:
            await self._request(scope, receive, send)

    async def _stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Streamlit takes a page of another port for its own; cookies do not tell ports apart.
        is_own = is_own_origin(_connection(scope), self._site.office.settings)
        is_stream = scope["path"] == STREAM_PATH and is_own
        if not is_stream:
            note_foreign("StrangeStream" if is_own else "ForeignStream")
        visitor = await self._visitor(scope) if is_stream else None
        if visitor is None or visitor.must_change_password:
            # Before accepting: no script runs, and the server answers 403.
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return
        await self._app({**scope, _DOOR: visitor.door}, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        access = access_of(scope)
        visitor = await self._visitor(scope) if access is Access.PRIVATE else None
        refusal = self._refusal(scope, access, visitor)
        if refusal is not None:
            await refusal(scope, receive, send)
        elif visitor is not None:
            await self._app({**scope, _DOOR: visitor.door}, receive, send)
        else:
            await self._app(scope, receive, send)

    def _refusal(
        self, scope: Scope, access: Access, visitor: Visitor | None
    ) -> Response | None:
        if access is Access.OPEN:
            return None
        if access is not Access.PRIVATE:
            note_foreign("MalformedAddress" if access is Access.MALFORMED else "ClosedAddress")
            return error_page(400 if access is Access.MALFORMED else 404)
        if visitor is None:
            # Whether the cookie is plausible depends on no office.
            return _sign_in_first(
                scope, had_cookie=self._site.door(_connection(scope)) is not None
            )
        if visitor.must_change_password and scope["path"] not in WHILE_CHANGING:
            is_page = not is_machinery(scope["path"])
            return see_other(CHANGE_PATH) if is_page else PlainTextResponse("", 403)
        return None

    async def _visitor(self, scope: Scope) -> Visitor | None:
        connection = _connection(scope)
        door = self._site.door(connection)
        if door is None:
            return None
        site = await self._site.of(connection)
        # Asking for a page is a sign of life; what the page's scripts fetch is not.
        is_page = scope["type"] == "http" and not is_machinery(scope["path"])
        return await site.run(partial(_find_visitor, site, door, is_page=is_page))


def signed_in(request: Request) -> SessionRef:
    """The session of a request that passed the gate; first line of every protected route.

    Raises:
        HTTPException: a redirect to the sign-in page, where the gate was not passed.
    """
    door = request.scope.get(_DOOR)
    if not isinstance(door, SessionRef):
        location = _sign_in_address(request.scope, had_cookie=False)
        raise HTTPException(303, headers={"location": location})
    return door


def see_other(location: str) -> Response:
    """Send the browser on with a GET."""
    return RedirectResponse(location, status_code=303)


def _find_visitor(site: Site, door: SessionRef, *, is_page: bool) -> Visitor | None:
    now = site.clock()
    try:
        with site.office.database.read() as conn:
            caller = identify(conn, door, now=now)
        if is_page:
            keep_alive(door, office=site.office, now=now)
    except SessionEnded:
        return None
    return Visitor(door, caller.account.must_change_password)


def _sign_in_first(scope: Scope, *, had_cookie: bool) -> Response:
    if is_machinery(scope["path"]):
        return PlainTextResponse("", 401)
    return see_other(_sign_in_address(scope, had_cookie=had_cookie))


def _sign_in_address(scope: Scope, *, had_cookie: bool) -> str:
    parameters = ["pesan=berakhir"] if had_cookie else []
    target = target_of(scope) if scope["method"] in {"GET", "HEAD"} else HOME
    if target != HOME:
        parameters.append(f"next={quote(target, safe='/')}")
    return "?".join([SIGN_IN_PATH, "&".join(parameters)]).rstrip("?")


def _connection(scope: Scope) -> HTTPConnection:
    return HTTPConnection(scope)
