"""Whose figures a caller may read: everybody's by right, else the own and of roles below."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

import pandas as pd

from lkj.domain.accounts import Permission, holdings_on
from lkj.domain.sop import RoleId, Sop
from lkj.errors import NotPermitted
from lkj.store import account_store
from lkj.store.database import Connection
from lkj.usecases.callers import Caller, is_permitted, roles_today
from lkj.usecases.office import Office
from lkj.usecases.selection import PERSONS, Ignored, Selection


@dataclass(frozen=True, kw_only=True)
class Reach:
    """The persons whose figures may be read, by id, and the roles of those who are below.

    `own` is the caller's person. Of others without `is_everybody` only what they did in a role
    of `below` may be told.
    """

    names: Mapping[str, str]
    own: str
    below: frozenset[RoleId]
    is_everybody: bool

    def sees(self, acts: pd.DataFrame) -> pd.Series:
        """Which rows may be told by person; `acts` holds actor and role."""
        if self.is_everybody:
            return acts["actor"].notna()
        is_below = acts["actor"].isin(list(self.names)) & acts["role"].isin(list(self.below))
        return (acts["actor"] == self.own) | is_below


NOBODY = Reach(names={}, own="", below=frozenset(), is_everybody=False)


def reach_of(
    conn: Connection,
    caller: Caller,
    *,
    office: Office,
    now: datetime,
    with_persons: bool = False,
) -> Reach:
    """Whose figures the caller may read today.

    `with_persons` is what the command line asks for; of a session its rights decide alone.
    """
    is_everybody = (
        with_persons
        if caller.is_host
        else is_permitted(caller, Permission.READ_PERSONS, office=office, now=now)
    )
    known = {person.id: person.name for person in account_store.persons(conn)}
    if is_everybody or caller.is_host:
        names = known if is_everybody else {}
        return Reach(names=names, own="", below=frozenset(), is_everybody=is_everybody)
    held = roles_today(caller, office=office, now=now)
    below = frozenset(role for sop in office.sops.current for role in roles_below(sop, held))
    own = caller.person.id
    readable = {own, *(_holders(conn, below, office=office, now=now) if below else ())}
    names = {one: name for one, name in known.items() if one in readable}
    return Reach(names=names, own=own, below=below, is_everybody=False)


def roles_below(sop: Sop, held: tuple[RoleId, ...]) -> frozenset[RoleId]:
    """The roles of an SOP that stand under any of these, over as many levels as there are."""
    above = {role.id: role.superior for role in sop.roles}
    return frozenset(role for role in above if not set(held).isdisjoint(_over(role, above)))


def within(
    selection: Selection, ignored: list[Ignored], reach: Reach
) -> tuple[Selection, list[Ignored]]:
    """The filters with persons that may be read.

    A person who is unknown is ignored like any wrong value of an address, where everybody may
    be read; else nobody learns who there is.

    Raises:
        NotPermitted: the filters name a person whose figures the caller may not read.
    """
    unknown = [one for one in selection.persons if one not in reach.names]
    if unknown and not reach.is_everybody:
        raise NotPermitted(permission=Permission.READ_PERSONS)
    known = tuple(one for one in selection.persons if one in reach.names)
    more = [Ignored(PERSONS, one) for one in unknown]
    return replace(selection, persons=known), [*ignored, *more]


def _over(role: RoleId, above: Mapping[RoleId, RoleId | None]) -> set[RoleId]:
    """Every role over this one."""
    over: set[RoleId] = set()
    superior = above[role]
    while superior is not None and superior not in over:
        over.add(superior)
        superior = above.get(superior)
    return over


def _holders(
    conn: Connection, roles: frozenset[RoleId], *, office: Office, now: datetime
) -> set[str]:
    """The persons who hold one of these roles today."""
    day = now.astimezone(office.zone).date()
    return {
        held.person_id
        for held in account_store.assignments(conn)
        if any(role in roles for role, _ in holdings_on([held], day))
    }
