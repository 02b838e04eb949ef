from datetime import timedelta
from hashlib import sha256

import pytest

from lkj.errors import RequestReused
from lkj.store import audit_store
from lkj.store.audit_store import AuditEntry
from lkj.store.chain import Head
from lkj.store.database import Database
from tests.store.examples import NOON, an_entry

SALT = "5a" * 16
HOUR = timedelta(hours=1)
UNSTORABLE = {
    "NUL": {"subject": "a\0b"},
    "lone surrogate": {"subject": "\ud800"},
    "lone surrogate inside": {"detail": {"name": "\ud800"}},
    "not a number": {"detail": {"share": float("nan")}},
    "no JSON": {"detail": {"when": NOON}},
}


def record(database: Database, entry: AuditEntry) -> int:
    with database.write() as connection:
        return audit_store.record(connection, entry, salt=SALT)


def test_an_empty_log_verifies(database: Database) -> None:
    with database.read() as connection:
        assert audit_store.verify(connection) == Head(0, "")
        assert audit_store.recent(connection, 5) == []
        assert audit_store.by_request(connection, "request-1") is None


@pytest.mark.parametrize(
    "entry",
    [
        an_entry(),
        an_entry(account_id=None, detail={}),
        an_entry(subject="é 🏳️\u200d🌈 'x' %s", detail={"b": [1, None, True], "a": {"é": "\n"}}),
    ],
    ids=["plain", "empty", "odd"],
)
def test_an_entry_reads_back_as_it_was_recorded(database: Database, entry: AuditEntry) -> None:
    number = record(database, entry)

    with database.read() as connection:
        row = audit_store.by_request(connection, entry.request_id)
    assert row is not None
    assert row.no == number == 1
    assert {name: getattr(row, name) for name in vars(entry)} == vars(entry)


def test_numbers_follow_each_other_and_the_newest_come_first(database: Database) -> None:
    numbers = [record(database, an_entry(f"request-{i}")) for i in range(4)]

    with database.read() as connection:
        assert [row.no for row in audit_store.recent(connection, 3)] == [4, 3, 2]
        assert audit_store.verify(connection).no == 4
    assert numbers == [1, 2, 3, 4]


def test_the_first_hash_is_the_published_one(database: Database) -> None:
    record(database, an_entry())

    detail = sha256((SALT + '{"roles":["monev"],"username":"tim"}').encode()).hexdigest()
    line = (
        '["",1,"2026-03-02T05:00:00.000000Z","account-admin","account.disable","account-tim",'
        f'"{detail}","request-1","{"d" * 64}","{SALT}"]'
    )
    with database.read() as connection:
        [row] = audit_store.recent(connection, 1)
    assert row.hash == sha256(f"lkj-audit-v1\n{line}".encode()).hexdigest()


def test_when_an_act_was_last_written_down_of_each_subject(database: Database) -> None:
    acts = [
        ("digest.sent", "a", NOON),
        ("digest.sent", "b", NOON + HOUR),
        ("digest.sent", "a", NOON + 2 * HOUR),
        ("account.disable", "a", NOON + 3 * HOUR),
    ]
    for number, (action, subject, at) in enumerate(acts):
        record(database, an_entry(f"r{number}", action=action, subject=subject, at=at))

    with database.read() as connection:
        found = audit_store.latest_by_subject(connection, "digest.sent")
        nothing = audit_store.latest_by_subject(connection, "person.add")

    assert (found, nothing) == ({"a": NOON + 2 * HOUR, "b": NOON + HOUR}, {})


def test_a_used_request_is_refused_and_the_transaction_goes_on(database: Database) -> None:
    record(database, an_entry("r"))

    with database.write() as connection:
        with pytest.raises(RequestReused) as refusal:
            audit_store.record(connection, an_entry("r", subject="other"), salt=SALT)
        audit_store.record(connection, an_entry("s"), salt=SALT)

    assert refusal.value.facts == {"request_id": "r"}
    with database.read() as connection:
        assert audit_store.verify(connection).no == 2


@pytest.mark.parametrize("changes", UNSTORABLE.values(), ids=UNSTORABLE.keys())
def test_what_would_not_read_back_is_refused_before_it_is_stored(
    database: Database, changes: dict[str, object]
) -> None:
    with pytest.raises((ValueError, TypeError)):
        record(database, an_entry(**changes))

    with database.read() as connection:
        assert audit_store.head(connection) == Head(0, "")
