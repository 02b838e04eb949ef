"""Drafts, plans, used SOP versions and single facts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from lkj.domain.accounts import Account, Person
from lkj.errors import SopChanged
from lkj.store import (
    account_store,
    draft_store,
    event_store,
    justification_store,
    meta_store,
    plan_store,
    sop_store,
)
from lkj.store.database import Connection, Database
from lkj.store.draft_store import Draft
from lkj.store.justification_store import Justification
from lkj.store.plan_store import PlannedReport
from lkj.store.sop_store import UsedSop
from tests.store.examples import NOON, an_event, fixed_salts

LATER = NOON + timedelta(minutes=5)
ANNUAL = PlannedReport("r1", "penyusunan-lkj", 2025, "annual", "LKj 2025", date(2026, 2, 27))
QUARTER = PlannedReport("r2", "penyusunan-lkj", 2026, "q1", "TW I", None)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    """One writing transaction with two accounts."""
    with database.write() as connection:
        account_store.add_person(connection, Person("p1", "Siti", "", ""))
        for account_id in ("a1", "a2"):
            account = Account(account_id, "p1", account_id, frozenset())
            account_store.add_account(connection, account, password_hash=None)
        yield connection


def test_a_draft_is_kept_per_account_and_form(connection: Connection) -> None:
    draft_store.save(connection, "a1", "tasks:R1:4", '{"note": "é"}', NOON)

    assert draft_store.load(connection, "a1", "tasks:R1:4") == '{"note": "é"}'
    assert draft_store.load(connection, "a2", "tasks:R1:4") is None
    assert draft_store.load(connection, "a1", "tasks:R1:5") is None


def test_a_later_draft_replaces_the_earlier(connection: Connection) -> None:
    draft_store.save(connection, "a1", "f1", "{}", NOON)
    draft_store.save(connection, "a1", "f2", "{}", NOON)
    draft_store.save(connection, "a1", "f1", '{"a": 1}', LATER)

    assert draft_store.all_of(connection, "a1") == [
        Draft("f1", '{"a": 1}', LATER),
        Draft("f2", "{}", NOON),
    ]


def test_a_discarded_draft_is_gone_and_others_stay(connection: Connection) -> None:
    draft_store.save(connection, "a1", "f1", "{}", NOON)
    draft_store.save(connection, "a2", "f1", "{}", NOON)

    draft_store.discard(connection, "a1", "f1")
    draft_store.discard(connection, "a1", "never there")

    assert draft_store.all_of(connection, "a1") == []
    assert len(draft_store.all_of(connection, "a2")) == 1


def test_planned_reports_read_back_by_year(connection: Connection) -> None:
    plan_store.put(connection, QUARTER)
    plan_store.put(connection, ANNUAL)

    assert plan_store.planned(connection) == [ANNUAL, QUARTER]


def test_a_plan_can_be_replaced_and_removed(connection: Connection) -> None:
    plan_store.put(connection, ANNUAL)
    plan_store.put(connection, replace(ANNUAL, deadline=None))
    plan_store.put(connection, QUARTER)
    plan_store.remove(connection, "r2")
    plan_store.remove(connection, "never there")

    assert plan_store.planned(connection) == [replace(ANNUAL, deadline=None)]


def test_words_about_a_finding_are_added_and_the_latest_is_found(
    connection: Connection,
) -> None:
    given = Justification(
        report_id="R1",
        finding="time/2",
        is_given=True,
        reason="menunggu data",
        valid_until=date(2026, 3, 31),
        account_id="a1",
        at=NOON,
    )
    withdrawn = replace(
        given, is_given=False, reason="", valid_until=None, account_id=None, at=LATER
    )
    numbers = [justification_store.add(connection, word) for word in (given, withdrawn)]

    assert numbers == [1, 2]
    assert justification_store.everything(connection) == [given, withdrawn]
    assert justification_store.latest(connection, "R1", "time/2") == withdrawn
    assert justification_store.latest(connection, "R1", "time/3") is None


def test_a_used_sop_version_is_remembered_with_its_first_text(connection: Connection) -> None:
    sop_store.register(connection, "lkj", 1, "aa", "text", NOON)
    sop_store.register(connection, "lkj", 1, "aa", "text", LATER)
    sop_store.register(connection, "lkj", 2, "bb", "other", LATER)

    assert sop_store.all(connection) == [
        UsedSop("lkj", 1, "aa", "text", NOON),
        UsedSop("lkj", 2, "bb", "other", LATER),
    ]


def test_another_content_under_a_used_version_is_refused(connection: Connection) -> None:
    sop_store.register(connection, "lkj", 1, "aa", "text", NOON)

    with pytest.raises(SopChanged) as refusal:
        sop_store.register(connection, "lkj", 1, "bb", "edited", LATER)

    assert refusal.value.facts == {"sop_id": "lkj", "version": 1}


def test_a_version_has_reports_once_one_was_registered_under_it(
    connection: Connection,
) -> None:
    events = [an_event(sop_id="lkj", sop_version=2)]
    event_store.append(connection, events, salts=fixed_salts())

    assert sop_store.has_reports(connection, "lkj", 2)
    assert not sop_store.has_reports(connection, "lkj", 1)
    assert not sop_store.has_reports(connection, "lain", 2)


def test_a_fact_can_be_put_replaced_and_read(connection: Connection) -> None:
    assert meta_store.get(connection, "example") is None

    meta_store.put(connection, "example", "yes")
    meta_store.put(connection, "example", "no")

    assert meta_store.get(connection, "example") == "no"
