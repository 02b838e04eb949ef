"""The state of one report, folded from its events: `evolve` accepts any history."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import pairwise

from lkj.domain.events import Capacity, Event, EventKind, Moment, Precision
from lkj.domain.sop import Decision, RoleId, StepId

MOVES: Mapping[EventKind, Decision] = {
    EventKind.SUBMITTED: Decision.SUBMIT,
    EventKind.APPROVED: Decision.APPROVE,
    EventKind.REJECTED: Decision.REJECT,
}


class ReportStatus(StrEnum):
    """Where a report is in its life."""

    UNREGISTERED = "unregistered"
    RUNNING = "running"
    SENT = "sent"  # finished; receipt may still be confirmed
    RECEIVED = "received"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One pass of the report through one step, as corrected.

    `left` and what follows are missing while the visit is open. `is_touched` says that somebody
    has acted on it, so that the move that opened it can no longer be taken back.
    """

    step: StepId
    number: int  # 1 is the first pass of this step
    entered: Moment
    opened_by: EventKind
    started: Moment | None = None
    start_no: int | None = None
    left: Moment | None = None
    decision: Decision | None = None
    next_step: StepId | None = None
    actor: str | None = None
    role: RoleId | None = None
    capacity: Capacity | None = None
    recorded_by: str | None = None
    effort_minutes: int | None = None
    move_no: int | None = None
    is_touched: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the visit still waits for a decision."""
        return self.left is None


@dataclass(frozen=True, kw_only=True)
class ReportState:
    """A report as far as its events tell."""

    report_id: str
    version: int = 0
    status: ReportStatus = ReportStatus.UNREGISTERED
    sop_id: str = ""
    sop_version: int = 0
    registered_no: int | None = None
    received: Moment | None = None
    visits: tuple[Visit, ...] = ()

    @property
    def open_visit(self) -> Visit | None:
        """The visit that waits for somebody; None once finished or cancelled."""
        if self.status is not ReportStatus.RUNNING or not self.visits:
            return None
        return self.visits[-1] if self.visits[-1].is_open else None

    @property
    def last_move(self) -> Visit | None:
        """The visit that the latest move closed, None before the first."""
        return next((v for v in reversed(self.visits) if not v.is_open), None)

    def closed_by(self, event_no: int) -> Visit | None:
        """The visit that the move with this number closed."""
        return next((v for v in self.visits if v.move_no == event_no), None)


def replay(report_id: str, events: Iterable[Event]) -> ReportState:
    """Fold a report's events, in order of `version`, into its state."""
    state = ReportState(report_id=report_id)
    for event in events:
        state = evolve(state, event)
    return state


def evolve(state: ReportState, event: Event) -> ReportState:
    """Apply one event; total: it never refuses."""
    change = _CHANGES.get(event.kind)
    changed = change(state, event) if change else state
    return replace(changed, version=event.version)


def payload_of(event: Event) -> dict[str, object]:
    """The facts that only this kind of event has."""
    return json.loads(event.payload) if event.payload else {}


def _registered(state: ReportState, event: Event) -> ReportState:
    return replace(
        state,
        status=ReportStatus.RUNNING,
        sop_id=event.sop_id,
        sop_version=event.sop_version,
        registered_no=event.no,
        received=event.moment,
        visits=(*state.visits, _opened(state.visits, event)),
    )


def _opened(visits: tuple[Visit, ...], event: Event) -> Visit:
    step = event.next_step or ""
    return Visit(
        step=step,
        number=1 + sum(visit.step == step for visit in visits),
        entered=event.moment,
        opened_by=event.kind,
    )


def _started(state: ReportState, event: Event) -> ReportState:
    return _with_open(state, started=event.moment, start_no=event.no, is_touched=True)


def _with_open(state: ReportState, **changes: object) -> ReportState:
    if state.open_visit is None:
        return state
    visit = replace(state.visits[-1], **changes)  # type: ignore[arg-type]
    return replace(state, visits=(*state.visits[:-1], visit))


