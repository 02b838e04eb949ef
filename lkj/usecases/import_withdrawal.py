"""A batch of imported histories leaves every table; the log keeps it."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from lkj.domain.accounts import Permission
from lkj.domain.events import Event, EventKind
from lkj.domain.text import FormCheck
from lkj.errors import BatchContinued, UnknownBatch
from lkj.store import import_store
from lkj.store.database import Connection
from lkj.usecases.audited import Change, Recorded, form_sha256, perform
from lkj.usecases.callers import Caller, Door
from lkj.usecases.import_batches import WITHDRAW, append_all, ids_of, stored_batches
from lkj.usecases.office import Office

LONGEST_REASON = 400
SHORTEST_REASON = 10


@dataclass(frozen=True, kw_only=True)
class BatchWithdrawal:
    """A batch that was a mistake, and why."""

    request_id: str
    batch_id: str
    reason: str


def withdraw_batch(
    form: BatchWithdrawal, *, door: Door, office: Office, now: datetime
) -> Recorded:
    """Take all reports of a batch out of every table; the log keeps them.

    Raises:
        UnknownBatch: there is none, or it was withdrawn before.
        BatchContinued: reports were taken over and live on.
        FormInvalid: the reason is missing, too short or too long.
        NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """
    check = FormCheck()
    reason = check.text(form.reason, "reason", LONGEST_REASON, required=True)
    if 0 < len(reason) < SHORTEST_REASON:
        check.add("reason", "too_short", str(SHORTEST_REASON))
    check.done()
    cleaned = replace(form, reason=reason)

    def change(conn: Connection, caller: Caller) -> Change:
        if form.batch_id not in {b.id for b in stored_batches(conn) if b.withdrawn_at is None}:
            raise UnknownBatch(batch_id=form.batch_id)
        reports = import_store.reports_of(conn, form.batch_id)
        adopted = tuple(_title(r.payload) for r in reports if r.is_adopted)
        if adopted:
            raise BatchContinued(titles=adopted)
        make = _Withdrawing(cleaned, caller, now)
        append_all(conn, map(make.event, reports), None)
        return Change(form.batch_id, {"reason": reason, "n_reports": len(reports)})

    return perform(
        cleaned,
        WITHDRAW,
        change,
        permission=Permission.IMPORT_HISTORY,
        door=door,
        office=office,
        now=now,
    )


class _Withdrawing:
    """Makes the event with which each report of a batch leaves the tables."""

    def __init__(self, form: BatchWithdrawal, caller: Caller, now: datetime) -> None:
        self._form, self._caller, self._now = form, caller, now
        self._digest = form_sha256(form, WITHDRAW, caller)
        self._new_id = ids_of(form.batch_id)

    def event(self, report: import_store.BatchReport) -> Event:
        return Event(
            report_id=report.report_id,
            version=report.version + 1,
            request_id=self._new_id(f"withdrawn/{report.report_id}"),
            command_sha256=self._digest,
            kind=EventKind.WITHDRAWN,
            sop_id=report.sop_id,
            sop_version=report.sop_version,
            actor=self._caller.person.id,
            recorded_by=self._caller.account.id,
            batch_id=self._form.batch_id,
            occurred_at=self._now,
            recorded_at=self._now,
            note=self._form.reason,
        )


def _title(payload: str) -> str:
    return str(json.loads(payload)["title"])
