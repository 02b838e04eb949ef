"""Whether a code that a document carries still stands in the chain of the history."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from lkj.domain.accounts import Permission
from lkj.errors import ChainBroken
from lkj.store import event_store
from lkj.store.database import Connection
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.office import Office

_CODE = re.compile(
    r"(?P<no>[1-9][0-9]{0,17})\s*:\s*(?P<code>[0-9a-f]{4}(-?[0-9a-f]{4}){3})", re.IGNORECASE
)
LONGEST_CODE = 60


@dataclass(frozen=True, kw_only=True)
class CodeAnswer:
    """What is known of a code.

    `no` is the record that it names, 0 where it is no code at all; `recorded_at` is missing
    where there is no such record. It stands where the whole chain up to that record can be
    recomputed and ends in this code; else `problem` says what does not fit, and `broken_at`
    where.
    """

    code: str
    no: int = 0
    recorded_at: datetime | None = None
    latest_no: int = 0
    problem: str = ""
    broken_at: int = 0

    @property
    def stands(self) -> bool:
        """Whether the history that the document speaks of is still there, unchanged."""
        return bool(self.no) and not self.problem


def check_code(code: str, *, door: Door, office: Office, now: datetime) -> CodeAnswer:
    """Check a code as printed, `214:7F3A-91C2-0B4D-55E1`; whoever reads reports may ask.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        return answer_of(conn, code)


def answer_of(conn: Connection, code: str) -> CodeAnswer:
    """Recompute the chain and compare; what follows the record does not count."""
    found = _CODE.fullmatch(code.strip()[:LONGEST_CODE])
    if found is None:
        return CodeAnswer(code=code[:LONGEST_CODE], problem="unreadable")
    no, latest = int(found["no"]), event_store.revision(conn)
    known = CodeAnswer(
        code=f"{no}:{found['code'].upper()}",
        no=no,
        recorded_at=event_store.recorded_at(conn, no),
        latest_no=latest,
    )
    try:
        event_store.verify(conn, anchors={no: found["code"]})
    except ChainBroken as error:
        broken_at, problem = error.facts["no"], str(error.facts["problem"])
        if isinstance(broken_at, int) and (broken_at <= no or problem == "cut"):
            return replace(known, problem=problem, broken_at=broken_at)
    return known
