"""The SOP's workflow: `decide` turns a command into an event or refuses, by the SOP's table."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from lkj.domain import commands as c
from lkj.domain.accounts import Holding, Permission
from lkj.domain.adoption import adopt, require_adopted
from lkj.domain.amendments import correct, give_cause, note
from lkj.domain.attachments import attach, shown_draft
from lkj.domain.checks import (
    check_inputs,
    check_not_future,
    check_note,
    check_order,
    check_reasons,
    check_visit_times,
    require,
    roles_conflict,
)
from lkj.domain.drafting import draft_event, other_precision
from lkj.domain.events import Event, EventKind, Moment, Source
from lkj.domain.sop import Decision, RoleId, Sop, Step
from lkj.domain.state import MOVES, ReportState, ReportStatus, Visit
from lkj.errors import (
    AlreadyRegistered,
    AlreadyStarted,
    DecisionNotOffered,
    NothingToTakeBack,
    NotRegistered,
    NotStarted,
    NotYourAct,
    ReceiptNotDue,
    ReportFinished,
    WrongRole,
)

KIND_OF = {decision: kind for kind, decision in MOVES.items()}


def decide(state: ReportState, command: c.Command, *, sop: Sop, act: c.Act) -> Event:
    """Turn a command into the event that records it.

    Returns:
        The event with its consequence (`next_step`), not yet sealed by the store.

    Raises:
        DecisionRefused: one of its subclasses says what the SOP or the clock does not allow.
        NotPermitted: the recording account lacks the permission.
    """
    if not isinstance(command, c.Register) and state.status is ReportStatus.UNREGISTERED:
        raise NotRegistered
    require_adopted(state, command)
    return _HANDLERS[type(command)](state, command, sop, act)


def offered(state: ReportState, sop: Sop, roles: Collection[RoleId]) -> tuple[Decision, ...]:
    """The decisions that somebody with these roles may take now."""
    visit = state.open_visit
    if visit is None or state.is_read_only or must_start_first(visit, sop.step(visit.step)):
        return ()
    step = sop.step(visit.step)
    return tuple(step.next) if set(step.finishers) & set(roles) else ()


def may_start(state: ReportState, sop: Sop, roles: Collection[RoleId]) -> bool:
    """Whether somebody with these roles may say now that work has begun."""
    visit = state.open_visit
    if visit is None or state.is_read_only or visit.started is not None:
        return False
    return bool(set(starters(visit, sop.step(visit.step))) & set(roles))


def starters(visit: Visit, step: Step) -> tuple[RoleId, ...]:
    """Who starts this visit: after a return the finishers begin again by themselves."""
    return step.starters if visit.number == 1 else step.finishers


def must_start_first(visit: Visit, step: Step) -> bool:
    """Whether the visit waits for an order from a role other than its finishers."""
    return step.is_ordered and visit.number == 1 and visit.start_no is None


def awaited_roles(state: ReportState, sop: Sop) -> tuple[RoleId, ...]:
    """Whose turn it is: starters of an ordered step, else finishers, else receivers."""
    if state.status is ReportStatus.SENT:
        return sop.receivers
    visit = state.open_visit
    if visit is None:
        return ()
    step = sop.step(visit.step)
    return step.starters if must_start_first(visit, step) else step.finishers


def _register(state: ReportState, command: c.Register, sop: Sop, act: c.Act) -> Event:
    if state.status is not ReportStatus.UNREGISTERED:
        raise AlreadyRegistered
    require(act, Permission.REGISTER)
    check_not_future(command.received, act)
    holding = act.holding(sop.registrars)
    return draft_event(
        state,
        act,
        sop,
        EventKind.REGISTERED,
        next_step=sop.first_step.id,
        moment=command.received,
        holding=holding,
        payload=c.registration_facts(command),
    )


def _start(state: ReportState, command: c.Start, sop: Sop, act: c.Act) -> Event:
    visit, step = _open(state, sop)
    needed = starters(visit, step)
    holding = _holding(act, needed)
    if visit.started is not None:
        raise AlreadyStarted
    began = command.at or Moment(act.now)
    check_not_future(began, act)
    check_order(visit.entered, began, act)
    return draft_event(
        state,
        act,
        sop,
        EventKind.STARTED,
        step=step.id,
        moment=began,
        holding=holding,
    )


def _move(state: ReportState, command: c.Move, sop: Sop, act: c.Act) -> Event:
    visit, step = _open(state, sop)
    holding = _holding(act, step.finishers)
    route = step.next.get(command.decision)
    if route is None:
        raise DecisionNotOffered(decision=command.decision, step=step.id)
    if must_start_first(visit, step) and act.source is Source.APP:
        raise NotStarted(needed=step.starters)
    finished = command.finished or Moment(act.now)
    if command.started is not None and visit.start_no is not None:
        raise AlreadyStarted
    time_conflict = check_visit_times(visit, command, finished, act)
    is_return = command.decision is Decision.REJECT
    if is_return:
        check_reasons(command, sop, act)
    check_inputs(command.inputs)
    conflict = roles_conflict(state, sop, step, act, holding)
    facts = {
        "inputs": [[i.name, i.state.value, i.reason] for i in command.inputs],
        "separation": conflict,
        "started_precision": other_precision(command.started, finished),
        "time_conflict": time_conflict,
        "shown": shown_draft(state, command, act),
        "missing_data": command.missing_data,
        "confirmed_by": act.confirmed_by,
    }
    return draft_event(
        state,
        act,
        sop,
        KIND_OF[command.decision],
        step=step.id,
        next_step=route.target,
        moment=finished,
        holding=holding,
        started_at=command.started.at if command.started else None,
        effort_minutes=command.effort_minutes,
        note=command.note,
        reasons=tuple(dict.fromkeys(command.reasons)) if is_return else (),
        payload=facts,
    )


def _take_back(state: ReportState, command: c.TakeBack, sop: Sop, act: c.Act) -> Event:
    last = state.last_move
    is_running = state.status in (ReportStatus.RUNNING, ReportStatus.SENT)
    if last is None or not is_running:
        raise NothingToTakeBack
    if state.open_visit is not None and state.open_visit.is_touched:
        raise NothingToTakeBack
    is_own = act.actor == last.actor
    if not is_own and act.recorder != last.recorded_by:
        raise NotYourAct
    return draft_event(
        state,
        act,
        sop,
        EventKind.TAKEN_BACK,
        step=last.step,
        next_step=last.step,
        target_no=last.move_no,
        holding=(last.role, last.capacity) if is_own and last.role and last.capacity else None,
        note=command.note,
    )


def _confirm_receipt(
    state: ReportState, command: c.ConfirmReceipt, sop: Sop, act: c.Act
) -> Event:
    if state.status is not ReportStatus.SENT or not sop.receivers:
        raise ReceiptNotDue
    holding = _holding(act, sop.receivers)
    received = command.received or Moment(act.now)
    check_not_future(received, act)
    check_order(state.visits[-1].left, received, act)
    return draft_event(
        state,
        act,
        sop,
        EventKind.RECEIPT_CONFIRMED,
        moment=received,
        holding=holding,
        note=command.note,
    )


def _cancel(state: ReportState, command: c.Cancel, sop: Sop, act: c.Act) -> Event:
    require(act, Permission.CANCEL)
    _, step = _open(state, sop)
    check_note(command.note)
    holding = act.holding(sop.cancellers)
    return draft_event(
        state,
        act,
        sop,
        EventKind.CANCELLED,
        step=step.id,
        holding=holding,
        note=command.note,
    )


_HANDLERS: Mapping[type, Callable[[ReportState, Any, Sop, c.Act], Event]] = {
    c.Register: _register,
    c.Start: _start,
    c.Move: _move,
    c.TakeBack: _take_back,
    c.ConfirmReceipt: _confirm_receipt,
    c.Cancel: _cancel,
    c.Correct: correct,
    c.Note: note,
    c.GiveCause: give_cause,
    c.Adopt: adopt,
    c.Attach: attach,
}


def _open(state: ReportState, sop: Sop) -> tuple[Visit, Step]:
    visit = state.open_visit
    if visit is None:
        raise ReportFinished
    return visit, sop.step(visit.step)


def _holding(act: c.Act, needed: tuple[RoleId, ...]) -> Holding:
    holding = act.holding(needed)
    if holding is None:
        raise WrongRole(needed=needed, given=tuple(role for role, _ in act.holdings))
    return holding
