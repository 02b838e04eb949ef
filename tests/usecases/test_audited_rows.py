"""Rows of data of the units and of Buku Agenda, against the lines of the audit log."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from lkj.domain.agenda import Book, Entry
from lkj.store import triggers
from lkj.store.audited_rows import row_problems
from lkj.store.database import Connection
from lkj.usecases import agenda, unit_data
from tests.support.documents import pdf
from tests.support.engines import ENGINES, office_on
from tests.support.staffed import Running, door_of, new_request
from tests.support.unit_data import add_units, asked, delivered, going_back

DATA, LETTERS = "unit_data_entries", "agenda_entries"
LETTER = Entry(
    book=Book.INCOMING,
    entered_on=date(2026, 3, 2),
    counterpart="Biro Organisasi",
    subject="Permintaan LKj",
)


@pytest.fixture(params=ENGINES, scope="module")
def report(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """Four rows of data, and three of Buku Agenda: a letter, its correction, its end."""
    directory = tmp_path_factory.mktemp("kantor")
    with office_on(request.param, directory) as found_office:
        settings = replace(found_office.settings, files_directory=str(directory / "berkas"))
        office = replace(found_office, settings=settings)
        add_units(office)
        found = Running(office).register().until("kumpulkan-data")
        asked(found, "t2", "t6")
        delivered(found, content=pdf(), file_name="capaian linmas.pdf")
        unit_data.give_back(going_back(found), door=door_of("tim_lkj"), **found.use)
        letter(found)
        yield found


def letter(report: Running) -> None:
    use = {"door": door_of("monev"), **report.use}
    agenda.record(agenda.RecordForm(request_id=new_request(), entry=LETTER), **use)
    corrected = replace(LETTER, letter_date=date(2026, 3, 1), letter_number="12/2026")
    change = agenda.CorrectForm(
        request_id=new_request(),
        line_no=1,
        seen=1,
        entry=corrected,
        reason="Nomor surat menyusul",
    )
    agenda.correct(change, **use)
    end = agenda.CancelForm(
        request_id=new_request(), line_no=1, seen=2, reason="Surat ditarik pengirimnya"
    )
    agenda.cancel(end, **use)


@pytest.fixture
def conn(report: Running) -> Iterator[Connection]:
    """Where somebody changes rows who may drop triggers; afterwards nothing has happened."""
    with suppress(_Undone), report.office.database.write() as opened:
        triggers.remove(opened)
        yield opened
        raise _Undone


class _Undone(Exception):
    """Rolls the changes of a test back."""


def problems(conn: Connection, *, is_example: bool = False) -> list[tuple[str, int, str]]:
    found = row_problems(conn, is_example=is_example)
    return [(one.table, one.no, one.problem) for one in found]


def test_what_was_recorded_is_what_the_audit_log_says(conn: Connection) -> None:
    assert problems(conn) == []
    assert problems(conn, is_example=True) == []


@pytest.mark.parametrize(
    "change",
    [
        "day = '2026-03-01'",
        "due = NULL",
        "table_name = 'T2 lain'",
        "file_name = 'lain.pdf'",
        "reason = 'lain'",
        "person_id = 'orang-sekretaris'",
        "account_id = NULL",
        "at = '2026-03-02T00:00:00.000000Z'",
        "day = 'bukan tanggal'",
    ],
)
def test_a_changed_row_of_data_differs(conn: Connection, change: str) -> None:
    conn.execute(text(f"UPDATE {DATA} SET {change}"))  # noqa: S608

    found = problems(conn)
    assert found
    assert {(table, problem) for table, _, problem in found} == {(DATA, "differs")}


@pytest.mark.parametrize(
    "change",
    [
        "subject = 'Lain'",
        "letter_number = '13/2026'",
        "entered_on = '2026-03-01'",
        "reason = 'Alasan yang lain'",
        "account_id = 'akun-sekretaris'",
    ],
)
def test_a_changed_letter_differs(conn: Connection, change: str) -> None:
    conn.execute(text(f"UPDATE {LETTERS} SET {change} WHERE no = 2"))  # noqa: S608

    assert problems(conn) == [(LETTERS, 2, "differs")]


def test_a_letter_that_is_no_longer_cancelled_differs(conn: Connection) -> None:
    conn.execute(text(f"UPDATE {LETTERS} SET is_cancelled = 0"))  # noqa: S608

    assert problems(conn) == [(LETTERS, 3, "differs")]


def test_a_deleted_row_is_gone_even_the_last_one(conn: Connection) -> None:
    conn.execute(text(f"DELETE FROM {DATA} WHERE no = 4"))  # noqa: S608
    conn.execute(text(f"DELETE FROM {LETTERS} WHERE no >= 2"))  # noqa: S608

    assert problems(conn) == [(DATA, 4, "gone"), (LETTERS, 2, "gone"), (LETTERS, 3, "gone")]


def test_a_row_that_nobody_recorded_is_untold(conn: Connection) -> None:
    columns = "report_id, unit, unit_name, table_id, table_name, day, place, reason, person_id"
    forged = (
        f"INSERT INTO {DATA} (no, act, at, {columns}) "  # noqa: S608
        f"SELECT 5, 'nil', at, {columns} FROM {DATA} WHERE no = 4"
    )
    conn.execute(text(forged))

    assert problems(conn) == [(DATA, 5, "untold")]
    assert problems(conn, is_example=True) == [(DATA, 5, "untold")]


def test_rows_of_the_example_come_before_every_line(conn: Connection) -> None:
    for table in (DATA, LETTERS):
        conn.execute(text(f"UPDATE {table} SET no = no + 100"))  # noqa: S608

    told = problems(conn, is_example=True)

    assert {problem for _, _, problem in told} == {"gone", "untold"}
    conn.execute(text("DELETE FROM audit"))
    assert problems(conn, is_example=True) == []
    assert len(problems(conn)) == 7
