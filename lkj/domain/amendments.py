"""Acts beside the flow: correct a time, write a note, give a cause. They move no report."""

from lkj.domain import commands as c
from lkj.domain.accounts import Permission
from lkj.domain.checks import check_correction, check_not_future, check_note, require
from lkj.domain.drafting import draft_event, iso
from lkj.domain.events import Event, EventKind, Moment
from lkj.domain.sop import Sop
from lkj.domain.state import ReportState
from lkj.errors import CauseNotDue


def correct(state: ReportState, command: c.Correct, sop: Sop, act: c.Act) -> Event:
    """Give an earlier act another time or effort, by its actor or by right."""
    owner = state.closed_by(command.target_no)
    if owner is None or owner.actor != act.actor:
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
    """Write a remark beside the report; it moves nothing."""
    require(act, Permission.NOTE)
    check_note(command.text, minimum=1)
    visit = state.open_visit
    step = visit.step if visit else None
    return draft_event(state, act, sop, EventKind.NOTED, step=step, note=command.text)


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
