"""Which driver errors mean that the storage itself failed, as one short code each."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from lkj.errors import StorageFailed

# Primary result codes; the extended code carries more in its higher bits.
_SQLITE_PROBLEMS = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "io",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_PROTOCOL: "busy",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
}
_POSTGRES_PROBLEMS = {
    "53100": "full",
    "58030": "io",
    "25006": "read_only",
    "XX001": "damaged",
    "XX002": "damaged",
    "55P03": "busy",
    "53300": "busy",
    "25P03": "unreachable",  # this process stood still, and its turn was taken
    "57P01": "unreachable",
    "57P02": "unreachable",
    "57P03": "unreachable",
}


@contextmanager
def storage_failures() -> Iterator[None]:
    """Raise StorageFailed in place of driver errors that no code of ours can cause.

    Its `problem` is full, io, read_only, damaged, busy or unreachable. Other errors pass.
    """
    try:
        yield
    except PoolTimeout as error:
        raise StorageFailed(problem="busy") from error
    except (DBAPIError, sqlite3.Error) as error:
        problem = problem_of(error)
        if problem is None:
            raise
        raise StorageFailed(problem=problem) from error


def problem_of(error: BaseException) -> str | None:
    """The code of a storage failure; None for any other error."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        code = getattr(cause, "sqlite_errorcode", None)
        return None if code is None else _SQLITE_PROBLEMS.get(code & 0xFF)
    state = getattr(cause, "sqlstate", None)
    if state is None:
        # psycopg gives no state where the server could not be asked.
        return "unreachable" if isinstance(error, OperationalError) else None
    return "unreachable" if state.startswith("08") else _POSTGRES_PROBLEMS.get(state)


def reopen_after_damage(context: ExceptionContext) -> None:
    """Drop the pooled connections after an I/O error: a handle whose sync failed may lie.

    After "read only" too: SQLite opens a file only for reading where it cannot at that moment
    be opened for writing, and such a handle would refuse every later write.
    """
    if problem_of(context.original_exception) in ("io", "damaged", "read_only"):
        context.is_disconnect = True
