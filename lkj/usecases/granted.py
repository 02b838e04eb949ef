"""Who asks for figures, which of them they may read, and what they then look at."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from lkj.domain.accounts import Permission
from lkj.store import event_store
from lkj.store.database import Connection
from lkj.usecases.audited import Change, write_audit
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


class Download(Protocol):
    """What a request for a file says of itself."""

    @property
    def file_format(self) -> str:
        """Its kind, as in the file's ending."""

    @property
    def query(self) -> Mapping[str, str]:
        """Filters as in an address."""

    @property
    def with_persons(self) -> bool:
        """Whether the command line asks for names."""


def grant_file(
    conn: Connection, asked: Download, *, door: Door, office: Office, now: datetime
) -> Granted:
    """`grant` what a request for a file asks for."""
    return grant(
        conn,
        asked.query,
        door=door,
        office=office,
        now=now,
        with_persons=asked.with_persons,
    )


def note_file(
    conn: Connection,
    granted: Granted,
    asked: Download,
    *,
    action: str,
    subject: str,
    now: datetime,
    **other: object,
) -> None:
    """Write into the audit log who takes out what; `other` stands over what is usual.

    The line carries the head of the history, too: an anchor in the other chain.
    """
    detail = {
        "format": asked.file_format,
        "filters": granted.selection.to_query(),
        "persons": granted.has_persons,
        "head": event_store.head(conn).anchor,
        **other,
    }
    account = granted.caller.audit_account_id
    write_audit(conn, action, Change(subject, detail), account_id=account, now=now)


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
