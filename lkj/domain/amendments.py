"""Acts beside the flow: correct a time, write a note, give a cause. They move no report."""

from lkj.domain import commands as c
from lkj.domain.accounts import Permission
from lkj.domain.checks import check_correction, check_not_future, check_note, require
from lkj.domain.drafting import draft_event, iso
from lkj.domain.events import Event, EventKind, Moment
from lkj.domain.sop import Sop
from lkj.domain.state import ReportState
from lkj.errors import CauseNotDue, NotYourAct


def correct(state: ReportState, command: c.Correct, sop: Sop, act: c.Act) -> Event:
    """Give an earlier act another time or effort, by its actor or by right."""
    if state.actor_of(command.target_no) != act.actor:
        require(act, Permission.CORRECT)
    check_note(command.reason)
    value = command.value
    facts: dict[str, object] = {"field": command.field.value, "reason": command.reason}
    if isinstance(value, Moment):
        check_not_future(value, act)
        facts |= {"value": iso(value), "precision": value.precision.value}
    else:
        facts |= {"value": value}
    event = draft_event(
        state, act, sop, EventKind.CORRECTED, target_no=command.target_no, payload=facts
    )
    check_correction(state, event, command, act)
    return event


def note(state: ReportState, command: c.Note, sop: Sop, act: c.Act) -> Event:
    """Write a remark beside the report, or answer what was recorded on one's behalf."""
    require(act, Permission.NOTE)
    if command.answer is not None:
        return _answer(state, command, sop, act)
    check_note(command.text, minimum=1)
    visit = state.open_visit
    step = visit.step if visit else None
    return draft_event(state, act, sop, EventKind.NOTED, step=step, note=command.text)


def _answer(state: ReportState, command: c.Note, sop: Sop, act: c.Act) -> Event:
    visit = state.closed_by(command.target_no) if command.target_no else None
    if visit is None or visit.actor != act.actor:
        raise NotYourAct
    if command.answer is c.Answer.DISPUTED:
        check_note(command.text)
    return draft_event(
        state,
        act,
        sop,
        EventKind.NOTED,
        step=visit.step,
        target_no=command.target_no,
        note=command.text,
        payload={"answer": command.answer},
    )


def give_cause(state: ReportState, command: c.GiveCause, sop: Sop, act: c.Act) -> Event:
    """Say why a finished visit took long, by its actor or by right."""
    visit = state.closed_by(command.target_no)
    if visit is None or visit.decision is None:
        raise CauseNotDue(target=command.target_no)
    if visit.actor != act.actor:
        require(act, Permission.GIVE_CAUSE)
    return draft_event(
        state,
        act,
        sop,
        EventKind.CAUSE_GIVEN,
        step=visit.step,
        target_no=command.target_no,
        note=command.note,
        payload={"cause": command.cause.value},
    )
