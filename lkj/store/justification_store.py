"""Findings about reports that somebody accepted, or accepts no longer; rows are only added."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, Row, func, insert, select

from lkj.store.tables import justifications as table


@dataclass(frozen=True, kw_only=True)
class Justification:
    """One word about one finding of one report; the latest counts.

    `is_given` is False where it was withdrawn: reason and last day are empty then.
    `valid_until` None holds for good. `account_id` is None for the command line.
    """

    report_id: str
    finding: str
    is_given: bool
    reason: str
    valid_until: date | None
    account_id: str | None
    at: datetime


def add(connection: Connection, justification: Justification) -> int:
    """Store one word and return its number; `connection` is from `Database.write`."""
    last = connection.execute(select(func.max(table.c.no))).scalar_one()
    no = (last or 0) + 1
    connection.execute(insert(table), {"no": no, **vars(justification)})
    return no


def everything(connection: Connection) -> list[Justification]:
    """All that was ever said, oldest first."""
    rows = connection.execute(select(table).order_by(table.c.no))
    return [_justification(row) for row in rows]


def latest(connection: Connection, report_id: str, finding: str) -> Justification | None:
    """The last word about one finding; None where nobody said anything."""
    query = (
        select(table)
        .where(table.c.report_id == report_id, table.c.finding == finding)
        .order_by(table.c.no.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    return _justification(row) if row else None


def _justification(row: Row[tuple[object, ...]]) -> Justification:
    facts = dict(row._mapping)
    facts.pop("no")
    return Justification(**facts)
