"""Histories that left the SOP's way, as an import may bring them: no screen lets anybody."""

from collections.abc import Iterable
from dataclasses import replace

from lkj.domain.events import Event
from lkj.store import event_store
from lkj.usecases.acts import new_salt
from lkj.usecases.office import Office


def without_step(office: Office, events: Iterable[Event], step: str, *, report_id: str) -> str:
    """Store a copy of a report whose `step` was never done; returns the copy's id."""
    kept = [event for event in events if event.step != step]
    copies = [
        replace(
            event,
            no=0,
            report_id=report_id,
            version=version,
            request_id=f"{report_id}/{version}",
            next_step=_after(kept, version),
            target_no=None,
        )
        for version, event in enumerate(kept, 1)
    ]
    with office.database.write() as conn:
        event_store.append(conn, copies, salts=new_salt)
    return report_id


def in_role(
    office: Office, events: Iterable[Event], step: str, role: str, *, report_id: str
) -> str:
    """Store a copy of a report in which somebody decided a step in another role."""
    copies = [
        replace(
            event,
            no=0,
            report_id=report_id,
            request_id=f"{report_id}/{event.version}",
            role=role if event.step == step else event.role,
            target_no=None,
        )
        for event in events
    ]
    with office.database.write() as conn:
        event_store.append(conn, copies, salts=new_salt)
    return report_id


def _after(kept: list[Event], version: int) -> str | None:
    """The step that the next kept event is about."""
    return kept[version].step if version < len(kept) else kept[-1].next_step