def _moved(state: ReportState, event: Event) -> ReportState:
    if state.open_visit is None:
        return state
    visit = state.visits[-1]
    started = visit.started if visit.start_no else _moment(event.started_at, event)
    closed = replace(
        visit,
        step=event.step or visit.step,
        started=started,
        left=event.moment,
        decision=MOVES[event.kind],
        next_step=event.next_step,
        actor=event.actor,
        role=event.role,
        capacity=event.capacity,
        recorded_by=event.recorded_by,
        effort_minutes=event.effort_minutes,
        move_no=event.no,
    )
    visits = (*state.visits[:-1], closed)
    if event.next_step is None:
        return replace(state, visits=visits, status=ReportStatus.SENT)
    return replace(state, visits=(*visits, _opened(visits, event)))


def _moment(at: datetime | None, event: Event) -> Moment | None:
    return None if at is None else Moment(at, event.time_precision)


def _taken_back(state: ReportState, event: Event) -> ReportState:
    index = next((i for i, v in enumerate(state.visits) if v.move_no == event.target_no), None)
    if index is None:
        return state
    undone = state.visits[index]
    reopened = Visit(
        step=undone.step,
        number=undone.number,
        entered=undone.entered,
        opened_by=undone.opened_by,
        started=undone.started if undone.start_no else None,
        start_no=undone.start_no,
        is_touched=True,
    )
    visits = (*state.visits[:index], reopened)
    return replace(state, visits=visits, status=ReportStatus.RUNNING)


def _received(state: ReportState, event: Event) -> ReportState:
    return replace(state, status=ReportStatus.RECEIVED)


def _cancelled(state: ReportState, event: Event) -> ReportState:
    closed = _with_open(state, left=event.moment, move_no=event.no)
    return replace(closed, status=ReportStatus.CANCELLED)


def _withdrawn(state: ReportState, event: Event) -> ReportState:
    return replace(state, status=ReportStatus.WITHDRAWN)


def _corrected(state: ReportState, event: Event) -> ReportState:
    facts = payload_of(event)
    value = _corrected_value(facts)
    if event.target_no == state.registered_no and isinstance(value, Moment):
        first = replace(state.visits[0], entered=value)
        return replace(state, received=value, visits=(first, *state.visits[1:]))
    visits = tuple(
        _corrected_visit(visit, event.target_no, str(facts.get("field")), value)
        for visit in state.visits
    )
    return replace(state, visits=_rejoined(visits))


def _corrected_value(facts: Mapping[str, object]) -> Moment | int | None:
    value = facts.get("value")
    if isinstance(value, int) or not value:
        return value if isinstance(value, int) else None
    return Moment(
        datetime.fromisoformat(str(value)), Precision(str(facts.get("precision", "minute")))
    )


def _corrected_visit(
    visit: Visit, target_no: int | None, field: str, value: Moment | int | None
) -> Visit:
    if visit.start_no == target_no and isinstance(value, Moment):
        return replace(visit, started=value)
    if visit.move_no != target_no:
        return visit
    name = {"occurred_at": "left", "started_at": "started"}.get(field, field)
    if name not in ("left", "started", "effort_minutes") or (name == "left" and not value):
        return visit
    return replace(visit, **{name: value})  # type: ignore[arg-type]


def _rejoined(visits: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """A visit is entered at the very moment at which the one before it was left."""
    followers = (
        replace(visit, entered=before.left) if before.left else visit
        for before, visit in pairwise(visits)
    )
    return (*visits[:1], *followers)


_CHANGES: Mapping[EventKind, Callable[[ReportState, Event], ReportState]] = {
    EventKind.REGISTERED: _registered,
    EventKind.STARTED: _started,
    EventKind.SUBMITTED: _moved,
    EventKind.APPROVED: _moved,
    EventKind.REJECTED: _moved,
    EventKind.TAKEN_BACK: _taken_back,
    EventKind.RECEIPT_CONFIRMED: _received,
    EventKind.CANCELLED: _cancelled,
    EventKind.WITHDRAWN: _withdrawn,
    EventKind.CORRECTED: _corrected,
}
