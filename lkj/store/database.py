"""One database, SQLite or PostgreSQL, and its two kinds of transaction.

SQLite: rollback journal, never WAL, because acknowledged rows must survive a power cut on every
SQLite release in use; writers begin IMMEDIATE, so that a loser waits and then reads what the
winner wrote. PostgreSQL: READ COMMITTED behind one advisory lock, for the same effect.
"""

import logging
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from time import perf_counter

from sqlalchemy import Connection, Engine, Select, create_engine, event, func, make_url, select
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from lkj.diagnostics.codes import code_here
from lkj.diagnostics.lines import note
from lkj.errors import InvalidSettings, StorageFailed
from lkj.store.failures import reopen_after_damage, storage_failures

__all__ = ["Connection", "Database", "is_missing", "note_stored", "opened", "sqlite_url"]

_LOG = logging.getLogger("lkj.store")
BUSY_SECONDS = 15
_STORED = "lkj_stored"
# A writer that stands still so long between two statements loses its turn on PostgreSQL: the
# server cannot tell a machine without power from one that thinks, and all others would wait.
SILENT_SECONDS = 60
# Any fixed number; advisory locks are already separate per database.
WRITER_LOCK = 0x4C4B6A

_DRIVERS = ("sqlite", "sqlite+pysqlite", "postgresql+psycopg")
_PRAGMAS = (
    "journal_mode=TRUNCATE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "cache_size=-16384",
)

# SQLite lets waiting writers starve; inside one process they queue here instead. One lock per
# file, so that two Database objects of one file share it.
_writers: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


@dataclass(frozen=True)
class Database:
    """An engine and the only two ways to use it."""

    url: str = field(repr=False)  # may hold a password
    engine: Engine

    @classmethod
    def open(cls, url: str) -> "Database":
        """Open "sqlite:///path" or "postgresql+psycopg://…"; connects on first use.

        Raises:
            InvalidSettings: another engine, an in-memory database, or no URL at all.
        """
        parsed = _parse(url)
        engine = _sqlite_engine(parsed) if _is_sqlite(parsed) else _postgres_engine(parsed)
        return cls(url=url, engine=engine)

    @property
    def dialect(self) -> str:
        """Name of the engine: "sqlite" or "postgresql"."""
        return self.engine.dialect.name

    @property
    def path(self) -> Path | None:
        """The file of a SQLite database; None on PostgreSQL."""
        name = self.engine.url.database
        return Path(name) if self.dialect == "sqlite" and name else None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One transaction that sees one state of the database and cannot write.

        Raises:
            StorageFailed: the database cannot be read.
        """
        with storage_failures(), self._reading.begin() as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, alone in writing; commits on leaving, rolls back on any exception.

        Not to be nested. Only after leaving is anything stored.

        Raises:
            StorageFailed: disk full, read only, damaged, or another writer took too long.
        """
        begun = perf_counter()
        with storage_failures(), self._queue(), self._writing.begin() as connection:
            if self.dialect == "postgresql":
                connection.execute(_my_turn(SILENT_SECONDS))
            stored = connection.info[_STORED] = {}
            yield connection
        if stored:
            ms = round((perf_counter() - begun) * 1000)
            note(_LOG, logging.INFO, "stored", code=code_here(), rows=stored, ms=ms)

    def dispose(self) -> None:
        """Close every connection that is not in use."""
        self.engine.dispose()

    @contextmanager
    def _queue(self) -> Iterator[None]:
        lock = _writers[str(self.path.resolve()) if self.path else self.url]
        if not lock.acquire(timeout=2 * BUSY_SECONDS):
            raise StorageFailed(problem="busy")
        try:
            yield
        finally:
            lock.release()

    @cached_property
    def _reading(self) -> Engine:
        if self.dialect == "sqlite":
            return self.engine.execution_options(sqlite_begin="DEFERRED")
        return self.engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @cached_property
    def _writing(self) -> Engine:
        if self.dialect == "sqlite":
            return self.engine.execution_options(sqlite_begin="IMMEDIATE")
        return self.engine.execution_options(isolation_level="READ COMMITTED")


def note_stored(connection: Connection, table: str, first: int, last: int) -> None:
    """Let the log name these rows of a chain once they are committed."""
    stored = connection.info.setdefault(_STORED, {})
    stored[table] = [stored.get(table, [first])[0], last]


@contextmanager
def opened(url: str) -> Iterator[Database]:
    """Open a database for one block, and close its connections afterwards."""
    database = Database.open(url)
    try:
        yield database
    finally:
        database.dispose()


def sqlite_url(path: Path) -> str:
    """The address of a SQLite file."""
    return URL.create("sqlite", database=str(path)).render_as_string()


def is_missing(url: str) -> bool:
    """Whether a SQLite file that a URL names is not there; servers are not asked."""
    parsed = _parse(url)
    return _is_sqlite(parsed) and not Path(str(parsed.database)).exists()


def _parse(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise InvalidSettings(problems=("database_url",)) from error
    in_memory = _is_sqlite(parsed) and parsed.database in (None, "", ":memory:")
    if parsed.drivername not in _DRIVERS or in_memory:
        raise InvalidSettings(problems=("database_url",))
    return parsed


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _sqlite_engine(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS}, max_overflow=20)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", reopen_after_damage)
    return engine


def _configure_sqlite(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    # The driver must send no BEGIN of its own: its BEGIN is DEFERRED, and a deferred reader
    # that turns writer fails at once with "database is locked", whatever the timeout.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    cursor.close()
    if mode != "truncate":
        # Another program keeps the file in WAL mode.
        raise StorageFailed(problem="journal_mode")


def _begin_sqlite(connection: Connection) -> None:
    kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"PRAGMA query_only={int(kind != 'IMMEDIATE')}")
    connection.exec_driver_sql(f"BEGIN {kind}")


def _my_turn(silent_seconds: int) -> Select[tuple[str, None]]:
    """Wait for the other writers; whoever then stands still is sent away by the server."""
    limit = func.set_config("idle_in_transaction_session_timeout", f"{silent_seconds}s", True)
    return select(limit, func.pg_advisory_xact_lock(WRITER_LOCK))


def _postgres_engine(url: URL) -> Engine:
    engine = create_engine(url, max_overflow=20, pool_pre_ping=True)
    event.listen(engine, "connect", _configure_postgres)
    return engine


def _configure_postgres(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    cursor.execute(f"SET lock_timeout = '{2 * BUSY_SECONDS}s'")
    # "off" acknowledges rows before they are on disk.
    cursor.execute(
        "SELECT set_config('synchronous_commit', 'on', false)"
        " WHERE current_setting('synchronous_commit') IN ('off', 'local')"
    )
    encoding = cursor.execute("SHOW server_encoding").fetchone()[0]
    cursor.close()
    connection.commit()
    if encoding != "UTF8":
        raise StorageFailed(problem="encoding")
