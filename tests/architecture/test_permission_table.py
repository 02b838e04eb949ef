"""docs/permissions.md says what the code does."""

import ast
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from lkj.domain.accounts import (
    APP_GRANTS,
    OPEN_TO_ALL,
    READING,
    Account,
    AppRole,
    Assignment,
    Permission,
    Person,
    may,
    sop_grants,
)
from lkj.domain.events import Capacity
from lkj.reference import read_calendar
from lkj.store.database import Database
from lkj.ui.navigation import SCREENS, Screen
from lkj.ui.session import Viewer
from lkj.usecases.callers import Caller, SessionRef
from lkj.usecases.office import Office, Settings, Sops
from tests.architecture.sources import called_name, tree_of
from tests.support.settings import ROOT
from tests.support.sops import office_sop

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
SOP = office_sop()
ROLES = [role.id for role in SOP.roles]
NO_ROLE, YES, NO = "none", "yes", "–"
Table = dict[str, dict[str, str]]


def table(first_heading: str) -> Table:
    """Rows of the table whose first column has this heading, by their first cell."""
    text = (ROOT / "docs" / "permissions.md").read_text(encoding="utf-8")
    lines = iter(text.splitlines())
    headings = next(cells(line) for line in lines if line.startswith(f"| {first_heading} |"))
    next(lines)
    rows: Table = {}
    for line in lines:
        if not line.startswith("|"):
            break
        first, *values = cells(line)
        rows[first.strip("`")] = dict(zip(headings[1:], values, strict=True))
    return rows


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def is_granted(permission: Permission, column: str) -> bool:
    app_roles = {AppRole(column)} if column in set(AppRole) else set()
    roles = {column} & set(ROLES)
    return may(permission, app_roles=app_roles, sop=SOP, roles=roles)


def test_every_permission_and_every_role_stands_in_the_table() -> None:
    rows = table("permission")

    assert set(rows) == {permission.value for permission in Permission}
    assert list(rows["note"]) == [NO_ROLE, *(role.value for role in AppRole), *ROLES]


@pytest.mark.parametrize("permission", Permission)
def test_the_table_of_permissions_says_what_the_rule_says(permission: Permission) -> None:
    row = table("permission")[permission.value]

    assert row == {column: YES if is_granted(permission, column) else NO for column in row}


@pytest.mark.parametrize("permission", Permission)
def test_the_table_of_permissions_says_what_the_grants_say(permission: Permission) -> None:
    """States the rule a second time, from the two grants."""
    row = table("permission")[permission.value]
    granted = {column for column, cell in row.items() if cell == YES}

    everybody = set(row) if permission in OPEN_TO_ALL else set()
    by_app = {role.value for role in APP_GRANTS.get(permission, frozenset())}
    by_sop = sop_grants(SOP).get(permission, frozenset())
    not_for = set() if permission in READING else {AppRole.AUDITOR.value}
    assert granted == (everybody | by_app | by_sop) - not_for


def viewer(*, app_roles: frozenset[AppRole] = frozenset(), role: str = "") -> Viewer:
    """Somebody in front of the screen; nothing here is read from a database."""
    url = "sqlite:///unused.db"
    person = Person("p", "Siti", "", "")
    held = Assignment("a", person.id, role, Capacity.DEFINITIVE, NOW.date(), None)
    office = Office(
        database=Database.open(url),
        sops=Sops.of([SOP]),
        shipped_calendar=read_calendar(),
        zone=ZoneInfo("Asia/Pontianak"),
        settings=Settings(database_url=url, compares_offices=True),
    )
    account = Account("k", person.id, "siti", app_roles)
    caller = Caller(account, person, (held,) if role else (), is_host=False)
    door = SessionRef("none")
    return Viewer(
        office=office,
        door=door,
        caller=caller,
        now=NOW,
        is_example=False,
        calendar=office.shipped_calendar,
    )


VIEWERS = {
    NO_ROLE: [viewer()],
    **{role.value: [viewer(app_roles=frozenset({role}))] for role in AppRole},
    "sop role": [viewer(role=role) for role in ROLES],
}


def guard(screen: Screen) -> tuple[Permission, ...]:
    """Permissions of which a page's guard asks for one; empty where a session is enough."""
    tree = tree_of(ROOT / "pages" / f"{screen.script}.py")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    guards = (call for call in calls if called_name(call).startswith("require_"))
    asked = next(guards).args
    return tuple(Permission[arg.attr] for arg in asked if isinstance(arg, ast.Attribute))


def test_every_screen_and_every_kind_of_viewer_stands_in_the_table() -> None:
    rows = table("screen")

    assert list(rows) == [f"/{screen.address}" for screen in SCREENS]
    assert list(rows["/beranda"]) == list(VIEWERS)


def test_the_table_of_screens_says_what_navigation_does() -> None:
    cells = table("screen")

    assert [
        (screen.address, who)
        for screen in SCREENS
        for who, viewers in VIEWERS.items()
        for cell in [cells[f"/{screen.address}"][who]]
        if {screen.is_for(one) for one in viewers} != {cell == YES}
    ] == []


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.address)
def test_a_guard_lets_in_whoever_navigation_shows_the_screen(screen: Screen) -> None:
    shown = [one for viewers in VIEWERS.values() for one in viewers if screen.is_for(one)]
    needed = guard(screen)

    assert shown
    assert all(not needed or any(map(one.may, needed)) for one in shown)


def test_every_page_has_a_screen() -> None:
    scripts = {path.stem for path in (ROOT / "pages").glob("*.py")}

    assert scripts == {screen.script for screen in SCREENS} | {"start"}
