"""A staffed office on each database engine in turn."""

import atexit
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from lkj.reference import read_calendar
from lkj.store import schema
from lkj.store.database import Database, opened
from lkj.usecases.calendars import begin_with
from lkj.usecases.office import Office
from tests.support import postgres
from tests.support.missing import needs
from tests.support.offices import NOW
from tests.support.sops import office_sop
from tests.support.staffed import APP_ROLES, add_staff, assign, staffed_office

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@contextmanager
def office_on(engine: str, directory: Path) -> Iterator[Office]:
    """One person, account and open session per role of the SOP and of the product."""
    office = staffed_office(directory)
    if engine == "sqlite":
        yield office
        office.database.dispose()
        return
    needs("PostgreSQL", found=postgres.server_url(), how=postgres.HOW)
    with postgres.copy_of(_staffed()) as url, opened(url) as database:
        yield replace(office, database=database)


@cache
def _staffed() -> str:
    """Address of a database with the staff in it; this process drops it when it ends."""
    kept = ExitStack()
    url = kept.enter_context(postgres.new_database())
    atexit.register(kept.close)
    with opened(url) as database:
        schema.upgrade(database)
        _staff(database)
    return url


def _staff(database: Database) -> None:
    roles = [role.id for role in office_sop().roles]
    with database.write() as conn:
        begin_with(conn, read_calendar(), at=NOW)
        for who in (*roles, *APP_ROLES):
            add_staff(conn, who, app_roles=APP_ROLES.get(who, frozenset()))
        for role in roles:
            assign(conn, role, role)
