from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lkj.domain.events import Capacity
from lkj.errors import (
    FormInvalid,
    UnknownPerson,
)
from lkj.store import account_store
from lkj.usecases.assignments import (
    AssignmentForm,
    EndAssignmentForm,
    add_assignment,
    end_assignment,
)
from lkj.usecases.callers import SessionRef
from lkj.usecases.office import Office
from lkj.usecases.people import PersonForm
from tests.support.offices import NOW, enter, small_office

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


def test_a_role_is_given_for_a_time(office: Office, siti: SessionRef) -> None:
    done = add_assignment(TEAM, door=siti, office=office, now=NOW)

    with office.database.read() as conn:
        _, given = account_store.assignments(conn, "budi")
    assert (given.id, given.role, given.capacity) == (done.subject, "tim_lkj", Capacity.ACTING)
    assert (given.valid_from, given.valid_to) == (date(2026, 3, 1), date(2026, 6, 30))


def test_all_problems_of_an_assignment_are_told_at_once(
    office: Office, siti: SessionRef
) -> None:
    form = replace(
        TEAM, role="gubernur", valid_from=date(2101, 1, 1), valid_to=date(2025, 1, 1)
    )

    with pytest.raises(FormInvalid) as refused:
        add_assignment(form, door=siti, office=office, now=NOW)
    assert problems(refused) == [
        ("role", "unknown"),
        ("valid_from", "date_range"),
        ("valid_to", "before_start"),
    ]


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "is_free"),
    [
        (date(2026, 6, 30), None, False),
        (date(2026, 7, 1), None, True),
        (date(2026, 1, 1), date(2026, 2, 28), True),
        (date(2026, 1, 1), date(2026, 3, 1), False),
        (date(2026, 4, 1), date(2026, 4, 2), False),
        (date(2020, 1, 1), None, False),
    ],
)
def test_times_of_one_person_and_role_do_not_overlap(
    office: Office,
    siti: SessionRef,
    valid_from: date,
    valid_to: date | None,
    is_free: bool,
) -> None:
    add_assignment(TEAM, door=siti, office=office, now=NOW)
    second = replace(TEAM, request_id="r2", valid_from=valid_from, valid_to=valid_to)

    try:
        add_assignment(second, door=siti, office=office, now=NOW)
        found = []
    except FormInvalid as error:
        found = [(field, code) for field, code, _ in error.facts["problems"]]

    assert found == ([] if is_free else [("valid_from", "overlaps")])


def test_another_role_or_person_may_overlap(office: Office, siti: SessionRef) -> None:
    add_assignment(TEAM, door=siti, office=office, now=NOW)
    others = [
        replace(TEAM, request_id="r2", role="kepala_satuan"),
        replace(TEAM, request_id="r3", person_id="rina"),
    ]

    assert all(add_assignment(form, door=siti, office=office, now=NOW) for form in others)


def test_a_role_is_given_to_known_people_only(office: Office, siti: SessionRef) -> None:
    with pytest.raises(UnknownPerson):
        add_assignment(replace(TEAM, person_id="siapa"), door=siti, office=office, now=NOW)


def test_a_role_ends_on_its_last_day(office: Office, siti: SessionRef) -> None:
    form = EndAssignmentForm(request_id="r", assignment_id="a1", valid_to=date(2026, 3, 31))

    end_assignment(form, door=siti, office=office, now=NOW)
    end_assignment(form, door=siti, office=office, now=NOW)

    with office.database.read() as conn:
        (held,) = account_store.assignments(conn, "budi")
    assert held.is_valid_on(date(2026, 3, 31))
    assert not held.is_valid_on(date(2026, 4, 1))


@pytest.mark.parametrize(
    ("assignment_id", "valid_to", "problem"),
    [
        ("tidak-ada", date(2026, 3, 1), ("assignment_id", "unknown")),
        ("a1", date(2025, 12, 31), ("valid_to", "before_start")),
        ("a1", date(1999, 1, 1), ("valid_to", "date_range")),
    ],
)
def test_an_impossible_end_is_refused(
    office: Office,
    siti: SessionRef,
    assignment_id: str,
    valid_to: date,
    problem: tuple[str, str],
) -> None:
    form = EndAssignmentForm(request_id="r", assignment_id=assignment_id, valid_to=valid_to)

    with pytest.raises(FormInvalid) as refused:
        end_assignment(form, door=siti, office=office, now=NOW)
    assert problems(refused) == [problem]


def test_an_ended_role_is_not_prolonged(office: Office, siti: SessionRef) -> None:
    end = EndAssignmentForm(request_id="r1", assignment_id="a1", valid_to=date(2026, 3, 31))
    end_assignment(end, door=siti, office=office, now=NOW)

    with pytest.raises(FormInvalid) as refused:
        end_assignment(
            replace(end, request_id="r2", valid_to=date(2026, 4, 1)),
            door=siti,
            office=office,
            now=NOW,
        )
    assert problems(refused) == [("valid_to", "after_end")]
