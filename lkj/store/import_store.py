"""What the log holds of reports that a batch brought, and which reports there are at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, case, func, select

from lkj.domain.events import EventKind
from lkj.store.tables import events as table

_ADOPTION = '{"adopted":true}'


@dataclass(frozen=True)
class Registered:
    """A report that is in the tables: its SOP and what was said at registration, as JSON."""

    report_id: str
    sop_id: str
    payload: str


@dataclass(frozen=True)
class BatchReport:
    """A report of a batch; `version` is that of its last event."""

    report_id: str
    sop_id: str
    sop_version: int
    version: int
    payload: str
    is_adopted: bool


def registered(connection: Connection, sop_id: str) -> Iterator[Registered]:
    """Every report of an SOP that was not withdrawn, in the order of registration."""
    withdrawn = select(table.c.report_id).where(table.c.kind == EventKind.WITHDRAWN)
    query = (
        select(table.c.report_id, table.c.sop_id, table.c.payload)
        .where(table.c.kind == EventKind.REGISTERED, table.c.sop_id == sop_id)
        .where(table.c.report_id.not_in(withdrawn))
        .order_by(table.c.no)
    )
    return (Registered(**row._mapping) for row in connection.execute(query))


def reports_of(connection: Connection, batch_id: str) -> list[BatchReport]:
    """The reports that a batch registered, in its order; empty where there is no such batch."""
    first = table.alias("first")
    query = (
        select(
            first.c.report_id,
            first.c.sop_id,
            first.c.sop_version,
            first.c.payload,
            func.max(table.c.version).label("version"),
            func.max(case((table.c.payload == _ADOPTION, 1), else_=0)).label("is_adopted"),
        )
        .join(table, table.c.report_id == first.c.report_id)
        .where(first.c.batch_id == batch_id, first.c.kind == EventKind.REGISTERED)
        .group_by(first.c.no, first.c.report_id, first.c.sop_id)
        .group_by(first.c.sop_version, first.c.payload)
        .order_by(first.c.no)
    )
    return [
        BatchReport(**{**row._mapping, "is_adopted": bool(row.is_adopted)})
        for row in connection.execute(query)
    ]
