"""A writer on the watched disk: files and events of many sizes, each acknowledged.

`python -m tests.torture.power_writer FOLDER WRITER SEED ACTS VARIANT`
"""

import json
import random
import sys
from collections.abc import Callable
from pathlib import Path

from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from lkj.domain.events import Event, EventKind
from lkj.store import audit_store, database, event_store, file_store
from lkj.store.attached_files import beside
from lkj.store.database import Database, sqlite_url
from tests.store.examples import an_entry, an_event
from tests.torture.disk import acknowledge

NAME = "kantor.db"
LONGEST_NOTE, LARGEST_FILE = 60_000, 200_000


def _pragmas(*pragmas: str) -> Callable[[], None]:
    def configure(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    return lambda: setattr(database, "_configure_sqlite", configure)


# What the product does, and recipes that are known to lose: where those lose nothing, the
# simulated power cut is blind.
AS_BUILT = "as-built"
VARIANTS: dict[str, Callable[[], None]] = {
    AS_BUILT: lambda: None,
    "wal-normal": _pragmas("journal_mode=WAL", "synchronous=NORMAL"),
    "delete-full": _pragmas("journal_mode=DELETE", "synchronous=FULL"),
    "folders-unsynced": lambda: setattr(file_store, "sync_folder", lambda _: None),
}


def write(folder: Path, writer: str, *, seed: int, acts: int) -> None:
    """Add events, now and then with a file or an audit line, and say each that is stored."""
    chance = random.Random(f"{seed}/{writer}")  # noqa: S311 -- a seed, not a secret
    path = folder / NAME
    office, files = Database.open(sqlite_url(path)), beside(path)
    version = 0
    for number in range(acts):
        events = []
        for _ in range(chance.choice((1, 1, 1, 2, 12))):
            version += 1
            events.append(_event(chance, writer, version, files))
        with office.write() as conn:
            salts = lambda: chance.randbytes(16).hex()  # noqa: E731 -- one line
            stored = event_store.append(conn, events, salts=salts)
            if chance.random() < 0.3:
                audit_store.record(conn, an_entry(f"{writer}-{number}"), salt=salts())
        for event in stored:
            acknowledge(f"{event.no} {event.hash}")
    office.dispose()


def _event(
    chance: random.Random, writer: str, version: int, files: file_store.FileStore
) -> Event:
    request = f"{writer}/{version}"
    if chance.random() < 0.5:
        note = "n" * int(LONGEST_NOTE ** chance.random())
        return an_event(writer, version, request_id=request, note=note)
    content = chance.randbytes(int(LARGEST_FILE ** chance.random()))
    file = {"sha256": files.keep(content), "name": "a.pdf", "size": len(content)}
    payload = json.dumps({"file": {**file, "format": "pdf"}})
    return an_event(
        writer, version, request_id=request, kind=EventKind.ATTACHED, payload=payload
    )


if __name__ == "__main__":
    _, place, name, seed, acts, variant = sys.argv
    VARIANTS[variant]()
    write(Path(place), name, seed=int(seed), acts=int(acts))
