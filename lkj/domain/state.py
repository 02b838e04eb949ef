"""The state of one report, folded from its events: `evolve` accepts any history."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from typing import Any

from lkj.domain.documents import DocumentVersion, file_of
from lkj.domain.events import Event, EventKind, Moment, Precision, Source
from lkj.domain.report_state import ReportState, ReportStatus, Visit
from lkj.domain.sop import Decision

__all__ = [
    "ADOPTED",
    "MOVES",
    "ReportState",
    "ReportStatus",
    "Visit",
    "evolve",
    "payload_of",
    "replay",
]

MOVES: Mapping[EventKind, Decision] = {
    EventKind.SUBMITTED: Decision.SUBMIT,
    EventKind.APPROVED: Decision.APPROVE,
    EventKind.REJECTED: Decision.REJECT,
}

ADOPTED = "adopted"  # in the payload of a note: the report goes on here


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
    """The facts that only this kind of event has; none where they cannot be read."""
    try:
        facts = json.loads(event.payload or "{}")
    except ValueError:
        return {}
    return facts if isinstance(facts, dict) else {}


def _registered(state: ReportState, event: Event) -> ReportState:
    return replace(
        state,
        status=ReportStatus.RUNNING,
        sop_id=event.sop_id,
        sop_version=event.sop_version,
        registered_no=event.no,
        registered_by=event.actor,
        received=event.moment,
        visits=(*state.visits, _opened(state.visits, event)),
        is_imported=event.source is Source.IMPORT,
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
    start = {"started": event.moment, "start_no": event.no, "started_by": event.actor}
    return _with_open(state, is_touched=True, **start)


def _with_open(state: ReportState, **changes: Any) -> ReportState:
    if state.open_visit is None:
        return state
    visit = replace(state.visits[-1], **changes)
    return replace(state, visits=(*state.visits[:-1], visit))


def _moved(state: ReportState, event: Event) -> ReportState:
    if state.open_visit is None:
        return state
    visit = state.visits[-1]
    closed = replace(
        visit,
        step=event.step or visit.step,
        started=_declared_start(event) if visit.start_no is None else visit.started,
        decision=MOVES[event.kind],
        next_step=event.next_step,
        effort_minutes=event.effort_minutes,
        **_closing(event),
    )
    visits = (*state.visits[:-1], closed)
    if event.next_step is None:
        return replace(state, visits=visits, status=_end(event))
    return replace(state, visits=(*visits, _opened(visits, event)))


def _end(event: Event) -> ReportStatus:
    # A file that tells the end of a report leaves nobody waiting for its receipt.
    is_told = event.source is Source.IMPORT
    return ReportStatus.RECEIVED if is_told else ReportStatus.SENT


def _closing(event: Event) -> dict[str, Any]:
    return {
        "left": event.moment,
        "actor": event.actor,
        "role": event.role,
        "capacity": event.capacity,
        "recorded_by": event.recorded_by,
        "move_no": event.no,
    }


def _declared_start(event: Event) -> Moment | None:
    if event.started_at is None:
        return None
    precision = payload_of(event).get("started_precision", event.time_precision)
    return Moment(event.started_at, _precision(precision))


def _precision(text: object) -> Precision:
    return Precision.DATE if text == Precision.DATE else Precision.MINUTE


def _taken_back(state: ReportState, event: Event) -> ReportState:
    moves = [i for i, visit in enumerate(state.visits) if visit.move_no is not None]
    index = next((i for i in moves if state.visits[i].move_no == event.target_no), None)
    if index is None:
        return state
    undone = state.visits[index]
    reopened = Visit(
        step=undone.step,
        number=undone.number,
        entered=undone.entered,
        opened_by=undone.opened_by,
        started=None if undone.start_no is None else undone.started,
        start_no=undone.start_no,
        started_by=undone.started_by,
        is_touched=True,
    )
    visits = (*state.visits[:index], reopened)
    return replace(state, visits=visits, status=ReportStatus.RUNNING)


def _received(state: ReportState, event: Event) -> ReportState:
    act = {"receipt_no": event.no, "receipt_by": event.actor, "receipt": event.moment}
    return replace(state, status=ReportStatus.RECEIVED, **act)  # type: ignore[arg-type]


def _cancelled(state: ReportState, event: Event) -> ReportState:
    closed = _with_open(state, **_closing(event))
    return replace(closed, status=ReportStatus.CANCELLED)


def _withdrawn(state: ReportState, event: Event) -> ReportState:
    return replace(state, status=ReportStatus.WITHDRAWN)


def _noted(state: ReportState, event: Event) -> ReportState:
    is_adoption = payload_of(event).get(ADOPTED) is True
    return replace(state, is_adopted=True) if is_adoption else state


def _attached(state: ReportState, event: Event) -> ReportState:
    facts = payload_of(event)
    document = str(facts.get("document", ""))
    version = DocumentVersion(
        document=document,
        name=str(facts.get("name", document)),
        number=1 + sum(known.document == document for known in state.documents),
        is_draft=facts.get("is_draft") is True,
        file=file_of(facts),
        place=str(facts.get("place", "")),
        event_no=event.no,
        actor=event.actor,
        at=event.recorded_at,
    )
    return replace(state, documents=(*state.documents, version))


def _corrected(state: ReportState, event: Event) -> ReportState:
    facts, target = payload_of(event), event.target_no
    field, value = str(facts.get("field")), _corrected_value(facts)
    if target is None:
        return state
    if isinstance(value, Moment) and target == state.registered_no:
        first = replace(state.visits[0], entered=value)
        return replace(state, received=value, visits=(first, *state.visits[1:]))
    if isinstance(value, Moment) and target == state.receipt_no:
        return replace(state, receipt=value)
    visits = tuple(_corrected_visit(visit, target, field, value) for visit in state.visits)
    return replace(state, visits=_rejoined(visits))


def _corrected_value(facts: Mapping[str, object]) -> Moment | int | None:
    value = facts.get("value")
    if isinstance(value, int) or value is None:
        return value
    try:
        return Moment(datetime.fromisoformat(str(value)), _precision(facts.get("precision")))
    except ValueError:
        return None


def _corrected_visit(
    visit: Visit, target: int, field: str, value: Moment | int | None
) -> Visit:
    is_move = visit.move_no == target and visit.decision is not None
    match field, value:
        # Only a move has more than one time; the others' is meant whatever the field.
        case _, Moment() if visit.start_no == target:
            return replace(visit, started=value)
        case "started_at", Moment() | None if is_move:
            return replace(visit, started=value)
        case _, Moment() if visit.move_no == target:
            return replace(visit, left=value)
        case "effort_minutes", int() | None if is_move:
            return replace(visit, effort_minutes=value)
    return visit


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
    EventKind.NOTED: _noted,
    EventKind.ATTACHED: _attached,
    EventKind.CORRECTED: _corrected,
}
