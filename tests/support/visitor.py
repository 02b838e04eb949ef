"""A browser's side of the app without a browser: sign-in by form, pages by WebSocket.

Speaks the protobuf of the installed Streamlit, so that hundreds of pages cost the machine what
the server does and nothing for drawing them.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any, TypeVar

from httpx2 import AsyncClient, Response

from tests.support.tab import Tab, opened_tab

T = TypeVar("T")

XSRF = "_streamlit_xsrf"
PATIENCE = 60.0  # seconds

_TOKEN = re.compile(r'name="form_token" value="([A-Za-z0-9_-]+)"')


class SignInRefused(AssertionError):
    """The server let nobody in; tells its status."""


@dataclass
class Visitor:
    """One browser: its cookies, and what it fetches. `url` may change between requests."""

    url: str  # without a slash at the end
    client: AsyncClient
    cookies: dict[str, str]

    async def sign_in(self, username: str, password: str) -> None:
        """Fill in the form at /masuk and send it.

        Raises:
            SignInRefused: wrong, or too often wrong.
        """
        answer = await self.send("/masuk", username=username, password=password)
        if answer.status_code != 303:
            raise SignInRefused(f"{username}: {answer.status_code}")
        await self.get("/_stcore/health")  # brings the token that uploads carry

    async def sign_out(self) -> None:
        """Answer the question at /keluar."""
        await self.send("/keluar")

    async def send(self, path: str, **fields: str) -> Response:
        """Open the form at `path` and send it back, filled in."""
        shown = await self.get(path)
        token = _TOKEN.search(shown.text)
        if token is None:
            return shown
        return await self._ask("POST", path, data={"form_token": token[1], **fields})

    async def get(self, path: str) -> Response:
        """Fetch a page; redirects are not followed."""
        return await self._ask("GET", path)

    async def put(self, path: str, name: str, content: bytes) -> Response:
        """Send a file where the app asked for it."""
        headers = {"x-xsrftoken": self.cookies.get(XSRF, "")}
        return await self._ask("PUT", path, headers=headers, files={"file": (name, content)})

    @asynccontextmanager
    async def tab(self) -> AsyncIterator[Tab]:
        """A tab with a session of Streamlit's own; the cookies let it in."""
        async with opened_tab(self.url, self._cookie(), self.cookies.get(XSRF, "")) as tab:
            yield tab

    async def _ask(self, method: str, path: str, **more: object) -> Response:
        headers = {"cookie": self._cookie(), "origin": self.url, **more.pop("headers", {})}  # type: ignore[dict-item]
        answer = await self.client.request(method, self.url + path, headers=headers, **more)  # type: ignore[arg-type]
        for line in answer.headers.get_list("set-cookie"):
            for name, kept in SimpleCookie(line).items():
                self.cookies[name] = kept.value
        return answer

    def _cookie(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items() if value)


@asynccontextmanager
async def visitor(url: str) -> AsyncIterator[Visitor]:
    """A browser without cookies."""
    # No connection is kept: each request finds the replica that its cookie leads to.
    async with AsyncClient(timeout=PATIENCE, trust_env=False) as client:
        yield Visitor(url, client, {})


def run(act: Coroutine[Any, Any, T]) -> T:
    """Await something; in a thread of its own, since Playwright keeps a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, act).result()
