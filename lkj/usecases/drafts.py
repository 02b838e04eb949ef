"""Half-typed forms, kept on the server so that F5 and idle sign-out lose nothing."""

import json
from datetime import datetime
from typing import Any

from lkj.domain.accounts import Permission
from lkj.store import draft_store
from lkj.store.database import Connection
from lkj.usecases.callers import Caller, SessionRef, identify, require
from lkj.usecases.office import Office

LONGEST_DRAFT = 200_000


def keep(
    form_key: str, content: dict[str, Any], *, door: SessionRef, office: Office, now: datetime
) -> None:
    """Keep what is typed so far; the newest of two tabs wins. Too long a text is not kept."""
    # All escaped: a browser's half characters and NUL are no text for the drivers.
    text = json.dumps(content, default=str)
    if len(text) > LONGEST_DRAFT:
        return
    with office.database.write() as conn:
        caller = _author(conn, door, office, now)
        draft_store.save(conn, caller.account.id, form_key, text, now)


def recall(form_key: str, *, door: SessionRef, office: Office, now: datetime) -> dict[str, Any]:
    """What was typed into this form before; empty where nothing was."""
    with office.database.read() as conn:
        caller = _author(conn, door, office, now)
        text = draft_store.load(conn, caller.account.id, form_key)
    return json.loads(text) if text else {}


def discard(form_key: str, *, door: SessionRef, office: Office, now: datetime) -> None:
    """Forget a draft, after it was sent or given up."""
    with office.database.write() as conn:
        caller = _author(conn, door, office, now)
        draft_store.discard(conn, caller.account.id, form_key)


def _author(conn: Connection, door: SessionRef, office: Office, now: datetime) -> Caller:
    caller = identify(conn, door, now=now)
    require(caller, Permission.READ_REPORTS, office=office, now=now)
    return caller
