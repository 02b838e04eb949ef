"""What every page and middleware of this package works with."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from lkj.http.office_choice import chosen_office
from lkj.http.spa_shell import SpaShell
from lkj.usecases.attempts import Attempt
from lkj.usecases.callers import SessionRef
from lkj.usecases.office import Office
from lkj.usecases.offices import Offices
from lkj.usecases.passwords import Passwords, office_passwords
from lkj.usecases.sign_in import cookie_name, door_of

T = TypeVar("T")
Endpoint = Callable[[Request], Awaitable[Response]]

_LONGEST_TOKEN = 128
# Sign-ins wait here, and not in the threads that everything else needs.
_HASHING_THREADS = 4


@dataclass(frozen=True, kw_only=True)
class Site:
    """One office on the web: its use cases' wiring, the clock, and Streamlit's empty page.

    Where the installation serves several satuan kerja, `of` gives the site of each browser.
    """

    office: Office
    offices: Offices | None = None
    clock: Callable[[], datetime]
    shell: SpaShell
    passwords: Passwords = field(default_factory=office_passwords)
    _hashing: CapacityLimiter = field(
        default_factory=lambda: CapacityLimiter(_HASHING_THREADS), repr=False
    )

    def door(self, connection: HTTPConnection) -> SessionRef | None:
        """The session that the cookie names, alive or not; None without a plausible cookie."""
        token = connection.cookies.get(cookie_name(self.office.settings), "")
        if not 0 < len(token) <= _LONGEST_TOKEN:
            return None
        return door_of(token, self.office.settings)

    async def of(self, connection: HTTPConnection, *, is_asked: bool = True) -> "Site":
        """The same for the satuan kerja that a browser works in, or asks to sign in to.

        Raises:
            LkjError: it cannot be opened now.
        """
        if self.offices is None or self.offices.is_one:
            return self
        code = chosen_office(connection, self.offices, is_asked=is_asked)
        office = self.offices.opened(code)
        if office is None:
            office = await self.run(partial(self.offices.of, code))
        return replace(self, office=office)

    def every_office(self) -> Iterator[Callable[[], Office]]:
        """A way to each satuan kerja that is served; opening one may be refused."""
        if self.offices is None:
            yield lambda: self.office
        else:
            yield from (
                partial(self.offices.of, one.office_code) for one in self.offices.settings
            )

    async def run(self, act: Callable[[], T]) -> T:
        """Run a use case off the event loop, as all of them wait for the database."""
        return await to_thread.run_sync(act)

    async def run_hashing(self, act: Callable[[], T]) -> T:
        """Run a use case that compares or sets a password; only few run at once."""
        return await to_thread.run_sync(act, limiter=self._hashing)


def at_office(
    site: Site, handler: Callable[..., Awaitable[Response]], *facts: object
) -> Endpoint:
    """The endpoint that gives `handler` the site of whoever asks, the facts and the request."""

    async def answer(request: Request) -> Response:
        return await handler(await site.of(request), *facts, request)

    return answer


def attempt_of(connection: HTTPConnection) -> Attempt:
    """Where a request comes from."""
    address = connection.client.host if connection.client else ""
    return Attempt.of(address, connection.headers.get("user-agent", ""))
