"""A small office on a real database: people, accounts, cheap password hashing."""

import shutil
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from zoneinfo import ZoneInfo

from argon2 import PasswordHasher

from lkj.domain.accounts import Account, AppRole, Assignment, Person
from lkj.domain.events import Capacity
from lkj.reference import read_calendar
from lkj.store import account_store, event_store, meta_store, schema
from lkj.store.database import Database
from lkj.usecases.attempts import Attempt
from lkj.usecases.calendars import begin_with
from lkj.usecases.callers import SessionRef
from lkj.usecases.office import Office, Settings, Sops
from lkj.usecases.passwords import Passwords, office_passwords
from lkj.usecases.sign_in import door_of, sign_in
from tests.support.sops import office_sop
from tests.support.times import moment

NOW = moment("2026-03-02 08:00").at
PASSWORD = "kuda pacu di ladang jagung"
OTHER_PASSWORD = "meja hijau dan tujuh cangkir"
HERE = Attempt("10.0.0.7", "Peramban/1.0")

SITI = Person("siti", "Siti Contoh", "198001012005012001", "Pranata Komputer")
BUDI = Person("budi", "Drs. Budi Percontohan, M.Si.", "197002021995031002", "Sekretaris")
RINA = Person("rina", "Rina Contoh", "", "Auditor")


@cache
def cheap_passwords() -> Passwords:
    """The office's rules with hashing that takes no time."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return Passwords(office_passwords().blocklist, hasher)


@cache
def _empty_file() -> Path:
    path = Path(mkdtemp()) / "kosong.db"
    database = Database.open(f"sqlite:///{path}")
    schema.upgrade(database)
    with database.write() as conn:
        begin_with(conn, read_calendar(), at=NOW)
    database.dispose()
    return path


def empty_office(directory: Path, **settings: object) -> Office:
    """An office without anybody in it."""
    path = directory / "kantor.db"
    shutil.copyfile(_empty_file(), path)
    return Office(
        database=Database.open(f"sqlite:///{path}"),
        sops=Sops.of([office_sop()]),
        shipped_calendar=read_calendar(),
        zone=ZoneInfo("Asia/Pontianak"),
        settings=replace(Settings(database_url=f"sqlite:///{path}"), **settings),
    )


def small_office(directory: Path, **settings: object) -> Office:
    """Siti administers, Budi is Sekretaris, Rina audits; all have the same password."""
    office = empty_office(directory, **settings)
    roles = {
        SITI: frozenset({AppRole.ADMINISTRATOR}),
        BUDI: frozenset(),
        RINA: frozenset({AppRole.AUDITOR}),
    }
    with office.database.write() as conn:
        for person, app_roles in roles.items():
            account_store.add_person(conn, person)
            account = Account(f"akun-{person.id}", person.id, person.id, app_roles)
            stored = cheap_passwords().hash(PASSWORD)
            account_store.add_account(conn, account, password_hash=stored)
        held = Assignment(
            "a1", "budi", "sekretaris", Capacity.DEFINITIVE, date(2026, 1, 1), None
        )
        account_store.add_assignment(conn, held)
    return office


def mark_as_example(office: Office) -> None:
    """What the example generator writes with its data."""
    with office.database.write() as conn:
        meta_store.put(conn, "example", "1")


def enter(
    office: Office, username: str, *, now: datetime = NOW, password: str = PASSWORD
) -> SessionRef:
    """Sign in and get the door of the session."""
    token = sign_in(
        username,
        password,
        attempt=HERE,
        office=office,
        now=now,
        passwords=cheap_passwords(),
    )
    return door_of(token, office.settings)


def set_account(office: Office, account_id: str, **changes: object) -> None:
    """Change an account behind the use cases' back."""
    with office.database.write() as conn:
        account = account_store.account(conn, account_id)
        account_store.update_account(conn, replace(account, **changes))


@dataclass
class Clock:
    """A clock that tests set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        """Let time pass: `advance(minutes=31)`."""
        self.now += timedelta(**span)


def anchor_of(office: Office) -> str:
    """The head of the history as sheets, files and lines of the audit log carry it."""
    with office.database.read() as conn:
        return event_store.head(conn).anchor
