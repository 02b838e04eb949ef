"""Reports that are expected, so that one that nobody registers is seen."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from lkj.store.tables import planned_reports as table


@dataclass(frozen=True)
class PlannedReport:
    """A report that should be registered; `period` is the code that registrations use."""

    id: str
    sop_id: str
    fiscal_year: int
    period: str
    title: str
    deadline: date | None


def planned(connection: Connection) -> list[PlannedReport]:
    """Every planned report, by year and period."""
    query = select(table).order_by(table.c.fiscal_year, table.c.period, table.c.id)
    return [PlannedReport(**row._mapping) for row in connection.execute(query)]


def put(connection: Connection, plan: PlannedReport) -> None:
    """Store a planned report, replacing the one of the same id."""
    remove(connection, plan.id)
    connection.execute(insert(table), vars(plan))


def remove(connection: Connection, plan_id: str) -> None:
    """Forget a planned report, if it is there."""
    connection.execute(delete(table).where(table.c.id == plan_id))
