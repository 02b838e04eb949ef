"""What the acts on Tabel 7 share: the open sheet, and why it may not be written into."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from lkj.domain.accounts import Permission
from lkj.domain.table7 import USUAL_THRESHOLD
from lkj.errors import FormInvalid, SheetDetermined, StaleSheet
from lkj.store import account_store, table7_store
from lkj.store.database import Connection
from lkj.store.table7_store import Draft
from lkj.usecases.audited import Change, Recorded, RequestForm, perform
from lkj.usecases.callers import HOST_ACCOUNT, HOST_PERSON, Caller, Door
from lkj.usecases.office import Office


def new_draft(
    semester: str, *, caller: Caller, now: datetime, version: int = 1, reason: str = ""
) -> Draft:
    """An open sheet in which nothing has been said yet."""
    return Draft(
        semester=semester,
        version=version,
        edition=1,
        layout_edition=0,
        by_step=False,
        threshold=USUAL_THRESHOLD,
        assessor_id=None,
        reason=reason,
        changed_by=caller.account.id,
        changed_at=now,
    )


def open_draft(conn: Connection, semester: str) -> Draft:
    """The open sheet of a semester.

    Raises:
        SheetDetermined: it was determined meanwhile.
        FormInvalid: it was never begun, or given up.
    """
    draft = table7_store.draft(conn, semester)
    if draft is None:
        refuse_determined(conn, semester)
        raise FormInvalid(problems=(("semester", "unknown", ""),))
    return draft


def refuse_determined(conn: Connection, semester: str) -> None:
    """Go on only where the semester has no determined sheet.

    Raises:
        SheetDetermined.
    """
    found = table7_store.determinations(conn, semester)
    if found:
        last = found[-1]
        raise SheetDetermined(who=name_of(conn, last.determined_by), when=last.determined_at)


def refuse_stale(conn: Connection, draft: Draft, seen: int) -> None:
    """Go on only where nothing in the sheet changed since it was seen.

    Raises:
        StaleSheet.
    """
    if draft.edition != seen:
        raise StaleSheet(who=name_of(conn, draft.changed_by), when=draft.changed_at)


def name_of(conn: Connection, account_id: str) -> str:
    """The person of an account."""
    if account_id == HOST_ACCOUNT.id:
        return HOST_PERSON.name
    account = account_store.account(conn, account_id)
    return account_store.person(conn, account.person_id).name


def touch(conn: Connection, draft: Draft, *, caller: Caller, now: datetime) -> None:
    """Store an open sheet as changed by somebody now."""
    edition, who = draft.edition + 1, caller.account.id
    table7_store.put_draft(
        conn, replace(draft, edition=edition, changed_by=who, changed_at=now)
    )


def perform_table7(
    form: RequestForm,
    action: str,
    change: Callable[[Connection, Caller], Change],
    *,
    door: Door,
    office: Office,
    now: datetime,
) -> Recorded:
    """Carry out an act on Tabel 7, once; see `audited.perform`."""
    permission = Permission.EDIT_TABLE7
    return perform(
        form, action, change, permission=permission, door=door, office=office, now=now
    )
