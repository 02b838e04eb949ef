"""The batches of imported histories, as the audit log keeps them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from lkj.domain.accounts import Permission
from lkj.domain.events import Event
from lkj.store import account_store, audit_store, event_store
from lkj.store.database import Connection
from lkj.usecases.acts import new_salt
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.demo import in_batches
from lkj.usecases.office import Office

STORE, WITHDRAW = "import.store", "import.withdraw"
NAMESPACE = UUID("0d5f1a64-7c0e-5d2b-9a55-3f1f9a7f6c21")


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A stored batch; `withdrawn_at` is missing while its reports are in the tables."""

    id: str
    at: datetime
    who: str
    file_name: str
    sha256: str
    n_reports: int
    n_passes: int
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    reason: str = ""


def batches(*, door: Door, office: Office, now: datetime) -> list[Batch]:
    """Every batch, the newest first, withdrawn ones included.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.IMPORT_HISTORY, office=office, now=now)
        return list(reversed(stored_batches(conn)))


def same_file(conn: Connection, sha256: str) -> Batch | None:
    """The batch in force that brought this file, if there is one."""
    found = (b for b in stored_batches(conn) if b.sha256 == sha256 and b.withdrawn_at is None)
    return next(found, None)


def ids_of(batch_id: str) -> Callable[[str], str]:
    """Lasting ids of places in a batch: the same place gives the same id."""
    namespace = uuid5(NAMESPACE, batch_id)
    return lambda place: str(uuid5(namespace, place))


def append_all(
    conn: Connection, events: Iterable[Event], progress: Callable[[int], None] | None
) -> int:
    """Store a stream of events, some thousand at a time; gives how many there were."""
    written = 0
    for some in in_batches(iter(events)):
        event_store.append(conn, some, salts=new_salt)
        written += len(some)
        if progress is not None:
            progress(written)
    return written


def stored_batches(conn: Connection) -> list[Batch]:
    """Every batch as the audit log tells, oldest first."""
    rows = audit_store.of_actions(conn, (STORE, WITHDRAW))
    names = _names(conn) if rows else {}
    found: dict[str, Batch] = {}
    for row in rows:
        who = names.get(row.account_id or "", "Baris perintah server")
        if row.action == STORE:
            facts: Any = row.detail
            found[row.subject] = Batch(
                id=row.subject,
                at=row.at,
                who=who,
                file_name=facts["file"],
                sha256=facts["sha256"],
                n_reports=facts["n_reports"],
                n_passes=facts["n_passes"],
            )
        else:
            found[row.subject] = replace(
                found[row.subject],
                withdrawn_at=row.at,
                withdrawn_by=who,
                reason=str(row.detail["reason"]),
            )
    return list(found.values())


def _names(conn: Connection) -> dict[str, str]:
    persons = {person.id: person.name for person in account_store.persons(conn)}
    return {a.id: persons.get(a.person_id, a.id) for a in account_store.accounts(conn)}
