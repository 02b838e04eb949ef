"""People of the office; only an administrator changes them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from lkj.domain.accounts import Account, Assignment, Permission, Person
from lkj.domain.text import FormCheck
from lkj.store import account_store, session_store
from lkj.store.database import Connection
from lkj.usecases.administrators import keep_an_administrator
from lkj.usecases.audited import Change, Recorded, perform
from lkj.usecases.callers import Caller, Door, identify, require
from lkj.usecases.office import Office

LONGEST_NAME = 120
LONGEST_TITLE = 200


@dataclass(frozen=True, kw_only=True)
class PersonForm:
    """A person as typed; `person_id` is empty for a new one."""

    request_id: str
    person_id: str = ""
    name: str
    nip: str = ""
    title: str = ""
    is_active: bool = True


@dataclass(frozen=True)
class Directory:
    """Everybody, their accounts and roles, as the administrator's page lists them."""

    persons: tuple[Person, ...]
    accounts: tuple[Account, ...]
    assignments: tuple[Assignment, ...]


def directory(*, door: Door, office: Office, now: datetime) -> Directory:
    """Read all persons, accounts and assignments.

    Raises:
        NotPermitted: only for those who manage accounts.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.MANAGE_ACCOUNTS, office=office, now=now)
        return Directory(
            persons=tuple(account_store.persons(conn)),
            accounts=tuple(account_store.accounts(conn)),
            assignments=tuple(account_store.assignments(conn)),
        )


def save_person(form: PersonForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Add a person, or change the one that `person_id` names.

    Somebody who is no longer active is signed out at once and cannot sign in.

    Returns:
        The number in the audit log and the person's id.

    Raises:
        FormInvalid: with every problem of every field.
        LastAdministrator: the person's account is the last that can manage accounts.
        UnknownPerson, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, _: Caller) -> Change:
        person = checked_person(conn, form)
        if not form.person_id:
            account_store.add_person(conn, person)
            return Change(person.id, _facts(person))
        before = account_store.person(conn, person.id)
        with keep_an_administrator(conn):
            account_store.update_person(conn, person)
        if before.is_active and not person.is_active:
            _sign_out(conn, person, now)
        changed = {"is_nip_changed": before.nip != person.nip}
        return Change(person.id, {"before": _facts(before), **_facts(person), **changed})

    action = "person.edit" if form.person_id else "person.add"
    permission = Permission.MANAGE_ACCOUNTS
    return perform(
        form, action, change, permission=permission, door=door, office=office, now=now
    )


def checked_person(conn: Connection, form: PersonForm) -> Person:
    """The person of a form, cleaned.

    Raises:
        FormInvalid: with every problem of every field; an NIP belongs to one person.
    """
    check = FormCheck()
    person = Person(
        id=form.person_id or str(uuid4()),
        name=check.line(form.name, "name", LONGEST_NAME),
        nip=check.nip(form.nip),
        title=check.line(form.title, "title", LONGEST_TITLE, required=False),
        is_active=form.is_active,
    )
    others = {p.nip: p.name for p in account_store.persons(conn) if p.id != person.id}
    if person.nip and person.nip in others:
        check.add("nip", "taken", others[person.nip])
    check.done()
    return person


def _sign_out(conn: Connection, person: Person, now: datetime) -> None:
    for account in account_store.accounts(conn):
        if account.person_id == person.id:
            session_store.revoke_account(conn, account.id, now)


def _facts(person: Person) -> dict[str, object]:
    # The audit log keeps no NIP: it cannot be taken out again.
    return {"name": person.name, "title": person.title, "is_active": person.is_active}
