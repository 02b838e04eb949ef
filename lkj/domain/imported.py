"""A report's history as a file tells it, turned into the events that record it.

What the file says has happened, so nobody is asked for rights and the SOP is not asked what it
offers: conformance shows the deviations. Times, steps and reasons must still make sense.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from lkj.domain import commands as c
from lkj.domain.accounts import Holding
from lkj.domain.checks import check_effort, check_minutes, check_not_future, check_order
from lkj.domain.drafting import draft_event, other_precision
from lkj.domain.events import Capacity, Event, EventKind, Moment
from lkj.domain.sop import Decision, RoleId, Sop, Step, StepId
from lkj.domain.state import MOVES, ReportState
from lkj.errors import DecisionNotOffered, DecisionRefused, ReasonUnknown, StepUnknown

REPORT_ITSELF = -1  # place of a problem that is of no pass
_KIND_OF = {decision: kind for kind, decision in MOVES.items()}
_UNRECORDED = "tidak-tercatat/"

Holdings = Callable[[str, date], tuple[Holding, ...]]  # of a person on a local date


@dataclass(frozen=True)
class ImportedPass:
    """One pass through a step. An empty `actor` means that the file names nobody."""

    step: StepId
    decision: Decision
    actor: str  # person
    finished: Moment
    started: Moment | None = None
    effort_minutes: int | None = None
    reasons: tuple[str, ...] = ()
    basis: str = ""
    note: str = ""


@dataclass(frozen=True)
class ImportedReport:
    """One report and its passes in order; `key` tells it apart within its batch."""

    key: str
    sop: Sop
    register: c.Register
    passes: tuple[ImportedPass, ...] = ()


@dataclass(frozen=True)
class Importing:
    """What the events of a batch share.

    `act` records them: its source is `import`, its actor who imports. `new_id` makes a lasting
    id of a place in the batch, `holdings` tells the roles of a person on a local date.
    """

    act: c.Act
    new_id: Callable[[str], str]
    holdings: Holdings = field(default=lambda _person, _day: ())

    def act_of(self, key: str, place: int, *, actor: str = "", basis: str = "") -> c.Act:
        """The act that records one row of a report; place 0 is its registration."""
        return replace(
            self.act,
            request_id=self.new_id(f"{key}/{place}"),
            actor=actor or self.act.actor,
            basis=basis,
        )


def unrecorded(role: RoleId) -> str:
    """The person that stands for whoever acted in this role, where the file names nobody.

    One for each role, so that nobody seems to have acted in two of them.
    """
    return _UNRECORDED + role


def is_unrecorded(person_id: str) -> bool:
    """Whether this is nobody's id, but that of a role's unknown holder."""
    return person_id.startswith(_UNRECORDED)


def problems_of(report: ImportedReport, act: c.Act) -> list[tuple[int, DecisionRefused]]:
    """Everything that keeps a history from being believed, with the place of its pass.

    Returns:
        Pairs of the number of the pass from 0, or REPORT_ITSELF, and the refusal.
    """
    found: list[tuple[int, DecisionRefused]] = []
    try:
        check_not_future(report.register.received, act)
    except DecisionRefused as error:
        found.append((REPORT_ITSELF, error))
    entered = report.register.received
    for place, one in enumerate(report.passes):
        is_last = place == len(report.passes) - 1
        for check in _CHECKS:
            try:
                check(one, entered, report.sop, act)
            except DecisionRefused as error:
                found.append((place, error))
                break
        else:
            if is_last and _offered_route(one, report.sop) is None:
                refusal = DecisionNotOffered(decision=one.decision, step=one.step)
                found.append((place, refusal))
            entered = one.finished
    return found


def events_of(report: ImportedReport, importing: Importing) -> Iterator[Event]:
    """The events of a history in which `problems_of` finds nothing, not yet sealed.

    Each pass leads to the step of the next one; the last leads where the SOP's table says, so
    that a report that reached the end is finished.
    """
    report_id = importing.new_id(report.key)
    first = report.passes[0].step if report.passes else report.sop.first_step.id
    yield draft_event(
        ReportState(report_id=report_id),
        importing.act_of(report.key, 0),
        report.sop,
        EventKind.REGISTERED,
        next_step=first,
        moment=report.register.received,
        payload=c.registration_facts(report.register),
    )
    following = (*report.passes, None)
    for place, (one, after) in enumerate(pairwise(following), start=1):
        if one is not None:
            state = ReportState(report_id=report_id, version=place)
            target = after.step if after else _last_target(one, report.sop)
            yield _move(one, state, target, report, importing)


def _move(
    one: ImportedPass,
    state: ReportState,
    target: StepId | None,
    report: ImportedReport,
    importing: Importing,
) -> Event:
    day = one.finished.at.astimezone(importing.act.zone).date()
    held = importing.holdings(one.actor, day) if one.actor else ()
    role, capacity = _role(report.sop.step(one.step), held)
    actor = one.actor or unrecorded(role)
    is_return = one.decision is Decision.REJECT
    return draft_event(
        state,
        importing.act_of(report.key, state.version, actor=actor, basis=one.basis),
        report.sop,
        _KIND_OF[one.decision],
        step=one.step,
        next_step=target,
        moment=one.finished,
        holding=(role, capacity),
        started_at=one.started.at if one.started else None,
        effort_minutes=one.effort_minutes,
        note=one.note,
        reasons=tuple(dict.fromkeys(one.reasons)) if is_return else (),
        payload={"started_precision": other_precision(one.started, one.finished)},
    )


def _role(step: Step, held: tuple[Holding, ...]) -> tuple[RoleId, Capacity | None]:
    """The role acted in: one that finishes the step, else another that was held that day.

    Where no role of the person is known, the paper is believed: who finishes the step did.
    """
    known = dict(held)
    for role in (*step.finishers, *known):
        if role in known:
            return role, known[role]
    return step.finishers[0], None


def _last_target(one: ImportedPass, sop: Sop) -> StepId | None:
    route = _offered_route(one, sop)
    return None if route is None else route[0]


def _offered_route(one: ImportedPass, sop: Sop) -> tuple[StepId | None] | None:
    """Where the SOP leads from here; any onward decision leads where its own does."""
    step = sop.step(one.step)
    onward = next(d for d in step.next if d is not Decision.REJECT)
    decision = one.decision if one.decision is Decision.REJECT else onward
    route = step.next.get(decision)
    return None if route is None else (route.target,)


_Check = Callable[[ImportedPass, Moment, Sop, c.Act], None]


def _check_step(one: ImportedPass, _entered: Moment, sop: Sop, _act: c.Act) -> None:
    if one.step not in {step.id for step in sop.steps}:
        raise StepUnknown(given=one.step)


def _check_times(one: ImportedPass, entered: Moment, _sop: Sop, act: c.Act) -> None:
    check_not_future(one.finished, act)
    check_order(entered, one.finished, act)
    if one.started is not None:
        check_order(one.started, one.finished, act, is_start=True)
        check_order(entered, one.started, act)


def _check_effort(one: ImportedPass, entered: Moment, _sop: Sop, act: c.Act) -> None:
    check_minutes(one.effort_minutes)
    check_effort(one.effort_minutes, entered, one.finished, act)


def _check_reasons(one: ImportedPass, _entered: Moment, sop: Sop, _act: c.Act) -> None:
    unknown = tuple(code for code in one.reasons if code not in {r.id for r in sop.reasons})
    if unknown:
        raise ReasonUnknown(given=unknown)


_CHECKS: tuple[_Check, ...] = (_check_step, _check_times, _check_effort, _check_reasons)
