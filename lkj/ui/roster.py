"""Who held which role on which day, for choosing the official that a paper names."""

from collections.abc import Sequence
from datetime import date

from lkj.domain.accounts import Assignment, Person
from lkj.domain.events import Capacity
from lkj.domain.sop import RoleId
from lkj.labels.words import CAPACITY
from lkj.usecases.frames import everyone
from lkj.usecases.office import Office

AUTOMATIC = ""


class Roster:
    """All persons and assignments of the office, as read once for a page."""

    def __init__(self, people: Sequence[Person], assignments: Sequence[Assignment]) -> None:
        self._names = {person.id: person.name for person in people}
        self._assignments = tuple(assignments)

    @classmethod
    def of(cls, office: Office) -> "Roster":
        """Read the roster of an office."""
        return cls(*everyone(office))

    def people_of(self, roles: Sequence[RoleId]) -> list[str]:
        """Everybody who ever held one of the roles, by name."""
        found = {a.person_id for a in self._assignments if a.role in roles}
        return sorted(found, key=lambda person: self._names.get(person, ""))

    def holder(self, roles: Sequence[RoleId], day: date | None) -> str | None:
        """The one person who held the role on that day; a Plt. or Plh. goes before.

        None while the day is not known, or where nobody or several people held it.
        """
        if day is None:
            return None
        held = [a for a in self._assignments if a.role in roles and a.is_valid_on(day)]
        acting = [a for a in held if a.capacity is not Capacity.DEFINITIVE]
        people = {a.person_id for a in (acting or held)}
        return people.pop() if len(people) == 1 else None

    def name(self, person: str, roles: Sequence[RoleId], day: date | None) -> str:
        """What stands in the list: a name, or who held the role on that day."""
        if person != AUTOMATIC:
            return self._names.get(person, person)
        holder = self.holder(roles, day)
        if holder is None:
            return "Pilih pelaksana" if day else "Pejabat pada tanggal itu"
        return f"{self._capacity(holder, roles, day)}{self._names[holder]}"

    def _capacity(self, person: str, roles: Sequence[RoleId], day: date | None) -> str:
        held = (
            a.capacity
            for a in self._assignments
            if a.person_id == person and a.role in roles and day and a.is_valid_on(day)
        )
        capacity = next((c for c in held if c.is_acting), None)
        return f"{CAPACITY[capacity]} " if capacity else ""
