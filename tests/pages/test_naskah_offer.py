"""After a step its naskah are offered, and one click files and attaches the Nota Dinas."""

from lkj import bootstrap
from lkj.domain.agenda import Book, Entry
from lkj.domain.commands import Start
from lkj.store import agenda_store
from lkj.usecases.agenda import RecordForm, record
from tests.pages.stage import KASUBBAG, SEKRETARIS, TIM, Stage, markup, offers, shown
from tests.pages.widgets import confirmations, field, fill, press
from tests.support.staffed import Running, door_of, new_request

APPROVE = "Setujui, paraf, dan serahkan ke Sekretaris"
FILE = "Catat di Buku Agenda dan lampirkan"
WHERE = "periksa-kasubbag"


def running(stage: Stage) -> Running:
    return Running(bootstrap.current_office(), stage.reports[WHERE], bootstrap.clock())


def approved(stage: Stage):
    return press(stage.open(KASUBBAG, "tasks", report=WHERE), APPROVE)


def test_a_finished_step_offers_its_naskah_ready_filled(fresh: Stage) -> None:
    at = approved(fresh)

    number = running(fresh).events[-1].no
    report_id = fresh.reports[WHERE]
    said = markup(at)
    assert "Sudah terisi dari catatan; unduh, periksa, lalu tanda tangani" in said
    assert f"/unduh/naskah/nota-dinas.pdf?id={report_id}&amp;no={number}" in said
    assert f"/unduh/naskah/lembar-kendali.docx?id={report_id}" in said


def test_one_click_files_and_attaches_the_nota_dinas(fresh: Stage) -> None:
    at = approved(fresh)
    moved = running(fresh).events[-1].no

    press(at, FILE)

    said = "Tersimpan: Buku Agenda keluar 2026 no. 1, nomor belum diisi; PDF-nya dilampirkan."
    assert confirmations(at) == [said]
    assert FILE not in offers(at)
    with bootstrap.current_office().database.read() as conn:
        (line,) = agenda_store.lines_of_report(conn, fresh.reports[WHERE])
    assert line.entry.event_no == moved
    assert running(fresh).state.documents[0].document == "nota-dinas"
    report = fresh.open(SEKRETARIS, "reports", report=WHERE)
    assert "Buku Agenda keluar 2026 no. 1, nomor belum diisi" in markup(report)


def test_the_offer_goes_when_it_is_closed(fresh: Stage) -> None:
    at = approved(fresh)

    press(at, "Tutup")

    assert FILE not in offers(at)
    assert "Naskah untuk langkah yang baru selesai" not in [shown(m.value) for m in at.markdown]


def test_an_act_that_was_taken_back_offers_nothing(fresh: Stage) -> None:
    at = approved(fresh)

    press(at, "Tarik kembali")

    assert FILE not in offers(at)


def test_who_may_not_file_is_offered_the_naskah_only(fresh: Stage) -> None:
    report = Running(bootstrap.current_office()).register().until("kumpulkan-data")
    report.act(KASUBBAG, Start())
    fresh.reports = {**fresh.reports, "ordered": report.report_id}
    at = press(fresh.open(TIM, "tasks", report="ordered"), "Serahkan bahan ke Kasubbag")

    assert "/unduh/naskah/nota-dinas.pdf" in markup(at)
    assert FILE not in offers(at)


def test_a_hand_over_of_earlier_is_filed_from_the_page_of_the_report(fresh: Stage) -> None:
    at = fresh.open(KASUBBAG, "reports", report=WHERE)
    first = running(fresh).events[1].no

    fill(at, "Penyerahan atau pengembalian", first)
    press(at, FILE)

    assert confirmations(at)[0].startswith("Tersimpan: Buku Agenda keluar 2026 no. 1")
    assert running(fresh).state.documents[0].file.name == f"nota-dinas-{first}.pdf"


def test_a_letter_that_was_filed_without_its_pdf_is_attached_by_the_same_click(
    fresh: Stage,
) -> None:
    report = running(fresh)
    first, day = report.events[1].no, report.now.date()
    entry = Entry(
        book=Book.OUTGOING,
        entered_on=day,
        letter_date=day,
        counterpart="Kasubbag",
        subject="Disposisi LKj",
        report_id=report.report_id,
        event_no=first,
    )
    asked = RecordForm(request_id=new_request(), entry=entry)
    record(asked, door=door_of("monev"), **report.use)
    at = fresh.open(KASUBBAG, "reports", report=WHERE)
    fill(at, "Penyerahan atau pengembalian", first)

    press(at, "Lampirkan PDF-nya")

    assert confirmations(at)[0].endswith("PDF-nya dilampirkan.")
    assert running(fresh).state.documents[0].file.name == f"nota-dinas-{first}.pdf"
    again = fresh.open(KASUBBAG, "reports", report=WHERE)
    assert first not in field(again, "Penyerahan atau pengembalian").options


def test_a_letter_that_outlived_its_hand_over_is_told(fresh: Stage) -> None:
    at = press(approved(fresh), FILE)
    press(at, "Tarik kembali")

    report = fresh.open(SEKRETARIS, "reports", report=WHERE)

    assert [shown(one.value) for one in report.warning][-1] == (
        "Buku Agenda keluar 2026 no. 1 memuat Nota Dinas untuk penyerahan yang sudah ditarik "
        "kembali. Batalkan baris itu bila suratnya tidak jadi dikirim."
    )
