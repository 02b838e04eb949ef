"""The product and the reference model side by side, one act at a time."""

from dataclasses import dataclass, field, replace

from lkj.domain import commands as c
from lkj.domain.accounts import Permission, may
from lkj.domain.events import Capacity, Event
from lkj.domain.sop import Decision, Sop
from lkj.domain.state import ReportState, evolve
from lkj.domain.workflow import decide
from lkj.errors import LkjError
from tests.support.flow_model import Report, Sheet, after, broken_rules
from tests.support.times import MONDAY, ZONE, moment

NOW = moment(MONDAY)
REGISTER = c.Register(
    title="LKj",
    fiscal_year=2025,
    period=c.Period.ANNUAL,
    disposition_number="",
    disposition_date=None,
    received=NOW,
)


class Office:
    """The product's side: real commands and acts behind the model's words."""

    def __init__(self, sheet: Sheet, sop: Sop) -> None:
        self.sheet, self.sop = sheet, sop
        self.acts = {person: self._act(person) for person in sheet.people}
        reasons = (sop.reasons[0].id,)
        self.commands: dict[str, c.Command] = {
            "register": REGISTER,
            "start": c.Start(at=NOW),
            "submit": c.Move(decision=Decision.SUBMIT),
            "approve": c.Move(decision=Decision.APPROVE),
            "reject": c.Move(decision=Decision.REJECT, reasons=reasons, note="tabel 3 salah"),
            "take_back": c.TakeBack(),
            "receipt": c.ConfirmReceipt(),
            "cancel": c.Cancel(note="kegiatan ditiadakan"),
            "note": c.Note(text="sudah ditelepon"),
        }

    def _act(self, person: str) -> c.Act:
        held = self.sheet.people[person]
        permissions = (p for p in Permission if may(p, app_roles=(), sop=self.sop, roles=held))
        return c.Act(
            request_id="r",
            command_sha256="0" * 64,
            actor=person,
            holdings=tuple((role, Capacity(capacity)) for role, capacity in held.items()),
            recorder=f"akun-{person}",
            permissions=frozenset(permissions),
            now=NOW.at,
            zone=ZONE,
        )

    def answer(self, state: ReportState, person: str, act: str) -> Event | str:
        """The event, numbered by its place, or the name of the refusal."""
        try:
            event = decide(state, self.commands[act], sop=self.sop, act=self.acts[person])
        except LkjError as refusal:
            return type(refusal).__name__
        return replace(event, no=event.version)

    def summary(self, state: ReportState) -> Report:
        """What the product says about a report, in the model's words."""
        visit = state.open_visit
        done = (v for v in state.visits if v.decision is not None)
        number = {step.id: step.number for step in self.sop.steps}
        return Report(
            state.status.value,
            step=number[visit.step] if visit else 0,
            started=visit is not None and visit.start_no is not None,
            touched=visit is not None and visit.is_touched,
            path=tuple((number[v.step], v.actor, v.role, v.start_no is not None) for v in done),
        )


def at_rest(report: Report) -> Report:
    """A report that waits for nobody has no open step, whatever was left open."""
    is_open = report.status == "running"
    return report if is_open else report._replace(step=0, started=False, touched=False)


@dataclass(frozen=True)
class Pair:
    """One report, as the model and as the product see it."""

    office: Office
    report: Report = field(default_factory=Report)
    state: ReportState = field(default_factory=lambda: ReportState(report_id="R1"))

    def try_out(self, person: str, act: str) -> "Pair":
        """Put one act to both and compare; the same pair again where it is refused."""
        broken = broken_rules(self.office.sheet, self.report, person, act)
        answer = self.office.answer(self.state, person, act)
        if isinstance(answer, str):
            assert answer in broken, (self.report, person, act, answer, broken)
            return self
        assert not broken, (self.report, person, act, broken)
        report = after(self.office.sheet, self.report, person, act)
        state = evolve(self.state, answer)
        assert self.office.summary(state) == at_rest(report), (self.report, person, act)
        return Pair(self.office, report, state)
