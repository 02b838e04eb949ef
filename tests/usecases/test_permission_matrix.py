"""Every use case × every kind of caller, against a table typed from the design.

`y` is carried out, `-` refused for want of a right, `e` refused because no session is open, and
a blank cannot be asked: the command line has neither drafts nor a password.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from sqlalchemy import Row, select

from lkj import usecases
from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.errors import NotPermitted, NotYourAct, SessionEnded, WrongRole
from lkj.store import (
    account_store,
    agenda_store,
    audit_store,
    calendar_store,
    draft_store,
    event_store,
    justification_store,
    meta_store,
    plan_store,
    table7_store,
)
from lkj.store.tables import metadata, sessions
from lkj.usecases.acts import submit
from lkj.usecases.calendars import KNOWN_FILE
from lkj.usecases.callers import SessionRef
from lkj.usecases.office import Office
from tests.support.staffed import Running, staffed_office
from tests.usecases.permission_cases import CASES, WHO, Case, door_for, office_in
from tests.usecases.permission_table import (
    BEFORE_SIGN_IN,
    BEHIND_A_PAGE,
    COMMAND_LINE,
    PARTS_OF_OTHERS,
    PASSES_THE_DOOR_ON,
    TABLE,
)


def cells() -> Iterator[tuple[str, str, str]]:
    heading, *rows = TABLE.strip("\n").splitlines()
    places = {name: heading.index(name) + 1 for name in heading.split()}
    for row in rows:
        for name, place in places.items():
            yield row[:18].strip(), name, row[place : place + 1].strip()


def row(name: str, *, is_open: bool) -> dict[str, str]:
    """The callers that a use case is open to, or all others, with their cells."""
    found = {heading: cell for of, heading, cell in cells() if of == name and cell}
    return {heading: cell for heading, cell in found.items() if (cell == "y") is is_open}


# As the driver takes them: to compile so many queries for each office would cost the most.
EVERY_ROW = [
    str(select(*(column for column in table.c if column is not sessions.c.last_seen_at)))
    for table in metadata.sorted_tables
]
FEW = 5
REFUSALS = (NotPermitted, WrongRole, NotYourAct)


def use_cases() -> dict[str, Callable[..., object]]:
    """Every public function of the use cases that works on an office."""
    found = {}
    for module in pkgutil.iter_modules(usecases.__path__):
        loaded = importlib.import_module(f"{usecases.__name__}.{module.name}")
        for name, function in vars(loaded).items():
            is_ours = inspect.isfunction(function) and function.__module__ == loaded.__name__
            if is_ours and not name.startswith("_"):
                found[f"{module.name}.{name}"] = function
    return found


def with_parameters(*, door: bool) -> set[str]:
    parameters = {name: inspect.signature(f).parameters for name, f in use_cases().items()}
    return {
        name
        for name, found in parameters.items()
        if "office" in found and ("door" in found) is door
    }


def test_every_use_case_with_a_door_stands_in_the_table() -> None:
    tried = {
        f"{c.function.__module__.split('.')[-1]}.{c.function.__name__}" for c in CASES.values()
    }

    assert with_parameters(door=True) - PASSES_THE_DOOR_ON == tried


def test_every_use_case_without_a_door_is_known() -> None:
    known = BEFORE_SIGN_IN | COMMAND_LINE | BEHIND_A_PAGE | PARTS_OF_OTHERS

    assert with_parameters(door=False) == known


def test_every_command_and_every_decision_stands_in_the_table(tmp_path: Path) -> None:
    forms = [
        case.form(Running(staffed_office(tmp_path)))
        for case in CASES.values()
        if case.function is submit
    ]
    tried = [form.command for form in forms]

    assert {type(command) for command in tried} == set(c.Command.__args__)
    assert {move.decision for move in tried if isinstance(move, c.Move)} == set(Decision)


def test_the_table_has_every_case_and_every_caller() -> None:
    assert {name for name, _, _ in cells()} == set(CASES)
    assert {heading for _, heading, _ in cells()} == set(WHO)
    blank = {(name, heading) for name, heading, cell in cells() if not cell}
    assert {heading for _, heading in blank} == {"hos"}
    assert {name for name, _ in blank} == {
        n for n, case in CASES.items() if is_of_a_session(case)
    }


def is_of_a_session(case: Case) -> bool:
    """The function takes a session only, no command line."""
    return get_type_hints(case.function)["door"] is SessionRef


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Running]:
    """One office per state for all calls that change nothing, as each of them proves."""
    return cache(lambda state: office_in(state, tmp_path_factory.mktemp("kantor")))


@pytest.mark.parametrize("name", CASES)
def test_a_use_case_is_open_to_whom_the_table_says(tmp_path: Path, name: str) -> None:
    allowed = row(name, is_open=True)
    tried = in_turn(allowed, list(CASES).index(name))

    assert answers(CASES[name], tried, tmp_path) == tried


@pytest.mark.exhaustive
@pytest.mark.parametrize("name", CASES)
def test_a_use_case_that_is_open_to_many_is_open_to_each(tmp_path: Path, name: str) -> None:
    allowed = row(name, is_open=True)

    assert answers(CASES[name], allowed, tmp_path) == allowed


def in_turn(allowed: dict[str, str], turn: int) -> dict[str, str]:
    """All where they are few; of many three, others at each use case."""
    headings = list(allowed)
    if len(headings) <= FEW:
        return allowed
    return {headings[(turn + step) % len(headings)]: "y" for step in range(0, 9, 3)}


@pytest.mark.parametrize("name", CASES)
def test_a_use_case_refuses_everybody_else_and_changes_nothing(
    untouched: Callable[[str], Running], name: str
) -> None:
    case, refused = CASES[name], row(name, is_open=False)
    report = untouched(case.state)
    before = stored(report.office)

    assert {heading: answer(case, report, heading) for heading in refused} == refused
    assert stored(report.office) == before


def answer(case: Case, report: Running, heading: str) -> str:
    """What a caller is answered, as the table writes it."""
    try:
        case.call(report, door_for(heading))
    except SessionEnded:
        return "e"
    except REFUSALS:
        return "-"
    return "y"


def answers(case: Case, headings: Iterable[str], directory: Path) -> dict[str, str]:
    """The same for several callers, each in an office that nobody before has changed."""
    offices = (directory / str(number) for number in count())
    found: dict[str, str] = {}
    report = fresh(case, next(offices))
    before = contents(report.office)
    for heading in headings:
        found[heading] = answer(case, report, heading)
        if contents(report.office) != before:
            report.office.database.dispose()
            report = fresh(case, next(offices))
    report.office.database.dispose()
    return found


def fresh(case: Case, directory: Path) -> Running:
    directory.mkdir()
    return office_in(case.state, directory)


def contents(office: Office) -> list[list[Row[Any]]]:
    """Every row, but for when sessions were last seen."""
    with office.database.read() as conn:
        return [list(conn.exec_driver_sql(rows)) for rows in EVERY_ROW]


def stored(office: Office) -> tuple[object, ...]:
    """Everything that a use case may change, but for sessions."""
    with office.database.read() as conn:
        return (
            event_store.head(conn),
            audit_store.head(conn),
            account_store.persons(conn),
            account_store.accounts(conn),
            account_store.assignments(conn),
            plan_store.planned(conn),
            justification_store.everything(conn),
            agenda_store.verify(conn),
            calendar_store.versions(conn),
            calendar_store.draft(conn),
            meta_store.get(conn, KNOWN_FILE),
            table7_store.drafts(conn),
            table7_store.head(conn),
            [draft_store.all_of(conn, f"akun-{who}") for who in WHO.values()],
        )
