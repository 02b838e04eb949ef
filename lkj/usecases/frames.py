"""The whole event log as tables: read once, then extended by what was recorded since."""

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import pandas as pd

from lkj.analytics.board import report_board
from lkj.analytics.event_log import log_of
from lkj.analytics.tables import READ, Tables, aged, counted_log, mended, spliced, tables_of
from lkj.domain.accounts import Assignment, Person
from lkj.domain.events import floor_minute
from lkj.store import account_store, event_store, plan_store
from lkj.usecases.calendars import calendar_at
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar

MOST_ANSWERS = 500
MOST_CHANGED = 300  # reports; more are read anew together with all others


Counted = Mapping[str, pd.DataFrame]
Count = Callable[[pd.DataFrame, pd.DataFrame], Counted]


@dataclass(frozen=True)
class ByReport:
    """Tables sorted by report_id, and how to count them from visits and events of reports.

    They say nothing that changes while only time passes.
    """

    count: Count
    tables: Counted

    def mended(
        self, visits: pd.DataFrame, log: pd.DataFrame, changed: Collection[str]
    ) -> "ByReport":
        """The same with the rows of some reports counted anew."""
        fresh, reports = self.count(visits, log), sorted(changed)
        return ByReport(
            self.count,
            {name: spliced(old, fresh[name], reports) for name, old in self.tables.items()},
        )


@dataclass(frozen=True, kw_only=True)
class Frames(Tables):
    """Tables of one moment: never change them, they are shared between sessions."""

    revision: int
    calendar: WorkingCalendar  # counted the minutes
    read_log: Callable[[int], pd.DataFrame]
    by_report: dict[str, ByReport] = field(default_factory=dict, repr=False)
    answers: dict[Hashable, Any] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def log(self) -> pd.DataFrame:
        """Every event as it was recorded; read only where somebody asks for it."""
        return self.read_log(self.revision)

    def once(self, key: Hashable, answer: Callable[[], Any]) -> Any:
        """What was counted from these tables before, or is counted now and kept with them."""
        if key not in self.answers:
            if len(self.answers) >= MOST_ANSWERS:
                self.answers.clear()
            self.answers[key] = answer()
        return self.answers[key]

    def once_by_report(
        self, name: str, count: Count, *, log: Callable[[], pd.DataFrame]
    ) -> Counted:
        """Tables by report that grow with these: after an event only its report is counted.

        `log` gives what `count` needs of the events of all reports.
        """
        if name not in self.by_report:
            self.by_report[name] = ByReport(count, count(self.visits, log()))
        return self.by_report[name].tables


def revision(office: Office) -> int:
    """Number of the latest event; a cache made at this number is still true."""
    with office.database.read() as conn:
        return event_store.revision(conn)


def shared_frames(
    office: Office, *, as_of: datetime, now: datetime, known_at: datetime | None = None
) -> Frames:
    """The tables that all sessions look at, as of this minute or of an earlier moment.

    One set for those who look from now, and one for each earlier moment that was asked for.
    Events and minutes that came since the last look are added to it, never the whole log.
    """
    moment = None if as_of >= now else as_of

    def renewed(kept: Frames | None) -> Frames:
        if kept is None or not _can_grow(kept, calendar_of(office, known_at), as_of):
            return read_frames(office, as_of=as_of, known_at=known_at)
        is_same_minute = floor_minute(as_of) <= floor_minute(kept.as_of)
        # An act may be stored before a page that began earlier looks: to it that is the future.
        is_settled = not kept.unsettled or as_of <= kept.as_of
        if is_same_minute and is_settled and kept.revision == revision(office):
            return kept
        return extended(kept, office, as_of=max(as_of, kept.as_of), known_at=known_at)

    found: Frames = office.shelf.renewed((moment, known_at), renewed)
    return found


def passing_frames(office: Office, *, now: datetime) -> Frames:
    """The tables of now for one use: the shared ones where sessions look at them already.

    An office that nobody looks at keeps nothing in memory.
    """
    if is_looked_at(office):
        return shared_frames(office, as_of=now, now=now)
    return read_frames(office, as_of=now)


