"""Buku Agenda: letters that another use case files, and what is found again."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lkj.domain.agenda import Book, Entry
from lkj.errors import AlreadyFiled, FormInvalid
from lkj.store import agenda_store, audit_store
from lkj.usecases.agenda import RecordForm, cancel, correct, file_entry, record
from lkj.usecases.agenda_reading import AgendaQuery, agenda_query, read_agenda
from tests.support.staffed import Running, door_of, staffed_office
from tests.usecases.agenda_cases import (
    QUERY,
    TEMPLATES,
    a_cancellation,
    a_correction,
    incoming,
    outgoing,
)

MONEV = "monev"


@pytest.fixture
def report(tmp_path: Path) -> Running:
    return Running(staffed_office(tmp_path, **TEMPLATES)).register()


def save(report: Running, entry: Entry, request_id: str = "surat-1") -> None:
    form = RecordForm(request_id=request_id, entry=entry)
    record(form, door=door_of(MONEV), **report.use)


def n_rows(report: Running) -> int:
    with report.office.database.read() as conn:
        return agenda_store.verify(conn)


def filed(report: Running, entry: Entry) -> Any:
    with report.office.database.write() as conn:
        return file_entry(
            conn, entry, account_id="akun-monev", office=report.office, now=report.now
        )


def test_another_use_case_files_a_letter_once_for_each_handover(report: Running) -> None:
    named = {"report_id": report.report_id, "event_no": report.events[0].no}

    row = filed(report, outgoing(**named))

    assert (row.serial, row.entry.letter_number) == (1, "000.8.6.3/01/SATPOL-PP/2026")
    with report.office.database.read() as conn:
        (line,) = audit_store.recent(conn, 1)
    assert (line.action, line.account_id) == ("agenda.file", "akun-monev")
    with pytest.raises(AlreadyFiled) as caught:
        filed(report, outgoing(**named))
    assert caught.value.facts == {"serial": 1}
    assert filed(report, incoming(**named)).serial == 1
    assert filed(report, outgoing(report_id=report.report_id)).serial == 2


def test_a_handover_whose_line_was_cancelled_can_be_filed_again(report: Running) -> None:
    named = {"report_id": report.report_id, "event_no": report.events[0].no}
    filed(report, incoming(**named))
    own = a_correction(report, entry=incoming(**named, subject="Lain"))
    correct(own, door=door_of(MONEV), **report.use)
    cancel(a_cancellation(report, seen=2), door=door_of(MONEV), **report.use)

    assert filed(report, incoming(**named)).serial == 2


def test_what_an_unfit_filing_would_write_is_rolled_back(report: Running) -> None:
    with pytest.raises(FormInvalid):
        filed(report, outgoing(letter_date=None))

    assert n_rows(report) == 0


def test_words_are_sought_in_one_book_of_one_year(report: Running) -> None:
    save(report, incoming(letter_number="900/1"))
    save(report, incoming(subject="Undangan rapat"), "surat-2")

    agenda = read_agenda(replace(QUERY, search="UNDANGAN"), door=door_of(MONEV), **report.use)

    assert [line.serial for line in agenda.lines] == [2]
    assert agenda.n_all == 2


@pytest.mark.parametrize(
    ("named", "found"),
    [
        (("masuk", "2026"), QUERY),
        (("keluar", "2000", "x"), AgendaQuery(book=Book.OUTGOING, year=2000, search="x")),
        (("masuk", "2026", "a\0\u202eb"), replace(QUERY, search="ab")),
        (("lain", "2026"), None),
        (("masuk", ""), None),
        (("masuk", "1999"), None),
        (("masuk", "2101"), None),
        (("masuk", "02026"), None),
        (("masuk", "٢٠٢٦"), None),
        (("masuk", "-2026"), None),
    ],
)
def test_an_address_names_a_book_and_a_year(
    named: tuple[str, ...], found: AgendaQuery | None
) -> None:
    assert agenda_query(*named) == found


def test_no_address_looks_for_words_without_end() -> None:
    found = agenda_query("masuk", "2026", "x" * 5000)

    assert found is not None
    assert len(found.search) == 100
