import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from lkj.errors import StorageFailed
from lkj.store.failures import problem_of, storage_failures

SQLITE = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR_FSYNC: "io",
    sqlite3.SQLITE_IOERR_WRITE: "io",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_READONLY_DIRECTORY: "read_only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_BUSY_SNAPSHOT: "busy",
    sqlite3.SQLITE_CANTOPEN: "unreachable",
    sqlite3.SQLITE_ERROR: None,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: None,
}
POSTGRES = {
    "53100": "full",
    "58030": "io",
    "25006": "read_only",
    "XX001": "damaged",
    "55P03": "busy",
    "25P03": "unreachable",
    "08006": "unreachable",
    "57P01": "unreachable",
    "23505": None,
    "42601": None,
}


def sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("driver text")
    error.sqlite_errorcode = code
    return error


class ServerError(Exception):
    """Like an error of psycopg: it carries the state that the server gave."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("driver text")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(("code", "problem"), SQLITE.items())
def test_a_sqlite_error_is_named_by_its_code(code: int, problem: str | None) -> None:
    assert problem_of(sqlite_error(code)) == problem
    assert problem_of(DBAPIError("SELECT 1", None, sqlite_error(code))) == problem


@pytest.mark.parametrize(("state", "problem"), POSTGRES.items())
def test_a_postgres_error_is_named_by_its_state(state: str, problem: str | None) -> None:
    assert problem_of(OperationalError("SELECT 1", None, ServerError(state))) == problem


def test_an_error_without_a_state_means_that_the_server_is_gone() -> None:
    assert problem_of(OperationalError("SELECT 1", None, ServerError(None))) == "unreachable"
    assert problem_of(DBAPIError("SELECT 1", None, ServerError(None))) is None


def test_an_error_of_sqlite_without_a_code_is_no_storage_failure() -> None:
    assert problem_of(sqlite3.ProgrammingError("closed")) is None


def test_waiting_for_a_connection_in_vain_is_busy() -> None:
    with pytest.raises(StorageFailed) as refusal, storage_failures():
        raise PoolTimeout

    assert refusal.value.facts == {"problem": "busy"}


def test_other_errors_pass_unchanged() -> None:
    mistake = sqlite_error(sqlite3.SQLITE_ERROR)

    with pytest.raises(sqlite3.OperationalError) as passed, storage_failures():
        raise mistake

    assert passed.value is mistake
