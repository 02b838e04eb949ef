"""The rules on times, reasons, kelengkapan and rangkap peran that a command must pass."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

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


def check_order(
    earlier: Moment | None, later: Moment | None, act: c.Act, *, is_start: bool = False
) -> None:
    """`later` is not before `earlier`, compared as exactly as both are known, if they are.

    `is_start` says that `earlier` is the start of the act that `later` finished.
    """
    if earlier is None or later is None or not later.is_before(earlier, act.zone):
        return
    if is_start:
        raise StartAfterFinish(started_at=earlier, finished_at=later)
    raise BeforePrevious(given=later, previous=earlier)


def check_visit_times(visit: Visit, command: c.Move, finished: Moment, act: c.Act) -> str:
    """Receipt, start, finish and effort agree with one another and with the clock.

    Returns:
        The reason why contradicting paper times are kept; empty where nothing contradicts.

    Raises:
        BeforePrevious, StartAfterFinish, EffortTooLong: in the live flow, or without a reason.
        InTheFuture, EffortInvalid: from any source.
    """
    check_minutes(command.effort_minutes)
    check_not_future(finished, act)
    started = command.started or visit.started
    if started is not None:
        check_not_future(started, act)
    try:
        check_order(visit.entered, finished, act)
        check_order(visit.entered, started, act)
        check_order(started, finished, act, is_start=True)
        check_effort(command.effort_minutes, visit.entered, finished, act)
    except (BeforePrevious, StartAfterFinish, EffortTooLong):
        if act.source is Source.APP or not command.time_conflict:
            raise
        check_note(command.time_conflict)
        return command.time_conflict
    return ""


def check_effort(effort: int | None, entered: Moment, finished: Moment, act: c.Act) -> None:
    """Effort fits between receipt and finish on the clock.

    With only dates known, both days count whole.
    """
    limit = _clock_minutes(entered, finished, act)
    if effort is not None and effort > limit:
        raise EffortTooLong(given=effort, limit=limit)


def check_minutes(effort: object) -> None:
    """Effort is whole minutes from 0 up, or unknown."""
    if effort is None:
        return
    if isinstance(effort, bool) or not isinstance(effort, int) or effort < 0:
        raise EffortInvalid(given=effort)


def _clock_minutes(entered: Moment, finished: Moment, act: c.Act) -> int:
    if Precision.DATE in (entered.precision, finished.precision):
        days = finished.at.astimezone(act.zone).date() - entered.at.astimezone(act.zone).date()
        return (days.days + 1) * 24 * 60
    span = floor_minute(finished.at) - floor_minute(entered.at)
    return span // timedelta(minutes=1)


def check_reasons(command: c.Move, sop: Sop, act: c.Act) -> None:
    """A return needs a reason code of the SOP and a sentence.

    A code for "not recorded on paper" needs no sentence.
    """
    if not command.reasons:
        raise ReasonMissing
    on_paper = act.source is not Source.APP
    known = {reason.id for reason in sop.reasons if on_paper or not reason.paper_only}
    unknown = tuple(code for code in command.reasons if code not in known)
    if unknown:
        raise ReasonUnknown(given=unknown)
    is_recorded = not all(r.paper_only for r in sop.reasons if r.id in command.reasons)
    if is_recorded:
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
    group = {other for members in sop.separation if step.id in members for other in members}
    earlier = [
        visit
        for visit in state.visits
        if visit.actor == act.actor and visit.step in group - {step.id} and visit.role != role
    ]
    is_definitive = not capacity.is_acting and any(
        visit.capacity is Capacity.DEFINITIVE for visit in earlier
    )
    steps = sorted({visit.step for visit in earlier})
    if is_definitive and act.source is Source.APP:
        raise RolesConflict(step=step.id, earlier=tuple(steps))
    return steps


def check_correction(state: ReportState, event: Event, command: c.Correct, act: c.Act) -> None:
    """A correction changes something known and leaves times and efforts in order.

    Contradictions that paper brought in before are not held against it.
    """
    if not isinstance(command.value, Moment):
        check_minutes(command.value)
    elif command.field is c.CorrectableField.EFFORT_MINUTES:
        raise CorrectionRefused(target=command.target_no, field=command.field)
    corrected = evolve(state, event)
    if replace(corrected, version=state.version) == state:
        raise CorrectionRefused(target=command.target_no, field=command.field)
    orders = set(_orders(state))
    for order in _orders(corrected):
        if order not in orders:
            earlier, later, is_start = order
            check_order(earlier, later, act, is_start=is_start)
    efforts = set(_efforts(state, act))
    for effort in _efforts(corrected, act):
        if effort not in efforts:
            check_effort(*effort, act)


def _orders(state: ReportState) -> Iterator[tuple[Moment | None, Moment | None, bool]]:
    """Every two times of which one may not lie before the other, and whether one is a start.

    All pairs of a visit, since a date alone between two hours hides their order.
    """
    for visit in state.visits:
        yield visit.entered, visit.started, False
        yield visit.started, visit.left, True
        yield visit.entered, visit.left, False
    yield state.visits[-1].left, state.receipt, False


def _efforts(state: ReportState, act: c.Act) -> Iterator[tuple[int | None, Moment, Moment]]:
    """Efforts with the times between which they must fit, where those are in order."""
    for visit in state.visits:
        if visit.left is not None and not visit.left.is_before(visit.entered, act.zone):
            yield visit.effort_minutes, visit.entered, visit.left
