"""What every page and middleware of this package works with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.requests import HTTPConnection

from lkj.http.spa_shell import SpaShell
from lkj.usecases.attempts import Attempt
from lkj.usecases.callers import SessionRef
from lkj.usecases.office import Office
from lkj.usecases.passwords import Passwords, office_passwords
from lkj.usecases.sign_in import cookie_name, door_of

T = TypeVar("T")

_LONGEST_TOKEN = 128
# Sign-ins wait here, and not in the threads that everything else needs.
_HASHING_THREADS = 4


@dataclass(frozen=True, kw_only=True)
class Site:
    """One office on the web: its use cases' wiring, the clock, and Streamlit's empty page."""

    office: Office
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

    async def run(self, act: Callable[[], T]) -> T:
        """Run a use case off the event loop, as all of them wait for the database."""
        return await to_thread.run_sync(act)

    async def run_hashing(self, act: Callable[[], T]) -> T:
        """Run a use case that compares or sets a password; only few run at once."""
        return await to_thread.run_sync(act, limiter=self._hashing)


def attempt_of(connection: HTTPConnection) -> Attempt:
    """Where a request comes from."""
    address = connection.client.host if connection.client else ""
    return Attempt.of(address, connection.headers.get("user-agent", ""))
