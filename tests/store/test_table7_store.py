"""Open sheets of Tabel 7 change; determined ones are chained and stay."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from lkj.domain.accounts import Person
from lkj.domain.table7 import Assessment
from lkj.store import account_store, table7_store
from lkj.store.chain import Head
from lkj.store.database import Connection, Database
from lkj.store.table7_store import Draft, TypedRow
from tests.store.examples import NOON, a_determination

SALT = "5a" * 16
DRAFT = Draft(
    semester="2026-1",
    version=1,
    edition=1,
    layout_edition=0,
    by_step=False,
    threshold=80,
    assessor_id="p1",
    reason="",
    changed_by="a1",
    changed_at=NOON,
)
ROW = TypedRow(
    semester="2026-1",
    row_id="sop/lkj",
    position=0,
    procedure=None,
    assessment=Assessment.NOT_WELL,
    note=None,
    action="Rapat = 'mingguan' é",
    edition=2,
    changed_by="a1",
    changed_at=NOON,
)


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.write() as connection:
        account_store.add_person(connection, Person("p1", "Siti", "", ""))
        yield connection


def test_an_open_sheet_reads_back_and_is_replaced_as_a_whole(connection: Connection) -> None:
    table7_store.put_draft(connection, DRAFT)
    table7_store.put_row(connection, ROW)
    changed = replace(DRAFT, edition=3, by_step=True, assessor_id=None)
    table7_store.put_draft(connection, changed)

    assert table7_store.draft(connection, "2026-1") == changed
    assert table7_store.draft(connection, "2026-2") is None
    assert table7_store.drafts(connection) == [changed]
    assert table7_store.rows(connection, "2026-1") == [ROW]


def test_rows_stand_in_their_order_and_can_be_replaced_and_removed(
    connection: Connection,
) -> None:
    table7_store.put_draft(connection, DRAFT)
    typed = replace(ROW, row_id="x", position=2, procedure="SOP Surat", note="")
    for row in (typed, replace(ROW, position=1), replace(typed, assessment=None)):
        table7_store.put_row(connection, row)

    found = table7_store.rows(connection, "2026-1")
    assert found == [replace(ROW, position=1), replace(typed, assessment=None)]

    table7_store.remove_row(connection, "2026-1", "x")
    table7_store.remove_row(connection, "2026-1", "never there")
    assert table7_store.rows(connection, "2026-1") == [replace(ROW, position=1)]


def test_a_closed_sheet_is_gone_with_its_rows_and_others_stay(connection: Connection) -> None:
    other = replace(DRAFT, semester="2026-2")
    for draft in (DRAFT, other):
        table7_store.put_draft(connection, draft)
        table7_store.put_row(connection, replace(ROW, semester=draft.semester))

    table7_store.close_draft(connection, "2026-1")

    assert table7_store.drafts(connection) == [other]
    assert table7_store.rows(connection, "2026-1") == []
    assert len(table7_store.rows(connection, "2026-2")) == 1


def test_determinations_are_numbered_and_chained(connection: Connection) -> None:
    assert table7_store.head(connection) == Head(0, "")

    first = table7_store.determine(connection, a_determination(1), salt=SALT)
    again = a_determination(2, previous_no=first.no, determined_at=NOON + timedelta(days=1))
    second = table7_store.determine(connection, again, salt=SALT)
    other = a_determination(1, semester="2025-2", request_id="other")
    third = table7_store.determine(connection, other, salt=SALT)

    assert [first.no, second.no, third.no] == [1, 2, 3]
    assert table7_store.determinations(connection, "2026-1") == [first, second]
    assert table7_store.determinations(connection) == [third, first, second]
    assert table7_store.head(connection) == Head(3, third.hash)
    assert table7_store.verify(connection) == Head(3, third.hash)
    assert first.code == Head(1, first.hash).code
