"""Rows of data of the units and of Buku Agenda, against the lines of the audit log."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from lkj.domain.agenda import Book, Entry
from lkj.store import triggers
from lkj.store.audited_rows import row_problems
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


@pytest.fixture(params=ENGINES)
def report(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    """Four rows of data, and three of Buku Agenda: a letter, its correction, its end."""
    with office_on(request.param, tmp_path) as found_office:
        settings = replace(found_office.settings, files_directory=str(tmp_path / "berkas"))
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


def problems(report: Running, *, is_example: bool = False) -> list[tuple[str, int, str]]:
    with report.office.database.read() as conn:
        found = row_problems(conn, is_example=is_example)
    return [(one.table, one.no, one.problem) for one in found]


def tamper(report: Running, statement: str) -> None:
    with report.office.database.write() as conn:
        triggers.remove(conn)
        conn.execute(text(statement))


def test_what_was_recorded_is_what_the_audit_log_says(report: Running) -> None:
    assert problems(report) == []
    assert problems(report, is_example=True) == []


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
def test_a_changed_row_of_data_differs(report: Running, change: str) -> None:
    tamper(report, f"UPDATE {DATA} SET {change}")  # noqa: S608

    found = problems(report)
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
def test_a_changed_letter_differs(report: Running, change: str) -> None:
    tamper(report, f"UPDATE {LETTERS} SET {change} WHERE no = 2")  # noqa: S608

    assert problems(report) == [(LETTERS, 2, "differs")]


def test_a_letter_that_is_no_longer_cancelled_differs(report: Running) -> None:
    tamper(report, f"UPDATE {LETTERS} SET is_cancelled = 0")  # noqa: S608

    assert problems(report) == [(LETTERS, 3, "differs")]


def test_a_deleted_row_is_gone_even_the_last_one(report: Running) -> None:
    tamper(report, f"DELETE FROM {DATA} WHERE no = 4")  # noqa: S608
    tamper(report, f"DELETE FROM {LETTERS} WHERE no >= 2")  # noqa: S608

    assert problems(report) == [(DATA, 4, "gone"), (LETTERS, 2, "gone"), (LETTERS, 3, "gone")]


def test_a_row_that_nobody_recorded_is_untold(report: Running) -> None:
    columns = "report_id, unit, unit_name, table_id, table_name, day, place, reason, person_id"
    tamper(
        report,
        f"INSERT INTO {DATA} (no, act, at, {columns}) "  # noqa: S608
        f"SELECT 5, 'nil', at, {columns} FROM {DATA} WHERE no = 4",
    )

    assert problems(report) == [(DATA, 5, "untold")]
    assert problems(report, is_example=True) == [(DATA, 5, "untold")]


def test_rows_of_the_example_come_before_every_line(report: Running) -> None:
    for table in (DATA, LETTERS):
        tamper(report, f"UPDATE {table} SET no = no + 100")  # noqa: S608

    told = problems(report, is_example=True)

    assert {problem for _, _, problem in told} == {"gone", "untold"}
    with report.office.database.write() as conn:
        triggers.remove(conn)
        conn.execute(text("DELETE FROM audit"))
    assert problems(report, is_example=True) == []
    assert len(problems(report)) == 7
