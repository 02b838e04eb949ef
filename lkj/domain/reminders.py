"""What somebody is reminded of, and when nobody is to be disturbed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from lkj.domain.events import Moment
from lkj.domain.sop import Decision, RoleId

FIRST_LOOK_BACK = timedelta(days=7)  # of what was done, for who was never reminded before
_HOURS = re.compile(r"([01][0-9]|2[0-3])\.([0-5][0-9])-([01][0-9]|2[0-3])\.([0-5][0-9])")


@dataclass(frozen=True)
class QuietHours:
    """From one local time to another, the second not included, perhaps over midnight."""

    begins: time
    ends: time

    def covers(self, at: datetime, zone: tzinfo) -> bool:
        """Whether the local time of a moment lies in them."""
        clock = at.astimezone(zone).time()
        if self.begins < self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends


def parse_quiet(text: str) -> QuietHours | None:
    """Read `17.00-07.00`; None where it is nothing of the kind, or no time at all."""
    found = _HOURS.fullmatch(text)
    if found is None:
        return None
    begins, ends = (time(int(found[at]), int(found[at + 1])) for at in (1, 3))
    return None if begins == ends else QuietHours(begins, ends)


class Limit(StrEnum):
    """A limit that a report is past or near, the gravest first."""

    DEADLINE_PAST = "deadline_past"
    STANDARD_PAST = "standard_past"
    STANDARD_NEAR = "standard_near"
    DEADLINE_NEAR = "deadline_near"


@dataclass(frozen=True, kw_only=True)
class OpenReport:
    """A report that is not finished, or one that is only planned, as the board knows it.

    `step` is None where it awaits its receipt or is not registered; the roles are those that
    must act. Minutes are working minutes; None where they are not known.
    """

    report_id: str  # "" where it is only planned
    sop_id: str
    title: str
    step: tuple[int, str] | None = None  # number and name
    roles: frozenset[RoleId] = frozenset()
    since: datetime | None = None
    wait_minutes: float | None = None
    standard_minutes: int | None = None
    standard_left_minutes: float | None = None
    standard_due_at: datetime | None = None
    deadline: date | None = None
    days_left: int | None = None
    deadline_left_minutes: float | None = None
    is_late: bool = False
    is_soon: bool = False

    @property
    def is_registered(self) -> bool:
        """Whether the report has begun."""
        return bool(self.report_id)


@dataclass(frozen=True, kw_only=True)
class DoneStep:
    """A step that was finished; `is_last` where the report ended with it."""

    report_id: str
    sop_id: str
    title: str
    step: tuple[int, str]
    decision: Decision
    roles: frozenset[RoleId]  # of the step
    actor: str  # person id
    at: Moment
    recorded_at: datetime
    is_last: bool


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Whom a reminder is for: the roles held today, and what else is theirs to watch."""

    person_id: str
    name: str
    roles: frozenset[RoleId] = frozenset()
    sops: frozenset[str] = frozenset()  # in which a role is held
    registers: frozenset[str] = frozenset()  # SOPs whose reports they may register
    watches_all: bool = False  # Petugas Monev


@dataclass(frozen=True, kw_only=True)
class Pressing:
    """A report with every limit that it is past or near."""

    report: OpenReport
    limits: tuple[Limit, ...]


@dataclass(frozen=True, kw_only=True)
class Reminder:
    """All that one person is told at one moment."""

    recipient: Recipient
    waiting: tuple[OpenReport, ...]
    pressing: tuple[Pressing, ...]
    done: tuple[DoneStep, ...]
    since: datetime

    @property
    def says_nothing(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.waiting or self.pressing or self.done)

    def count(self, *limits: Limit) -> int:
        """How many reports are past or near one of these limits."""
        return sum(not set(limits).isdisjoint(one.limits) for one in self.pressing)


def limits_of(report: OpenReport, *, day_minutes: int) -> tuple[Limit, ...]:
    """The limits that a report is past or near, the gravest first.

    Mutu baku waktu is near where no more is left of it than a working day of `day_minutes`:
    the next reminder would come too late. A deadline is late or near as on Status laporan.
    """
    left = report.standard_left_minutes
    found = {
        Limit.DEADLINE_PAST: report.is_late,
        Limit.STANDARD_PAST: left is not None and left < 0,
        Limit.STANDARD_NEAR: left is not None and 0 <= left <= day_minutes,
        Limit.DEADLINE_NEAR: report.is_soon and not report.is_late,
    }
    return tuple(limit for limit, is_so in found.items() if is_so)


def concerns(report: OpenReport, recipient: Recipient) -> bool:
    """Whether somebody must act on a report, or watches over it."""
    if recipient.watches_all:
        return True
    if not report.is_registered:
        return report.sop_id in recipient.registers
    return not report.roles.isdisjoint(recipient.roles)


def is_told(done: DoneStep, recipient: Recipient, since: datetime) -> bool:
    """Whether a finished step is news for somebody.

    The last step of a report is, for all who hold a role of its SOP or watch over all; any
    other for those in whose role it waited, unless they finished it themselves.
    """
    if done.recorded_at <= since:
        return False
    if done.is_last:
        return recipient.watches_all or done.sop_id in recipient.sops
    is_theirs = not done.roles.isdisjoint(recipient.roles)
    return is_theirs and done.actor != recipient.person_id


def reminder_for(
    recipient: Recipient,
    reports: Iterable[OpenReport],
    done: Iterable[DoneStep],
    *,
    waiting: Sequence[str],
    since: datetime,
    day_minutes: int,
) -> Reminder:
    """What somebody is told.

    Args:
        recipient: whom.
        reports: all that are open, in the order in which they are to be told.
        done: all that was finished.
        waiting: ids of the reports that wait for them, the longest wait first.
        since: when they were last told.
        day_minutes: working minutes of a day.
    """
    known = list(reports)
    by_id = {report.report_id: report for report in known if report.is_registered}
    theirs = [report for report in known if concerns(report, recipient)]
    found = [(report, limits_of(report, day_minutes=day_minutes)) for report in theirs]
    return Reminder(
        recipient=recipient,
        waiting=tuple(by_id[one] for one in waiting if one in by_id),
        pressing=tuple(Pressing(report=r, limits=limits) for r, limits in found if limits),
        done=tuple(one for one in done if is_told(one, recipient, since)),
        since=since,
    )


def looked_back_to(last: datetime | None, now: datetime) -> datetime:
    """From when on somebody is told what was done: their last reminder, or a week ago."""
    return last or now - FIRST_LOOK_BACK
