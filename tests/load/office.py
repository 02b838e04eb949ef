"""The office that is put under load: example history, officials with accounts, their reports.

Officials come in groups, one for each role of the reviewed steps. A group has reports of its
own, which go up and down between its roles for as long as the test lasts.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle, islice
from pathlib import Path

from lkj import bootstrap
from lkj.domain import commands as c
from lkj.domain.accounts import Account, Person
from lkj.domain.events import Moment
from lkj.domain.sop import Decision
from lkj.store import account_store, session_store
from lkj.store.database import Connection, sqlite_url
from lkj.store.session_store import SessionRow
from lkj.usecases.demo import fill_example
from lkj.usecases.office import Office, Settings
from lkj.usecases.passwords import office_passwords
from tests.support import postgres
from tests.support.offices import NOW, PASSWORD
from tests.support.sops import office_sop
from tests.support.staffed import ALWAYS, Running, assign

EXAMPLE_REPORTS, SEED = 15, 2026
REPORTS_EACH = 2  # that wait for an official in the beginning
TITLE = "LKj Beban"

# Which step waits for which role: a report never leaves these, so there is always work.
STEPS = {
    "kasubbag_renja_monev": "periksa-kasubbag",
    "tim_lkj": "kumpulkan-data",
    "sekretaris": "periksa-sekretaris",
    "kepala_satuan": "tanda-tangan",
}


class Unavailable(Exception):
    """This machine lacks what a measurement needs; says how to get it."""


@dataclass(frozen=True)
class Official:
    """One account: what it signs in with, and which reports it works on."""

    number: int
    role: str
    group: int
    roles: frozenset[str]  # of the group

    @property
    def username(self) -> str:
        """What it signs in with, and the id of the person."""
        return f"pejabat{self.number:03d}"

    def owns(self, title: str) -> bool:
        """Whether a report belongs to the group."""
        return title.startswith(f"{TITLE} {self.group}/")


def officials(n: int) -> list[Official]:
    """So many people: two or three of one group, or whole groups of four.

    Raises:
        ValueError: another number, with which some would wait for a colleague for ever.
    """
    if n not in (2, 3) and (n < 4 or n % len(STEPS)):
        raise ValueError("2, 3, or a multiple of 4")
    held = list(islice(STEPS, min(n, len(STEPS))))
    found = []
    for number, role in zip(range(n), cycle(held), strict=False):
        found.append(Official(number, role, number // len(held), frozenset(held)))
    return found


@contextmanager
def office_on(engine: str, folder: Path, *, now: datetime) -> Iterator[Office]:
    """An example office in a new database that goes with the folder.

    Raises:
        Unavailable: there is no PostgreSQL here.
    """
    if engine == "sqlite":
        with _filled(sqlite_url(folder / "kantor.db"), now) as office:
            yield office
        return
    if not postgres.server_url():
        raise Unavailable(f"PostgreSQL is missing: {postgres.HOW}")
    with postgres.new_database() as url, _filled(url, now) as office:
        yield office


@contextmanager
def _filled(url: str, now: datetime) -> Iterator[Office]:
    office = bootstrap.build_office(Settings(database_url=url), at=now)
    fill_example(
        database=office.database,
        sop=office_sop(),
        calendar=office.shipped_calendar,
        zone=office.zone,
        reports=EXAMPLE_REPORTS,
        seed=SEED,
        until=now.astimezone(office.zone).date(),
        now=now,
    )
    try:
        yield office
    finally:
        office.database.dispose()


def engage(office: Office, people: list[Official], *, now: datetime) -> None:
    """Give everybody an account and a role, and bring the groups' reports to their desks."""
    stored = office_passwords().hash(PASSWORD)
    with office.database.write() as conn:
        for role in STEPS:  # they have brought the reports so far
            _add_bringer(conn, role)
        for one in people:
            who = one.username
            account_store.add_person(conn, Person(who, f"Pejabat {one.number}", "", "Staf"))
            account = Account(f"akun-{who}", who, who, frozenset())
            account_store.add_account(conn, account, password_hash=stored)
            assign(conn, who, one.role)
    for one in people:
        for n in range(REPORTS_EACH):
            _bring(office, one, f"{TITLE} {one.group}/{one.role}-{n + 1}", now)


def _add_bringer(conn: Connection, role: str) -> None:
    """Somebody signed in as `Running` expects; the example has taken the usual user names."""
    account_store.add_person(conn, Person(role, f"Pembawa {role}", "", "Staf"))
    account = Account(f"akun-{role}", role, f"pembawa.{role[:16]}", frozenset())
    account_store.add_account(conn, account, password_hash=None)
    row = SessionRow(f"sesi-{role}", account.id, NOW, NOW, NOW + ALWAYS, None, "", "")
    session_store.open_session(conn, row)
    assign(conn, role, role)


def _bring(office: Office, one: Official, title: str, now: datetime) -> None:
    begun, day = now - timedelta(hours=2), (now - timedelta(days=3)).date()
    report = Running(office, now=begun, an_act=timedelta(minutes=1), prefix=title)
    report.register(title=title, disposition_date=day, received=Moment(begun))
    report.until("kumpulkan-data")
    report.act("kasubbag_renja_monev", c.Start())
    while (visit := report.state.open_visit) and visit.step != STEPS[one.role]:
        report.go()


def forward_buttons(roles: frozenset[str]) -> frozenset[str]:
    """Labels that hand a report on to a colleague of the group."""
    targets = {STEPS[role] for role in roles}
    return frozenset(
        label
        for step in office_sop().steps
        for decision, route in step.next.items()
        if decision is not Decision.REJECT and route.target in targets
        for label in (route.button, route.repeat_button)
    )


def return_buttons(roles: frozenset[str]) -> frozenset[str]:
    """Labels that return a report to a colleague of the group."""
    targets = {STEPS[role] for role in roles}
    return frozenset(
        route.button
        for step in office_sop().steps
        for decision, route in step.next.items()
        if decision is Decision.REJECT and route.target in targets
    )


def reason_name() -> str:
    """The first reason for a return, as its pill says."""
    return office_sop().reasons[0].name
