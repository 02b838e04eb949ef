"""Build a report's history by driving the real `decide`, so that no test invents a wrong one.

`Story().register().submit(after="10m").start().submit(after="2d").reject().events()`

Times are local to the office: "2026-03-02 08:00" to the minute, "2026-03-02" for a date alone.
Each role of the SOP has one person of the same name; `people` adds others or replaces them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any, Self

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole, Permission, may
from lkj.domain.events import Capacity, Event, EventKind, Moment, Source
from lkj.domain.sop import Decision, RoleId, Sop
from lkj.domain.state import ReportState, evolve
from lkj.domain.workflow import decide, must_start_first, starters
from tests.support.sops import office_sop
from tests.support.times import MONDAY, ZONE, moment, span

REASON = "angka pada tabel 3 salah"
DEFINITIVE = Capacity.DEFINITIVE

People = Mapping[str, Mapping[RoleId, Capacity]]
# Persons who hold a role of the product instead of one of the SOP.
STAFF: Mapping[str, AppRole] = {role.value: role for role in AppRole}


def an_event(**overrides: Any) -> Event:
    """Make one event by hand, for histories that `decide` would never write."""
    at = moment(MONDAY).at
    known = {
        "no": 1,
        "report_id": "R1",
        "version": 1,
        "request_id": f"hand-{overrides.get('version', 1)}",
        "command_sha256": "0" * 64,
        "kind": EventKind.NOTED,
        "sop_id": "penyusunan-lkj",
        "sop_version": 1,
        "actor": "sekretaris",
        "recorded_by": "akun-sekretaris",
        "occurred_at": at,
        "recorded_at": overrides.get("occurred_at", at),
    }
    return Event(**(known | overrides))


@dataclass(frozen=True, kw_only=True)
class How:
    """By whom, when and from where one act of a story is done.

    Without `at` the act happens `after` the one before it. `recorded` is when it is typed in,
    at once where nothing is said. `by` is a person, `recorder` an account.
    """

    at: str | None = None
    after: str = "1h"
    recorded: str | None = None
    by: str | None = None
    recorder: str | None = None
    permissions: frozenset[Permission] | None = None
    source: Source = Source.APP
    basis: str = ""


HOW = frozenset(f.name for f in fields(How))


@dataclass
class Story:
    """A report as it goes through its SOP, one accepted act after another.

    An act that is refused raises and changes nothing, so that a story can go on after it.
    """

    sop: Sop = field(default_factory=office_sop)
    people: People = field(default_factory=dict)
    report_id: str = "R1"
    first_no: int = 1
    state: ReportState = field(init=False)
    time: datetime = field(init=False)  # when the latest act happened
    now: datetime = field(init=False)  # when it was recorded

    def __post_init__(self) -> None:
        usual = {role.id: {role.id: DEFINITIVE} for role in self.sop.roles}
        self.people = {
            **self.people,
            **{k: v for k, v in usual.items() if k not in self.people},
        }
        self.state = ReportState(report_id=self.report_id)
        self.time = self.now = moment(MONDAY).at
        self._events: list[Event] = []

    def events(self) -> list[Event]:
        """Everything that was accepted, numbered as a store would."""
        return list(self._events)

    @property
    def last(self) -> Event:
        """The latest event."""
        return self._events[-1]

    def number_of(self, kind: EventKind) -> int:
        """The number of the latest event of a kind."""
        return next(event.no for event in reversed(self._events) if event.kind is kind)

    def copy(self) -> Self:
        """Another story with the same past, to try two ways of going on."""
        twin = replace(self)
        twin.state, twin.time, twin.now = self.state, self.time, self.now
        twin._events = self.events()
        return twin

    def register(self, *, at: str = MONDAY, **options: Any) -> Self:
        """Open the report; options are those of `Register` and of `How`."""
        how, facts = _split({"at": at, **options})
        usual: dict[str, Any] = {
            "title": "LKj Satpol PP Tahun 2025",
            "fiscal_year": 2025,
            "period": c.Period.ANNUAL,
            "disposition_number": "900/12/SET",
            "disposition_date": date(2026, 3, 2),
            "received": self._when(how),
        }
        return self.do(c.Register(**(usual | facts)), how, self.sop.registrars)

    def start(self, **options: Any) -> Self:
        """Begin the open step, or order it to begin."""
        how, _ = _split(options)
        visit = self.state.open_visit
        needed = starters(visit, self.sop.step(visit.step)) if visit else ()
        return self.do(c.Start(at=self._when(how)), how, needed)

    def move(self, decision: Decision, **options: Any) -> Self:
        """Finish the open step; options are those of `Move` and of `How`."""
        how, facts = _split(options)
        if isinstance(facts.get("started"), str):
            facts["started"] = moment(facts["started"])
        visit = self.state.open_visit
        needed = self.sop.step(visit.step).finishers if visit else ()
        command = c.Move(decision=decision, **({"finished": self._when(how)} | facts))
        return self.do(command, how, needed)

    def submit(self, **options: Any) -> Self:
        """Hand over."""
        return self.move(Decision.SUBMIT, **options)

    def approve(self, **options: Any) -> Self:
        """Agree."""
        return self.move(Decision.APPROVE, **options)

    def reject(self, note: str = REASON, *codes: str, **options: Any) -> Self:
        """Send back, for the SOP's first reason unless others are named."""
        reasons = codes or (self.sop.reasons[0].id,)
        return self.move(Decision.REJECT, **({"note": note, "reasons": reasons} | options))

    def go(self, **options: Any) -> Self:
        """Take the open step the straight way, ordered first where it must be."""
        visit = self.state.open_visit
        step = self.sop.step(visit.step) if visit else self.sop.first_step
        if visit and must_start_first(visit, step):
            self.start()
        decision = next(d for d in step.next if d is not Decision.REJECT)
        return self.move(decision, **options)

    def until(self, step_id: str | None) -> Self:
        """Go the straight way until this step is open, or to the end for None."""
        while (visit := self.state.open_visit) and visit.step != step_id:
            self.go()
        return self

    def take_back(self, **options: Any) -> Self:
        """Undo the latest move, as the person who made it."""
        how, facts = _split(options)
        last = self.state.last_move
        return self.do(c.TakeBack(**facts), how, (), usual=last.actor if last else None)

    def confirm_receipt(self, **options: Any) -> Self:
        """Say that the finished report has arrived."""
        how, facts = _split(options)
        command = c.ConfirmReceipt(**({"received": self._when(how)} | facts))
        return self.do(command, how, self.sop.receivers)

    def cancel(self, note: str = "kegiatan ditiadakan", **options: Any) -> Self:
        """Stop the report for good."""
        how, _ = _split(options)
        needed = self.sop.cancellers
        return self.do(c.Cancel(note=note), how, needed, usual=AppRole.ADMINISTRATOR.value)

    def correct(
        self,
        value: str | int | None,
        *,
        target: int | None = None,
        field: c.CorrectableField = c.CorrectableField.OCCURRED_AT,
        reason: str = "salah ketik pada jam",
        **options: Any,
    ) -> Self:
        """Give the latest act, or another one by its number, another time or effort."""
        how, _ = _split(options)
        command = c.Correct(
            target_no=self.last.no if target is None else target,
            field=field,
            value=moment(value) if isinstance(value, str) else value,
            reason=reason,
        )
        return self.do(command, how, (), usual=AppRole.MONEV.value)

    def note(self, text: str = "sudah diingatkan", **options: Any) -> Self:
        """Write a remark."""
        how, _ = _split(options)
        return self.do(c.Note(text=text), how, (), usual=AppRole.MONEV.value)

    def give_cause(self, cause: c.Cause = c.Cause.MEETING, **options: Any) -> Self:
        """Say why the latest closed visit, or the one closed by `target`, took long."""
        how, facts = _split(options)
        last = self.state.last_move
        target = facts.pop("target", last.move_no if last else 0)
        command = c.GiveCause(target_no=target, cause=cause, **facts)
        return self.do(command, how, (), usual=AppRole.MONEV.value)

    def do(
        self,
        command: c.Command,
        how: How = How(),
        needed: tuple[RoleId, ...] = (),
        *,
        usual: str | None = None,
    ) -> Self:
        """Decide any command; the actor is `how.by`, else who holds a needed role."""
        act = self.act(how, needed, usual=usual)
        event = decide(self.state, command, sop=self.sop, act=act)
        event = replace(event, no=self.first_no + len(self._events))
        self.state = evolve(self.state, event)
        self._events.append(event)
        self.now = act.now
        self.time = event.occurred_at
        return self

    def act(
        self, how: How, needed: tuple[RoleId, ...] = (), *, usual: str | None = None
    ) -> c.Act:
        """Who does the next act, and on what authority."""
        actor = how.by or self._holder(needed) or usual or self.sop.roles[0].id
        on_paper = how.source is not Source.APP
        recorder = how.recorder or f"akun-{AppRole.MONEV if on_paper else actor}"
        happened = self._when(how).at
        return c.Act(
            request_id=f"{self.report_id}-{len(self._events) + 1}",
            command_sha256="0" * 64,
            actor=actor,
            holdings=tuple(self.people.get(actor, {}).items()),
            recorder=recorder,
            permissions=self._permissions(recorder)
            if how.permissions is None
            else how.permissions,
            now=moment(how.recorded).at if how.recorded else max(self.now, happened),
            zone=ZONE,
            source=how.source,
            basis=how.basis,
        )

    def _when(self, how: How) -> Moment:
        return moment(how.at) if how.at else Moment(self.time + span(how.after))

    def _holder(self, needed: tuple[RoleId, ...]) -> str | None:
        holders = (
            person for role in needed for person, held in self.people.items() if role in held
        )
        return next(holders, None)

    def _permissions(self, account: str) -> frozenset[Permission]:
        person = account.removeprefix("akun-")
        app_roles = {STAFF[person]} if person in STAFF else set()
        roles = tuple(self.people.get(person, {}))
        return frozenset(
            p for p in Permission if may(p, app_roles=app_roles, sop=self.sop, roles=roles)
        )


def _split(options: Mapping[str, Any]) -> tuple[How, dict[str, Any]]:
    how = {name: value for name, value in options.items() if name in HOW}
    return How(**how), {name: value for name, value in options.items() if name not in HOW}
