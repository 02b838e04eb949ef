"""Buku Agenda: recording, correcting, cancelling, numbers by template, one filing only."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from lkj.domain.agenda import Book, Entry, Line
from lkj.errors import (
    EntryGone,
    EntryOvertaken,
    FormInvalid,
    RequestReused,
)
from lkj.store import agenda_store, audit_store
from lkj.usecases.agenda import RecordForm, cancel, correct, record
from lkj.usecases.agenda_reading import AgendaQuery, agenda_years, read_agenda
from lkj.usecases.audited import Recorded
from lkj.usecases.callers import HOST
from tests.support.staffed import Running, door_of, name_of, staffed_office
from tests.usecases.agenda_cases import (
    QUERY,
    REASON,
    TEMPLATES,
    a_cancellation,
    a_correction,
    incoming,
    outgoing,
)

MONEV = "monev"


@pytest.fixture
def report(tmp_path: Path) -> Running:
    return Running(staffed_office(tmp_path)).register()


def templated(tmp_path: Path) -> Running:
    return Running(staffed_office(tmp_path, **TEMPLATES))


def save(report: Running, entry: Entry, request_id: str = "surat-1") -> Recorded:
    form = RecordForm(request_id=request_id, entry=entry)
    return record(form, door=door_of(MONEV), **report.use)


def book(report: Running, query: AgendaQuery = QUERY) -> tuple[Line, ...]:
    return read_agenda(query, door=door_of(MONEV), **report.use).lines


def problems(error: pytest.ExceptionInfo[FormInvalid]) -> list[tuple[str, str]]:
    return [(field, str(code)) for field, code, _ in error.value.facts["problems"]]


def n_rows(report: Running) -> int:
    with report.office.database.read() as conn:
        return agenda_store.verify(conn)


def test_a_letter_stands_in_its_book_with_the_next_serial(report: Running) -> None:
    done = save(report, incoming(subject="  Disposisi  LKj ", report_id=report.report_id))
    save(report, incoming(), "surat-2")

    first, second = book(report)
    assert done.subject == "masuk/2026/1"
    assert (first.serial, second.serial) == (1, 2)
    assert (first.entry.subject, first.entry.report_id) == ("Disposisi LKj", report.report_id)
    assert (first.entry.agenda_number, first.entry.letter_number) == ("", "")
    assert first.last.account_id == "akun-monev"
    assert book(report, replace(QUERY, book=Book.OUTGOING)) == ()


def test_the_year_of_the_book_is_that_of_the_day(report: Running) -> None:
    save(report, incoming(entered_on=date(2025, 12, 31)))
    save(report, incoming(entered_on=date(2026, 1, 1)), "surat-2")

    assert agenda_years(report.office) == (2026, 2025)
    assert [line.serial for line in book(report)] == [1]
    assert [line.serial for line in book(report, replace(QUERY, year=2025))] == [1]


def test_the_same_form_again_writes_nothing_and_another_is_refused(report: Running) -> None:
    assert save(report, incoming()) == save(report, incoming())
    assert n_rows(report) == 1

    with pytest.raises(RequestReused):
        save(report, incoming(subject="Lain"))


def test_the_audit_log_holds_the_whole_letter(report: Running) -> None:
    save(report, outgoing(address="Pontianak", letter_number="900/1"))

    with report.office.database.read() as conn:
        (line,) = audit_store.recent(conn, 1)
    assert (line.action, line.subject, line.account_id) == (
        *("agenda.record", "keluar/2026/1"),
        "akun-monev",
    )
    said = {"book": "keluar", "entered_on": "2026-03-02", "letter_date": "2026-03-01"}
    said |= {"counterpart": "Biro Organisasi", "address": "Pontianak", "letter_number": "900/1"}
    assert said.items() <= line.detail.items()


def test_numbers_stay_empty_until_somebody_gives_them(report: Running) -> None:
    save(report, outgoing())

    (line,) = book(report, replace(QUERY, book=Book.OUTGOING))
    assert line.entry.letter_number == ""


def test_a_template_fills_an_empty_number_and_a_typed_one_wins(tmp_path: Path) -> None:
    report = templated(tmp_path)
    for place, typed in enumerate(("", "900/77/SET", "")):
        save(report, outgoing(letter_number=typed), f"keluar-{place}")
    save(report, incoming(letter_number="900/1"))

    sent = book(report, replace(QUERY, book=Book.OUTGOING))
    (received,) = book(report)
    assert [line.entry.letter_number for line in sent] == [
        "000.8.6.3/01/SATPOL-PP/2026",
        "900/77/SET",
        "000.8.6.3/03/SATPOL-PP/2026",
    ]
    assert (received.entry.agenda_number, received.entry.letter_number) == ("A-1/2026", "900/1")


def test_a_correction_may_leave_a_number_empty(tmp_path: Path) -> None:
    report = templated(tmp_path)
    save(report, incoming())

    correct(a_correction(report, entry=incoming()), door=door_of(MONEV), **report.use)

    assert book(report)[0].entry.agenda_number == ""


def test_a_correction_changes_the_line_and_keeps_its_serial(report: Running) -> None:
    save(report, incoming())
    done = correct(a_correction(report), door=door_of("sekretaris"), **report.use)

    (line,) = book(report)
    assert done.subject == "masuk/2026/1"
    assert (line.serial, line.entry.letter_number, line.last.reason) == (
        *(1, "900/1/SET"),
        REASON,
    )
    assert n_rows(report) == 2
    assert correct(a_correction(report), door=door_of("sekretaris"), **report.use) == done


def test_a_cancelled_line_stays_and_its_serial_is_not_given_again(report: Running) -> None:
    save(report, incoming())
    cancel(a_cancellation(report), door=door_of(MONEV), **report.use)
    save(report, incoming(), "surat-2")

    agenda = read_agenda(QUERY, door=door_of("auditor"), **report.use)
    first, second = agenda.lines
    assert (first.is_cancelled, first.last.reason, second.serial) == (True, REASON, 2)
    assert (agenda.n_all, agenda.n_cancelled) == (2, 1)


@pytest.mark.parametrize(("line_no", "seen"), [(9, 9), (2, 2)])
def test_there_must_be_such_a_line(report: Running, line_no: int, seen: int) -> None:
    save(report, incoming())
    correct(a_correction(report), door=door_of(MONEV), **report.use)

    for act, form in ((correct, a_correction), (cancel, a_cancellation)):
        asked = form(report, request_id="lain", line_no=line_no, seen=seen)
        with pytest.raises(EntryGone):
            act(asked, door=door_of(MONEV), **report.use)


def test_a_cancelled_line_takes_no_more(report: Running) -> None:
    save(report, incoming())
    cancel(a_cancellation(report), door=door_of(MONEV), **report.use)

    for act, form in ((correct, a_correction), (cancel, a_cancellation)):
        asked = form(report, request_id="lain", seen=2)
        with pytest.raises(EntryGone):
            act(asked, door=door_of(MONEV), **report.use)


@pytest.mark.parametrize(("door", "who"), [(door_of(MONEV), MONEV), (HOST, "")])
def test_who_corrects_must_have_seen_the_last_correction(
    report: Running, door: Any, who: str
) -> None:
    save(report, incoming())
    if who:
        correct(a_correction(report), door=door, **report.use)
    else:
        with report.office.database.write() as conn:
            line = agenda_store.line(conn, 1)
            assert line is not None
            agenda_store.add(
                conn,
                incoming(),
                serial=None,
                account_id=None,
                at=report.now,
                target=line,
                reason=REASON,
            )

    form = a_cancellation(report, request_id="lain")
    with pytest.raises(EntryOvertaken) as caught:
        cancel(form, door=door_of("sekretaris"), **report.use)
    said = name_of(who) if who else "Baris perintah server"
    assert caught.value.facts == {"who": said, "when": report.now}


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"entry": outgoing()}, ("book", "other_book")),
        ({"entry": incoming(entered_on=date(2025, 12, 31))}, ("entered_on", "other_year")),
        ({"entry": incoming(subject="")}, ("subject", "required")),
        ({"reason": "singkat"}, ("reason", "too_short")),
        ({"entry": incoming(report_id="tidak-ada")}, ("report_id", "unknown")),
    ],
)
def test_a_correction_that_is_not_fit_changes_nothing(
    report: Running, changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    save(report, incoming())

    with pytest.raises(FormInvalid) as caught:
        correct(a_correction(report, **changes), door=door_of(MONEV), **report.use)

    assert problems(caught) == [problem]
    assert n_rows(report) == 1


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"entered_on": date(2026, 3, 3)}, ("entered_on", "future")),
        ({"counterpart": "\u202eevil"}, ("counterpart", "bidi")),
        ({"report_id": "tidak-ada"}, ("report_id", "unknown")),
        ({"report_id": "\0"}, ("report_id", "unknown")),
        ({"event_no": 1}, ("report_id", "required")),
    ],
)
def test_a_letter_that_is_not_fit_is_not_written(
    report: Running, changes: dict[str, Any], problem: tuple[str, str]
) -> None:
    with pytest.raises(FormInvalid) as caught:
        save(report, incoming(**changes))

    assert problems(caught) == [problem]
    assert n_rows(report) == 0


def test_only_a_record_of_that_report_can_be_named(report: Running) -> None:
    with pytest.raises(FormInvalid) as caught:
        save(report, incoming(report_id=report.report_id, event_no=99))

    assert problems(caught) == [("event_no", "unknown")]
