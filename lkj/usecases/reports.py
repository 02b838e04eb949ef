"""Read one report's life, with the names of those who acted."""

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from lkj.analytics.event_log import log_of
from lkj.analytics.schema import ClockQuality
from lkj.analytics.visits import step_visits
from lkj.domain.accounts import Permission
from lkj.domain.events import Event, EventKind
from lkj.domain.sop import Sop
from lkj.domain.state import ReportState, payload_of, replay
from lkj.errors import UnknownReport
from lkj.store import account_store, event_store
from lkj.usecases.acts import history_of
from lkj.usecases.calendars import calendar_at
from lkj.usecases.callers import Caller, Door, identify, require
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar

N_RECENT = 8
_LOOKED_THROUGH = 20_000  # events: who did nothing for so long did nothing recently
_ACTS = (
    EventKind.STARTED,
    EventKind.SUBMITTED,
    EventKind.APPROVED,
    EventKind.REJECTED,
    EventKind.TAKEN_BACK,
    EventKind.RECEIPT_CONFIRMED,
)


@dataclass(frozen=True, kw_only=True)
class ReportView:
    """A report's events, the state they fold into, and the names behind the ids."""

    report_id: str
    events: tuple[Event, ...]
    state: ReportState
    sop: Sop
    calendar: WorkingCalendar  # counts now
    names: dict[str, str]  # person id → name
    recorders: dict[str, str]  # account id → name of its person

    @property
    def title(self) -> str:
        """The report's title as registered."""
        return str(self.facts["title"])

    @property
    def facts(self) -> dict[str, object]:
        """What was said at registration."""
        return payload_of(self.events[0])

    def event(self, no: int | None) -> Event | None:
        """The event with this number."""
        return next((event for event in self.events if event.no == no), None)

    def corrections_of(self, no: int | None) -> tuple[Event, ...]:
        """The corrections of one event, oldest first."""
        return tuple(
            event
            for event in self.events
            if event.kind is EventKind.CORRECTED and event.target_no == no
        )


@dataclass(frozen=True)
class PassTime:
    """Waktu pengerjaan of one pass, and how well it is known."""

    minutes: float | None  # working minutes; None where not known
    quality: ClockQuality | None  # None while open, and where cancelled

    def is_over(self, standard_minutes: int) -> bool:
        """Whether known minutes exceed the standard."""
        return self.minutes is not None and self.minutes > standard_minutes


def pass_times(view: ReportView, *, now: datetime) -> dict[tuple[str, int], PassTime]:
    """The times of every pass by step and visit, by the same rule as every other table."""
    visits = step_visits(
        log_of(view.events), sops=[view.sop], calendar=view.calendar, as_of=now
    )
    return {
        (row["step"], row["visit"]): PassTime(
            None if pd.isna(row["processing_minutes"]) else row["processing_minutes"],
            None if pd.isna(row["clock_quality"]) else ClockQuality(row["clock_quality"]),
        )
        for row in visits.to_dict("records")
    }


def read_report(
    report_id: str, *, door: Door, office: Office, now: datetime
) -> tuple[ReportView, Caller]:
    """One report with its whole history; anyone signed in may read it.

    Raises:
        UnknownReport: no such report.
        NotPermitted: the password must be changed first.
        SessionEnded: the session is over.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        events = history_of(conn, report_id)
        people = account_store.persons(conn)
        accounts = account_store.accounts(conn)
        calendar = calendar_at(conn)
    if not events:
        raise UnknownReport(report_id=report_id)
    names = {person.id: person.name for person in people}
    state = replay(report_id, events)
    view = ReportView(
        report_id=report_id,
        events=tuple(events),
        state=state,
        sop=office.sops.version(state.sop_id, state.sop_version),
        calendar=calendar,
        names=names,
        recorders={account.id: names.get(account.person_id, "") for account in accounts},
    )
    return view, caller


def recent_acts(person_id: str, *, office: Office) -> list[Event]:
    """What somebody did last on any report, the newest first."""
    with office.database.read() as conn:
        return event_store.latest_acts(
            conn, person_id, _ACTS, most=N_RECENT, within=_LOOKED_THROUGH
        )
