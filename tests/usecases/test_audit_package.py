"""The audit package: what is in it, for whom, and what the audit log says of it."""

import csv
import io
import json
from zipfile import ZIP_STORED, ZipFile

import pytest

from lkj.domain.table7 import Semester
from lkj.errors import FormInvalid, NotPermitted, UnknownReport
from lkj.labels import audit_words as words
from lkj.reference import read_verifiers
from lkj.store import audit_store, event_store, verification
from lkj.usecases.audit_package import report_package, semester_package
from tests.support.audited import TRICKY, Parts, audited_report, packed
from tests.support.documents import pdf
from tests.support.staffed import Running, door_of, name_of

SEMESTER = Semester(2026, 1)


@pytest.fixture
def report(tmp_path) -> Running:
    return audited_report(tmp_path)


def table(parts: Parts, name: str) -> list[dict[str, str]]:
    text = parts.files[name].decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def semester(report: Running, who: str = "auditor") -> Parts:
    made = semester_package(SEMESTER, door=door_of(who), **report.use)
    return Parts.of(b"".join(made.pieces))


def test_every_row_of_the_report_is_in_it_as_stored(report: Running) -> None:
    parts = Parts.of(packed(report))

    whole = [row for row in parts.rows() if row[1] == report.report_id]
    assert [row[0] for row in whole] == [event.no for event in report.events]
    assert [row[-1] for row in whole] == [event.hash for event in report.events]
    assert [row["no"] for row in table(parts, words.EVENT_ROWS)] == [
        str(event.no) for event in report.events
    ]
    assert TRICKY in {row[23] for row in whole}


def test_rows_of_other_reports_are_there_without_their_texts(report: Running) -> None:
    parts = Parts.of(packed(report))

    others = [row for row in parts.rows() if row[1] != report.report_id]
    assert len(parts.rows()) == event_head(report).no
    assert others
    assert all(set(row[place]) == {"sha256"} for row in others for place in (23, 25))


def event_head(report: Running) -> event_store.Head:
    with report.office.database.read() as conn:
        return event_store.head(conn)


def test_corrections_tell_the_value_before_and_after(report: Running) -> None:
    rows = table(Parts.of(packed(report)), words.CORRECTIONS)

    told = [(row["Yang dikoreksi"], row["Semula"], row["Menjadi"]) for row in rows]
    assert told == [
        ("lama pengerjaan (menit)", "", "10"),
        ("lama pengerjaan (menit)", "10", "8"),
    ]
    assert {row["Alasan"] for row in rows} == {"salah ketik"}
    assert {row["Oleh"] for row in rows} == {name_of("monev")}


def test_acts_on_behalf_name_their_paper_and_who_recorded_them(report: Running) -> None:
    rows = table(semester(report), words.ON_BEHALF)

    assert len(rows) == 13
    assert rows[0]["Dasar"] == "Disposisi 900/12/SET"
    assert rows[1]["Dasar"] == "Buku Agenda 12, 2026-03-02"
    assert (rows[1]["Atas nama"], rows[1]["Dicatat oleh"]) == (
        name_of("sekretaris"),
        name_of("monev"),
    )


def test_documents_are_in_it_to_the_byte_with_their_lists(report: Running) -> None:
    parts = Parts.of(packed(report))

    listed = {row["Nama berkas"]: row["Di arsip"] for row in table(parts, words.DOCUMENT_LIST)}
    assert parts.files[listed["dpa.pdf"]] == pdf("dpa")
    (came,) = [row for row in table(parts, words.DATA_LIST) if row["Nama berkas"]]
    assert parts.files[came["Di arsip"]] == pdf("data")


def test_sop_calendar_persons_and_the_meaning_of_columns_are_in_it(report: Running) -> None:
    parts = Parts.of(packed(report))

    assert "kalender/versi-1.toml" in parts.files
    assert {row["Nama"] for row in table(parts, words.PERSONS)} >= {name_of("sekretaris")}
    columns = [row["Kolom"] for row in table(parts, words.DICTIONARY)]
    assert columns == [*verification.EVENTS.columns, *verification.AUDIT.columns]


def test_both_verifiers_are_in_it_and_nothing_is_packed(report: Running) -> None:
    content = packed(report)

    with ZipFile(io.BytesIO(content)) as archive:
        assert {info.compress_type for info in archive.infolist()} == {ZIP_STORED}
        assert {name: archive.read(name) for name in read_verifiers()} == read_verifiers()


def test_codes_that_earlier_lines_of_the_audit_log_carry_are_listed(report: Running) -> None:
    packed(report)
    parts = Parts.of(packed(report))

    first, second, *known = table(parts, words.ANCHORS)
    head = event_head(report)
    assert (first["No."], first["Kode"]) == (str(head.no), head.code)
    assert second["Rantai"] == "jejak audit"
    assert [row["Kode"] for row in known] == [head.code, head.code]


def test_the_note_says_whether_the_audit_log_is_whole(report: Running) -> None:
    whole = Parts.of(packed(report, "auditor")).files[words.READ_ME].decode()
    part = Parts.of(packed(report, "monev")).files[words.READ_ME].decode()

    assert "Jejak audit lengkap dan berurutan" in whole
    assert "lengkap tidaknya tidak terbukti" in part
    assert "YANG TIDAK DIBUKTIKAN" in whole


def test_a_lost_document_is_told_in_the_note(report: Running) -> None:
    (file, *_) = [one.file for one in report.state.documents if one.file]
    (report.office.files.root / file.sha256[:2] / file.sha256).unlink()

    assert "PERHATIAN: 1 dokumen" in Parts.of(packed(report)).files[words.READ_ME].decode()


def test_a_semester_holds_every_report_that_was_worked_on(report: Running) -> None:
    parts = semester(report)

    facts = parts.facts()
    assert len(facts["laporan"]) == 3
    assert facts["rentang"] == ["2025-12-31T17:00:00.000000Z", "2026-06-30T17:00:00.000000Z"]
    assert all(isinstance(row[23], str) for row in parts.rows())


def test_each_package_is_written_to_the_audit_log_with_its_code(report: Running) -> None:
    semester(report, "monev")

    with report.office.database.read() as conn:
        (row,) = audit_store.recent(conn, 1)
    assert (row.action, row.subject, row.account_id) == (
        "audit.package",
        "2026-1",
        "akun-monev",
    )
    assert row.detail == {"head": event_head(report).anchor, "reports": 3}


def test_the_name_carries_the_code(report: Running) -> None:
    made = report_package(report.report_id, door=door_of("auditor"), **report.use)

    head = event_head(report)
    assert made.name.endswith(f"-2026-03-02-no{head.no}-{head.code}.zip")


def test_what_is_not_there_has_no_package(report: Running) -> None:
    with pytest.raises(UnknownReport):
        report_package("tidak-ada", door=door_of("auditor"), **report.use)
    with pytest.raises(FormInvalid):
        semester_package(Semester(2031, 1), door=door_of("auditor"), **report.use)


@pytest.mark.parametrize("who", ["administrator", "sekretaris", "tim_lkj"])
def test_others_get_none(report: Running, who: str) -> None:
    with pytest.raises(NotPermitted):
        report_package(report.report_id, door=door_of(who), **report.use)


def test_a_value_that_no_writer_stores_does_not_stop_the_package(report: Running) -> None:
    with report.office.database.write() as conn:
        conn.exec_driver_sql("DROP TRIGGER events_refuse_update")
        conn.exec_driver_sql("UPDATE events SET note = x'ff' WHERE no = 2")

    rows = Parts.of(packed(report)).rows()

    assert json.dumps(rows[1][23]) != ""
