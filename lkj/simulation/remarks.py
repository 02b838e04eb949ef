"""What people add to a report afterwards: a correction, the cause of a long step."""

from datetime import timedelta

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole
from lkj.domain.events import Moment, Precision
from lkj.domain.state import Visit
from lkj.simulation import wording
from lkj.simulation.casefile import Casefile, Entry
from lkj.simulation.scenarios import Scenario
from lkj.simulation.world import World

_LAG = (60, 900)
_TOO_LATE_BY = 5  # working minutes
_ROOM = timedelta(minutes=4 * _TOO_LATE_BY)


def remark(file: Casefile, scenario: Scenario, world: World, *, after: int) -> None:
    """Add what the scenario asks for, as far as the example's time lasts."""
    commands = [
        command
        for command in (
            _correction(file, world) if scenario.is_corrected else None,
            _cause(file, world) if scenario.is_explained else None,
        )
        if command is not None
    ]
    for command in commands:
        after += world.rng.randint(*_LAG)
        if after >= len(world.clock):
            return
        monev = world.roster.staff(AppRole.MONEV, world.clock.day(after))
        file.add(command, actor=monev, entry=Entry(monev, world.clock.at(after)))


def _correction(file: Casefile, world: World) -> c.Correct | None:
    """An effort or a finishing time that was mistyped."""
    moved = [v for v in file.state.visits if v.decision is not None]
    declared = [v for v in moved if v.effort_minutes]
    if declared:
        visit = world.rng.choice(declared)
        effort = visit.effort_minutes or 0
        return c.Correct(
            target_no=visit.move_no or 0,
            field=c.CorrectableField.EFFORT_MINUTES,
            value=effort - min(_TOO_LATE_BY, effort),
            reason=wording.WRONG_EFFORT,
        )
    roomy = [visit for visit in moved if _has_room(visit)]
    if not roomy:
        return None
    visit = world.rng.choice(roomy)
    return c.Correct(
        target_no=visit.move_no or 0,
        field=c.CorrectableField.OCCURRED_AT,
        value=_earlier(visit, world),
        reason=wording.WRONG_TIME,
    )


def _has_room(visit: Visit) -> bool:
    since = visit.started or visit.entered
    left = visit.left
    if left is None or Precision.DATE in (since.precision, left.precision):
        return False
    return since.at + _ROOM <= left.at


def _earlier(visit: Visit, world: World) -> Moment | None:
    clock = world.clock
    return clock.moment(clock.number_at(visit.left.at) - _TOO_LATE_BY) if visit.left else None


def _cause(file: Casefile, world: World) -> c.GiveCause | None:
    """Why the longest kind of step took so long."""
    ordered = (
        visit
        for visit in file.state.visits
        if visit.decision is not None and world.sop.step(visit.step).is_ordered
    )
    visit = next(ordered, None)
    if visit is None:
        return None
    cause, note = world.rng.choice(wording.CAUSES)
    return c.GiveCause(target_no=visit.move_no or 0, cause=cause, note=note)
