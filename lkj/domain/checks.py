"""The rules on times, reasons, kelengkapan and rangkap peran that a command must pass."""

from datetime import timedelta
from itertools import pairwise

from lkj.domain import commands as c
from lkj.domain.accounts import Holding, Permission
from lkj.domain.events import Capacity, Event, Moment, Precision, Source, floor_minute
from lkj.domain.sop import Sop, Step
from lkj.domain.state import ReportState, Visit, evolve
from lkj.errors import (
    BeforePrevious,
    CorrectionRefused,
    EffortInvalid,
    EffortTooLong,
    InputsIncomplete,
    InTheFuture,
    NoteTooShort,
    NotPermitted,
    ReasonMissing,
    ReasonUnknown,
    RolesConflict,
    StartAfterFinish,
)

MINIMUM_REASON_LENGTH = 10


def require(act: c.Act, permission: Permission) -> None:
    """The recording account carries the permission."""
    if permission not in act.permissions:
        raise NotPermitted(permission=permission)


def check_note(text: str, *, minimum: int = MINIMUM_REASON_LENGTH) -> None:
    """A text that explains must say something."""
    if len(text.strip()) < minimum:
        raise NoteTooShort(minimum=minimum)


def check_not_future(moment: Moment, act: c.Act) -> None:
    """Nothing has happened that has not happened yet, to the minute or the day."""
    if Moment(act.now).is_before(moment, act.zone):
        raise InTheFuture(given=moment, now=act.now)


def check_order(earlier: Moment, later: Moment, act: c.Act, *, is_start: bool = False) -> None:
    """`later` is not before `earlier`, compared as exactly as both are known."""
    if not later.is_before(earlier, act.zone):
        return
    if is_start:
        raise StartAfterFinish(started_at=earlier, finished_at=later)
    raise BeforePrevious(given=later, previous=earlier)


def check_effort(
    effort: int | None, entered: Moment | None, finished: Moment, act: c.Act
) -> None:
    """Effort is whole minutes and fits between receipt and finish on the clock.

    With only dates known, both days count whole. `entered` None leaves the limit out.
    """
    if effort is None:
        return
    if isinstance(effort, bool) or not isinstance(effort, int) or effort < 0:
        raise EffortInvalid(given=effort)
    if entered is None:
        return
    limit = _clock_minutes(entered, finished, act)
    if effort > limit:
        raise EffortTooLong(given=effort, limit=limit)


def _clock_minutes(entered: Moment, finished: Moment, act: c.Act) -> int:
    if Precision.DATE in (entered.precision, finished.precision):
        days = finished.at.astimezone(act.zone).date() - entered.at.astimezone(act.zone).date()
        return (days.days + 1) * 24 * 60
    span = floor_minute(finished.at) - floor_minute(entered.at)
    return span // timedelta(minutes=1)


def check_reasons(command: c.Move, sop: Sop, act: c.Act) -> None:
    """A return needs a reason code of the SOP and, in the live flow, a sentence."""
    if not command.reasons:
        raise ReasonMissing
    on_paper = act.source is not Source.APP
    known = {reason.id for reason in sop.reasons if on_paper or not reason.paper_only}
    unknown = tuple(code for code in command.reasons if code not in known)
    if unknown:
        raise ReasonUnknown(given=unknown)
    is_recorded = not all(r.paper_only for r in sop.reasons if r.id in command.reasons)
    if is_recorded or command.note:
        check_note(command.note)


def check_inputs(inputs: tuple[c.InputCheck, ...]) -> None:
    """A kelengkapan that is not there needs a reason; it does not block."""
    missing = tuple(
        i.name for i in inputs if i.state is c.InputState.ABSENT and not i.reason.strip()
    )
    if missing:
        raise InputsIncomplete(missing=missing)


def roles_conflict(
    state: ReportState, sop: Sop, step: Step, act: c.Act, holding: Holding
) -> list[str]:
    """Rangkap peran: separated steps that the same person finished in another role.

    Returns:
        The ids of those steps, to be recorded with the event; empty where there are none.

    Raises:
        RolesConflict: in the live flow, where neither act is as Plt. or Plh.
    """
    role, capacity = holding
    group = {member for steps in sop.separation if step.id in steps for member in steps}
    earlier = [
        visit
        for visit in state.visits
        if visit.actor == act.actor and visit.step in group - {step.id} and visit.role != role
    ]
    is_definitive = not capacity.is_acting and any(
        visit.capacity is Capacity.DEFINITIVE for visit in earlier
    )
    if is_definitive and act.source is Source.APP:
        raise RolesConflict(step=step.id, earlier=tuple(visit.step for visit in earlier))
    return sorted({visit.step for visit in earlier})


def check_correction(state: ReportState, event: Event, command: c.Correct, act: c.Act) -> None:
    """A correction changes something known and leaves the times in order.

    Contradictions that paper brought in before are not held against it.
    """
    is_effort = command.field is c.CorrectableField.EFFORT_MINUTES
    if isinstance(command.value, Moment) if is_effort else isinstance(command.value, int):
        raise CorrectionRefused(target=command.target_no, field=command.field)
    if command.value is None and command.field is c.CorrectableField.OCCURRED_AT:
        raise CorrectionRefused(target=command.target_no, field=command.field)
    corrected = evolve(state, event)
    if corrected.visits == state.visits:
        raise CorrectionRefused(target=command.target_no, field=command.field)
    if is_effort:
        visit = corrected.closed_by(command.target_no)
        if visit is not None and visit.left is not None:
            check_effort(visit.effort_minutes, visit.entered, visit.left, act)
    before = {pair for visit in state.visits for pair in _reversed_pairs(visit, act)}
    after = [pair for visit in corrected.visits for pair in _reversed_pairs(visit, act)]
    broken = next((pair for pair in after if pair not in before), None)
    if broken is not None:
        raise BeforePrevious(given=broken[1], previous=broken[0])


def _reversed_pairs(visit: Visit, act: c.Act) -> list[tuple[Moment, Moment]]:
    known = [m for m in (visit.entered, visit.started, visit.left) if m is not None]
    return [
        (earlier, later)
        for earlier, later in pairwise(known)
        if later.is_before(earlier, act.zone)
    ]
