"""Who is on duty for a role on a day, and what their account may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random

from lkj.domain.accounts import Account, AppRole, Holding, Permission, holdings_on, may
from lkj.domain.sop import RoleId, Sop
from lkj.simulation.cast import Cast


@dataclass(frozen=True)
class Duty:
    """A person on a day: the roles held, and what the person's account may do."""

    person_id: str
    holdings: tuple[Holding, ...]
    account_id: str | None
    permissions: frozenset[Permission]


class Roster:
    """Looks up who acts; every answer is kept, since a day is asked about often."""

    def __init__(self, cast: Cast, sop: Sop) -> None:
        self._cast = cast
        self._sop = sop
        self._accounts = {account.person_id: account for account in cast.accounts}
        self.on_duty = cache(self._on_duty)
        self.online = cache(self._online)
        self.staff = cache(self._staff)

    def pick(self, roles: tuple[RoleId, ...], day: date, rng: Random) -> Duty:
        """Somebody on duty, with or without an account."""
        return rng.choice(self.on_duty(roles, day))

    def pick_online(self, roles: tuple[RoleId, ...], day: date, rng: Random) -> Duty:
        """Somebody on duty who can sign in."""
        return rng.choice(self.online(roles, day))

    def _on_duty(self, roles: tuple[RoleId, ...], day: date) -> tuple[Duty, ...]:
        """Who may act for one of the roles; a Plt. or Plh. acts instead of the definitif."""
        persons = [person for role in roles for person in self._holders(role, day)]
        return tuple(self._duty(person, day) for person in dict.fromkeys(persons))

    def _online(self, roles: tuple[RoleId, ...], day: date) -> tuple[Duty, ...]:
        """Who may act for one of the roles and can sign in."""
        return tuple(duty for duty in self.on_duty(roles, day) if duty.account_id)

    def _staff(self, app_role: AppRole, day: date) -> Duty:
        """The person of one of the product's own roles."""
        account = next(a for a in self._cast.accounts if app_role in a.app_roles)
        return self._duty(account.person_id, day)

    def _holders(self, role: RoleId, day: date) -> Iterable[str]:
        held = [a for a in self._cast.assignments if a.role == role and a.is_valid_on(day)]
        acting = [a for a in held if a.capacity.is_acting]
        return [assignment.person_id for assignment in acting or held]

    def _duty(self, person_id: str, day: date) -> Duty:
        own = (a for a in self._cast.assignments if a.person_id == person_id)
        holdings = holdings_on(own, day)
        account = self._accounts.get(person_id)
        return Duty(
            person_id=person_id,
            holdings=holdings,
            account_id=account.id if account else None,
            permissions=self._permissions(account, holdings),
        )

    def _permissions(
        self, account: Account | None, holdings: tuple[Holding, ...]
    ) -> frozenset[Permission]:
        if account is None:
            return frozenset()
        roles = [role for role, _ in holdings]
        return frozenset(
            permission
            for permission in Permission
            if may(permission, app_roles=account.app_roles, sop=self._sop, roles=roles)
        )
