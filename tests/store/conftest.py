"""Databases of their own for every test, on both engines."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from lkj.store import schema
from lkj.store.database import Database, opened, sqlite_url
from tests.support import postgres
from tests.support.missing import needs

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "empty.db"
    _create(sqlite_url(path))
    return path


@pytest.fixture(scope="session")
def postgres_template() -> Iterator[str]:
    needs("PostgreSQL", found=postgres.server_url(), how=postgres.HOW)
    with postgres.new_database() as url:
        _create(url)
        yield url


@pytest.fixture
def sqlite_file(tmp_path: Path, sqlite_template: Path) -> Path:
    """A file with today's schema and no rows."""
    return Path(shutil.copy(sqlite_template, tmp_path / "office.db"))


@pytest.fixture
def postgres_url(postgres_template: str) -> Iterator[str]:
    """A PostgreSQL database with today's schema and no rows."""
    with postgres.new_database(template=postgres_template) as url:
        yield url


@pytest.fixture(params=ENGINES)
def url(request: pytest.FixtureRequest) -> str:
    """Address of an empty database with today's schema, on each engine in turn."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return sqlite_url(request.getfixturevalue("sqlite_file"))


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
def database(url: str) -> Iterator[Database]:
    with opened(url) as database:
        yield database


@pytest.fixture
def sqlite_database(sqlite_file: Path) -> Iterator[Database]:
    with opened(sqlite_url(sqlite_file)) as database:
        yield database


@pytest.fixture
def postgres_database(postgres_url: str) -> Iterator[Database]:
    with opened(postgres_url) as database:
        yield database


@pytest.fixture
def bare_database(bare_url: str) -> Iterator[Database]:
    with opened(bare_url) as database:
        yield database


def _create(url: str) -> None:
    with opened(url) as database:
        schema.upgrade(database)
