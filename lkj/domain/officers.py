"""When another officer took over a role: derived from who held it from when to when."""

from collections.abc import Iterable
from datetime import date, timedelta

from lkj.domain.accounts import Assignment
from lkj.domain.events import Capacity
from lkj.domain.sop import RoleId

# A Plh. stands in for days and leaves the work as it was.
_OFFICERS = (Capacity.DEFINITIVE, Capacity.ACTING)


def officer_changes(assignments: Iterable[Assignment], role: RoleId) -> tuple[date, ...]:
    """The local dates from which nobody who held the role before holds it any more.

    A role that several hold changes hands when the last of them is replaced; a vacancy
    changes nothing until somebody comes. Who held it first changed nothing.
    """
    terms = [one for one in assignments if one.role == role and one.capacity in _OFFICERS]
    ends = {one.valid_to + timedelta(days=1) for one in terms if one.valid_to}
    officers: frozenset[str] = frozenset()
    changes: list[date] = []
    for day in sorted({one.valid_from for one in terms} | ends):
        holders = frozenset(one.person_id for one in terms if one.is_valid_on(day))
        if holders and officers.isdisjoint(holders):
            changes += [day] if officers else []
            officers = holders
    return tuple(changes)
