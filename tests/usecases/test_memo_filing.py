"""The Nota Dinas of a hand-over in one click: registered, numbered, attached once."""

from dataclasses import replace
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.agenda import Book, Entry
from lkj.domain.document_kinds import MEMO, TEMPLATES, named_by
from lkj.domain.events import EventKind
from lkj.errors import (
    FormInvalid,
    NotPermitted,
    ReportFinished,
    RequestReused,
    TemplateBroken,
    UnknownReport,
)
from lkj.store import agenda_store
from lkj.usecases import agenda
from lkj.usecases.documents import read_document
from lkj.usecases.memo_filing import FileMemoForm, file_memo
from lkj.usecases.naskah_files import DOCUMENTS
from tests.documents.folders import pdf_text
from tests.support.staffed import Running, door_of, new_request, staffed_office

S, K, T = "sekretaris", "kasubbag_renja_monev", "tim_lkj"


def running(directory: Path, **settings: object) -> Running:
    return Running(staffed_office(directory, **settings)).register().until("periksa-kasubbag")


@pytest.fixture
def report(tmp_path: Path) -> Running:
    return running(tmp_path)


def form(report: Running, number: int | None = None) -> FileMemoForm:
    last = report.events[-1].no if number is None else number
    return FileMemoForm(request_id=new_request(), report_id=report.report_id, event_no=last)


def filed(report: Running, who: str = K, asked: FileMemoForm | None = None):
    return file_memo(asked or form(report), door=door_of(who), **report.use)


def lines(report: Running):
    with report.office.database.read() as conn:
        return agenda_store.lines_of_report(conn, report.report_id)


def test_one_click_registers_the_letter_and_attaches_it(report: Running) -> None:
    moved = report.events[-1]

    done = filed(report)

    entry = done.line.entry
    assert (entry.book, entry.event_no, entry.letter_number) == (
        Book.OUTGOING,
        moved.no,
        "",
    )
    assert entry.counterpart == "Kasubbag Renja dan Monev"
    assert entry.subject == "Nota Dinas: Penyampaian LKj Satpol PP Tahun 2025"
    assert entry.entered_on.isoformat() == entry.letter_date.isoformat() == "2026-03-02"
    assert (done.attached.kind, done.attached.step) == (EventKind.ATTACHED, moved.step)
    assert done.attached.note == "Buku Agenda keluar 2026 no. 1"
    version = report.state.documents[0]
    assert (version.document, version.file.name) == (
        "nota-dinas",
        f"nota-dinas-{moved.no}.pdf",
    )


def test_a_number_by_template_stands_on_the_letter(tmp_path: Path) -> None:
    report = running(tmp_path, letter_number_template="000.8.6.3/{no:3}/SATPOL-PP/{tahun}")

    done = filed(report)

    assert done.line.entry.letter_number == "000.8.6.3/001/SATPOL-PP/2026"
    _, content = read_document(
        report.report_id, done.attached.no, door=door_of("auditor"), **report.use
    )
    assert "000.8.6.3/001/SATPOL-PP/2026" in pdf_text(content)
    assert done.attached.note.endswith("no. 1, nomor 000.8.6.3/001/SATPOL-PP/2026")


def test_the_same_click_twice_is_one_line_and_one_document(report: Running) -> None:
    asked = form(report)

    first, second = filed(report, asked=asked), filed(report, asked=asked)

    assert first == second
    assert (len(lines(report)), len(report.state.documents)) == (1, 1)


def test_somebody_elses_click_finds_what_is_there(report: Running) -> None:
    moved = report.events[-1].no
    first = filed(report, K)

    second = filed(report, S, form(report, moved))

    assert (second.line, second.attached) == (first.line, first.attached)


