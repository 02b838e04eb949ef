"""Recorded changes of how a step is done: limits of ordinary variation begin anew there.

Most are derived: a new SOP version that changes the step, another officer in its role. What
only the office knows (a new form, a new application) Petugas Monev notes; the note stands in
the audit log, so that no table of its own is needed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from lkj.analytics.periods import Generations
from lkj.domain.accounts import Assignment, Permission
from lkj.domain.officers import officer_changes
from lkj.domain.sop import Sop, Step
from lkj.domain.text import FormCheck
from lkj.labels.formats import parse_local, short_day
from lkj.store import account_store, audit_store
from lkj.store.database import Connection
from lkj.usecases.audited import Change, Recorded, perform
from lkj.usecases.callers import Caller, Door
from lkj.usecases.office import Office

NOTE, WITHDRAW = "process_change.note", "process_change.withdraw"
LONGEST_REASON = 120


@dataclass(frozen=True, kw_only=True)
class ChangeForm:
    """From a local date on a step is done in another way."""

    request_id: str
    sop_id: str
    step: str
    since: date
    reason: str


@dataclass(frozen=True, kw_only=True)
class ChangeWithdrawal:
    """A noted change that was none."""

    request_id: str
    change_id: str


@dataclass(frozen=True, kw_only=True)
class NotedChange:
    """A change that somebody noted and nobody withdrew."""

    id: str
    sop_id: str
    step: str
    since: date
    reason: str


@dataclass(frozen=True)
class Turn:
    """A change that is no new SOP version: since when, and what it is in words."""

    at: datetime
    words: str


@dataclass(frozen=True)
class ProcessChanges:
    """All changes of the steps of one SOP."""

    generations: Generations
    turns: Mapping[str, Sequence[Turn]]  # by step, earliest first

    def __hash__(self) -> int:
        """Coarse, for the keys of answers; equality looks at everything."""
        return hash(frozenset(self.turns))

    @property
    def moments(self) -> dict[str, list[datetime]]:
        """When each step took a turn."""
        return {step: [turn.at for turn in turns] for step, turns in self.turns.items()}


def note(form: ChangeForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Note that a step is done in another way from a date on; the same date again rewords it.

    Raises:
        FormInvalid: with every field: unknown SOP or step, a date to come, no reason.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    check = FormCheck()
    sops = {sop.id: sop for sop in office.sops.current}
    sop = sops.get(form.sop_id)
    if sop is None:
        check.add("sop_id", "unknown")
    elif form.step not in {step.id for step in sop.steps}:
        check.add("step", "unknown")
    if form.since > now.astimezone(office.zone).date():
        check.add("since", "future")
    check.day(form.since, "since")
    reason = check.line(form.reason, "reason", LONGEST_REASON)
    check.done()
    since = form.since.isoformat()

    def change(_: Connection, __: Caller) -> Change:
        facts = {"sop_id": form.sop_id, "step": form.step, "since": since, "reason": reason}
        return Change(f"{form.sop_id}/{form.step}/{since}", facts)

    permission = Permission.NOTE_CHANGE
    return perform(form, NOTE, change, permission=permission, door=door, office=office, now=now)


def withdraw(form: ChangeWithdrawal, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Withdraw a noted change; one that is not noted stays unnoted."""

    def change(_: Connection, __: Caller) -> Change:
        return Change(form.change_id, {})

    permission = Permission.NOTE_CHANGE
    return perform(
        form, WITHDRAW, change, permission=permission, door=door, office=office, now=now
    )


def noted_changes(office: Office) -> list[NotedChange]:
    """Every change that is noted and not withdrawn, by step and date."""
    with office.database.read() as conn:
        rows = audit_store.of_actions(conn, (NOTE, WITHDRAW))
    noted: dict[str, NotedChange] = {}
    for row in rows:
        noted.pop(row.subject, None)
        if row.action == NOTE:
            facts = {name: str(value) for name, value in row.detail.items()}
            since = date.fromisoformat(facts.pop("since"))
            noted[row.subject] = NotedChange(id=row.subject, since=since, **facts)
    return sorted(noted.values(), key=lambda one: (one.sop_id, one.step, one.since))


def process_changes(office: Office, sop: Sop) -> ProcessChanges:
    """What changed in the steps of an SOP, as far as it is recorded."""
    with office.database.read() as conn:
        assignments = account_store.assignments(conn)
    noted = [one for one in noted_changes(office) if one.sop_id == sop.id]
    turns = {
        step.id: sorted(
            [*_officers(step, assignments, office), *_noted(step, noted, office)],
            key=lambda turn: turn.at,
        )
        for step in sop.steps
    }
    return ProcessChanges(_generations(office, sop.id), turns)


def _generations(office: Office, sop_id: str) -> Generations:
    """By version and step: how many versions so far changed what the step asks of people."""
    known: dict[tuple[str, int, str], int] = {}
    before: dict[str, tuple[Step, int]] = {}
    for sop in office.sops.versions:
        if sop.id != sop_id:
            continue
        for step in sop.steps:
            earlier, generation = before.get(step.id, (step, 0))
            generation += _asks(step) != _asks(earlier)
            before[step.id] = step, generation
            known[sop_id, sop.version, step.id] = generation
    return known


def _asks(step: Step) -> tuple[object, ...]:
    """Who does it, by which mutu baku, and where it leads; a reworded name changes nothing."""
    ways = {decision: route.target for decision, route in step.next.items()}
    return step.starters, step.finishers, step.standard, ways


def _officers(step: Step, assignments: Sequence[Assignment], office: Office) -> Iterator[Turn]:
    for role in step.finishers:
        for day in officer_changes(assignments, role):
            yield _turn(day, f"pejabat baru, {office.role_name(role)}", office)


def _noted(step: Step, noted: Sequence[NotedChange], office: Office) -> Iterator[Turn]:
    return (_turn(one.since, one.reason, office) for one in noted if one.step == step.id)


def _turn(day: date, words: str, office: Office) -> Turn:
    return Turn(parse_local(day, time(), office.zone), f"{words} sejak {short_day(day)}")
