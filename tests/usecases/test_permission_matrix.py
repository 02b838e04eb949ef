"""Every use case × every kind of caller, against a table typed from the design.

`y` is carried out, `-` refused for want of a right, `e` refused because no session is open, and
a blank cannot be asked: the command line has neither drafts nor a password.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import get_type_hints

import pytest

from lkj import usecases
from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.errors import NotPermitted, NotYourAct, SessionEnded, WrongRole
from lkj.store import (
    account_store,
    audit_store,
    calendar_store,
    draft_store,
    event_store,
    justification_store,
    meta_store,
    plan_store,
    table7_store,
)
from lkj.usecases.acts import submit
from lkj.usecases.calendars import KNOWN_FILE
from lkj.usecases.callers import SessionRef
from lkj.usecases.office import Office
from tests.support.staffed import Running, staffed_office
from tests.usecases.permission_cases import CASES, WHO, Case, door_for, office_in

TABLE = """
                  sek kas tim kep rek plt non mon aud adm hos smt off end
register           y   -   -   -   y   -   -   y   -   -   -   -   e   e
start step 1       y   -   -   -   y   -   -   -   -   -   -   -   e   e
submit step 1      y   -   -   -   y   -   -   -   -   -   -   -   e   e
order step 3       -   y   -   -   -   -   -   -   -   -   -   -   e   e
submit step 3      -   -   y   -   -   -   -   -   -   -   -   -   e   e
approve step 4     -   y   -   -   -   -   -   -   -   -   -   -   e   e
return step 4      -   y   -   -   -   -   -   -   -   -   -   -   e   e
approve step 5     y   -   -   -   y   -   -   -   -   -   -   -   e   e
return step 5      y   -   -   -   y   -   -   -   -   -   -   -   e   e
sign step 6        -   -   -   y   -   -   -   -   -   -   -   -   e   e
return step 6      -   -   -   y   -   -   -   -   -   -   -   -   e   e
take back          y   -   -   -   -   -   -   -   -   -   -   -   e   e
take back paper    y   -   -   -   -   -   -   y   -   -   -   -   e   e
confirm receipt    -   y   -   -   -   -   -   -   -   -   -   -   e   e
cancel             -   -   -   y   -   -   -   -   -   y   y   -   e   e
correct            y   y   -   -   -   -   -   y   -   -   -   -   e   e
correct later      y   y   -   -   -   -   -   y   -   -   -   -   e   e
note               y   y   y   y   y   y   y   y   -   y   y   -   e   e
answer paper       y   -   -   -   -   -   -   -   -   -   -   -   e   e
give cause         y   -   -   -   -   -   -   y   -   -   -   -   e   e
new from paper     -   -   -   -   -   -   -   y   -   -   -   -   e   e
go on from paper   -   -   -   -   -   -   -   y   -   -   -   -   e   e
adopt an import    -   y   -   -   -   -   -   y   -   -   -   -   e   e
get the template   -   -   -   -   -   -   -   y   -   y   y   -   e   e
read a history     -   -   -   -   -   -   -   y   -   y   y   -   e   e
preview a history  -   -   -   -   -   -   -   y   -   y   y   -   e   e
keep bad rows      -   -   -   -   -   -   -   y   -   y       -   e   e
download bad rows  -   -   -   -   -   -   -   y   -   y       -   e   e
import a history   -   -   -   -   -   -   -   y   -   y   y   -   e   e
import a log       -   -   -   -   -   -   -   y   -   y   y   -   e   e
list the imports   -   -   -   -   -   -   -   y   -   y   y   -   e   e
withdraw an import -   -   -   -   -   -   -   y   -   y   y   -   e   e
plan a report      -   -   -   -   -   -   -   y   -   -   -   -   e   e
remove a plan      -   -   -   -   -   -   -   y   -   -   -   -   e   e
justify a finding  -   y   -   -   -   -   -   y   -   -   -   -   e   e
withdraw it        -   y   -   -   -   -   -   y   -   -   -   -   e   e
see the calendar   y   y   y   y   y   y   y   y   y   y   y   -   e   e
put days           -   -   -   -   -   -   -   y   -   y   y   -   e   e
remove days        -   -   -   -   -   -   -   y   -   y   y   -   e   e
undo a change      -   -   -   -   -   -   -   y   -   y   y   -   e   e
set the week       -   -   -   -   -   -   -   y   -   y   y   -   e   e
add a year         -   -   -   -   -   -   -   y   -   y   y   -   e   e
take the file      -   -   -   -   -   -   -   y   -   y   y   -   e   e
set file aside     -   -   -   -   -   -   -   y   -   y   y   -   e   e
discard draft      -   -   -   -   -   -   -   y   -   y   y   -   e   e
activate draft     -   -   -   -   -   -   -   y   -   y   y   -   e   e
open table 7       -   -   -   -   -   -   -   y   -   -   -   -   e   e
fill table 7       -   -   -   -   -   -   -   y   -   -   -   -   e   e
reset table 7      -   -   -   -   -   -   -   y   -   -   -   -   e   e
lay out table 7    -   -   -   -   -   -   -   y   -   -   -   -   e   e
drop table 7       -   -   -   -   -   -   -   y   -   -   -   -   e   e
determine          -   -   -   -   -   -   -   y   -   -   -   -   e   e
revise             -   -   -   -   -   -   -   y   -   -   -   -   e   e
read table 7       y   y   y   y   y   y   y   y   y   y   y   -   e   e
print table 7      y   y   y   y   y   y   y   y   y   y   y   -   e   e
note a change      -   -   -   -   -   -   -   y   -   -   -   -   e   e
withdraw a change  -   -   -   -   -   -   -   y   -   -   -   -   e   e
list people        -   -   -   -   -   -   -   -   -   y   y   -   e   e
save a person      -   -   -   -   -   -   -   -   -   y   y   -   e   e
add an account     -   -   -   -   -   -   -   -   -   y   y   -   e   e
disable            -   -   -   -   -   -   -   -   -   y   y   -   e   e
enable             -   -   -   -   -   -   -   -   -   y   y   -   e   e
set app roles      -   -   -   -   -   -   -   -   -   y   y   -   e   e
create a link      -   -   -   -   -   -   -   -   -   y   y   -   e   e
reset a password   -   -   -   -   -   -   -   -   -   y   y   -   e   e
assign a role      -   -   -   -   -   -   -   -   -   y   y   -   e   e
end a role         -   -   -   -   -   -   -   -   -   y   y   -   e   e
read a report      y   y   y   y   y   y   y   y   y   y   y   -   e   e
download a table   y   y   y   y   y   y   y   y   y   y   y   -   e   e
download a file    y   y   y   y   y   y   y   y   y   y   y   -   e   e
download a picture y   y   y   y   y   y   y   y   y   y   y   -   e   e
download the log   y   y   y   y   y   y   y   y   y   y   y   -   e   e
make a document    y   y   y   y   y   y   y   y   y   y   y   -   e   e
check a code       y   y   y   y   y   y   y   y   y   y   y   -   e   e
print a sheet      y   y   y   y   y   y   y   y   y   y   y   -   e   e
keep a draft       y   y   y   y   y   y   y   y   y   y       -   e   e
recall a draft     y   y   y   y   y   y   y   y   y   y       -   e   e
discard a draft    y   y   y   y   y   y   y   y   y   y       -   e   e
stay signed in     y   y   y   y   y   y   y   y   y   y   y   y   e   e
sign out           y   y   y   y   y   y   y   y   y   y   y   y   y   y
change password    y   y   y   y   y   y   y   y   y   y       y   e   e
"""
# Functions with an office but without a door: who calls them is not asked here.
BEFORE_SIGN_IN = {
    "callers.check_reachable",
    "own_password.set_password_by_link",
    "sign_in.example_accounts",
    "sign_in.sign_in",
    "sign_in.sign_in_example",
}
COMMAND_LINE = {"initial_passwords.first_administrator"}
# Shared between sessions; the guard of each page has asked before.
BEHIND_A_PAGE = {"frames.everyone", "frames.planned", "frames.read_frames", "frames.revision"}
BEHIND_A_PAGE |= {"frames.shared_frames", "frames.board_of", "frames.notes_of"}
BEHIND_A_PAGE |= {"justifications.justifications", "calendar_activation.preview"}
BEHIND_A_PAGE |= {"calendars.active_calendar", "table7_reading.semester_choice"}
BEHIND_A_PAGE |= {"reports.recent_acts"}  # of the reader's own
BEHIND_A_PAGE |= {"process_changes.noted_changes", "process_changes.process_changes"}
PARTS_OF_OTHERS = {
    *("acts.act_of", "acts.check_sop", "acts.load"),
    "calendar_activation.effect_of",
    *("callers.is_permitted", "callers.require"),
    *("callers.holdings_today", "callers.roles_today"),
    "conduct_reading.raw_conduct",
    "frames.calendar_of",
    "frames.extended",
    "frames.payloads_naming",
    "frames.read_log",
    *("export_files.file_name", "export_files.workbook", "exports.chosen_events"),
    *("granted.look", "imports.import_act", "log_rows.log_rows"),
    *("population.population", "population.sop_of"),
    "reach.reach_of",
    "selection.apply",
    "selection.select_events",
    "sign_in.open_session",
    "table7_figures.acted_steps",
    "table7_figures.procedures",
    "table7_reading.determined_sheets",
    "table7_reading.open_sheets",
    "table7_reading.sheet_of",
    "table7_rows.table7_rows",
}
# Carries the door of the use case that calls it.
PASSES_THE_DOOR_ON = {
    "audited.perform",
    "granted.grant",
    "granted.grant_file",
    "calendar_drafts.edit_draft",
    "table7_drafts.perform_table7",
}


def cells() -> Iterator[tuple[str, str, str]]:
    heading, *rows = TABLE.strip("\n").splitlines()
    places = {name: heading.index(name) + 1 for name in heading.split()}
    for row in rows:
        for name, place in places.items():
            yield row[:18].strip(), name, row[place : place + 1].strip()


CELLS = [cell for cell in cells() if cell[2]]
OPEN = [cell[:2] for cell in CELLS if cell[2] == "y"]
CLOSED = [cell for cell in CELLS if cell[2] != "y"]
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


@pytest.mark.parametrize(("name", "heading"), OPEN)
def test_a_use_case_is_open_to_whom_the_table_says(
    tmp_path: Path, name: str, heading: str
) -> None:
    case = CASES[name]
    report = office_in(case.state, tmp_path)

    case.call(report, door_for(heading))

    report.office.database.dispose()


@pytest.mark.parametrize(("name", "heading", "cell"), CLOSED)
def test_a_use_case_refuses_everybody_else_and_changes_nothing(
    untouched: Callable[[str], Running], name: str, heading: str, cell: str
) -> None:
    case = CASES[name]
    report = untouched(case.state)
    before = stored(report.office)

    with pytest.raises(REFUSALS if cell == "-" else SessionEnded):
        case.call(report, door_for(heading))

    assert stored(report.office) == before


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
            calendar_store.versions(conn),
            calendar_store.draft(conn),
            meta_store.get(conn, KNOWN_FILE),
            table7_store.drafts(conn),
            table7_store.head(conn),
            [draft_store.all_of(conn, f"akun-{who}") for who in WHO.values()],
        )
