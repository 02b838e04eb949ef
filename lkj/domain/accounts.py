"""People, their accounts, the roles they hold, and the one table of who may do what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lkj.domain.events import Capacity
from lkj.domain.sop import RoleId, Sop


class AppRole(StrEnum):
    """Roles of the product itself, beside the SOP's own."""

    MONEV = "monev"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """What an account may be allowed to do outside the steps of the SOP."""

    REGISTER = "register"
    RECORD_ON_BEHALF = "record_on_behalf"
    CORRECT = "correct"
    CANCEL = "cancel"
    CONFIRM_RECEIPT = "confirm_receipt"
    NOTE = "note"
    IMPORT_HISTORY = "import_history"  # of reports from a file, and withdraw it
    GIVE_CAUSE = "give_cause"
    JUSTIFY = "justify"  # accept a finding about the SOP for a reason
    EDIT_PLAN = "edit_plan"
    EDIT_AGENDA = "edit_agenda"  # write, correct and cancel lines of Buku Agenda
    EDIT_CALENDAR = "edit_calendar"
    EDIT_TABLE7 = "edit_table7"
    NOTE_CHANGE = "note_change"  # of how steps are done, from which limits begin anew
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_REPORTS = "read_reports"
    ATTACH = "attach"  # documents beside a report
    READ_DOCUMENTS = "read_documents"
    COLLECT_DATA = "collect_data"  # ask units for data, and record what came
    EDIT_UNITS = "edit_units"
    READ_PERSONS = "read_persons"  # aggregates per person, exports with persons
    READ_AUDIT = "read_audit"
    AUDIT_PACKAGE = "audit_package"  # take out rows, papers and chain for an auditor
    READ_HEALTH = "read_health"  # of the machine and the database: backups, disk, clock
    COMPARE_OFFICES = "compare_offices"  # figures of all satuan kerja of the installation


@dataclass(frozen=True)
class Person:
    """Somebody who acts; may have no account."""

    id: str
    name: str
    nip: str  # 18 digits, or empty
    title: str  # jabatan
    is_active: bool = True


@dataclass(frozen=True)
class Account:
    """A sign-in that belongs to one person."""

    id: str
    person_id: str
    username: str
    app_roles: frozenset[AppRole]
    is_active: bool = True
    must_change_password: bool = False