def test_what_was_registered_by_hand_is_only_attached(report: Running) -> None:
    moved = report.events[-1].no
    entry = Entry(
        book=Book.OUTGOING,
        entered_on=report.now.date(),
        letter_date=report.now.date(),
        counterpart="Kasubbag",
        subject="Bahan LKj",
        letter_number="12/ND/2026",
        report_id=report.report_id,
        event_no=moved,
    )
    asked = agenda.RecordForm(request_id=new_request(), entry=entry)
    agenda.record(asked, door=door_of("monev"), **report.use)

    done = filed(report, K, form(report, moved))

    assert (done.line.entry.subject, len(lines(report))) == ("Bahan LKj", 1)
    assert done.attached.note == "Buku Agenda keluar 2026 no. 1, nomor 12/ND/2026"


def cancelled(report: Running) -> None:
    line = lines(report)[0]
    asked = agenda.CancelForm(
        request_id=new_request(), line_no=line.no, seen=line.last.no, reason="Salah nomor surat"
    )
    agenda.cancel(asked, door=door_of("monev"), **report.use)


def test_a_letter_filed_again_is_attached_again_with_its_new_number(tmp_path: Path) -> None:
    report = running(tmp_path, letter_number_template="{no}/ND/{tahun}")
    moved = report.events[-1].no
    first = filed(report)
    cancelled(report)

    again = filed(report, K, form(report, moved))

    assert again.line.entry.letter_number == "2/ND/2026"
    assert again.attached.no != first.attached.no
    _, content = read_document(
        report.report_id, again.attached.no, door=door_of("auditor"), **report.use
    )
    assert "2/ND/2026" in pdf_text(content)
    assert [version.number for version in report.state.documents] == [1, 2]


def test_a_click_whose_line_was_cancelled_since_is_refused(report: Running) -> None:
    asked = form(report)
    filed(report, asked=asked)
    cancelled(report)

    with pytest.raises(RequestReused):
        filed(report, asked=asked)


def test_a_return_is_a_letter_too(report: Running) -> None:
    report.send_back()

    assert filed(report).line.entry.subject.startswith("Nota Dinas: Pengembalian")


def test_what_is_no_hand_over_has_no_letter(report: Running) -> None:
    for number in (1, 999):
        with pytest.raises(FormInvalid):
            filed(report, asked=form(report, number))
    assert lines(report) == []


def test_both_rights_are_needed(report: Running) -> None:
    for who in (T, "auditor", "administrator"):
        with pytest.raises(NotPermitted):
            filed(report, who)
    assert lines(report) == []


def test_no_report_no_letter(report: Running) -> None:
    with pytest.raises(UnknownReport):
        filed(report, asked=replace(form(report), report_id="tidak-ada"))


def test_a_cancelled_report_takes_no_letter(report: Running) -> None:
    moved = report.events[-1].no
    report.act("kepala_satuan", c.Cancel(note="kegiatan ditiadakan"))

    with pytest.raises(ReportFinished):
        filed(report, asked=form(report, moved))
    assert lines(report) == []


def test_an_office_that_keeps_no_memo_only_registers_it(report: Running) -> None:
    kinds = {report.sop.id: named_by(report.sop)}
    report.office = replace(report.office, documents=kinds)

    done = filed(report)

    assert (done.line.serial, done.attached) == (1, None)
    assert report.state.documents == ()


def test_a_broken_template_leaves_the_line_and_the_next_click_attaches(
    report: Running, tmp_path: Path
) -> None:
    own = tmp_path / "naskah"
    own.mkdir()
    (own / "nota-dinas.typ").write_text("#let x = (", encoding="utf-8")
    broken = replace(
        report.office, settings=replace(report.office.settings, templates_directory=str(own))
    )
    asked = form(report)
    with pytest.raises(TemplateBroken):
        file_memo(asked, door=door_of(K), office=broken, now=report.now)
    assert (len(lines(report)), report.state.documents) == (1, ())

    assert filed(report, asked=asked).attached is not None
    assert len(lines(report)) == 1


def test_a_kind_names_only_naskah_that_there_are() -> None:
    assert set(DOCUMENTS) >= TEMPLATES
    assert MEMO in TEMPLATES
