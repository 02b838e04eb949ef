"""Catat dari berkas: Petugas Monev types a report's passes from paper, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lkj.domain import commands as c
from lkj.domain.accounts import Permission, holdings_on
from lkj.domain.events import Capacity, Event, Moment, Precision, Source
from lkj.domain.sop import Decision, Sop
from lkj.domain.state import ReportState, evolve
from lkj.domain.text import clean_line
from lkj.domain.workflow import decide
from lkj.errors import LkjError, NotPermitted, PaperRefused
from lkj.store import account_store, event_store
from lkj.store.database import Connection
from lkj.usecases.acts import (
    LONGEST_LINE,
    Seen,
    act_of,
    check_seen,
    clean_command,
    command_sha256,
    load,
    new_report_id,
    new_salt,
    stored_answer,
)
from lkj.usecases.callers import Door, identify
from lkj.usecases.office import Office

PLACEHOLDER = "diperiksa setelah baris sebelumnya benar"


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """One act as the paper tells it: who did what, and which paper says so."""

    actor: str
    command: c.Move | c.ConfirmReceipt
    basis: str


@dataclass(frozen=True, kw_only=True)
class PaperForm:
    """All passes of one report as the paper tells them.

    `register` opens a new report under `sop_id`; without it the rows continue `report_id`,
    whose open visit was `seen` when the form was drawn.
    """

    request_id: str
    sop_id: str = ""
    register: c.Register | None = None
    register_basis: str = ""
    existing_id: str = ""
    seen: Seen | None = None
    rows: tuple[PaperRow, ...]

    @property
    def report_id(self) -> str:
        """The report that the rows belong to."""
        return self.existing_id or new_report_id(self.request_id)


@dataclass(frozen=True)
class PaperResult:
    """What was stored: the events of the rows, and how many of them have no hour."""

    events: tuple[Event, ...]

    @property
    def numbers(self) -> tuple[int, int]:
        """First and last event number."""
        return self.events[0].no, self.events[-1].no

    @property
    def n_without_hours(self) -> int:
        """Rows whose paper gives only a date."""
        return sum(event.time_precision is Precision.DATE for event in self.events)


def record(form: PaperForm, *, door: Door, office: Office, now: datetime) -> PaperResult:
    """Store all rows on behalf of those who acted, or none.

    Raises:
        PaperRefused: with every refused row and its reason.
        NotPermitted: the account may not record on behalf, or the setting is off.
        StaleReport, RequestReused, SessionEnded, StorageFailed.
    """
    form = _cleaned(form)
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        digest = command_sha256(form, caller)
        earlier = _stored(conn, form)
        if earlier and stored_answer(conn, earlier[0].request_id, digest) is not None:
            return PaperResult(earlier)
        state, sop = _load(conn, form, office)
        check_seen(conn, state, form.seen)
        act = act_of(caller, sop, form.request_id, digest, office=office, now=now)
        _authorise(act, office)
        act = replace(act, batch_id=form.request_id, source=Source.PAPER)
        events = _registration(form, state, sop, act)
        for event in events:
            state = evolve(state, event)
        events += _rows(conn, form.rows, state, sop, act)
        return PaperResult(tuple(event_store.append(conn, events, salts=new_salt)))


def _authorise(act: c.Act, office: Office) -> None:
    is_allowed = Permission.RECORD_ON_BEHALF in act.permissions
    if not is_allowed or not office.settings.records_on_behalf:
        raise NotPermitted(permission=Permission.RECORD_ON_BEHALF)


def _load(conn: Connection, form: PaperForm, office: Office) -> tuple[ReportState, Sop]:
    return load(conn, form.report_id, office, new_under="" if form.existing_id else form.sop_id)


def _cleaned(form: PaperForm) -> PaperForm:
    register = clean_command(form.register) if form.register else None
    rows = tuple(
        replace(
            row,
            command=clean_command(row.command),
            basis=clean_line(row.basis, "basis", LONGEST_LINE, required=False),
        )
        for row in form.rows
    )
    return replace(form, register=register, rows=rows)


def _stored(conn: Connection, form: PaperForm) -> tuple[Event, ...]:
    history = event_store.history(conn, form.report_id)
    return tuple(event for event in history if event.batch_id == form.request_id)


def _registration(form: PaperForm, state: ReportState, sop: Sop, act: c.Act) -> list[Event]:
    if form.register is None:
        return []
    first = replace(act, request_id=f"{act.request_id}/0", basis=form.register_basis)
    return [decide(state, form.register, sop=sop, act=first)]


def _rows(
    conn: Connection, rows: Sequence[PaperRow], state: ReportState, sop: Sop, act: c.Act
) -> list[Event]:
    events: list[Event] = []
    problems: list[tuple[int, LkjError]] = []
    for index, row in enumerate(rows):
        row_act = _row_act(conn, row, act, place=state.version)
        try:
            event = decide(state, row.command, sop=sop, act=row_act)
        except LkjError as error:
            problems.append((index, error))
            passed = _passed_over(state, row, sop, row_act)
            if passed is None:
                break
            event = passed
        # The store has not numbered it yet; any number tells it apart from the others.
        state = evolve(state, replace(event, no=-1 - index))
        events.append(event)
    if problems:
        raise PaperRefused(problems=tuple(problems))
    return events


def _row_act(conn: Connection, row: PaperRow, act: c.Act, *, place: int) -> c.Act:
    command = row.command
    finished = command.finished if isinstance(command, c.Move) else command.received
    day = (finished or Moment(act.now)).at.astimezone(act.zone).date()
    return replace(
        act,
        request_id=f"{act.request_id}/{place}",
        actor=account_store.person(conn, row.actor).id,
        holdings=holdings_on(account_store.assignments(conn, row.actor), day),
        basis=row.basis,
    )


def _passed_over(state: ReportState, row: PaperRow, sop: Sop, act: c.Act) -> Event | None:
    """Go on after a refused row as if it were well, so that later rows are checked too."""
    visit = state.open_visit
    if visit is None or not isinstance(row.command, c.Move):
        return None
    step = sop.step(visit.step)
    bare = c.Move(
        decision=row.command.decision,
        finished=row.command.finished,
        reasons=tuple(reason.id for reason in sop.reasons[:1]),
        note=PLACEHOLDER,
        time_conflict=PLACEHOLDER,
    )
    holding = act.holding(step.finishers)
    able = act if holding else replace(act, holdings=_definitive(step.finishers))
    try:
        return decide(state, bare, sop=sop, act=able)
    except LkjError:
        return None


def _definitive(roles: tuple[str, ...]) -> tuple[tuple[str, Capacity], ...]:
    return tuple((role, Capacity.DEFINITIVE) for role in roles)


def planned_steps(start: str | None, decisions: Sequence[Decision], sop: Sop) -> list[str]:
    """Steps of the rows, in order: one for each decision, then the straight way to the end.

    A return inserts the repeated rows by itself, since it leads back by the SOP's table.
    """
    steps: list[str] = []
    step_id = start
    for decision in decisions:
        if step_id is None:
            return steps
        steps.append(step_id)
        step_id = _target(sop, step_id, decision)
    while step_id is not None:
        steps.append(step_id)
        step_id = _target(sop, step_id, forward(sop, step_id))
    return steps


def forward(sop: Sop, step_id: str) -> Decision:
    """The decision that leads onward from a step."""
    return next(d for d in sop.step(step_id).next if d is not Decision.REJECT)


def _target(sop: Sop, step_id: str, decision: Decision) -> str | None:
    route = (
        sop.step(step_id).next.get(decision) or sop.step(step_id).next[forward(sop, step_id)]
    )
    return route.target
