"""The whole example: people, plan, and every event in the order in which it was recorded."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta, tzinfo
from random import Random

from lkj.domain.events import Event
from lkj.domain.sop import Sop
from lkj.simulation.cast import Cast, Changes, make_cast
from lkj.simulation.forms import Forms
from lkj.simulation.itinerary import Itinerary, plan_way
from lkj.simulation.office_clock import OfficeClock
from lkj.simulation.roster import Roster
from lkj.simulation.scenarios import ABSENCE, SCENARIOS, Scenario
from lkj.simulation.slots import Plan, Slot, make_plan
from lkj.simulation.timeline import History, in_order
from lkj.simulation.world import World
from lkj.simulation.writer import Job, write_report
from lkj.worktime import WorkingCalendar

LEAD_DAYS = 60  # the cast is there before the first report
ABSENCE_DAYS = 25
OPENING_SPREAD = 2_250  # a disposisi comes within a week of the day on which it may
OPEN_FOR = 6_300  # an open report has got where it is within 14 working days
CLONE_RETURNS = 0.5
HASTES = (1.0, 0.4, 0.2, 0.1, 0.05)


@dataclass(frozen=True)
class Example:
    """Everything that an example database holds. `events` can be read once.

    Events come in order of `recorded_at` and are numbered from 1; a `target_no` is the number
    of the event that it names. Their `salt`, `prev_hash` and `hash` are the store's.
    """

    cast: Cast
    expected: tuple[Slot, ...]
    events: Iterator[Event]


@dataclass(frozen=True, order=True)
class _Begun:
    """A report that will be written: not before the working minute `earliest`."""

    earliest: int
    office: int
    position: int  # 0 is the newest report of its office


def make_example(
    *,
    sop: Sop,
    calendar: WorkingCalendar,
    zone: tzinfo,
    reports: int,
    until: date,
    rng: Random,
) -> Example:
    """Make up an office and its reports before local midnight of `until`.

    Every 15 reports are one office's last three years; more reports are clones of the office,
    with the same people and another chance. The same arguments give the same example.

    Args:
        sop: the SOP that all reports run under.
        calendar: keeps every act within working hours.
        zone: of the office; dates are dates there.
        reports: how many are registered, 0 or more.
        until: the first local date on which nothing happens.
        rng: a seeded generator; it is used up as `events` is read.

    Raises:
        OutsideCalendar: the calendar does not cover the three years before `until`.
    """
    plan = make_plan(min(reports, len(SCENARIOS)), until)
    changes = _changes(plan, until)
    cast = make_cast(sop, changes, rng)
    clock = OfficeClock.between(changes.since, until, calendar=calendar, zone=zone)
    world = World(sop, clock, Roster(cast, sop), rng)
    begun = _begun(plan.taken_up, reports, world)
    histories = _histories(begun, plan.taken_up, world, is_cloned=reports > len(SCENARIOS))
    return Example(cast, plan.expected, in_order(histories))


def _changes(plan: Plan, until: date) -> Changes:
    first = plan.expected[0].opens_on
    since = min(first, until) - timedelta(days=LEAD_DAYS)
    absent = plan.taken_up[ABSENCE] if len(plan.taken_up) > ABSENCE else plan.expected[0]
    last_day = absent.opens_on + timedelta(days=ABSENCE_DAYS)
    return Changes(
        since=since,
        succession=(since + (until - since) / 2).replace(day=1),
        absence=(absent.opens_on, last_day),
    )


def _begun(slots: Sequence[Slot], reports: int, world: World) -> list[_Begun]:
    """When each report may begin, the earliest first."""
    begun = []
    for number in range(reports):
        office, position = divmod(number, len(slots))
        earliest = world.clock.first_on(slots[position].opens_on)
        earliest += world.rng.randrange(OPENING_SPREAD)
        if SCENARIOS[position].is_open:
            longest = OPEN_FOR + SCENARIOS[position].idle[1]
            earliest = max(earliest, len(world.clock) - longest)
        begun.append(_Begun(earliest, office, position))
    return sorted(begun)


def _histories(
    begun: Iterable[_Begun], slots: Sequence[Slot], world: World, *, is_cloned: bool
) -> Iterator[History]:
    forms = Forms(world)
    for one in begun:
        job = _job(one, slots[one.position], world, is_cloned=is_cloned)
        yield History(world.clock.at(one.earliest), write_report(job, world, forms))


def _job(one: _Begun, slot: Slot, world: World, *, is_cloned: bool) -> Job:
    scenario = _scenario(one, world)
    way = _way(one, scenario, world)
    received = one.earliest
    if scenario.is_open:
        idle = world.rng.randint(*scenario.idle)
        received = max(received, len(world.clock) - 1 - way.length - idle)
    office = f" (Kantor Contoh {one.office + 1})" if is_cloned else ""
    return Job(
        slot=slot, title=slot.title + office, scenario=scenario, way=way, received=received
    )


def _scenario(one: _Begun, world: World) -> Scenario:
    """What happens to a report; the clones are returned half as often, and not all alike."""
    scenario = SCENARIOS[one.position]
    if one.office == 0 or scenario.is_open:
        return scenario
    returns = tuple(review for review in scenario.returns if world.rng.random() < CLONE_RETURNS)
    return replace(scenario, returns=returns)


def _way(one: _Begun, scenario: Scenario, world: World) -> Itinerary:
    """Draw a way that ends within the example's time, more hastily if need be."""
    ways = (plan_way(world.sop, scenario, world.rng, haste=haste) for haste in HASTES)
    room = len(world.clock) - 1 - one.earliest
    return next(way for way in ways if way.length <= room)
