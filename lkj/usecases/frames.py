"""Read the whole event log as tables; the pages cache them by the log's revision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from lkj.analytics.amended import amended_log
from lkj.analytics.passes import passes
from lkj.analytics.schema import EVENT_LOG, conform, sop_categories
from lkj.analytics.status import status_of, step_strip
from lkj.analytics.visits import visits_of
from lkj.domain.accounts import Assignment, Person
from lkj.store import account_store, event_store, plan_store
from lkj.usecases.calendars import calendar_at
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar


@dataclass(frozen=True)
class Frames:
    """Tables of one moment: never change them, they are shared between sessions."""

    revision: int
    as_of: datetime
    calendar: WorkingCalendar  # counted the minutes
    log: pd.DataFrame
    visits: pd.DataFrame
    status: pd.DataFrame
    strip: pd.DataFrame
    passes: pd.DataFrame


def revision(office: Office) -> int:
    """Number of the latest event; a cache made at this number is still true."""
    with office.database.read() as conn:
        return event_store.revision(conn)


def read_frames(office: Office, *, as_of: datetime, known_at: datetime | None = None) -> Frames:
    """Read and compute every table that the status pages need.

    `known_at` leaves out what was recorded later, and counts with the calendar of that time;
    None keeps all and counts with the active one.
    """
    with office.database.read() as conn:
        log = event_store.event_log(conn)
        latest = event_store.revision(conn)
        calendar = calendar_at(conn, known_at=known_at)
    sops = office.sops.versions
    seen: dict[str, Any] = {"sops": sops, "calendar": calendar, "as_of": as_of}
    conformed = conform(log, EVENT_LOG, categories=sop_categories(sops))
    amended = amended_log(conformed, known_at=known_at)
    visits = visits_of(amended, **seen)
    status = status_of(amended, log, visits, **seen)
    strip = step_strip(visits, **seen)
    chosen = passes(visits, status)
    return Frames(latest, as_of, calendar, log, visits, status, strip, chosen)


def everyone(office: Office) -> tuple[list[Person], list[Assignment]]:
    """All persons, and all roles that they hold or held."""
    with office.database.read() as conn:
        return account_store.persons(conn), account_store.assignments(conn)


def planned(office: Office) -> list[plan_store.PlannedReport]:
    """The reports expected per tahun kinerja, under the SOPs that the office has."""
    known = {sop.id for sop in office.sops.versions}
    with office.database.read() as conn:
        return [row for row in plan_store.planned(conn) if row.sop_id in known]
