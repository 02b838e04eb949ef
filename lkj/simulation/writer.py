"""Write one report's history: its itinerary, acted out by the people on duty."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole
from lkj.domain.events import Event, Moment, Source
from lkj.domain.sop import RoleId
from lkj.domain.state import Visit
from lkj.domain.workflow import starters
from lkj.simulation import wording
from lkj.simulation.casefile import Casefile, Entry
from lkj.simulation.forms import Forms
from lkj.simulation.identifiers import new_id
from lkj.simulation.itinerary import Itinerary, Pass, Start
from lkj.simulation.remarks import remark
from lkj.simulation.roster import Duty
from lkj.simulation.scenarios import Ending, Scenario
from lkj.simulation.slots import Slot
from lkj.simulation.world import World

_AGENDA_NUMBERS = (20, 400)
_TOO_EARLY_BY = 40  # working minutes, where the paper contradicts itself
_SEEN_AFTER = 3  # minutes until a wrong button is noticed


@dataclass(frozen=True, kw_only=True)
class Job:
    """One report to write: what it is, what happens to it, and when it is received."""

    slot: Slot
    title: str
    scenario: Scenario
    way: Itinerary
    received: int  # number of a working minute


def write_report(job: Job, world: World, forms: Forms) -> list[Event]:
    """The events of one report, numbered by their version."""
    writer = _Writer(job, world, forms)
    writer.register()
    for one in job.way.passes:
        writer.carry_out(one)
    writer.end()
    remark(writer.file, job.scenario, world, after=job.received + job.way.length)
    return writer.file.events


class _Writer:
    """Acts one itinerary out; times are working minutes since the report was received."""

    def __init__(self, job: Job, world: World, forms: Forms) -> None:
        self._job, self._world, self._forms = job, world, forms
        self._rng, self._clock = world.rng, world.clock
        self._on_paper = job.way.session is not None
        self._batch = new_id(self._rng, self._at(0)) if self._on_paper else None
        self._agenda = self._rng.randint(*_AGENDA_NUMBERS)
        self._entered = 0
        report_id = new_id(self._rng, self._at(0))
        zone = world.clock.zone
        self.file = Casefile(world.sop, report_id=report_id, zone=zone, rng=self._rng)

    def register(self) -> None:
        slot, registrars = self._job.slot, self._world.sop.registrars
        actor = self._actor(registrars, 0, by_paper=self._on_paper)
        command = c.Register(
            title=self._job.title,
            fiscal_year=slot.fiscal_year,
            period=slot.period,
            disposition_number=wording.disposition_number(self._agenda, slot.opens_on.year),
            disposition_date=self._clock.day(self._job.received),
            received=self._clock.moment(self._job.received),
        )
        entry = self._entry(actor, 0, happened=0, by_paper=self._on_paper)
        self.file.add(command, actor=actor, entry=entry)

    def carry_out(self, one: Pass) -> None:
        visit = self._open_visit()
        if one.start is Start.PRESSED and visit.start_no is None:
            self._start(one.begun, starters(visit, one.step))
        if self._job.scenario.is_noted and one.step.is_ordered and one.visit == 1:
            self._note_between(one)
        actor = self._actor(one.step.finishers, one.finished, by_paper=one.by_paper)
        happened = self._happened(one)
        entry = self._entry(actor, one.recorded, happened=happened, by_paper=one.by_paper)
        self.file.add(self._move(one), actor=actor, entry=entry)
        self._entered = one.finished
        if one.is_mistake:
            now = self._now(one.recorded + _SEEN_AFTER)
            command = c.TakeBack(note=wording.TAKEN_BACK)
            self.file.add(command, actor=actor, entry=Entry(actor, now))

    def end(self) -> None:
        way = self._job.way
        if way.begun is not None:
            visit = self._open_visit()
            self._start(way.begun, starters(visit, self._world.sop.step(visit.step)))
        if way.ended is None:
            return
        if self._job.scenario.ending is Ending.CANCELLED:
            self._cancel(way.ended)
        else:
            self._confirm_receipt(way.ended)

    def _open_visit(self) -> Visit:
        visit = self.file.state.open_visit
        if visit is None:
            raise AssertionError("the itinerary goes on where the SOP has ended")
        return visit

    def _start(self, minute: int, roles: tuple[RoleId, ...]) -> None:
        actor = self._actor(roles, minute, by_paper=False)
        command = c.Start(at=self._moment(minute))
        self.file.add(command, actor=actor, entry=Entry(actor, self._now(minute)))

    def _note_between(self, one: Pass) -> None:
        minute = (one.begun + one.finished) // 2
        monev = self._staff(AppRole.MONEV, minute)
        command = c.Note(text=self._rng.choice(wording.NOTES))
        self.file.add(command, actor=monev, entry=Entry(monev, self._now(minute)))

    def _move(self, one: Pass) -> c.Move:
        note, reasons = self._forms.remark(one)
        is_typed = one.start is Start.TYPED and self._open_visit().start_no is None
        return c.Move(
            decision=one.decision,
            finished=self._finished(one),
            started=self._moment(one.begun) if is_typed else None,
            effort_minutes=one.effort,
            note=note,
            reasons=reasons,
            inputs=self._forms.inputs(one),
            time_conflict=wording.CONFLICT if one.has_conflict else "",
        )

    def _finished(self, one: Pass) -> Moment | None:
        """What is typed as finishing time; None where the button is pressed at once."""
        if one.is_date_only:
            return self._clock.date_only(self._job.received + one.finished)
        is_pressed = one.recorded == one.finished and not one.by_paper
        return None if is_pressed else self._moment(self._happened(one))

    def _happened(self, one: Pass) -> int:
        """When a pass was finished, as far as its paper tells."""
        return self._entered - _TOO_EARLY_BY if one.has_conflict else one.finished

    def _cancel(self, minute: int) -> None:
        cancellers = self._world.sop.cancellers
        actor = (
            self._actor(cancellers, minute, by_paper=False)
            if cancellers
            else self._staff(AppRole.ADMINISTRATOR, minute)
        )
        command = c.Cancel(note=wording.CANCELLED)
        self.file.add(command, actor=actor, entry=Entry(actor, self._now(minute)))

    def _confirm_receipt(self, minute: int) -> None:
        actor = self._actor(self._world.sop.receivers, minute, by_paper=self._on_paper)
        command = c.ConfirmReceipt(received=self._moment(minute) if self._on_paper else None)
        entry = self._entry(actor, minute, happened=minute, by_paper=self._on_paper)
        self.file.add(command, actor=actor, entry=entry)

    def _entry(self, actor: Duty, recorded: int, *, happened: int, by_paper: bool) -> Entry:
        if not by_paper:
            return Entry(actor, self._now(recorded))
        session = self._job.way.session
        minute = recorded if session is None else session
        self._agenda += 1
        basis = wording.agenda_entry(
            self._agenda, self._clock.day(self._job.received + happened)
        )
        # Everything that is typed in one session is stored at one moment.
        now = self._now(minute) if session is None else self._at(minute)
        batch = self._batch or new_id(self._rng, now)
        return Entry(self._staff(AppRole.MONEV, minute), now, Source.PAPER, basis, batch)

    def _actor(self, roles: tuple[RoleId, ...], minute: int, *, by_paper: bool) -> Duty:
        roster, day = self._world.roster, self._clock.day(self._job.received + minute)
        pick = roster.pick if by_paper else roster.pick_online
        return pick(roles, day, self._rng)

    def _staff(self, app_role: AppRole, minute: int) -> Duty:
        day = self._clock.day(self._job.received + minute)
        return self._world.roster.staff(app_role, day)

    def _moment(self, minute: int) -> Moment:
        return self._clock.moment(self._job.received + minute)

    def _at(self, minute: int) -> datetime:
        return self._clock.at(self._job.received + minute)

    def _now(self, minute: int) -> datetime:
        return self._at(minute) + timedelta(seconds=int(60 * self._rng.random()))
