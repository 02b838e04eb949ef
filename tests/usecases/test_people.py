from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from lkj.domain.accounts import Person
from lkj.domain.events import Capacity
from lkj.errors import (
    FormInvalid,
    LastAdministrator,
    LkjError,
    NotPermitted,
    RequestReused,
    SessionEnded,
    UnknownPerson,
)
from lkj.store import account_store, audit_store
from lkj.usecases.assignments import (
    AssignmentForm,
    EndAssignmentForm,
    add_assignment,
    end_assignment,
)
from lkj.usecases.callers import HOST, SessionRef, identify
from lkj.usecases.office import Office
from lkj.usecases.people import PersonForm, directory, save_person
from tests.support.offices import BUDI, NOW, SITI, enter, set_account, small_office

NEW = PersonForm(
    request_id="r1", name="  Agus\u00a0Salim ", nip="19750505 199903 1 004", title="Kasubbag"
)
TEAM = AssignmentForm(
    request_id="r1",
    person_id="budi",
    role="tim_lkj",
    capacity=Capacity.ACTING,
    valid_from=date(2026, 3, 1),
    valid_to=date(2026, 6, 30),
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return small_office(tmp_path)


@pytest.fixture
def siti(office: Office) -> SessionRef:
    return enter(office, "siti")


def problems(error: pytest.ExceptionInfo[FormInvalid]) -> list[tuple[str, str]]:
    return [(field, str(code)) for field, code, _ in error.value.facts["problems"]]


def persons(office: Office) -> dict[str, Person]:
    with office.database.read() as conn:
        return {person.id: person for person in account_store.persons(conn)}


def n_audit(office: Office) -> int:
    with office.database.read() as conn:
        return audit_store.head(conn).no


def test_a_new_person_is_stored_clean(office: Office, siti: SessionRef) -> None:
    done = save_person(NEW, door=siti, office=office, now=NOW)

    assert persons(office)[done.subject] == Person(
        done.subject, "Agus Salim", "197505051999031004", "Kasubbag"
    )
    assert done.no == n_audit(office)


def test_the_same_form_again_gives_the_same_answer(office: Office, siti: SessionRef) -> None:
    first = save_person(NEW, door=siti, office=office, now=NOW)
    again = save_person(NEW, door=siti, office=office, now=NOW + timedelta(minutes=5))

    assert again == first
    assert len(persons(office)) == 4


def test_a_request_id_belongs_to_one_form(office: Office, siti: SessionRef) -> None:
    save_person(NEW, door=siti, office=office, now=NOW)

    with pytest.raises(RequestReused):
        save_person(replace(NEW, name="Lain"), door=siti, office=office, now=NOW)
    with pytest.raises(RequestReused):
        save_person(NEW, door=HOST, office=office, now=NOW)


@pytest.mark.parametrize("request_id", ["", "x" * 101, "a\0b"])
def test_a_request_needs_an_id(office: Office, siti: SessionRef, request_id: str) -> None:
    with pytest.raises(FormInvalid):
        save_person(replace(NEW, request_id=request_id), door=siti, office=office, now=NOW)


def test_all_problems_of_a_person_are_told_at_once(office: Office, siti: SessionRef) -> None:
    form = PersonForm(request_id="r1", name="", nip="12", title="a\nb")

    with pytest.raises(FormInvalid) as refused:
        save_person(form, door=siti, office=office, now=NOW)
    assert problems(refused) == [
        ("name", "required"),
        ("nip", "not_digits"),
        ("title", "line_break"),
    ]


def test_an_nip_belongs_to_one_person(office: Office, siti: SessionRef) -> None:
    with pytest.raises(FormInvalid) as refused:
        save_person(replace(NEW, nip=BUDI.nip), door=siti, office=office, now=NOW)
    assert problems(refused) == [("nip", "taken")]


def test_a_person_without_an_nip_is_one_of_many(office: Office, siti: SessionRef) -> None:
    assert save_person(replace(NEW, nip=""), door=siti, office=office, now=NOW)


def test_a_person_is_changed(office: Office, siti: SessionRef) -> None:
    form = PersonForm(
        request_id="r2",
        person_id="budi",
        name="Budi Percontohan",
        nip=BUDI.nip,
        title="Plt. Kasat",
    )

    save_person(form, door=siti, office=office, now=NOW)

    assert persons(office)["budi"] == replace(BUDI, name="Budi Percontohan", title="Plt. Kasat")


def test_changing_nobody_is_refused(office: Office, siti: SessionRef) -> None:
    with pytest.raises(UnknownPerson):
        save_person(replace(NEW, person_id="siapa"), door=siti, office=office, now=NOW)


def test_somebody_who_leaves_is_signed_out_at_once(office: Office, siti: SessionRef) -> None:
    budi = enter(office, "budi")
    form = PersonForm(request_id="r2", person_id="budi", name=BUDI.name, is_active=False)

    save_person(form, door=siti, office=office, now=NOW)

    with office.database.read() as conn, pytest.raises(SessionEnded):
        identify(conn, budi, now=NOW)
    back = replace(form, request_id="r3", is_active=True)
    save_person(back, door=siti, office=office, now=NOW)
    with office.database.read() as conn, pytest.raises(SessionEnded):
        identify(conn, budi, now=NOW)


def test_the_last_administrator_does_not_leave(office: Office, siti: SessionRef) -> None:
    form = PersonForm(request_id="r2", person_id="siti", name=SITI.name, is_active=False)

    with pytest.raises(LastAdministrator):
        save_person(form, door=siti, office=office, now=NOW)
    assert persons(office)["siti"].is_active


def test_the_audit_log_knows_who_changed_whom_and_keeps_no_nip(
    office: Office, siti: SessionRef
) -> None:
    done = save_person(NEW, door=siti, office=office, now=NOW)

    with office.database.read() as conn:
        (row,) = audit_store.recent(conn, 1)
    assert (row.account_id, row.action, row.subject) == (
        "akun-siti",
        "person.add",
        done.subject,
    )
    assert row.detail == {"name": "Agus Salim", "title": "Kasubbag", "is_active": True}


def call(act: str, office: Office, door: SessionRef) -> object:
    acts = {
        "person": lambda: save_person(NEW, door=door, office=office, now=NOW),
        "assign": lambda: add_assignment(TEAM, door=door, office=office, now=NOW),
        "end": lambda: end_assignment(
            EndAssignmentForm(request_id="r", assignment_id="a1", valid_to=date(2026, 3, 1)),
            door=door,
            office=office,
            now=NOW,
        ),
        "directory": lambda: directory(door=door, office=office, now=NOW),
    }
    return acts[act]()


@pytest.mark.parametrize("act", ["person", "assign", "end", "directory"])
@pytest.mark.parametrize("username", ["budi", "rina"])
def test_only_administrators_manage_people(office: Office, act: str, username: str) -> None:
    door = enter(office, username)

    with pytest.raises(NotPermitted):
        call(act, office, door)


@pytest.mark.parametrize("act", ["person", "assign", "end", "directory"])
def test_an_administrator_who_was_disabled_meanwhile_changes_nothing(
    office: Office, siti: SessionRef, act: str
) -> None:
    set_account(office, "akun-siti", is_active=False)

    with pytest.raises(SessionEnded):
        call(act, office, siti)


def test_the_directory_lists_everybody(office: Office, siti: SessionRef) -> None:
    found = directory(door=siti, office=office, now=NOW)

    assert [person.id for person in found.persons] == ["budi", "rina", "siti"]
    assert [account.username for account in found.accounts] == ["budi", "rina", "siti"]
    assert [assignment.role for assignment in found.assignments] == ["sekretaris"]


def test_nothing_of_a_refused_form_is_stored(office: Office, siti: SessionRef) -> None:
    before = n_audit(office)

    with pytest.raises(LkjError):
        save_person(replace(NEW, nip="12"), door=siti, office=office, now=NOW)

    assert n_audit(office) == before
    assert len(persons(office)) == 3
