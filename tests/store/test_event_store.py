"""The contract of the event store, on both engines."""

from datetime import datetime

import pytest
from sqlalchemy.exc import IntegrityError

from lkj.domain.events import Event
from lkj.errors import RequestReused, StaleReport
from lkj.store import event_store
from lkj.store.database import Database
from lkj.store.event_store import Head
from tests.store.examples import NOON, a_full_event, an_event, append, fixed_salts, history

# Computed once by an independent script; a change of format must be a new label, not a new
# number here.
PINNED = "5c37515758605e69d52cc5901983301482c5ea49e761dbdc27220ba4e999467e"

UNSTORABLE = {
    "lone surrogate": {"note": "a\ud800b"},
    "NUL in a note": {"note": "a\0b"},
    "NUL in an id": {"actor": "a\0b"},
    "no time zone": {"occurred_at": datetime(2026, 3, 2)},  # noqa: DTZ001  # that is the point
    "comma in a reason": {"reasons": ("a,b",)},
    "float": {"effort_minutes": 25.0},
    "bool": {"effort_minutes": True},
    "bytes": {"payload": b"{}"},
}
TEXTS = [
    "",
    " ",
    "é",
    "e\u0301",
    "ﬁ Ω Å ẞ",
    "🏳️\u200d🌈",
    "ꦲꦏ꧀ꦱꦫ",
    "عربى \u202efdp.exe",
    "\ufeff\u200b\u2028\u2029\x85",
    "tab\tline\r\nbell\x07escape\x1b[2J\x7f",
    "'; DROP TABLE events;-- %s %(no)s ? :x \\ \"",
    '"\\u0000"',
    "=HYPERLINK(1)",
    "\ufffe\uffff",
    "x" * 100_000,
]


def test_an_empty_log_has_head_zero(database: Database) -> None:
    with database.read() as connection:
        assert event_store.head(connection) == Head(0, "")
        assert event_store.revision(connection) == 0
        assert event_store.history(connection, "R1") == []
        assert event_store.by_request(connection, "request-R1-1") is None
        assert event_store.verify(connection) == Head(0, "")


@pytest.mark.parametrize("event", [an_event(), a_full_event()], ids=["plain", "full"])
def test_every_field_reads_back_as_it_was_appended(database: Database, event: Event) -> None:
    [stored] = append(database, [event])

    assert history(database) == [stored]
    unsealed = {**vars(stored), "no": 0, "salt": "", "prev_hash": "", "hash": ""}
    assert Event(**unsealed) == event


def test_both_engines_store_the_same_pinned_hash(database: Database) -> None:
    *_, last = append(database, [an_event(), a_full_event(version=2)])

    assert last.hash == PINNED


def test_numbers_and_hashes_go_on_across_reports_and_transactions(database: Database) -> None:
    first, second = append(database, [an_event("R1"), an_event("R2")])
    [third] = append(database, [an_event("R1", 2)])

    assert [e.no for e in (first, second, third)] == [1, 2, 3]
    assert [e.prev_hash for e in (first, second, third)] == ["", first.hash, second.hash]
    with database.read() as connection:
        assert event_store.head(connection) == Head(3, third.hash)
        assert event_store.head(connection, until_no=1) == Head(1, first.hash)
        assert event_store.head(connection, until_no=0) == Head(0, "")
        assert event_store.revision(connection) == 3
        assert event_store.verify(connection) == Head(3, third.hash)


def test_a_history_holds_one_report_in_order_of_version(database: Database) -> None:
    append(database, [an_event("R2"), an_event("R1", 2), an_event("R1", 1)])

    assert [e.version for e in history(database, "R1")] == [1, 2]


def test_an_event_is_found_by_its_request(database: Database) -> None:
    _, second = append(database, [an_event("R1"), an_event("R2")])

    with database.read() as connection:
        assert event_store.by_request(connection, "request-R2-1") == second


def test_appending_nothing_changes_nothing(database: Database) -> None:
    assert append(database, []) == []


def test_a_taken_version_is_stale_and_names_who_acted_and_when(database: Database) -> None:
    append(database, [an_event(actor="person-kasubbag", recorded_at=NOON)])
    late = an_event(request_id="another")

    with pytest.raises(StaleReport) as refusal:
        append(database, [late])

    assert refusal.value.facts == {
        "report_id": "R1",
        "who": "person-kasubbag",
        "when": NOON,
    }


def test_a_used_request_is_refused_even_for_another_report(database: Database) -> None:
    append(database, [an_event("R1", request_id="r")])

    with pytest.raises(RequestReused) as refusal:
        append(database, [an_event("R2", request_id="r")])

    assert refusal.value.facts == {"request_id": "r"}


def test_a_refused_batch_leaves_nothing_and_the_transaction_goes_on(database: Database) -> None:
    append(database, [an_event("R1")])
    batch = [an_event("R2"), an_event("R1", request_id="other"), an_event("R3")]

    with database.write() as connection:
        with pytest.raises(StaleReport):
            event_store.append(connection, batch, salts=fixed_salts())
        event_store.append(connection, [an_event("R4")], salts=fixed_salts())

    assert [len(history(database, r)) for r in ("R1", "R2", "R3", "R4")] == [1, 0, 0, 1]
    with database.read() as connection:
        assert event_store.verify(connection).no == 2


@pytest.mark.parametrize("changes", UNSTORABLE.values(), ids=UNSTORABLE.keys())
def test_what_would_not_read_back_is_refused_before_it_is_stored(
    database: Database, changes: dict[str, object]
) -> None:
    with pytest.raises((ValueError, TypeError)):
        append(database, [an_event(), an_event(version=2, **changes)])

    assert history(database) == []


def test_a_value_that_the_table_refuses_is_no_stale_report(database: Database) -> None:
    with pytest.raises(IntegrityError):
        append(database, [an_event(effort_minutes=-1)])

    assert history(database) == []


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_any_storable_text_reads_back_unchanged(database: Database, text: str) -> None:
    append(database, [an_event(note=text, basis=text, payload=text, actor=text)])

    [event] = history(database)
    assert (event.note, event.basis, event.payload, event.actor) == (text,) * 4
    with database.read() as connection:
        assert event_store.verify(connection).no == 1
