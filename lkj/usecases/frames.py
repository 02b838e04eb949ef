"""Read the whole event log as tables; the pages cache them by the log's revision."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from lkj.analytics.status import report_status, step_strip
from lkj.analytics.visits import step_visits
from lkj.domain.accounts import Assignment, Person
from lkj.store import account_store, event_store, plan_store
from lkj.usecases.office import Office


@dataclass(frozen=True)
class Frames:
    """Tables of one moment: never change them, they are shared between sessions."""

    revision: int
    as_of: datetime
    log: pd.DataFrame
    visits: pd.DataFrame
    status: pd.DataFrame
    strip: pd.DataFrame


def revision(office: Office) -> int:
    """Number of the latest event; a cache made at this number is still true."""
    with office.database.read() as conn:
        return event_store.revision(conn)


def read_frames(office: Office, *, as_of: datetime) -> Frames:
    """Read and compute every table that the status pages need."""
    with office.database.read() as conn:
        log = event_store.event_log(conn)
        latest = event_store.revision(conn)
    sops, calendar = office.sops.versions, office.calendar
    visits = step_visits(log, sops=sops, calendar=calendar, as_of=as_of)
    status = report_status(log, visits, sops=sops, calendar=calendar, as_of=as_of)
    strip = step_strip(visits, sops=sops, calendar=calendar, as_of=as_of)
    return Frames(latest, as_of, log, visits, status, strip)


def everyone(office: Office) -> tuple[list[Person], list[Assignment]]:
    """All persons, and all roles that they hold or held."""
    with office.database.read() as conn:
        return account_store.persons(conn), account_store.assignments(conn)


def planned(office: Office) -> list[plan_store.PlannedReport]:
    """The reports expected per tahun kinerja, under the SOPs that the office has."""
    known = {sop.id for sop in office.sops.versions}
    with office.database.read() as conn:
        return [row for row in plan_store.planned(conn) if row.sop_id in known]
