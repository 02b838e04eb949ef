"""A staffed office on each database engine in turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

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
    with postgres.new_database() as url, opened(url) as database:
        _staff(database, office)
        yield replace(office, database=database)


def _staff(database: Database, office: Office) -> None:
    roles = [role.id for role in office_sop().roles]
    schema.upgrade(database)
    with database.write() as conn:
        begin_with(conn, office.shipped_calendar, at=NOW)
        for who in (*roles, *APP_ROLES):
            add_staff(conn, who, app_roles=APP_ROLES.get(who, frozenset()))
        for role in roles:
            assign(conn, role, role)
