"""Going on here with an open report that a file brought."""

from lkj.domain import commands as c
from lkj.domain.accounts import Permission
from lkj.domain.drafting import draft_event
from lkj.domain.events import Event, EventKind
from lkj.domain.sop import RoleId, Sop
from lkj.domain.state import ADOPTED, ReportState
from lkj.errors import NotAdopted, NothingToAdopt, WrongRole


def adopters(state: ReportState, sop: Sop) -> tuple[RoleId, ...]:
    """Roles that hold the open step, and so may take the report over."""
    visit = state.open_visit
    if visit is None:
        return ()
    step = sop.step(visit.step)
    return tuple(dict.fromkeys((*step.finishers, *step.starters)))


def may_adopt(state: ReportState, sop: Sop, act: c.Act) -> bool:
    """Whether this act may take the report over."""
    is_monev = Permission.RECORD_ON_BEHALF in act.permissions
    return state.is_read_only and (is_monev or bool(act.holding(adopters(state, sop))))


def require_adopted(state: ReportState, command: c.Command) -> None:
    """Go on only with a report that lives here.

    Raises:
        NotAdopted: a file brought it, and nobody has taken it over.
    """
    if state.is_read_only and not isinstance(command, c.Adopt):
        raise NotAdopted


def adopt(state: ReportState, command: c.Adopt, sop: Sop, act: c.Act) -> Event:
    """Take the report over: the holder of its open step, or Petugas Monev."""
    visit = state.open_visit
    if visit is None or not state.is_read_only:
        raise NothingToAdopt
    needed = adopters(state, sop)
    if not may_adopt(state, sop, act):
        raise WrongRole(needed=needed, given=tuple(role for role, _ in act.holdings))
    return draft_event(
        state,
        act,
        sop,
        EventKind.NOTED,
        step=visit.step,
        holding=act.holding(needed),
        payload={ADOPTED: True},
    )
