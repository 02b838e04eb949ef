"""Who asks for figures, which of them they may read, and what they then look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from lkj.domain.accounts import Permission
from lkj.store.database import Connection
from lkj.usecases.callers import Caller, Door, identify, require
from lkj.usecases.frames import shared_frames
from lkj.usecases.office import Office
from lkj.usecases.population import Population, View, population
from lkj.usecases.reach import Reach, reach_of, within
from lkj.usecases.selection import Ignored, Selection, from_query
from lkj.usecases.sign_in import is_example


@dataclass(frozen=True)
class Granted:
    """What the caller asked for and may read, and what the database says of itself."""

    caller: Caller
    reach: Reach
    selection: Selection
    ignored: tuple[Ignored, ...]
    is_example: bool

    @property
    def has_persons(self) -> bool:
        """Whether rows name persons: all may be read, or only such rows are chosen."""
        return self.reach.is_everybody or bool(self.selection.persons)


def grant(
    conn: Connection,
    query: Mapping[str, str],
    *,
    door: Door,
    office: Office,
    now: datetime,
    with_persons: bool = False,
) -> Granted:
    """Check the right to read reports, and keep the filters of an address within it.

    `with_persons` is for the command line; what a session may read, its rights decide.

    Raises:
        NotPermitted: also where the filters name a person out of reach; see `reach.within`.
        SessionEnded.
    """
    caller = identify(conn, door, now=now)
    require(caller, Permission.READ_REPORTS, office=office, now=now)
    reach = reach_of(conn, caller, office=office, now=now, with_persons=with_persons)
    selection, ignored = within(*from_query(query, sops=office.sops), reach)
    return Granted(caller, reach, selection, tuple(ignored), is_example(conn))


def look(granted: Granted, view: View, *, office: Office, now: datetime) -> Population:
    """The passes that were asked for, as of their moment."""
    selection = granted.selection
    as_of, known_at = selection.moment(now, office.zone), selection.knowledge(office.zone)
    return population(
        shared_frames(office, as_of=as_of, now=now, known_at=known_at),
        selection,
        office=office,
        is_example=granted.is_example,
        view=view,
        reach=granted.reach,
    )
