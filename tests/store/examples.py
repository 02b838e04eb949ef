"""Events and other rows for the store's tests; every one can be told apart from the next."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from lkj.domain.events import Capacity, Event, EventKind, Precision, Source
from lkj.store import event_store
from lkj.store.audit_store import AuditEntry
from lkj.store.database import Database
from lkj.store.table7_store import NewDetermination

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)


def an_event(report_id: str = "R1", version: int = 1, **changes: Any) -> Event:
    """A plain event; its request id is made of the report and the version."""
    facts: dict[str, Any] = {
        "report_id": report_id,
        "version": version,
        "request_id": f"request-{report_id}-{version}",
        "command_sha256": "c" * 64,
        "kind": EventKind.SUBMITTED,
        "sop_id": "penyusunan-lkj",
        "sop_version": 1,
        "actor": "person-sekretaris",
        "recorded_by": "account-sekretaris",
        "occurred_at": NOON + timedelta(hours=version),
        "recorded_at": NOON + timedelta(hours=version, seconds=7, microseconds=123456),
    }
    return Event(**(facts | changes))


def a_full_event(report_id: str = "R1", version: int = 1, **changes: Any) -> Event:
    """An event whose every field holds something."""
    facts: dict[str, Any] = {
        "kind": EventKind.REJECTED,
        "step": "reviu-kasubbag",
        "next_step": "kompilasi",
        "role": "kasubbag_renja_monev",
        "capacity": Capacity.ACTING,
        "source": Source.PAPER,
        "batch_id": "batch-7",
        "basis": "Nota Dinas 700/12/2026",
        "started_at": NOON,
        "time_precision": Precision.DATE,
        "effort_minutes": 25,
        "target_no": 1,
        "note": "Angka capaian tidak sama dengan lampiran",
        "reasons": ("angka", "lampiran"),
        "payload": '{"missing":["renstra"]}',
    }
    return an_event(report_id, version, **(facts | changes))


def an_entry(request_id: str = "request-1", **changes: Any) -> AuditEntry:
    """A line of the audit log."""
    facts: dict[str, Any] = {
        "at": NOON,
        "account_id": "account-admin",
        "action": "account.disable",
        "subject": "account-tim",
        "detail": {"username": "tim", "roles": ["monev"]},
        "request_id": request_id,
        "command_sha256": "d" * 64,
    }
    return AuditEntry(**(facts | changes))


def a_determination(version: int = 1, **changes: Any) -> NewDetermination:
    """A determined Tabel 7; its request id is made of the version."""
    facts: dict[str, Any] = {
        "semester": "2026-1",
        "version": version,
        "previous_no": None,
        "determined_at": NOON,
        "determined_by": "account-monev",
        "request_id": f"request-{version}",
        "content": '{"rows":[]}',
    }
    return NewDetermination(**(facts | changes))


def fixed_salts() -> Callable[[], str]:
    """Salts 000…1, 000…2 and so on."""
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


def append(database: Database, events: Sequence[Event]) -> list[Event]:
    """Store events in one transaction."""
    with database.write() as connection:
        return event_store.append(connection, events, salts=fixed_salts())


def history(database: Database, report_id: str = "R1") -> list[Event]:
    """Read one report's events in a transaction of their own."""
    with database.read() as connection:
        return event_store.history(connection, report_id)
