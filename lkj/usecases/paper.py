"""Catat dari berkas: Petugas Monev types a report's passes from paper, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from lkj.domain import commands as c
from lkj.domain.accounts import Permission, holdings_on
from lkj.domain.events import Capacity, Event, EventKind, Moment, Precision, Source
from lkj.domain.sop import Decision, Sop
from lkj.domain.state import ReportState, evolve
from lkj.domain.text import FormCheck
from lkj.domain.workflow import decide
from lkj.errors import LkjError, NotPermitted, PaperRefused
from lkj.store import account_store, event_store
from lkj.store.database import Connection
from lkj.usecases.acts import (
    Seen,
    act_of,
    check_seen,
    check_sop,
    command_sha256,
    history_of,
    load,
    new_report_id,
    new_salt,
    stored_answer,
)
from lkj.usecases.calendars import calendar_at
from lkj.usecases.callers import Door, identify
from lkj.usecases.command_checks import (
    LONGEST_LINE,
    LONGEST_REQUEST_ID,
    check_years,
    clean_command,
)
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar

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
        """Rows whose paper gives only a date and no minutes, so that nothing can be judged."""
        return sum(
            event.time_precision is Precision.DATE and event.effort_minutes is None
            for event in self.events
            if event.kind is not EventKind.REGISTERED
        )


def record(form: PaperForm, *, door: Door, office: Office, now: datetime) -> PaperResult:
    """Store all rows on behalf of those who acted, or none.

    Raises:
        PaperRefused: with every refused row and its reason.
        FormInvalid: with every field that holds what it may not hold; rows count from 0.
        DecisionRefused, OutsideCalendar: the registration itself is refused.
        NotPermitted: the account may not record on behalf, or the setting is off.
        StaleReport, RequestReused, SessionEnded, UnknownReport, StorageFailed.
    """
    form = _cleaned(form, office)
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        digest = command_sha256(form, caller)
        if stored_answer(conn, _request_id(form.request_id, 0), digest) is not None:
            return PaperResult(_batch(conn, form))
        state, sop = _load(conn, form, office)
        if form.existing_id:
            check_seen(conn, state, form.seen)
        act = act_of(caller, sop, form.request_id, digest, office=office, now=now)
        _authorise(act, office)
        act = replace(act, batch_id=form.request_id, source=Source.PAPER)
        calendar = calendar_at(conn)
        events = _registration(form, state, sop, act, calendar)
        for event in events:
            state = evolve(state, event)
        desk = _Desk(sop, act, calendar, first=len(events))
        events += _rows(conn, form.rows, state, desk)
        return PaperResult(tuple(event_store.append(conn, events, salts=new_salt)))


@dataclass(frozen=True)
class _Desk:
    """What every row is recorded with; `first` is the place of row 0 in the batch."""

    sop: Sop
    act: c.Act
    calendar: WorkingCalendar
    first: int


def _request_id(request_id: str, place: int) -> str:
    """Each event of a batch has its own; the first one stands for the whole."""
    return f"{request_id}/{place}"


def _authorise(act: c.Act, office: Office) -> None:
    is_allowed = Permission.RECORD_ON_BEHALF in act.permissions
    if not is_allowed or not office.settings.records_on_behalf:
        raise NotPermitted(permission=Permission.RECORD_ON_BEHALF)


def _load(conn: Connection, form: PaperForm, office: Office) -> tuple[ReportState, Sop]:
    return load(conn, form.report_id, office, new_under="" if form.existing_id else form.sop_id)


def _cleaned(form: PaperForm, office: Office) -> PaperForm:
    check = FormCheck()
    request_id = check.line(form.request_id, "request_id", LONGEST_REQUEST_ID)
    basis = check.line(form.register_basis, "register_basis", LONGEST_LINE, required=False)
    if not form.existing_id:
        check_sop(check, form.sop_id, office)
    if not (form.rows or form.register):
        check.add("rows", "required")
    register = clean_command(check, form.register) if form.register else None
    rows = tuple(_cleaned_row(check, row, f"rows.{n}.") for n, row in enumerate(form.rows))
    check.done()
    return replace(
        form, request_id=request_id, register=register, register_basis=basis, rows=rows
    )


def _cleaned_row(check: FormCheck, row: PaperRow, place: str) -> PaperRow:
    basis = check.line(row.basis, f"{place}basis", LONGEST_LINE, required=False)
    return replace(row, command=clean_command(check, row.command, place=place), basis=basis)


def _batch(conn: Connection, form: PaperForm) -> tuple[Event, ...]:
    history = history_of(conn, form.report_id)
    return tuple(event for event in history if event.batch_id == form.request_id)


def _registration(
    form: PaperForm, state: ReportState, sop: Sop, act: c.Act, calendar: WorkingCalendar
) -> list[Event]:
    if form.register is None:
        return []
    check_years(form.register, calendar)
    request_id = _request_id(act.request_id, 0)
    first = replace(act, request_id=request_id, basis=form.register_basis)
    return [decide(state, form.register, sop=sop, act=first)]


def _rows(
    conn: Connection, rows: Sequence[PaperRow], state: ReportState, desk: _Desk
) -> list[Event]:
    events: list[Event] = []
    problems: list[tuple[int, LkjError]] = []
    for index, row in enumerate(rows):
        event: Event | None
        try:
            check_years(row.command, desk.calendar)
            act = _row_act(conn, row, desk.act, place=desk.first + index)
            event = decide(state, row.command, sop=desk.sop, act=act)
        except LkjError as error:
            problems.append((index, error))
            event = _passed_over(state, row, desk)
        if event is not None:
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
        request_id=_request_id(act.request_id, place),
        actor=account_store.person(conn, row.actor).id,
        holdings=holdings_on(account_store.assignments(conn, row.actor), day),
        basis=row.basis,
    )


def _passed_over(state: ReportState, row: PaperRow, desk: _Desk) -> Event | None:
    """Go on after a refused row as if it were well, so that later rows are checked too.

    Its time is kept where the others can be compared with it.
    """
    visit, command = state.open_visit, row.command
    if visit is None or not isinstance(command, c.Move):
        return None
    step = desk.sop.step(visit.step)
    decision = command.decision if command.decision in step.next else forward(desk.sop, step.id)
    act = replace(desk.act, actor=row.actor, holdings=_definitive(step.finishers))
    for finished in (command.finished, visit.entered):
        bare = c.Move(
            decision=decision,
            finished=finished,
            reasons=tuple(reason.id for reason in desk.sop.reasons[:1]),
            note=PLACEHOLDER,
            time_conflict=PLACEHOLDER,
        )
        try:
            return decide(state, bare, sop=desk.sop, act=act)
        except LkjError:
            continue
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
