"""Naskah dinas as files: what they say, for whom, and what is written down."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.errors import FormInvalid, InvalidLetterhead, TemplateBroken, UnknownReport
from lkj.reference import NASKAH
from lkj.store import account_store, audit_store, event_store
from lkj.usecases.memo import memo_moves
from lkj.usecases.naskah_files import DocumentFormat
from lkj.usecases.reports import read_report
from lkj.usecases.routing_slip import shown_version
from tests.documents.folders import HOSTILE, pdf_text, word_text
from tests.support.documents import attached
from tests.support.offices import mark_as_example
from tests.support.staffed import Running, door_of, name_of, staffed_office
from tests.usecases.naskah_office import file_of, on_paper, returned_report, text_of
from tests.usecases.table7_office import Desk

BOTH: tuple[DocumentFormat, ...] = ("pdf", "docx")


@pytest.fixture
def report(tmp_path: Path) -> Running:
    return returned_report(tmp_path)


@pytest.mark.parametrize("kind", BOTH)
def test_a_routing_slip_has_every_pass_with_its_paraf(
    report: Running, kind: DocumentFormat
) -> None:
    text = text_of(report, "lembar-kendali", kind, id=report.report_id)

    assert "pelaksanaan ke-2" in text
    assert "Dikembalikan" in text
    assert "angka pada tabel 3 salah" in text
    assert "Paraf elektronik internal" in text
    assert "Tanda tangan pada berkas asli" in text
    assert "bukan tanda tangan elektronik tersertifikasi" in text
    assert "Nomor SOP" in text
    assert "belum diisi" in text
    assert "None" not in text
    with report.office.database.read() as conn:
        head = event_store.head(conn)
    assert f"Riwayat sampai catatan no. {head.no} · kode periksa {head.no}:{head.code}" in text
    assert "DATA CONTOH" not in text


@pytest.mark.parametrize("kind", BOTH)
def test_example_data_is_marked(report: Running, kind: DocumentFormat) -> None:
    mark_as_example(report.office)

    assert "DATA CONTOH" in text_of(report, "lembar-kendali", kind, id=report.report_id)


@pytest.mark.parametrize("kind", BOTH)
def test_what_people_type_is_printed_as_typed(tmp_path: Path, kind: DocumentFormat) -> None:
    report = returned_report(tmp_path)
    typed = [text[:60] for text in HOSTILE]
    again = Running(report.office, now=report.now).register(title=typed[0])
    for _ in range(3):
        again.go()
    again.decide(Decision.REJECT, note=typed[1] + typed[2], reasons=("salah_hitung",))

    text = text_of(again, "lembar-kendali", kind, id=again.report_id).replace(" ", "")

    for one in typed:
        assert one.replace(" ", "") in text


def test_a_paper_entry_says_who_recorded_it_and_a_version_is_named(report: Running) -> None:
    event = replace(
        report.events[1],
        payload=json.dumps({"shown": {"document": "Konsep LKj", "version": 2}}),
    )
    bare = replace(event, payload='{"shown": {"version": 3}}')
    broken = [replace(event, payload=text) for text in ('{"shown": 1}', "{}", '{"shown": {}}')]

    assert shown_version(event) == "atas Konsep LKj versi 2"
    assert shown_version(bare) == "atas versi 3"
    assert [shown_version(one) for one in broken] == ["", "", ""]


@pytest.mark.parametrize("kind", BOTH)
def test_a_memo_speaks_of_one_move(report: Running, kind: DocumentFormat) -> None:
    view, _ = read_report(report.report_id, door=door_of("monev"), **report.use)
    numbers = {event.kind.value: str(event.no) for event in reversed(memo_moves(view))}

    back = text_of(report, "nota-dinas", kind, id=report.report_id, no=numbers["rejected"])
    on = text_of(report, "nota-dinas", kind, id=report.report_id, no=numbers["approved"])

    assert "Yth. Tim LKj" in back
    assert "angka pada tabel 3 salah" in back
    assert "Pengembalian LKj Satpol PP Tahun 2025" in back
    assert "Yth. Sekretaris" in on
    assert name_of("kasubbag_renja_monev") in on
    assert "Susunan kalimat belum dicocokkan" in on
    assert "………………" in on


@pytest.mark.parametrize("number", ["", "1", "99999", "x", "9" * 30])
def test_there_is_no_memo_of_what_is_no_move(report: Running, number: str) -> None:
    with pytest.raises(FormInvalid):
        file_of(report, "nota-dinas", "pdf", id=report.report_id, no=number)


@pytest.mark.parametrize("kind", BOTH)
def test_table_7_has_its_six_columns_and_says_whether_it_is_determined(
    report: Running, kind: DocumentFormat
) -> None:
    desk = Desk(report)
    before = text_of(report, "tabel-7", kind, semester="2026-1")
    desk.determined()
    after = text_of(report, "tabel-7", kind, semester="2026-1", versi="1")

    for heading in ("Prosedur", "Penilaian terhadap", "Tindakan yang Harus", "Paraf Penilai"):
        assert heading in after
    assert "KONSEP" in before
    assert "KONSEP" not in after
    assert "Ditetapkan" in after


@pytest.mark.parametrize(
    "query", [{}, {"semester": "2026-3"}, {"semester": "2026-1", "versi": "0"}]
)
def test_table_7_of_nothing_is_refused(report: Running, query: dict[str, str]) -> None:
    with pytest.raises(FormInvalid):
        file_of(report, "tabel-7", "pdf", **query)


def test_a_document_has_a_name_and_a_line_in_the_audit_log(report: Running) -> None:
    _, name = file_of(report, "lembar-kendali", "docx", id=report.report_id)

    with report.office.database.read() as conn:
        entry = audit_store.recent(conn, 1)[0]
    assert name == f"lembar-kendali-{report.report_id[:8]}.docx"
    assert (entry.action, entry.subject) == ("document.lembar-kendali", report.report_id)
    assert entry.detail["format"] == "docx"


def test_a_refused_document_leaves_no_line(report: Running) -> None:
    with report.office.database.read() as conn:
        before = audit_store.head(conn)

    with pytest.raises(UnknownReport):
        file_of(report, "lembar-kendali", "pdf", id="tidak-ada")

    with report.office.database.read() as conn:
        assert audit_store.head(conn) == before


def test_a_public_address_gives_a_code_for_the_camera(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    plain = returned_report(tmp_path / "a")
    public = returned_report(tmp_path / "b", public_url="https://lkj.contoh.id")

    sizes = [
        len(file_of(r, "lembar-kendali", "pdf", id=r.report_id)[0]) for r in (plain, public)
    ]

    assert sizes[1] > sizes[0]


def test_an_office_lays_its_own_templates_over_ours(tmp_path: Path) -> None:
    own = tmp_path / "templat"
    own.mkdir()
    report = returned_report(tmp_path, templates_directory=str(own))
    kantor = (NASKAH / "kantor.toml").read_text("utf-8").replace("SATUAN POLISI", "SATUAN UJI")
    (own / "kantor.toml").write_text(kantor, "utf-8")

    assert "SATUAN UJI PAMONG PRAJA" in text_of(
        report, "lembar-kendali", "pdf", id=report.report_id
    )

    (own / "lembar-kendali.typ").write_text("#salah", "utf-8")
    with pytest.raises(TemplateBroken):
        file_of(report, "lembar-kendali", "pdf", id=report.report_id)
    assert "SATUAN UJI" in text_of(report, "lembar-kendali", "docx", id=report.report_id)

    (own / "kantor.toml").write_bytes(b"\xff")
    with pytest.raises(InvalidLetterhead):
        file_of(report, "lembar-kendali", "docx", id=report.report_id)


@pytest.mark.parametrize("kind", BOTH)
def test_a_report_from_paper_names_who_recorded_it_and_its_paper(
    tmp_path: Path, kind: DocumentFormat
) -> None:
    report = on_paper(tmp_path)

    text = text_of(report, "lembar-kendali", kind, id=report.report_id)

    assert "Paraf pada berkas asli" in text
    assert f"Dicatat oleh {name_of('monev')} dari berkas" in text
    assert "sedang berjalan" in text


@pytest.mark.parametrize("kind", BOTH)
def test_long_names_and_many_passes_stay_on_the_paper(
    tmp_path: Path, kind: DocumentFormat
) -> None:
    report = Running(staffed_office(tmp_path)).register(title="Laporan Kinerja " * 12)
    for _ in range(3):
        report.go()
    for _ in range(15):
        report.send_back()
        report.go()
    with report.office.database.write() as conn:
        person = account_store.person(conn, "tim_lkj")
        long = "Dr. Ir. H. " + "Panjang " * 12 + ", S.STP., M.Si."
        account_store.update_person(conn, replace(person, name=long))

    content, _ = file_of(report, "lembar-kendali", kind, id=report.report_id)

    text = pdf_text(content) if kind == "pdf" else word_text(content)
    assert text.count("pelaksanaan ke-16") == 2
    assert "S.STP., M.Si." in text


@pytest.mark.parametrize("kind", BOTH)
def test_a_paraf_names_the_version_of_the_draft_that_it_covers(
    tmp_path: Path, kind: DocumentFormat
) -> None:
    report = Running(staffed_office(tmp_path)).register()
    for _ in range(2):
        report.go()
    report.act("kasubbag_renja_monev", c.Start())
    attached(report, "tim_lkj", place="Map LKj 2026")
    attached(report, "tim_lkj", place="Map LKj 2026, kedua")
    draft = report.state.draft
    assert draft is not None
    report.decide(Decision.SUBMIT, shown=draft.sha256)
    report.decide(Decision.APPROVE, shown=draft.sha256)

    text = text_of(report, "lembar-kendali", kind, id=report.report_id)

    assert f"atas {draft.name} versi 2" in text
    assert f"{draft.name} versi 1: Map LKj 2026" in text
