"""The database a command works on: named, or the one the settings name."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from lkj import bootstrap
from lkj.usecases.office import Office

database_option: Callable[..., Any] = click.option(
    "--database",
    "url",
    default=None,
    help="sqlite:///… atau postgresql+psycopg://…; bila kosong, menurut pengaturan.",
)


def office_of(url: str | None) -> Office:
    """Open the office that a command works on, its schema brought up to date."""
    settings = bootstrap.settings_from_env(bootstrap.environment())
    if url:
        settings = replace(settings, database_url=url)
    return bootstrap.build_office(settings, at=bootstrap.clock())


def sqlite_url(path: Path) -> str:
    """URL of an SQLite file."""
    return f"sqlite:///{path.resolve()}"
