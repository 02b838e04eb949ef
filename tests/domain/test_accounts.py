"""The permission matrix, typed by hand; and which roles a person holds on a day."""

from datetime import date
from itertools import product

import pytest

from lkj.domain.accounts import (
    Account,
    AppRole,
    Assignment,
    Permission,
    Person,
    holdings_on,
    may,
)
from lkj.domain.events import Capacity
from tests.support.sops import office_sop, other_sop

S, K, T, H = "sekretaris", "kasubbag_renja_monev", "tim_lkj", "kepala_satuan"
DEFINITIVE, ACTING, DAILY = Capacity

# Who holds what: a dot where the permission is missing. Columns: the four roles of the SOP,
# somebody with none, then Petugas Monev, auditor, administrator.
COLUMNS = [S, K, T, H, "", "monev", "auditor", "administrator"]
MATRIX = {
    #                    S  K  T  H  –  mon aud adm
    "register": "        x  .  .  .  .  x   .   .",
    "record_on_behalf": ".  .  .  .  .  x   .   .",
    "correct": "         .  x  .  .  .  x   .   .",
    "cancel": "          .  .  .  x  .  .   .   x",
    "confirm_receipt": " .  x  .  .  .  .   .   .",
    "note": "            x  x  x  x  x  x   .   x",
    "import_history": "  .  .  .  .  .  x   .   x",
    "give_cause": "      .  .  .  .  .  x   .   .",
    "justify": "         .  x  .  .  .  x   .   .",
    "edit_plan": "       .  .  .  .  .  x   .   .",
    "edit_agenda": "     x  x  .  .  .  x   .   .",
    "edit_calendar": "   .  .  .  .  .  x   .   x",
    "edit_table7": "     .  .  .  .  .  x   .   .",
    "note_change": "     .  .  .  .  .  x   .   .",
    "manage_accounts": " .  .  .  .  .  .   .   x",
    "read_reports": "    x  x  x  x  x  x   x   x",
    "attach": "          x  x  x  x  .  x   .   .",
    "read_documents": "  x  x  x  x  .  x   x   .",
    "collect_data": "    x  x  x  x  .  x   .   .",
    "edit_units": "      .  x  .  .  .  x   .   x",
    "read_persons": "    .  .  .  .  .  x   x   .",
    "read_audit": "      .  .  .  .  .  .   x   x",
    "audit_package": "   .  .  .  .  .  x   x   .",
    "read_health": "     .  .  .  .  .  .   x   x",
    "compare_offices": " .  .  .  .  .  x   x   .",
}
CELLS = [
    (permission, who, mark == "x")
    for permission, row in MATRIX.items()
    for who, mark in zip(COLUMNS, row.split(), strict=True)
]
READING = {"read_reports", "read_documents", "read_persons", "read_audit", "read_health"}
READING |= {"audit_package", "compare_offices"}


def held_by(who: str) -> tuple[list[AppRole], list[str]]:
    """The app roles and the SOP roles behind one column."""
    return [role for role in AppRole if role == who], [who] if who in COLUMNS[:4] else []


def permissions(app_roles: list[AppRole], roles: list[str]) -> set[str]:
    sop = office_sop()
    return {p for p in Permission if may(p, app_roles=app_roles, sop=sop, roles=roles)}


def test_the_matrix_names_every_permission_and_app_role() -> None:
    assert list(MATRIX) == list(Permission)
    assert COLUMNS[5:] == list(AppRole)
    assert COLUMNS[:4] == [role.id for role in office_sop().roles]


@pytest.mark.parametrize(("permission", "who", "is_granted"), CELLS)
def test_every_permission_is_granted_as_the_matrix_says(permission, who, is_granted) -> None:
    app_roles, roles = held_by(who)

    given = may(Permission(permission), app_roles=app_roles, sop=office_sop(), roles=roles)

    assert given is is_granted


