"""What everybody is to be reminded of at one moment, read from the tables of the screens."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pandas as pd

from lkj.analytics.open_reports import open_reports
from lkj.analytics.schema import Outcome
from lkj.analytics.waiting import done_since, waiting_for, with_limits
from lkj.domain.accounts import Account, AppRole, Permission, Person, may
from lkj.domain.events import Moment, Precision
from lkj.domain.reminders import (
    DoneStep,
    OpenReport,
    Recipient,
    Reminder,
    looked_back_to,
    reminder_for,
)
from lkj.domain.sop import Decision
from lkj.store import account_store
from lkj.store.database import Connection
from lkj.usecases.callers import Caller, is_permitted, roles_today
from lkj.usecases.frames import Frames, board_of
from lkj.usecases.office import Office
from lkj.usecases.open_reading import ages_of

_DECISIONS = {
    Outcome.SUBMITTED: Decision.SUBMIT,
    Outcome.APPROVED: Decision.APPROVE,
    Outcome.REJECTED: Decision.REJECT,
}


@dataclass(frozen=True, kw_only=True)
class Addressee:
    """An account that may be reminded, and of what; None where there is nothing to tell."""

    account: Account
    person: Person
    last: datetime | None
    reminder: Reminder | None


def addressees(
    accounts: Iterable[tuple[Caller, datetime | None]],
    tables: Frames,
    *,
    office: Office,
    now: datetime,
) -> list[Addressee]:
    """The reminders of these accounts, each with when it was last reminded."""
    asked = list(accounts)
    since = min((looked_back_to(last, now) for _, last in asked), default=now)
    reports = list(_open_reports(tables, office))
    done = list(_done_steps(tables, since, office))
    found = []
    for caller, last in asked:
        recipient = _recipient(caller, office=office, now=now)
        waiting = waiting_for(tables.status, recipient.roles)["report_id"]
        reminder = reminder_for(
            recipient,
            reports,
            done,
            waiting=[str(one) for one in waiting],
            since=looked_back_to(last, now),
            day_minutes=tables.calendar.day_minutes,
        )
        found.append(
            Addressee(
                account=caller.account,
                person=caller.person,
                last=last,
                reminder=None if reminder.says_nothing else reminder,
            )
        )
    return found


def readers(conn: Connection, *, office: Office, now: datetime) -> list[Caller]:
    """Every account that could sign in and read reports today, by username."""
    persons = {person.id: person for person in account_store.persons(conn)}
    held: dict[str, list[Any]] = {}
    for assignment in account_store.assignments(conn):
        held.setdefault(assignment.person_id, []).append(assignment)
    callers = [
        Caller(one, persons[one.person_id], tuple(held.get(one.person_id, ())), is_host=False)
        for one in account_store.accounts(conn)
        if one.is_active and persons[one.person_id].is_active
    ]
    return [
        caller
        for caller in callers
        if is_permitted(caller, Permission.READ_REPORTS, office=office, now=now)
    ]


def _recipient(caller: Caller, *, office: Office, now: datetime) -> Recipient:
    roles = frozenset(roles_today(caller, office=office, now=now))
    app_roles = caller.account.app_roles
    registers = {
        sop.id
        for sop in office.sops.current
        if may(Permission.REGISTER, app_roles=app_roles, sop=sop, roles=roles)
    }
    sops = {
        sop.id
        for sop in office.sops.current
        if not roles.isdisjoint(role.id for role in sop.roles)
    }
    return Recipient(
        person_id=caller.person.id,
        name=caller.person.name,
        roles=roles,
        sops=frozenset(sops),
        registers=frozenset(registers),
        watches_all=AppRole.MONEV in app_roles,
    )


def _open_reports(tables: Frames, office: Office) -> Iterator[OpenReport]:
    """Late ones first, as on Status laporan."""
    as_of, calendar = tables.as_of, tables.calendar
    board = board_of(tables, office)
    rows = open_reports(
        board, ages_of(tables), sops=office.sops.versions, as_of=as_of, calendar=calendar
    )
    for row in with_limits(rows, as_of=as_of, calendar=calendar).itertuples(index=False):
        yield _open_report(row, office)


def _open_report(row: Any, office: Office) -> OpenReport:
    step = None
    if row.state == "running":
        open_step = office.sops.version(row.sop_id, row.sop_version).step(str(row.current_step))
        step = (open_step.number, open_step.short_name)
    return OpenReport(
        report_id=_known(row.report_id, str) or "",
        sop_id=str(row.sop_id),
        title=str(row.title),
        step=step,
        roles=frozenset((_known(row.current_roles, str) or "").split(",")) - {""},
        since=_moment(row.since),
        wait_minutes=_known(row.wait_minutes, float),
        standard_minutes=_known(row.standard_minutes, int),
        standard_left_minutes=_known(row.standard_left_minutes, float),
        standard_due_at=_moment(row.standard_due_at),
        deadline=None if pd.isna(row.deadline) else row.deadline.date(),
        days_left=_known(row.days_left, int),
        deadline_left_minutes=_known(row.deadline_left_minutes, float),
        is_late=bool(row.is_late),
        is_soon=bool(row.is_soon),
    )


def _done_steps(tables: Frames, since: datetime, office: Office) -> Iterator[DoneStep]:
    visits = done_since(tables.visits, since)
    titles = dict(zip(tables.status["report_id"], tables.status["title"], strict=True))
    for row in visits.itertuples(index=False):
        yield _done_step(row, titles, office)


def _done_step(row: Any, titles: Mapping[str, str], office: Office) -> DoneStep:
    step = office.sops.version(str(row.sop_id), int(row.sop_version)).step(str(row.step))
    return DoneStep(
        report_id=str(row.report_id),
        sop_id=str(row.sop_id),
        title=str(titles[str(row.report_id)]),
        step=(step.number, step.short_name),
        decision=_DECISIONS[Outcome(str(row.outcome))],
        roles=frozenset({*step.starters, *step.finishers}),
        actor=_known(row.actor, str) or "",
        at=Moment(row.left_at.to_pydatetime(), Precision(str(row.left_precision))),
        recorded_at=row.recorded_at.to_pydatetime(),
        is_last=pd.isna(row.next_step),
    )


def _known(value: Any, kind: Any) -> Any:
    return None if pd.isna(value) else kind(value)


def _moment(at: Any) -> datetime | None:
    found: datetime | None = None if pd.isna(at) else at.to_pydatetime()
    return found
