"""Which reports there are, and which a batch brought, on both engines."""

from lkj.domain.events import EventKind
from lkj.store import event_store, import_store
from lkj.store.database import Database
from tests.support.story import an_event


def stored(database: Database, *facts: dict[str, object]) -> None:
    events = [
        an_event(
            request_id=f"r{n}",
            report_id=fact["report"],
            version=fact.get("version", 1),
            kind=fact.get("kind", EventKind.REGISTERED),
            batch_id=fact.get("batch"),
            sop_id=fact.get("sop", "a"),
            payload=fact.get("payload", ""),
        )
        for n, fact in enumerate(facts)
    ]
    with database.write() as conn:
        event_store.append(conn, events, salts=lambda: "0" * 32)


def test_what_was_withdrawn_is_not_there(database: Database) -> None:
    stored(
        database,
        {"report": "R1", "payload": '{"title":"x"}'},
        {"report": "R2", "batch": "B"},
        {"report": "R2", "version": 2, "kind": EventKind.WITHDRAWN, "batch": "B"},
        {"report": "R3", "sop": "b"},
    )

    with database.read() as conn:
        found = list(import_store.registered(conn, "a"))
    assert found == [import_store.Registered("R1", "a", '{"title":"x"}')]


def test_reports_of_a_batch_say_how_far_they_are(database: Database) -> None:
    adopted = '{"adopted":true}'
    stored(
        database,
        {"report": "R2", "batch": "B"},
        {"report": "R1", "batch": "B"},
        {"report": "R1", "version": 2, "kind": EventKind.NOTED, "payload": adopted},
        {"report": "R3", "batch": "C"},
    )

    with database.read() as conn:
        found = import_store.reports_of(conn, "B")
        assert import_store.reports_of(conn, "X") == []
    assert [(r.report_id, r.version, r.is_adopted) for r in found] == [
        ("R2", 1, False),
        ("R1", 2, True),
    ]
