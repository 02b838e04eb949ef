"""Rencana laporan: the reports expected per tahun kinerja, and when they are due."""

from dataclasses import dataclass
from datetime import date, datetime

from lkj.domain.accounts import Permission
from lkj.domain.commands import Period
from lkj.domain.text import FormCheck
from lkj.store import plan_store
from lkj.store.database import Connection
from lkj.store.plan_store import PlannedReport
from lkj.usecases.audited import Change, Recorded, perform
from lkj.usecases.callers import Caller, Door
from lkj.usecases.office import Office

EARLIEST_YEAR, LATEST_YEAR = 2015, 2100
LONGEST_TITLE = 200


@dataclass(frozen=True, kw_only=True)
class PlanForm:
    """One expected report, new or changed; `deadline` None means not set yet."""

    request_id: str
    sop_id: str
    fiscal_year: int
    period: Period
    title: str
    deadline: date | None


@dataclass(frozen=True, kw_only=True)
class PlanRemoval:
    """An expected report that is expected no longer."""

    request_id: str
    planned_id: str


def planned_id(sop_id: str, fiscal_year: int, period: Period) -> str:
    """One expected report per SOP, tahun kinerja and kind."""
    return f"{sop_id}/{fiscal_year}/{period.value}"


def put(form: PlanForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Expect a report, or change its title or deadline.

    Raises:
        FormInvalid: with every field: year or deadline out of range, unknown SOP, unfit title.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    row = _planned(form, office)

    def change(conn: Connection, _: Caller) -> Change:
        plan_store.put(conn, row)
        deadline = row.deadline.isoformat() if row.deadline else ""
        return Change(row.id, {"title": row.title, "deadline": deadline})

    return perform(
        form,
        "plan.put",
        change,
        permission=Permission.EDIT_PLAN,
        door=door,
        office=office,
        now=now,
    )


def remove(form: PlanRemoval, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Take a report off the plan; a report that was registered stays."""

    def change(conn: Connection, _: Caller) -> Change:
        plan_store.remove(conn, form.planned_id)
        return Change(form.planned_id, {})

    return perform(
        form,
        "plan.remove",
        change,
        permission=Permission.EDIT_PLAN,
        door=door,
        office=office,
        now=now,
    )


def _planned(form: PlanForm, office: Office) -> PlannedReport:
    check = FormCheck()
    if not EARLIEST_YEAR <= form.fiscal_year <= LATEST_YEAR:
        check.add("fiscal_year", "year_range", f"{EARLIEST_YEAR}-{LATEST_YEAR}")
    if form.sop_id not in {sop.id for sop in office.sops.current}:
        check.add("sop_id", "unknown")
    if form.deadline is not None:
        check.day(form.deadline, "deadline")
    title = check.line(form.title, "title", LONGEST_TITLE)
    check.done()
    return PlannedReport(
        id=planned_id(form.sop_id, form.fiscal_year, form.period),
        sop_id=form.sop_id,
        fiscal_year=form.fiscal_year,
        period=form.period.value,
        title=title,
        deadline=form.deadline,
    )
