"""The database a command works on: named, or the one the settings name."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import click

from lkj import bootstrap
from lkj.errors import LkjError
from lkj.store import schema
from lkj.store.database import Database
from lkj.usecases.office import Office

database_option: Callable[..., Any] = click.option(
    "--database",
    "url",
    default=None,
    help="sqlite:///… atau postgresql+psycopg://…; bila kosong, menurut pengaturan.",
)


@contextmanager
def opened_office(url: str | None) -> Iterator[Office]:
    """Open the office that a command works on, its schema brought up to date."""
    settings = bootstrap.settings_from_env(bootstrap.environment())
    if url:
        settings = replace(settings, database_url=url)
    office = bootstrap.build_office(settings, at=bootstrap.clock())
    try:
        yield office
    finally:
        office.database.dispose()


@contextmanager
def existing_office(url: str | None) -> Iterator[Office]:
    """Open an office that is there already; a mistyped name never creates one."""
    with filled_database(url), opened_office(url) as office:
        yield office


@contextmanager
def new_office(url: str) -> Iterator[Office]:
    """Open an office to be set up; a file that was made for it goes again where it is refused.

    The office's own file would otherwise be used from then on, with nobody who can sign in.
    """
    with opened_database(url) as database:
        path = database.path
    is_new = path is not None and not path.exists()
    try:
        with opened_office(url) as office:
            yield office
    except LkjError:
        if path is not None and is_new:
            path.unlink(missing_ok=True)
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        raise


@contextmanager
def opened_database(url: str | None) -> Iterator[Database]:
    """Open a database as it is."""
    settings = bootstrap.settings_from_env(bootstrap.environment())
    database = Database.open(url or settings.database_url)
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def filled_database(url: str | None) -> Iterator[Database]:
    """Open a database that is there already; looking for one never creates a file."""
    with opened_database(url) as database:
        if database.path is not None and not database.path.exists():
            raise click.ClickException(f"Basis data tidak ada: {database.path}")
        with database.read() as conn:
            revision = schema.revision_found(conn)
        if not revision:
            raise click.ClickException("Ini bukan basis data aplikasi ini, atau masih kosong.")
        yield database
