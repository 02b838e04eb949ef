"""An office with one person per role of its SOP, all with accounts; for pages and browser."""

from datetime import UTC, date, datetime
from pathlib import Path

from lkj.domain.accounts import Account, AppRole, Assignment, Person
from lkj.domain.events import Capacity
from lkj.store import account_store, meta_store, schema
from lkj.store.database import Database

SINCE = date(2020, 1, 1)
APP_ACCOUNTS = {
    "monev": AppRole.MONEV,
    "auditor": AppRole.AUDITOR,
    "administrator": AppRole.ADMINISTRATOR,
}


def office_file(directory: Path, roles: tuple[str, ...], *, name: str = "kantor.db") -> str:
    """Create a database with a person and an account per SOP role and per app role.

    It is marked as example, so that tests sign in with one button.

    Returns:
        Its URL.
    """
    url = f"sqlite:///{directory / name}"
    database = Database.open(url)
    schema.upgrade(database)
    with database.write() as conn:
        for key in (*roles, *APP_ACCOUNTS, "tanpa-peran"):
            account_store.add_person(conn, Person(key, person_name(key), "", ""))
            app_roles = frozenset({APP_ACCOUNTS[key]} if key in APP_ACCOUNTS else ())
            account = Account(f"akun-{key}", key, f"uji.{key}"[:32], app_roles)
            account_store.add_account(conn, account, password_hash=None)
        for role in roles:
            held = Assignment(f"a-{role}", role, role, Capacity.DEFINITIVE, SINCE, None)
            account_store.add_assignment(conn, held)
        meta_store.put(conn, "example", "1")
    database.dispose()
    return url


def person_name(key: str) -> str:
    """What the person of a role is called in tests."""
    return f"Contoh {key.replace('_', ' ').replace('-', ' ')}"


def today() -> date:
    """The date on which the browser tests run."""
    return datetime.now(UTC).date()
