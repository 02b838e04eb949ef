"""An office at work: a person per role, everybody signed in, and a report to drive through it.

A person has the id of the role; the account is `akun-<id>`, the session `sesi-<id>`.
"""

import shutil
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Self

import pytest

from lkj.domain import commands as c
from lkj.domain.accounts import Account, AppRole, Assignment, Person
from lkj.domain.events import Capacity, Event
from lkj.domain.sop import Decision, Sop
from lkj.domain.state import ReportState, replay
from lkj.domain.workflow import must_start_first
from lkj.errors import LkjError
from lkj.reference import read_calendar, read_data_tables, read_document_kinds
from lkj.store import account_store, event_store, session_store
from lkj.store.database import Connection, Database
from lkj.store.session_store import SessionRow
from lkj.usecases.acts import ActForm, RegisterForm, Seen, submit
from lkj.usecases.callers import SessionRef
from lkj.usecases.office import Office, Settings, Sops
from lkj.worktime import WorkingCalendar
from tests.support.offices import NOW, empty_office
from tests.support.sops import office_sop
from tests.support.times import ZONE, moment

SINCE = date(2020, 1, 1)
ALWAYS = timedelta(days=36_500)
AT_ONCE = timedelta(0)
APP_ROLES = {role.value: frozenset({role}) for role in AppRole}
NOBODY = "tanpa_peran"
WHY = "angka pada tabel 3 salah"


def staffed_office(directory: Path, *, sop: Sop | None = None, **settings: object) -> Office:
    """One person, account and open session per role of the SOP and of the product."""
    sop = sop or office_sop()
    return office_at(
        _staffed_file(tuple(role.id for role in sop.roles)), directory, sop, **settings
    )


def office_at(file: Path, directory: Path, sop: Sop, **settings: object) -> Office:
    """An office with a copy of a prepared database."""
    path = directory / "kantor.db"
    shutil.copyfile(file, path)
    files = file.with_name("kantor-berkas")
    if files.exists():
        shutil.copytree(files, directory / files.name)
    return office_in(directory, sop, **settings)


def office_in(directory: Path, sop: Sop | None = None, **settings: object) -> Office:
    """The office whose database lies there."""
    sop = sop or office_sop()
    url = f"sqlite:///{directory / 'kantor.db'}"
    return Office(
        database=Database.open(url),
        sops=Sops.of([sop]),
        shipped_calendar=_calendar(),
        zone=ZONE,
        settings=replace(Settings(database_url=url), **settings),
        documents=read_document_kinds([sop]),
        data_tables=read_data_tables([sop]),
    )


@cache
def _calendar() -> WorkingCalendar:
    # Laying out its years takes longer than most tests.
    return read_calendar()


@cache
def _staffed_file(roles: tuple[str, ...]) -> Path:
    directory = Path(mkdtemp())
    office = empty_office(directory)
    with office.database.write() as conn:
        for who in (*roles, *APP_ROLES, NOBODY):
            add_staff(conn, who, app_roles=APP_ROLES.get(who, frozenset()))
        for role in roles:
            assign(conn, role, role)
    office.database.dispose()
    return directory / "kantor.db"


def name_of(who: str) -> str:
    """What a person of the staff is called."""
    return f"Nama {who.replace('_', ' ')}"


def add_staff(
    conn: Connection, who: str, *, app_roles: frozenset[AppRole] = frozenset(), **facts: Any
) -> None:
    """A person with an account and an open session."""
    account_store.add_person(conn, Person(who, name_of(who), "", "Staf"))
    account = Account(f"akun-{who}", who, who.replace("_", "."), app_roles, **facts)
    account_store.add_account(conn, account, password_hash=None)
    row = SessionRow(f"sesi-{who}", account.id, NOW, NOW, NOW + ALWAYS, None, "", "")
    session_store.open_session(conn, row)


def assign(
    conn: Connection,
    who: str,
    role: str,
    *,
    capacity: Capacity = Capacity.DEFINITIVE,
    since: date = SINCE,
    until: date | None = None,
) -> None:
    """Let a person hold a role for a time."""
    key = f"{who}/{role}/{capacity}/{since}"
    held = Assignment(key, who, role, capacity, since, until)
    account_store.add_assignment(conn, held)


