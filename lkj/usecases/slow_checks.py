"""Checks that read everything, and where their last result is found: in the audit log."""

from collections.abc import Mapping
from datetime import datetime

from lkj.domain.health import Check, Fact, Finding, Health
from lkj.errors import ChainBroken
from lkj.store import agenda_store, audit_store, event_store, table7_store
from lkj.store.attached_files import attached_files
from lkj.store.audit_store import AuditRow
from lkj.store.columns import utc_text
from lkj.store.database import Connection
from lkj.usecases.daily_backup import FAILED, MADE
from lkj.usecases.office import Office

CHECKED = "health.checked"
_NEVER: Mapping[str, Fact] = {"at": None}


def check_slowly(
    conn: Connection, office: Office, now: datetime
) -> tuple[list[Finding], Mapping[str, Fact]]:
    """Recompute every chain and read every attached file; findings, and facts to keep."""
    at = {"at": utc_text(now)}
    try:
        chain: dict[str, Fact] = {
            "events": event_store.verify(conn).no,
            "audit": audit_store.verify(conn).no,
        }
        table7_store.verify(conn)
        agenda_store.verify(conn)
    except ChainBroken as error:
        broken = {name: str(error.facts[name]) for name in ("table", "no", "problem")}
        return [
            Finding(Check.CHAIN, Health.WRONG, broken | at),
            Finding(Check.DOCUMENTS, Health.LOOK, _NEVER),
        ], broken
    attached = attached_files(conn)
    lost = list(office.files.problems(attached)) if attached else []
    files: dict[str, Fact] = {"files": len(attached), "lost": len(lost)}
    return [
        Finding(Check.CHAIN, Health.FINE, chain | at),
        Finding(Check.DOCUMENTS, Health.WRONG if lost else Health.FINE, files | at),
    ], chain | files


def last_slow_findings(conn: Connection) -> list[Finding]:
    """What the last run of `doctor`, or the last backup, said of chains and files.

    A backup verifies its copy, which holds every row and every file that is named.
    """
    rows = audit_store.of_actions(conn, [CHECKED, MADE, FAILED])
    return [_chain(rows), _documents(rows)]


def latest(conn: Connection, action: str) -> AuditRow | None:
    """The last line of an action."""
    rows = audit_store.of_actions(conn, [action])
    return rows[-1] if rows else None


def _chain(rows: list[AuditRow]) -> Finding:
    telling = [row for row in rows if "events" in row.detail or _broke(row)]
    if not telling:
        return Finding(Check.CHAIN, Health.LOOK, _NEVER)
    row, at = telling[-1], {"at": utc_text(telling[-1].at)}
    if _broke(row):
        names = ("table", "no", "problem", "code")
        broken: dict[str, Fact] = {name: str(row.detail.get(name, "")) for name in names}
        return Finding(Check.CHAIN, Health.WRONG, broken | at)
    counts: dict[str, Fact] = {name: _count(row, name) for name in ("events", "audit")}
    return Finding(Check.CHAIN, Health.FINE, counts | at)


def _documents(rows: list[AuditRow]) -> Finding:
    telling = [row for row in rows if "files" in row.detail or _lost(row)]
    if not telling:
        return Finding(Check.DOCUMENTS, Health.LOOK, _NEVER)
    row = telling[-1]
    n_lost = _count(row, "lost")
    is_lost = bool(n_lost) or _lost(row)
    facts: dict[str, Fact] = {"files": _count(row, "files"), "lost": n_lost}
    facts |= {"at": utc_text(row.at)}
    return Finding(Check.DOCUMENTS, Health.WRONG if is_lost else Health.FINE, facts)


def _broke(row: AuditRow) -> bool:
    is_failed_copy = row.action == FAILED and row.detail.get("kind") == ChainBroken.__name__
    return is_failed_copy or (row.action == CHECKED and "table" in row.detail)


def _lost(row: AuditRow) -> bool:
    return row.action == FAILED and row.detail.get("problem") == "files"


def _count(row: AuditRow, name: str) -> int:
    value = row.detail.get(name, 0)
    return value if isinstance(value, int) else 0
