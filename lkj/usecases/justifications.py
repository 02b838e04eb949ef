"""Accept a finding about how the SOP was kept, for a reason and perhaps for a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import pandas as pd

from lkj.analytics.conduct import findings
from lkj.analytics.event_log import log_of
from lkj.analytics.visits import step_visits
from lkj.domain.accounts import Permission
from lkj.domain.text import FormCheck
from lkj.errors import FindingGone, OwnFinding
from lkj.store import account_store, justification_store
from lkj.store.database import Connection
from lkj.store.justification_store import Justification
from lkj.usecases.acts import history_of
from lkj.usecases.audited import Change, Recorded, perform
from lkj.usecases.calendars import calendar_at
from lkj.usecases.callers import Caller, Door
from lkj.usecases.office import Office

LONGEST_REASON, SHORTEST_REASON, LONGEST_FINDING = 500, 10, 500


@dataclass(frozen=True, kw_only=True)
class JustifyForm:
    """Why a finding is accepted, and the last day on which it is; None means for good."""

    request_id: str
    report_id: str
    finding: str
    reason: str
    valid_until: date | None


@dataclass(frozen=True, kw_only=True)
class WithdrawForm:
    """A finding that is accepted no longer."""

    request_id: str
    report_id: str
    finding: str


def justify(form: JustifyForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Accept a finding; an earlier acceptance of the same is replaced.

    Raises:
        FormInvalid: the reason is unfit or too short, or the last day is past.
        FindingGone: the report has no such finding now.
        OwnFinding: it is about an act of the caller.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    reason = _checked(form, today=now.astimezone(office.zone).date())

    def change(conn: Connection, caller: Caller) -> Change:
        finding = _finding(conn, form.report_id, form.finding, office=office, now=now)
        if finding["actor"] == caller.person.id:
            raise OwnFinding(finding=form.finding)
        word = Justification(
            report_id=form.report_id,
            finding=form.finding,
            is_given=True,
            reason=reason,
            valid_until=form.valid_until,
            account_id=caller.audit_account_id,
            at=now,
        )
        justification_store.add(conn, word)
        until = form.valid_until.isoformat() if form.valid_until else ""
        return Change(
            form.report_id, {"finding": form.finding, "reason": reason, "until": until}
        )

    return perform(
        form,
        "finding.justify",
        change,
        permission=Permission.JUSTIFY,
        door=door,
        office=office,
        now=now,
    )


def withdraw(form: WithdrawForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Accept a finding no longer; what was said stays stored.

    Raises:
        FindingGone: it is not accepted.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, caller: Caller) -> Change:
        last = justification_store.latest(conn, form.report_id, form.finding)
        if last is None or not last.is_given:
            raise FindingGone(finding=form.finding)
        word = Justification(
            report_id=form.report_id,
            finding=form.finding,
            is_given=False,
            reason="",
            valid_until=None,
            account_id=caller.audit_account_id,
            at=now,
        )
        justification_store.add(conn, word)
        return Change(form.report_id, {"finding": form.finding})

    return perform(
        form,
        "finding.withdraw",
        change,
        permission=Permission.JUSTIFY,
        door=door,
        office=office,
        now=now,
    )


def justifications(office: Office) -> tuple[list[Justification], Mapping[str, str]]:
    """All that was said about findings, oldest first, and who the accounts belong to."""
    with office.database.read() as conn:
        said = justification_store.everything(conn)
        names = {person.id: person.name for person in account_store.persons(conn)}
        accounts = account_store.accounts(conn)
    return said, {a.id: names.get(a.person_id, a.id) for a in accounts}


def _checked(form: JustifyForm, *, today: date) -> str:
    check = FormCheck()
    reason = check.text(form.reason, "reason", LONGEST_REASON, required=True)
    if reason and len(reason) < SHORTEST_REASON:
        check.add("reason", "too_short", str(SHORTEST_REASON))
    check.line(form.finding, "finding", LONGEST_FINDING)
    if form.valid_until is not None:
        check.day(form.valid_until, "valid_to")
        if form.valid_until < today:
            check.add("valid_to", "past")
    check.done()
    return reason


def _finding(
    conn: Connection, report_id: str, name: str, *, office: Office, now: datetime
) -> pd.Series:
    """The finding of this name as the report stands now."""
    log = log_of(history_of(conn, report_id))
    sops = office.sops.versions
    visits = step_visits(log, sops=sops, calendar=calendar_at(conn), as_of=now)
    found = findings(visits, log, sops=sops)
    rows = found[found["finding"] == name]
    if rows.empty:
        raise FindingGone(finding=name)
    return rows.iloc[0]