@pytest.mark.parametrize(("one", "other"), list(product(COLUMNS[:6] + COLUMNS[7:], repeat=2)))
def test_two_roles_together_carry_what_each_carries(one, other) -> None:
    (one_app, one_sop), (other_app, other_sop_) = held_by(one), held_by(other)

    together = permissions(one_app + other_app, one_sop + other_sop_)

    assert together == permissions(one_app, one_sop) | permissions(other_app, other_sop_)


@pytest.mark.parametrize("who", COLUMNS)
def test_an_auditor_changes_nothing_whatever_else_is_held(who) -> None:
    app_roles, roles = held_by(who)

    given = permissions([AppRole.AUDITOR, *app_roles], roles)

    assert given == READING


def test_rights_come_from_the_sop_that_the_report_runs_under() -> None:
    sop = other_sop()

    assert may(Permission.REGISTER, app_roles=(), sop=sop, roles=["loket"])
    assert not may(Permission.REGISTER, app_roles=(), sop=sop, roles=[S])
    assert not any(
        may(Permission.CANCEL, app_roles=(), sop=sop, roles=[role.id]) for role in sop.roles
    )


# Assignments: both ends of the period belong to it.
def an_assignment(role: str, capacity: Capacity, first: str, last: str | None) -> Assignment:
    until = date.fromisoformat(last) if last else None
    return Assignment("a1", "p1", role, capacity, date.fromisoformat(first), until)


MARCH = an_assignment(K, DAILY, "2026-03-02", "2026-03-06")
LASTING = an_assignment(S, DEFINITIVE, "2024-01-01", None)


@pytest.mark.parametrize(
    ("day", "is_held"),
    [
        ("2026-03-01", False),
        ("2026-03-02", True),
        ("2026-03-04", True),
        ("2026-03-06", True),
        ("2026-03-07", False),
    ],
)
def test_an_assignment_holds_from_its_first_to_its_last_day(day, is_held) -> None:
    assert MARCH.is_valid_on(date.fromisoformat(day)) is is_held


@pytest.mark.parametrize(("day", "is_held"), [("2023-12-31", False), ("2099-12-31", True)])
def test_an_assignment_without_an_end_goes_on(day, is_held) -> None:
    assert LASTING.is_valid_on(date.fromisoformat(day)) is is_held


def test_an_assignment_of_one_day_holds_on_that_day() -> None:
    one_day = an_assignment(K, DAILY, "2026-03-02", "2026-03-02")

    assert holdings_on([one_day], date(2026, 3, 2)) == ((K, DAILY),)
    assert holdings_on([one_day], date(2026, 3, 3)) == ()


def test_during_a_plh_period_both_roles_are_held_definitif_first() -> None:
    assert holdings_on([MARCH, LASTING], date(2026, 3, 1)) == ((S, DEFINITIVE),)
    assert holdings_on([MARCH, LASTING], date(2026, 3, 4)) == ((S, DEFINITIVE), (K, DAILY))


def test_one_role_held_twice_counts_once_as_definitif() -> None:
    daily = an_assignment(S, DAILY, "2026-03-01", "2026-03-31")
    acting = an_assignment(S, ACTING, "2026-01-01", None)

    assert holdings_on([daily, LASTING, acting], date(2026, 3, 4)) == ((S, DEFINITIVE),)
    assert holdings_on([daily, acting], date(2026, 3, 4)) == ((S, ACTING),)


def test_from_plh_to_definitif_there_is_no_day_without_the_role() -> None:
    before = an_assignment(S, DAILY, "2026-03-01", "2026-03-15")
    after = an_assignment(S, DEFINITIVE, "2026-03-16", None)

    assert holdings_on([before, after], date(2026, 3, 15)) == ((S, DAILY),)
    assert holdings_on([before, after], date(2026, 3, 16)) == ((S, DEFINITIVE),)


def test_who_was_never_assigned_holds_nothing() -> None:
    assert holdings_on([], date(2026, 3, 4)) == ()


def test_people_and_accounts_are_active_unless_said_otherwise() -> None:
    person = Person("p1", "Siti", "", "Sekretaris")
    account = Account("a1", "p1", "siti", frozenset())

    assert person.is_active
    assert account.is_active
    assert not account.must_change_password
