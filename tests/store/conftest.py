"""An empty database for every test, on both engines.

A fresh file costs nothing; on PostgreSQL the tests of one worker share a database that is
emptied before each test, and only tests that change a schema get their own (`fresh_database`,
`bare_database`).
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from lkj.store import schema, triggers
from lkj.store.database import Database, opened, sqlite_url
from lkj.store.tables import metadata
from tests.support import postgres
from tests.support.missing import needs

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.db"
    with opened(sqlite_url(path)) as database:
        schema.upgrade(database)
    return path


@pytest.fixture(scope="session")
def shared_postgres() -> Iterator[Database]:
    needs("PostgreSQL", found=postgres.server_url(), how=postgres.HOW)
    with postgres.new_database() as url, opened(url) as database:
        schema.upgrade(database)
        yield database


@pytest.fixture
def sqlite_file(tmp_path: Path, sqlite_template: Path) -> Path:
    """A file with today's schema and no rows."""
    return Path(shutil.copy(sqlite_template, tmp_path / "office.db"))


@pytest.fixture
def sqlite_database(sqlite_file: Path) -> Iterator[Database]:
    with opened(sqlite_url(sqlite_file)) as database:
        yield database


@pytest.fixture
def postgres_database(shared_postgres: Database) -> Database:
    """A PostgreSQL database with today's schema and no rows."""
    with shared_postgres.write() as connection:
        triggers.remove(connection)
        names = ", ".join(table.name for table in metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names}"))
        triggers.install(connection)
    return shared_postgres


@pytest.fixture(params=ENGINES)
def database(request: pytest.FixtureRequest) -> Database:
    """A database with today's schema and no rows, on each engine in turn."""
    found = request.getfixturevalue(f"{request.param}_database")
    assert isinstance(found, Database)
    return found


@pytest.fixture
def url(database: Database) -> str:
    """Address of `database`."""
    return database.url


@pytest.fixture(params=ENGINES)
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Address of a database without any table, on each engine in turn."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "bare.db")
        return
    needs("PostgreSQL", found=postgres.server_url(), how=postgres.HOW)
    with postgres.new_database() as url:
        yield url


@pytest.fixture
def bare_database(bare_url: str) -> Iterator[Database]:
    with opened(bare_url) as database:
        yield database


@pytest.fixture
def fresh_database(bare_database: Database) -> Database:
    """A database with today's schema that the test may change."""
    schema.upgrade(bare_database)
    return bare_database
