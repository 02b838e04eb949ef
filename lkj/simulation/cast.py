"""Who works in the example office: everybody is named after a role and called Contoh."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import count
from random import Random

from lkj.domain.accounts import Account, AppRole, Assignment, Person
from lkj.domain.events import Capacity
from lkj.domain.sop import Role, RoleId, Sop
from lkj.simulation.identifiers import new_id

TEAM_SIZE = 3
ABBREVIATION = re.compile(r"\((\w+)\)")
STAFF = {
    AppRole.MONEV: ("Petugas Monev", "monev"),
    AppRole.AUDITOR: ("Auditor", "auditor"),
    AppRole.ADMINISTRATOR: ("Administrator", "admin"),
}
PREDECESSOR = "-lama"

MakeId = Callable[[], str]


@dataclass(frozen=True, kw_only=True)
class Changes:
    """When the cast changes: one official is succeeded, another is stood in for."""

    since: date
    succession: date
    absence: tuple[date, date]  # first and last day of the Plh.


@dataclass(frozen=True)
class Cast:
    """Everybody of the example office. Their accounts have no password."""

    persons: tuple[Person, ...]
    accounts: tuple[Account, ...]
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True)
class _Member:
    """One person with the account and the assignment that belong to them."""

    person: Person
    account: Account | None
    assignment: Assignment | None = None


def make_cast(sop: Sop, changes: Changes, rng: Random) -> Cast:
    """Staff every role of the SOP and the product's own.

    A role below others and above none is a team of three, the last of them without an account;
    every other role has one official. NIPs are empty: nobody here is real.
    """
    at = datetime.combine(changes.since, time(), UTC)
    make_id = partial(new_id, rng, at)
    usernames = _usernames(sop)
    members = [
        member
        for role in sop.roles
        for member in _holders(role, usernames[role.id], sop, changes, make_id)
    ]
    members += [_staff(app_role, make_id) for app_role in STAFF]
    return Cast(
        persons=tuple(member.person for member in members),
        accounts=tuple(m.account for m in members if m.account),
        assignments=(
            *(m.assignment for m in members if m.assignment),
            *_stand_in(sop, members, changes, make_id),
        ),
    )


def officials(sop: Sop) -> tuple[Role, ...]:
    """Roles of one person: those above others, and those that stand alone."""
    return tuple(role for role in sop.roles if not _is_team(role, sop))


def succeeded_role(sop: Sop) -> RoleId | None:
    """The official who changes: who registers reports, else the first official."""
    return _first_official(sop, sop.registrars)


def absent_role(sop: Sop) -> RoleId | None:
    """The official who is stood in for: the first reviewer, else the first official."""
    reviews = (step for step in sop.steps if step.is_review)
    return _first_official(sop, [role for step in reviews for role in step.finishers])


def _first_official(sop: Sop, preferred: Iterable[RoleId]) -> RoleId | None:
    ids = [role.id for role in officials(sop)]
    return next((role for role in preferred if role in ids), ids[0] if ids else None)


def _is_team(role: Role, sop: Sop) -> bool:
    is_above = any(other.superior == role.id for other in sop.roles)
    return role.superior is not None and not is_above


def _usernames(sop: Sop) -> dict[RoleId, str]:
    names: dict[RoleId, str] = {}
    taken = {username for _, username in STAFF.values()}
    for role in sop.roles:
        abbreviation = ABBREVIATION.search(role.name)
        word = abbreviation.group(1) if abbreviation else role.short_name.split()[0]
        plain = re.sub(r"[^a-z0-9]", "", word.lower()) or role.id
        names[role.id] = _free(plain, taken)
        taken.add(names[role.id])
    return names


def _free(name: str, taken: Iterable[str]) -> str:
    numbered = (name if number == 1 else f"{name}-{number}" for number in count(1))
    return next(candidate for candidate in numbered if candidate not in taken)


def _holders(
    role: Role, username: str, sop: Sop, changes: Changes, make_id: MakeId
) -> Iterator[_Member]:
    first_day = date(changes.since.year, 1, 1)
    if _is_team(role, sop):
        for number in range(1, TEAM_SIZE + 1):
            name = f"Anggota {role.short_name} Contoh {number}"
            title = f"Anggota {role.short_name}"
            login = username if number == 1 else f"{username}{number}"
            has_account = number < TEAM_SIZE
            member = _member(name, title, login if has_account else "", make_id)
            yield _assigned(member, role, first_day, None, make_id)
        return
    if role.id == succeeded_role(sop):
        last_day = changes.succession - timedelta(days=1)
        years = dict.fromkeys((first_day.year, last_day.year))
        name = f"{role.short_name} Contoh ({'–'.join(map(str, years))})"
        former = _member(name, role.name, username + PREDECESSOR, make_id, is_active=False)
        yield _assigned(former, role, first_day, last_day, make_id)
        first_day = changes.succession
    member = _member(f"{role.short_name} Contoh", role.name, username, make_id)
    yield _assigned(member, role, first_day, None, make_id)


def _staff(app_role: AppRole, make_id: MakeId) -> _Member:
    title, username = STAFF[app_role]
    return _member(f"{title} Contoh", title, username, make_id, app_roles=frozenset({app_role}))


def _member(
    name: str,
    title: str,
    username: str,
    make_id: MakeId,
    *,
    is_active: bool = True,
    app_roles: frozenset[AppRole] = frozenset(),
) -> _Member:
    person = Person(id=make_id(), name=name, nip="", title=title, is_active=is_active)
    if not username:
        return _Member(person, None)
    account = Account(
        id=make_id(),
        person_id=person.id,
        username=username,
        app_roles=app_roles,
        is_active=is_active,
    )
    return _Member(person, account)


def _assigned(
    member: _Member, role: Role, first: date, last: date | None, make_id: MakeId
) -> _Member:
    held = _assignment(member.person, role.id, Capacity.DEFINITIVE, (first, last), make_id)
    return _Member(member.person, member.account, held)


def _assignment(
    person: Person,
    role: RoleId,
    capacity: Capacity,
    days: tuple[date, date | None],
    make_id: MakeId,
) -> Assignment:
    return Assignment(make_id(), person.id, role, capacity, *days)


def _stand_in(
    sop: Sop, members: list[_Member], changes: Changes, make_id: MakeId
) -> tuple[Assignment, ...]:
    """One Plh. period, held by somebody who has an account and another role."""
    role = absent_role(sop)
    able = [m for m in members if m.account and m.account.is_active and m.assignment]
    others = [m.person for m in able if m.assignment and m.assignment.role != role]
    below = {r.id for r in sop.roles if r.superior == role}
    nearest = [m.person for m in able if m.assignment and m.assignment.role in below]
    deputy = next(iter(nearest + others), None)
    if role is None or deputy is None:
        return ()
    return (_assignment(deputy, role, Capacity.ACTING_DAILY, changes.absence, make_id),)
