"""Tabel 7: write into a row, add one by hand, and set one back to the proposal."""

from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from lkj.domain.table7 import Assessment
from lkj.domain.text import FormCheck
from lkj.errors import FormInvalid, StaleSheet
from lkj.store import table7_store
from lkj.store.database import Connection
from lkj.store.table7_store import Draft, TypedRow
from lkj.usecases.audited import Change, Recorded
from lkj.usecases.callers import Caller, Door
from lkj.usecases.office import Office
from lkj.usecases.table7_drafts import name_of, open_draft, perform_table7, touch
from lkj.usecases.table7_sheet import sop_row_id, step_row_id

LONGEST_PROCEDURE = 200
LONGEST_TEXT = 2000
MOST_ROWS = 100  # typed by hand


@dataclass(frozen=True, kw_only=True)
class RowForm:
    """What is typed into a row; without assessment or note the system's proposal stands.

    `row_id` is empty for a new row, which is of an SOP that this system does not know and
    needs a `procedure`. `seen` is the row's edition when the form was drawn, 0 where nothing
    had been typed.
    """

    request_id: str
    semester: str
    row_id: str
    seen: int
    procedure: str | None
    assessment: Assessment | None
    note: str | None
    action: str


@dataclass(frozen=True, kw_only=True)
class RowRef:
    """A row to be set back to its proposal, or taken out where it was typed by hand."""

    request_id: str
    semester: str
    row_id: str
    seen: int


def write_row(form: RowForm, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Write into a row, or add one for an SOP that this system does not know.

    Raises:
        FormInvalid: with every unfit field; no such row, or too many of them.
        StaleSheet: somebody else wrote into the row since the form was drawn.
        SheetDetermined, NotPermitted, RequestReused, SessionEnded, StorageFailed.
    """

    def change(conn: Connection, caller: Caller) -> Change:
        draft = open_draft(conn, form.semester)
        typed = table7_store.rows(conn, form.semester)
        before = _row_seen(conn, draft, typed, form.row_id, form.seen, office)
        row = _checked(form, before, typed, draft.edition + 1, caller=caller, now=now)
        touch(conn, draft, caller=caller, now=now)
        if row.procedure or row.assessment or row.note is not None or row.action:
            table7_store.put_row(conn, row)
        else:
            table7_store.remove_row(conn, form.semester, row.row_id)
        return Change(f"{form.semester}/{row.row_id}", _typed_facts(row))

    return perform_table7(form, "table7.row", change, door=door, office=office, now=now)


def reset_row(form: RowRef, *, door: Door, office: Office, now: datetime) -> Recorded:
    """Forget what was typed: the system's proposal stands again, a row typed by hand is gone.

    Raises:
        FormInvalid, StaleSheet, SheetDetermined, NotPermitted, RequestReused, SessionEnded,
        StorageFailed.
    """

    def change(conn: Connection, caller: Caller) -> Change:
        draft = open_draft(conn, form.semester)
        typed = table7_store.rows(conn, form.semester)
        _row_seen(conn, draft, typed, form.row_id, form.seen, office)
        table7_store.remove_row(conn, form.semester, form.row_id)
        touch(conn, draft, caller=caller, now=now)
        return Change(f"{form.semester}/{form.row_id}", {})

    return perform_table7(form, "table7.reset", change, door=door, office=office, now=now)


def _row_seen(  # noqa: PLR0917  # a row and where it is looked for
    conn: Connection,
    draft: Draft,
    typed: list[TypedRow],
    row_id: str,
    seen: int,
    office: Office,
) -> TypedRow | None:
    """What the row holds, as it was when the form was drawn; None where nothing was typed."""
    row = next((row for row in typed if row.row_id == row_id), None)
    if (row.edition if row else 0) != seen:
        changed = row or draft
        raise StaleSheet(who=name_of(conn, changed.changed_by), when=changed.changed_at)
    if row is None and row_id and row_id not in _proposed_ids(office):
        raise FormInvalid(problems=(("row_id", "unknown", ""),))
    return row


def _proposed_ids(office: Office) -> set[str]:
    sops = office.sops.versions
    whole = {sop_row_id(sop.id) for sop in sops}
    return whole | {step_row_id(sop.id, step.id) for sop in sops for step in sop.steps}


def _checked(
    form: RowForm,
    before: TypedRow | None,
    typed: list[TypedRow],
    edition: int,
    *,
    caller: Caller,
    now: datetime,
) -> TypedRow:
    check = FormCheck()
    is_by_hand = not form.row_id or (before is not None and before.procedure is not None)
    procedure = (
        check.line(form.procedure or "", "procedure", LONGEST_PROCEDURE) if is_by_hand else None
    )
    note = form.note
    if note is not None:
        note = check.text(note, "assessment_note", LONGEST_TEXT)
    action = check.text(form.action, "action", LONGEST_TEXT)
    n_by_hand = sum(row.procedure is not None for row in typed)
    if not form.row_id and n_by_hand >= MOST_ROWS:
        check.add("procedure", "too_many", str(MOST_ROWS))
    check.done()
    last = max((row.position for row in typed), default=0)
    return TypedRow(
        semester=form.semester,
        row_id=form.row_id or str(uuid4()),
        position=before.position if before else last + 1,
        procedure=procedure,
        assessment=form.assessment,
        note=note,
        action=action,
        edition=edition,
        changed_by=caller.account.id,
        changed_at=now,
    )


def _typed_facts(row: TypedRow) -> dict[str, object]:
    # Not the texts: the audit log cannot be taken out again.
    is_noted, is_acted = row.note is not None, bool(row.action)
    return {"assessment": row.assessment, "has_note": is_noted, "has_action": is_acted}
