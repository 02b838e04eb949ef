"""Our pages and the gate in front of a stand-in for Streamlit, and a client like a browser."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

import anyio
from httpx2 import Response as Answer
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.types import Message, Scope
from starlette.websockets import WebSocket

from lkj.errors import NotPermitted, StorageFailed
from lkj.http.gate import signed_in
from lkj.http.server import exception_handlers, middleware, routes
from lkj.http.site import Site
from lkj.http.spa_shell import SpaShell, installed_shell
from lkj.usecases.office import Office
from lkj.usecases.offices import Offices
from tests.support.offices import PASSWORD, Clock, cheap_passwords

PICTURED = "/waktu"
SHELL = installed_shell("Monev LKj", pictured=[PICTURED])


@dataclass
class StandIn:
    """What is behind the gate; it notes every request that reaches it."""

    reached: list[str] = field(default_factory=list)
    forged: list[str] = field(default_factory=list)

    async def page(self, request: Request) -> Response:
        self.reached.append(request.url.path)
        self.forged += [name for name in request.headers if name.startswith("x-lkj")]
        headers = {"cache-control": "no-cache", "etag": '"1"'}
        if request.url.path.startswith(("/_stcore", "/media")):
            return PlainTextResponse("isi", headers=headers)
        if request.url.path.startswith("/static/"):
            return PlainTextResponse("isi", headers={"cache-control": "public, immutable"})
        return HTMLResponse(SHELL.original, headers=headers)

    async def stream(self, socket: WebSocket) -> None:
        self.reached.append(socket.url.path)
        await socket.accept()
        await socket.send_text("halo")
        await socket.close()


async def _door(request: Request) -> Response:
    return PlainTextResponse(signed_in(request).session_id)


async def _breaks(_: Request) -> Response:
    raise RuntimeError("postgresql+psycopg://lkj:rahasia@10.0.0.1/lkj /srv/lkj/app.py")


async def _storage(_: Request) -> Response:
    raise StorageFailed(problem="full")


async def _not_permitted(_: Request) -> Response:
    raise NotPermitted(permission="read_audit")


def behind_the_gate(site: Site, stand_in: StandIn) -> Starlette:
    """The product's routes and middleware, with the stand-in where Streamlit would be."""
    return Starlette(
        routes=[
            *routes(site),
            Route("/unduh/pintu", _door),
            Route("/rusak", _breaks),
            Route("/penuh", _storage),
            Route("/terlarang", _not_permitted),
            WebSocketRoute("/{path:path}", stand_in.stream),
            Mount("/", Route("/{path:path}", stand_in.page, methods=["GET", "POST"])),
        ],
        middleware=[*middleware(site), Middleware(GZipMiddleware)],
        exception_handlers=exception_handlers(),
    )


@dataclass
class Web:
    """An office on the web, its clock, and what got through the gate."""

    office: Office
    clock: Clock
    stand_in: StandIn
    app: Starlette

    @classmethod
    def of(
        cls, office: Office, *, shell: SpaShell = SHELL, offices: Offices | None = None
    ) -> "Web":
        clock, stand_in = Clock(), StandIn()
        site = Site(
            office=office,
            offices=offices,
            clock=clock,
            shell=shell,
            passwords=cheap_passwords(),
        )
        return cls(office, clock, stand_in, behind_the_gate(site, stand_in))

    def visitor(self, *, address: str = "10.0.0.7") -> "Visitor":
        """A browser without cookies."""
        https = self.office.settings.cookie_secure
        client = TestClient(
            self.app,
            base_url="https://testserver" if https else "http://testserver",
            follow_redirects=False,
            client=(address, 50_000),
            raise_server_exceptions=False,
        )
        return Visitor(client)


@dataclass
class Visitor:
    """Fetches pages and sends their forms as a browser would."""

    client: TestClient

    def get(self, path: str, **options: object) -> Answer:
        return self.client.get(path, **options)

    def send(self, path: str, headers: dict[str, str] | None = None, **fields: str) -> Answer:
        """Open the form at `path`, fill it in and send it from our own origin."""
        form = {"form_token": token_in(self.get(path).text), **fields}
        origin = {"origin": str(self.client.base_url).rstrip("/")}
        return self.client.post(
            path.partition("?")[0], data=form, headers=origin | (headers or {})
        )

    def sign_in(self, username: str = "budi", password: str = PASSWORD, **more: str) -> Answer:
        return self.send("/masuk", username=username, password=password, **more)

    @property
    def cookies(self) -> dict[str, str]:
        return dict(self.client.cookies)


def ask_raw(app: Starlette, raw_path: str, *, cookie: str = "") -> int:
    """Ask for exactly this path, as no client library would send it; the status."""
    sent: list[Message] = []
    scope: Scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(raw_path),
        "raw_path": raw_path.encode("latin-1"),
        "query_string": b"",
        "root_path": "",
        "headers": [(b"host", b"testserver"), (b"cookie", cookie.encode())],
        "client": ("10.0.0.7", 50_000),
        "server": ("testserver", 80),
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    anyio.run(app, scope, receive, send)
    return int(sent[0]["status"])


def token_in(page: str) -> str:
    """The hidden token of a page's first form."""
    found = re.search(r'name="form_token" value="([^"]+)"', page)
    return found.group(1) if found else ""
