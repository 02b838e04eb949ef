"""SOP roles that people hold for a time; only an administrator gives them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import uuid4

from lkj.domain.accounts import Assignment, Permission
from lkj.domain.events import Capacity
from lkj.domain.text import FormCheck
from lkj.store import account_store
from lkj.store.database import Connection
from lkj.usecases.audited import Change, Recorded, perform
from lkj.usecases.callers import Caller, Door
from lkj.usecases.office import Office


@dataclass(frozen=True, kw_only=True)
class AssignmentForm:
    """A person takes an SOP role from a date; `valid_to` None means until further notice."""

    request_id: str
    person_id: str
    role: str
    capacity: Capacity
    valid_from: date
    valid_to: date | None = None


@dataclass(frozen=True, kw_only=True)
class EndAssignmentForm:
    """The last day on which a person holds a role."""

    request_id: str
    assignment_id: str
    valid_to: date


def add_assignment(
    form: AssignmentForm, *, door: Door, office: Office, now: datetime
) -> Recorded:
    """Give a person an SOP role in a capacity for a time.

    Returns:
        The number in the audit log and the assignment's id.

    Raises:
        FormInvalid: with every problem; two times of one person and role must not overlap.
        UnknownPerson, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    roles = {role.id for sop in office.sops.versions for role in sop.roles}

    def change(conn: Connection, _: Caller) -> Change:
        person = account_store.person(conn, form.person_id)
        others = account_store.assignments(conn, person.id)
        _check_assignment(form, roles, others)
        assignment = Assignment(
            id=str(uuid4()),
            person_id=person.id,
            role=form.role,
            capacity=form.capacity,
            valid_from=form.valid_from,
            valid_to=form.valid_to,
        )
        account_store.add_assignment(conn, assignment)
        return Change(assignment.id, _terms(assignment))

    permission = Permission.MANAGE_ACCOUNTS
    return perform(
        form, "assignment.add", change, permission=permission, door=door, office=office, now=now
    )


def end_assignment(
    form: EndAssignmentForm, *, door: Door, office: Office, now: datetime
) -> Recorded:
    """Let an assignment end, on its last day; acts until then keep their role.

    Raises:
        FormInvalid: unknown assignment, a day before it begins, or after it ends already.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, _: Caller) -> Change:
        known = {a.id: a for a in account_store.assignments(conn)}
        _check_end(form, known.get(form.assignment_id))
        account_store.end_assignment(conn, form.assignment_id, form.valid_to)
        ended = replace(known[form.assignment_id], valid_to=form.valid_to)
        return Change(form.assignment_id, _terms(ended))

    permission = Permission.MANAGE_ACCOUNTS
    return perform(
        form, "assignment.end", change, permission=permission, door=door, office=office, now=now
    )


def _check_assignment(
    form: AssignmentForm, roles: set[str], others: Sequence[Assignment]
) -> None:
    check = FormCheck()
    if form.role not in roles:
        check.add("role", "unknown")
    check.day(form.valid_from, "valid_from")
    if form.valid_to is not None:
        check.day(form.valid_to, "valid_to")
        if form.valid_to < form.valid_from:
            check.add("valid_to", "before_start")
    if any(_overlaps(form, other) for other in others if other.role == form.role):
        check.add("valid_from", "overlaps")
    check.done()


def _overlaps(form: AssignmentForm, other: Assignment) -> bool:
    begins_in_time = other.valid_to is None or form.valid_from <= other.valid_to
    ends_in_time = form.valid_to is None or form.valid_to >= other.valid_from
    return begins_in_time and ends_in_time


def _check_end(form: EndAssignmentForm, assignment: Assignment | None) -> None:
    check = FormCheck()
    check.day(form.valid_to, "valid_to")
    if assignment is None:
        check.add("assignment_id", "unknown")
    elif form.valid_to < assignment.valid_from:
        check.add("valid_to", "before_start")
    elif assignment.valid_to is not None and form.valid_to > assignment.valid_to:
        check.add("valid_to", "after_end")
    check.done()


def _terms(assignment: Assignment) -> dict[str, object]:
    return {
        "person_id": assignment.person_id,
        "role": assignment.role,
        "capacity": assignment.capacity.value,
        "valid_from": assignment.valid_from.isoformat(),
        "valid_to": assignment.valid_to.isoformat() if assignment.valid_to else "",
    }