def is_looked_at(office: Office) -> bool:
    """Whether sessions of this process look at the tables of now."""
    return (None, None) in office.shelf


def calendar_of(office: Office, known_at: datetime | None = None) -> WorkingCalendar:
    """The calendar that counts, or that counted at an earlier moment."""
    with office.database.read() as conn:
        return calendar_at(conn, known_at=known_at)


def _can_grow(kept: Frames, calendar: WorkingCalendar, as_of: datetime) -> bool:
    """Whether the calendar is the same, and the clock was not set back."""
    return kept.calendar == calendar and as_of > kept.as_of - timedelta(minutes=1)


def read_frames(office: Office, *, as_of: datetime, known_at: datetime | None = None) -> Frames:
    """Read the whole log and count every table.

    `known_at` leaves out what was recorded later, and counts with the calendar of that time;
    None keeps all and counts with the active one.
    """
    latest, calendar = revision(office), calendar_of(office, known_at)
    tables = tables_of(
        read_log(office, latest),
        sops=office.sops.versions,
        calendar=calendar,
        as_of=as_of,
        known_at=known_at,
    )
    return Frames(**vars(tables), revision=latest, calendar=calendar, read_log=_reader(office))


def extended(
    kept: Frames, office: Office, *, as_of: datetime, known_at: datetime | None = None
) -> Frames:
    """Tables at a later moment, or after more events, as `read_frames` would give them.

    Only the reports with news are read and counted again; `as_of` is not before that of `kept`.
    """
    with office.database.read() as conn:
        latest = event_store.revision(conn)
        changed = kept.unsettled | event_store.changed_reports(conn, after_no=kept.revision)
        is_few = len(changed) <= MOST_CHANGED
        few = changed if is_few else ()
        events = [e for report in few for e in event_store.history(conn, report)]
    if not is_few:
        return read_frames(office, as_of=as_of, known_at=known_at)
    grown = aged(kept, as_of=as_of, calendar=kept.calendar)
    if changed:
        log = log_of(events)
        fresh = tables_of(
            log,
            sops=office.sops.versions,
            calendar=kept.calendar,
            as_of=as_of,
            known_at=known_at,
        )
        kept_by_report = dict(kept.by_report).items()
        grown = replace(
            mended(grown, fresh, changed),
            by_report={n: one.mended(fresh.visits, log, changed) for n, one in kept_by_report},
        )
    return replace(grown, revision=latest)


def read_log(office: Office, latest: int) -> pd.DataFrame:
    """What is counted of every event up to one number."""
    with office.database.read() as conn:
        read = event_store.event_log(conn, until_no=latest, columns=READ)
    return counted_log(read, sops=office.sops.versions)


def _reader(office: Office) -> Callable[[int], pd.DataFrame]:
    def read_log(latest: int) -> pd.DataFrame:
        with office.database.read() as conn:
            return event_store.event_log(conn, until_no=latest)

    return read_log


def notes_of(office: Office, numbers: Iterable[int]) -> dict[int, str]:
    """What was written with some events, by their number."""
    with office.database.read() as conn:
        return event_store.notes(conn, list(numbers))


def payloads_naming(office: Office, text: str, *, until_no: int) -> dict[int, str]:
    """The payloads that contain a text, by the number of their event."""
    with office.database.read() as conn:
        return event_store.payloads_naming(conn, text, until_no=until_no)


def everyone(office: Office) -> tuple[list[Person], list[Assignment]]:
    """All persons, and all roles that they hold or held."""
    with office.database.read() as conn:
        return account_store.persons(conn), account_store.assignments(conn)


def board_of(tables: Frames, office: Office) -> pd.DataFrame:
    """`report_board` of these tables and the plan."""
    plan = tuple(planned(office))
    found: pd.DataFrame = tables.once(
        ("board", plan),
        lambda: report_board(tables.status, plan, as_of=tables.as_of, zone=office.zone),
    )
    return found


def planned(office: Office) -> list[plan_store.PlannedReport]:
    """The reports expected per tahun kinerja, under the SOPs that the office has."""
    known = {sop.id for sop in office.sops.versions}
    with office.database.read() as conn:
        return [row for row in plan_store.planned(conn) if row.sop_id in known]
