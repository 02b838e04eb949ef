"""The database a command works on: named, or the one the settings name."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from lkj import bootstrap
from lkj.errors import LkjError
from lkj.store import schema
from lkj.store.database import Database, sqlite_url
from lkj.usecases.office import Office

OFFICE = "LKJ_OFFICE"

database_option: Callable[..., Any] = click.option(
    "--database",
    "url",
    default=None,
    help="sqlite:///… atau postgresql+psycopg://…; bila kosong, menurut pengaturan.",
)


@contextmanager
def chosen_office(code: str) -> Iterator[None]:
    """Let every setting that is read in this block be that of one satuan kerja."""
    before = os.environ.get(OFFICE)
    os.environ[OFFICE] = code
    try:
        yield
    finally:
        if before is None:
            del os.environ[OFFICE]
        else:
            os.environ[OFFICE] = before


def url_of_office(otherwise: Path) -> str:
    """The database of the satuan kerja that is meant; this file where there is but one."""
    settings = bootstrap.settings_from_env(bootstrap.environment())
    return settings.database_url if settings.office_code else sqlite_url(otherwise)


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