@dataclass(frozen=True)
class Assignment:
    """A person holds an SOP role in a capacity from a date to a date, both included."""

    id: str
    person_id: str
    role: RoleId
    capacity: Capacity
    valid_from: date
    valid_to: date | None

    def is_valid_on(self, day: date) -> bool:
        """Whether the role is held on that local date."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


Holding = tuple[RoleId, Capacity]


def holdings_on(assignments: Iterable[Assignment], day: date) -> tuple[Holding, ...]:
    """The roles held on a local date, definitif first, each role once."""
    held: dict[RoleId, Capacity] = {}
    order = list(Capacity)
    valid = (a for a in assignments if a.is_valid_on(day))
    for assignment in sorted(valid, key=lambda a: (order.index(a.capacity), a.role)):
        held.setdefault(assignment.role, assignment.capacity)
    return tuple(held.items())


_ADMIN, _MONEV, _AUDITOR = AppRole.ADMINISTRATOR, AppRole.MONEV, AppRole.AUDITOR

# Permissions that the product's own roles carry. docs/ prints this table; a test compares.
APP_GRANTS: dict[Permission, frozenset[AppRole]] = {
    Permission.REGISTER: frozenset({_MONEV}),
    Permission.RECORD_ON_BEHALF: frozenset({_MONEV}),
    Permission.IMPORT_HISTORY: frozenset({_ADMIN, _MONEV}),
    Permission.CORRECT: frozenset({_MONEV}),
    Permission.CANCEL: frozenset({_ADMIN}),
    Permission.CONFIRM_RECEIPT: frozenset(),
    Permission.GIVE_CAUSE: frozenset({_MONEV}),
    Permission.JUSTIFY: frozenset({_MONEV}),
    Permission.EDIT_PLAN: frozenset({_MONEV}),
    Permission.EDIT_AGENDA: frozenset({_MONEV}),
    Permission.EDIT_CALENDAR: frozenset({_ADMIN, _MONEV}),
    Permission.EDIT_TABLE7: frozenset({_MONEV}),
    Permission.NOTE_CHANGE: frozenset({_MONEV}),
    Permission.MANAGE_ACCOUNTS: frozenset({_ADMIN}),
    Permission.ATTACH: frozenset({_MONEV}),
    Permission.READ_DOCUMENTS: frozenset({_MONEV, _AUDITOR}),
    Permission.COLLECT_DATA: frozenset({_MONEV}),
    Permission.EDIT_UNITS: frozenset({_ADMIN, _MONEV}),
    Permission.READ_PERSONS: frozenset({_MONEV, _AUDITOR}),
    Permission.READ_AUDIT: frozenset({_ADMIN, _AUDITOR}),
    # Not who keeps the machine: that is whom the codes on paper watch.
    Permission.AUDIT_PACKAGE: frozenset({_MONEV, _AUDITOR}),
    Permission.READ_HEALTH: frozenset({_ADMIN, _AUDITOR}),
    # Only in a satuan kerja whose people compare; see `callers.is_permitted`.
    Permission.COMPARE_OFFICES: frozenset({_MONEV, _AUDITOR}),
}
# Everybody who is signed in.
OPEN_TO_ALL = frozenset({Permission.READ_REPORTS, Permission.NOTE})
# An auditor reads all and changes nothing, whatever else the account or the person holds.
# Who keeps accounts, or checks them, takes no part in the steps, whatever the person holds.
NEVER_ACTING = frozenset({AppRole.ADMINISTRATOR, AppRole.AUDITOR})
READING = frozenset(
    {
        Permission.READ_REPORTS,
        Permission.READ_DOCUMENTS,
        Permission.READ_PERSONS,
        Permission.READ_AUDIT,
        Permission.AUDIT_PACKAGE,
        Permission.READ_HEALTH,
        Permission.COMPARE_OFFICES,
    }
)


def sop_grants(sop: Sop) -> dict[Permission, frozenset[RoleId]]:
    """Permissions that the SOP's data gives to its own roles."""
    return {
        Permission.REGISTER: frozenset(sop.registrars),
        Permission.CANCEL: frozenset(sop.cancellers),
        Permission.CORRECT: frozenset(sop.correctors),
        Permission.JUSTIFY: frozenset(sop.correctors),
        Permission.CONFIRM_RECEIPT: frozenset(sop.receivers),
        Permission.EDIT_AGENDA: frozenset(sop.registrars) | frozenset(sop.correctors),
        Permission.ATTACH: frozenset(role.id for role in sop.roles),
        Permission.READ_DOCUMENTS: frozenset(role.id for role in sop.roles),
        Permission.COLLECT_DATA: frozenset(role.id for role in sop.roles),
        Permission.EDIT_UNITS: frozenset(sop.correctors),
    }


def may(
    permission: Permission,
    *,
    app_roles: Collection[AppRole],
    sop: Sop,
    roles: Collection[RoleId],
) -> bool:
    """Whether these app roles and SOP roles together carry the permission."""
    return permission in permissions_of(app_roles, sop, roles)


def permissions_of(
    app_roles: Collection[AppRole], sop: Sop, roles: Collection[RoleId]
) -> frozenset[Permission]:
    """Every permission that these app roles and SOP roles together carry."""
    by_app = {one for one, held in APP_GRANTS.items() if not held.isdisjoint(app_roles)}
    by_sop = {one for one, held in sop_grants(sop).items() if not held.isdisjoint(roles)}
    carried = OPEN_TO_ALL | by_app | by_sop
    return carried & READING if AppRole.AUDITOR in app_roles else carried