def door_of(who: str) -> SessionRef:
    """The session of a person of the staff; it never idles out."""
    return SessionRef(f"sesi-{who}", idle=ALWAYS)


def a_registration(**changes: Any) -> c.Register:
    """What is usually said of a new report."""
    usual = c.Register(
        title="LKj Satpol PP Tahun 2025",
        fiscal_year=2025,
        period=c.Period.ANNUAL,
        disposition_number="900/12/SET",
        disposition_date=date(2026, 3, 2),
        received=moment("2026-03-02 08:00"),
    )
    return replace(usual, **changes)


def all_events(database: Database) -> list[tuple[str, int]]:
    """Report and version of every event of an office."""
    with database.read() as conn:
        log = event_store.event_log(conn)
    return list(zip(log["report_id"], log["version"], strict=True))


_requests = count(1)


@dataclass
class Running:
    """A report driven through the use cases by whoever's turn it is."""

    office: Office
    report_id: str = ""
    now: datetime = NOW
    an_act: timedelta = timedelta(minutes=10)  # how long each takes
    prefix: str = ""  # of its request ids, where several processes make them

    @property
    def sop(self) -> Sop:
        """The SOP that the report runs under."""
        return self.office.sops.current[0]

    @property
    def events(self) -> list[Event]:
        """The report's events as stored."""
        with self.office.database.read() as conn:
            return event_store.history(conn, self.report_id)

    @property
    def state(self) -> ReportState:
        """Where the report stands."""
        return replay(self.report_id, self.events)

    @property
    def seen(self) -> Seen | None:
        """What a form that is drawn now carries."""
        visit = self.state.open_visit
        return Seen(visit.step, visit.number) if visit else None

    def register(self, who: str = "", **changes: Any) -> Self:
        """Open the report, by a registrar where nobody is named."""
        form = RegisterForm(
            sop_id=self.sop.id,
            request_id=self.prefix + new_request(),
            command=a_registration(**changes),
        )
        self.report_id = form.report_id
        submit(form, door=door_of(who or self.sop.registrars[0]), **self.use)
        return self

    def form(self, command: c.Command, **changes: Any) -> ActForm:
        """A form as drawn now."""
        drawn = ActForm(
            report_id=self.report_id,
            request_id=self.prefix + new_request(),
            command=command,
            seen=self.seen if isinstance(command, c.Move) else None,
        )
        return replace(drawn, **changes)

    def act(self, who: str, command: c.Command, **changes: Any) -> Event:
        """Submit a command as somebody, as much later as an act takes."""
        self.now += self.an_act
        return self.send(who, self.form(command, **changes))

    def send(self, who: str, form: ActForm) -> Event:
        """Submit a form that was drawn before."""
        return submit(form, door=door_of(who), **self.use)

    def refused(self, who: str, form: ActForm, kind: type[LkjError]) -> LkjError:
        """The refusal of a form, which stores nothing."""
        before = self.events
        with pytest.raises(kind) as caught:
            self.send(who, form)
        assert type(caught.value) is kind
        assert self.events == before
        return caught.value

    def decide(self, decision: Decision, **facts: Any) -> Event:
        """Finish the open step as the first role that may, ordered first where it must be."""
        visit = self.state.open_visit
        assert visit is not None
        step = self.sop.step(visit.step)
        if must_start_first(visit, step):
            self.act(step.starters[0], c.Start())
        return self.act(step.finishers[0], c.Move(decision=decision, **facts))

    def go(self) -> Event:
        """Take the open step the straight way."""
        visit = self.state.open_visit
        assert visit is not None
        ways = self.sop.step(visit.step).next
        return self.decide(next(d for d in ways if d is not Decision.REJECT))

    def send_back(self) -> Event:
        """Return the draft for the first reason."""
        reasons = (self.sop.reasons[0].id,)
        return self.decide(Decision.REJECT, note=WHY, reasons=reasons)

    def until(self, step: str | None) -> Self:
        """Go the straight way until a step is open, or to the end."""
        while (visit := self.state.open_visit) and visit.step != step:
            self.go()
        return self

    @property
    def use(self) -> dict[str, Any]:
        """The office and the moment, for use cases."""
        return {"office": self.office, "now": self.now}


def new_request() -> str:
    """A request id that no other form has."""
    return f"permintaan-{next(_requests)}"
