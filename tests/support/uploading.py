"""Processes that keep files and record them, killed at random moments; what is left then."""

import json
import random
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from lkj.domain.events import EventKind
from lkj.store import event_store
from lkj.store.attached_files import attached_files
from lkj.store.database import Database
from lkj.store.file_store import FileStore
from tests.store.examples import an_event, fixed_salts
from tests.support.processes import imported

LONGEST = 0.06  # seconds that a process lives after its first upload


@dataclass(frozen=True)
class Left:
    """What stands after all processes were killed."""

    n_acknowledged: int
    n_events: int
    lost: frozenset[str]  # acknowledged, and named by no event
    broken: tuple[tuple[str, str], ...]  # named by an event, and not as it was kept


def kill_uploads(
    database: Database, files: FileStore, *, rounds: int, seed: int, writers: int = 1
) -> Left:
    """Let processes upload, so many at a time, and kill them without warning."""
    chance = random.Random(seed)  # noqa: S311 -- moments, no secrets
    acknowledged: set[str] = set()
    for number in range(rounds):
        names = [f"P{number}-{writer}" for writer in range(writers)]
        running = [_started(database, files, name) for name in names]
        for _, here in running:
            acknowledged |= heard(here)  # waits for the first upload
        time.sleep(chance.uniform(0, LONGEST))
        for process, _ in running:
            process.kill()
        for process, here in running:
            process.join()
            acknowledged |= rest(here)
    with database.read() as connection:
        event_store.verify(connection)
        named, head = attached_files(connection), event_store.head(connection)
    return Left(
        n_acknowledged=len(acknowledged),
        n_events=head.no,
        lost=frozenset(acknowledged) - named,
        broken=tuple(files.problems(named)),
    )


def _started(
    database: Database, files: FileStore, name: str
) -> tuple[ForkServerProcess, Connection]:
    here, there = imported().Pipe(duplex=False)
    arguments = (database.url, str(files.root), name, there)
    process = imported().Process(target=_upload_without_end, args=arguments)
    process.start()
    there.close()
    return process, here


def _upload_without_end(url: str, root: str, worker: str, told: Connection) -> None:
    database, files = Database.open(url), FileStore(Path(root))
    number = 0
    while True:
        number += 1
        content = f"{worker}/{number} ".encode() * 20_000
        digest = files.keep(content)
        file = {"sha256": digest, "name": "a.pdf", "size": len(content), "format": "pdf"}
        payload = json.dumps({"file": file})
        event = an_event(worker, number, kind=EventKind.ATTACHED, payload=payload)
        with database.write() as connection:
            event_store.append(connection, [event], salts=fixed_salts())
        told.send_bytes(digest.encode())


def heard(told: Connection) -> set[str]:
    """What a process says next; nothing where it is gone."""
    try:
        return {told.recv_bytes().decode()}
    except (EOFError, OSError):
        return set()


def rest(told: Connection) -> set[str]:
    """All that a process said before it was killed."""
    found: set[str] = set()
    while more := heard(told):
        found |= more
    return found
