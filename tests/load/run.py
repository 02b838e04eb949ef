"""One run: an office, its servers, its clients for some seconds, and what came of it."""

import asyncio
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AsyncExitStack, ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from psutil import Process

from tests.load.client import PAGES, TASKS, Client
from tests.load.office import Official, Unavailable, engage, office_on, officials
from tests.load.tally import Stored, Tally, compare
from tests.support import machine, nginx_replicas
from tests.support.offices import PASSWORD
from tests.support.server import Server, running_app
from tests.support.visitor import run, visitor

SEED = 2026
AT_ONCE = 4  # as many passwords as a server compares at once
MOST_CLIENTS, MOST_SECONDS, MOST_RERUNS = 64, 600, 50_000


@dataclass(frozen=True)
class Plan:
    """What is to be measured."""

    engine: str
    replicas: int
    clients: int
    seconds: float
    pause: float  # seconds between two acts of one client, in the mean


@dataclass(frozen=True)
class Use:
    """What all servers together have used of the machine since they started."""

    megabytes: float = 0.0
    cpu_seconds: float = 0.0

    @classmethod
    def by(cls, servers: Sequence[Server]) -> "Use":
        """Those that still run."""
        running = [Process(one.process.pid) for one in servers if one.process.is_alive()]
        times = [one.cpu_times() for one in running]
        return cls(
            sum(one.memory_info().rss for one in running) / 2**20,
            sum(one.user + one.system for one in times),
        )


@dataclass(frozen=True)
class Outcome:
    """What one run gave. It is timed from when everybody had a first page to the end."""

    plan: Plan
    tally: Tally
    stored: Stored
    idle: Use  # every page was drawn, and nobody is signed in
    begun: Use
    ended: Use
    seconds: float
    load: float  # of the machine, in the mean of the last minute
    log: str  # of the servers, where they told of an error


def measured(
    plan: Plan,
    *,
    now: datetime,
    environment: dict[str, str] | None = None,
    crowd: int = AT_ONCE,
    while_running: Callable[[Sequence[Server], Tally], None] | None = None,
) -> Outcome:
    """Build an office, serve it, put it under load, and look up what is stored.

    Args:
        plan: what to measure.
        now: when the office's reports stand at their desks; at most the servers' own time.
        environment: further settings of the servers.
        crowd: how many look at every page of each server before anything is measured.
        while_running: called by a thread of its own once all clients are at work, such as to
            end one of the servers; everybody goes on until it returns, and the time is over.

    Raises:
        Unavailable: this machine lacks PostgreSQL or nginx.
    """
    people = officials(plan.clients)
    with TemporaryDirectory() as name:
        folder = Path(name)
        with office_on(plan.engine, folder, now=now) as office:
            engage(office, people, now=now)
            env = {
                "LKJ_DATABASE_URL": office.database.url,
                "LKJ_FILES": str(folder / "berkas"),
            }
            with served(plan.replicas, folder, env | (environment or {})) as (url, servers):
                run(_warm_up([server.url for server in servers], people[0], crowd))
                idle = Use.by(servers)
                load = Load(plan, url, people, servers)
                run(load.run(while_running))
                log = "".join(_errors(server.log()) for server in servers)
            stored = compare(office.database, load.tally)
    return Outcome(
        plan,
        load.tally,
        stored,
        idle,
        load.begun,
        load.ended,
        load.seconds,
        os.getloadavg()[0],
        log,
    )


@contextmanager
def served(
    replicas: int, folder: Path, env: dict[str, str]
) -> Iterator[tuple[str, list[Server]]]:
    """So many servers, with nginx in front where there are several.

    Raises:
        Unavailable: there is no nginx here.
    """
    if replicas > 1 and not nginx_replicas.has_nginx():
        raise Unavailable(f"nginx is missing: {machine.HOW}")
    with ExitStack() as stack:
        servers = [stack.enter_context(running_app(folder, env=env)) for _ in range(replicas)]
        url = servers[0].url
        if replicas > 1:
            before = nginx_replicas.nginx_before([one.url for one in servers], folder / "nginx")
            url = stack.enter_context(before)
        yield url, servers


async def _warm_up(urls: Sequence[str], official: Official, crowd: int) -> None:
    """Let every server draw every page: the first time, it imports and reads all.

    What memory a first crowd takes, later ones use again.
    """
    for url in urls:
        await asyncio.gather(*(_look_around(url, official) for _ in range(crowd)))


async def _look_around(url: str, official: Official) -> None:
    async with visitor(url) as browser:
        await browser.sign_in(official.username, PASSWORD)
        async with browser.tab() as tab:
            for page in (*PAGES, TASKS):
                await tab.open(page)
            await tab.press("Kerjakan")
        await browser.sign_out()


@dataclass
class Load:
    """All clients of a run."""

    plan: Plan
    url: str
    people: list[Official]
    servers: list[Server]
    begun: Use = field(default_factory=Use)
    ended: Use = field(default_factory=Use)
    seconds: float = 0.0

    def __post_init__(self) -> None:
        self.tally = Tally(most=MOST_RERUNS)
        self._until = float("inf")

    async def run(
        self, while_running: Callable[[Sequence[Server], Tally], None] | None
    ) -> None:
        """Sign everybody in; from the last first page on, time counts."""
        async with AsyncExitStack() as stack:
            clients = [
                Client(
                    one,
                    await stack.enter_async_context(visitor(self.url)),
                    self.tally,
                    Random(SEED + one.number),  # noqa: S311 -- chance, no secret
                    self.plan.pause,
                )
                for one in self.people
            ]
            work = [asyncio.create_task(one.work(self._goes_on)) for one in clients]
            for one in clients:
                await one.at_work.wait()
            begun = time.monotonic()
            self.begun = Use.by(self.servers)
            self.tally.begin()
            if while_running is not None:
                await asyncio.to_thread(while_running, self.servers, self.tally)
            self._until = begun + self.plan.seconds
            await asyncio.sleep(max(0.0, self._until - time.monotonic()))
            self.ended = Use.by(self.servers)
            self.seconds = time.monotonic() - begun
            await asyncio.gather(*work)

    def _goes_on(self) -> bool:
        return time.monotonic() < self._until


def _errors(log: str) -> str:
    """Lines that tell of an error, the last of them."""
    found = [line for line in log.splitlines() if "ERROR" in line or "Traceback" in line]
    return "\n".join(found[-20:])
