"""An act without a report: authorised, stored once per request, written to the audit log."""

import hashlib
import json
import secrets
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Protocol

from lkj.domain.accounts import Permission
from lkj.domain.text import clean_line
from lkj.errors import RequestReused
from lkj.store import audit_store
from lkj.store.audit_store import AuditEntry
from lkj.store.database import Connection
from lkj.usecases.callers import Caller, Door, identify, require
from lkj.usecases.office import Office

LONGEST_REQUEST_ID = 100
SALT_BYTES = 16


class RequestForm(Protocol):
    """A frozen dataclass with the request id that was made when the form was drawn."""

    @property
    def request_id(self) -> str:
        """Unique per drawn form."""


@dataclass(frozen=True)
class Change:
    """What an act changed: whom it is about, and the facts for the audit log."""

    subject: str
    detail: Mapping[str, Any]


@dataclass(frozen=True)
class Recorded:
    """The answer of an act: its number in the audit log, and the id of what it is about."""

    no: int
    subject: str


def perform(
    form: RequestForm,
    action: str,
    change: Callable[[Connection, Caller], Change],
    *,
    permission: Permission,
    door: Door,
    office: Office,
    now: datetime,
) -> Recorded:
    """Carry out an act in one write transaction, once.

    `action` is its name in the audit log; `change` does the work inside the transaction.

    Returns:
        The stored answer; the same one again when the same form is sent again.

    Raises:
        RequestReused: the request id came before with another form or account.
        NotPermitted, SessionEnded, FormInvalid, StorageFailed.
    """
    request_id = clean_line(form.request_id, "request_id", LONGEST_REQUEST_ID)
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        require(caller, permission, office=office, now=now)
        digest = form_sha256(form, action, caller)
        stored = audit_store.by_request(conn, request_id)
        if stored is not None:
            if stored.command_sha256 != digest:
                raise RequestReused(request_id=request_id)
            return Recorded(stored.no, stored.subject)
        done = change(conn, caller)
        no = write_audit(
            conn,
            action,
            done,
            account_id=caller.audit_account_id,
            now=now,
            request_id=request_id,
            command_sha256=digest,
        )
        return Recorded(no, done.subject)


def write_audit(
    conn: Connection,
    action: str,
    change: Change,
    *,
    account_id: str | None,
    now: datetime,
    request_id: str = "",
    command_sha256: str = "",
) -> int:
    """Write one line of the audit log; acts that nobody resends get a request id of their own.

    Returns:
        Its number.
    """
    entry = AuditEntry(
        at=now,
        account_id=account_id,
        action=action,
        subject=change.subject,
        detail=dict(change.detail),
        request_id=request_id or secrets.token_hex(SALT_BYTES),
        command_sha256=command_sha256,
    )
    return audit_store.record(conn, entry, salt=secrets.token_hex(SALT_BYTES))


def form_sha256(form: RequestForm, action: str, caller: Caller) -> str:
    """Digest of what was asked for and the account that asked."""
    values = {field.name: getattr(form, field.name) for field in fields(form)}  # type: ignore[arg-type]
    content = [action, caller.account.id, values]
    text = json.dumps(content, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Collection):
        return sorted(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no place in a form")
