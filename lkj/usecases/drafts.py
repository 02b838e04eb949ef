"""Half-typed forms, kept on the server so that F5 and idle sign-out lose nothing."""

import json
from datetime import datetime
from typing import Any

from lkj.store import draft_store
from lkj.usecases.callers import Door, identify
from lkj.usecases.office import Office

LONGEST_DRAFT = 200_000


def keep(
    form_key: str, content: dict[str, Any], *, door: Door, office: Office, now: datetime
) -> None:
    """Keep what is typed so far; the newest of two tabs wins. Too long a text is not kept."""
    text = json.dumps(content, ensure_ascii=False, default=str)
    if len(text) > LONGEST_DRAFT:
        return
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        draft_store.save(conn, caller.account.id, form_key, text, now)


def recall(form_key: str, *, door: Door, office: Office, now: datetime) -> dict[str, Any]:
    """What was typed into this form before; empty where nothing was."""
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        text = draft_store.load(conn, caller.account.id, form_key)
    return json.loads(text) if text else {}


def discard(form_key: str, *, door: Door, office: Office, now: datetime) -> None:
    """Forget a draft, after it was sent or given up."""
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        draft_store.discard(conn, caller.account.id, form_key)
