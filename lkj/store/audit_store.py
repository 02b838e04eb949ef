"""The append-only record of acts without a report: sign-ins, accounts, exports, settings."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select
from sqlalchemy.exc import IntegrityError

from lkj.errors import RequestReused
from lkj.store import verification
from lkj.store.chain import AUDIT_LABEL, Head, row_hash, text_digest
from lkj.store.columns import utc_text
from lkj.store.database import note_stored
from lkj.store.tables import audit as table

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True)
class AuditEntry:
    """One act. `account_id` is None for the command line and for unknown names."""

    at: datetime  # aware, UTC
    account_id: str | None
    action: str
    subject: str
    detail: Mapping[str, Json]
    request_id: str
    command_sha256: str


@dataclass(frozen=True)
class AuditRow:
    """An entry as stored."""

    no: int
    at: datetime
    account_id: str | None
    action: str
    subject: str
    detail: Mapping[str, Json]
    request_id: str
    command_sha256: str
    hash: str


def record(connection: Connection, entry: AuditEntry, *, salt: str) -> int:
    """Store one act and return its number.

    Args:
        connection: from `Database.write`, which makes the numbers gap-free.
        entry: the act; `detail` is stored as JSON with sorted keys and holds no floats.
        salt: fresh random hex, 32 digits.

    Raises:
        RequestReused: the request id is stored already.
        ValueError, TypeError: the detail cannot be stored the same on both engines.
    """
    before = head(connection)
    cells = [*_facts(entry).values(), salt]
    cells[_DETAIL] = text_digest(salt, str(cells[_DETAIL]))
    no = before.no + 1
    row = {
        "no": no,
        **_facts(entry),
        "salt": salt,
        "prev_hash": before.hash,
        "hash": row_hash(AUDIT_LABEL, before.hash, [no, *cells]),
    }
    try:
        with connection.begin_nested():
            connection.execute(insert(table), {**row, "at": entry.at})
    except IntegrityError as error:
        if by_request(connection, entry.request_id) is None:
            raise
        raise RequestReused(request_id=entry.request_id) from error
    note_stored(connection, table.name, no, no)
    return no


def head(connection: Connection) -> Head:
    """The last row's number and hash; `Head(0, "")` when there is none."""
    query = select(table.c.no, table.c.hash).order_by(table.c.no.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return Head(row.no, row.hash) if row else Head(0, "")


def by_request(connection: Connection, request_id: str) -> AuditRow | None:
    """The row that one request wrote, if it did."""
    query = select(table).where(table.c.request_id == request_id)
    row = connection.execute(query).one_or_none()
    return _audit_row(row) if row else None


def entry(connection: Connection, no: int) -> AuditRow:
    """The row with this number."""
    return _audit_row(connection.execute(select(table).where(table.c.no == no)).one())


def recent(connection: Connection, limit: int) -> list[AuditRow]:
    """The last rows, newest first."""
    query = select(table).order_by(table.c.no.desc()).limit(limit)
    return [_audit_row(row) for row in connection.execute(query)]


def of_actions(connection: Connection, actions: Collection[str]) -> list[AuditRow]:
    """The rows of some actions, oldest first."""
    query = select(table).where(table.c.action.in_(list(actions))).order_by(table.c.no)
    return [_audit_row(row) for row in connection.execute(query)]


def latest_by_subject(connection: Connection, action: str) -> dict[str, datetime]:
    """When an action was last written down of each subject."""
    last = (
        select(func.max(table.c.no).label("no"))
        .where(table.c.action == action)
        .group_by(table.c.subject)
        .subquery()
    )
    query = select(table.c.subject, table.c.at).join(last, table.c.no == last.c.no)
    return {row.subject: row.at for row in connection.execute(query)}


def verify(connection: Connection, *, anchors: Mapping[int, str] | None = None) -> Head:
    """Recompute every hash and number; see `event_store.verify`.

    Raises:
        ChainBroken: the first row that does not fit.
    """
    return verification.verify_audit(connection, anchors=anchors or {})


_FACTS = tuple(field.name for field in fields(AuditEntry))
_DETAIL = _FACTS.index("detail")


def _facts(entry: AuditEntry) -> dict[str, str | None]:
    facts: dict[str, str | None] = {name: getattr(entry, name) for name in _FACTS}
    facts["at"] = utc_text(entry.at)
    facts["detail"] = _json_text(entry.detail)
    if any("\0" in text for text in facts.values() if text):
        raise ValueError("NUL cannot be stored")
    return facts


def _json_text(detail: Mapping[str, Json]) -> str:
    return json.dumps(
        dict(detail),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        allow_nan=False,
    )


def _audit_row(row: Row[Any]) -> AuditRow:
    facts = {name: getattr(row, name) for name in _FACTS}
    return AuditRow(**{**facts, "detail": json.loads(row.detail)}, no=row.no, hash=row.hash)
