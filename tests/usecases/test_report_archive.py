"""The archive of a report: every byte of its documents, its history, and how to check them."""

import csv
import io
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

from lkj.errors import FormInvalid, SessionEnded, StorageFailed, UnknownReport
from lkj.labels import archive_words as words
from lkj.store import audit_store, event_store, session_store
from lkj.usecases import report_archive as use
from tests.support.documents import DRAFT, attached, docx, one_of_each, pdf
from tests.support.made_once import made_once
from tests.support.staffed import Running, door_of, name_of, staffed_office
from tests.support.unit_data import add_units, asked, delivered

LETTER = docx({"word/styles.xml": b"<styles/>"})
S, K, T = "sekretaris", "kasubbag_renja_monev", "tim_lkj"


@made_once
def papers(directory: Path) -> Running:
    """Step 4 waits; every format is attached, a place, two drafts, and a unit gave a file."""
    found = Running(staffed_office(directory)).register()
    add_units(found.office)
    for kind, content in one_of_each().items():
        attached(found, S, "dpa", content=content, file_name=f"dpa.{kind}")
    attached(found, S, "disposisi", place="=Asli di map LKj")
    asked(found)
    delivered(found, content=pdf("data"), file_name="t2.pdf")
    found.until("kumpulkan-data")
    attached(found, T, DRAFT, content=LETTER, file_name="konsep.docx")
    attached(found, T, DRAFT, content=pdf("kedua"), file_name="konsep.pdf")
    return found


@pytest.fixture
def report(tmp_path: Path) -> Running:
    return papers(tmp_path)


def opened(report: Running, who: str = "auditor") -> tuple[str, dict[str, bytes]]:
    made = use.report_archive(report.report_id, door=door_of(who), **report.use)
    with ZipFile(io.BytesIO(b"".join(made.pieces))) as archive:
        assert archive.testzip() is None
        return made.name, {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def test_every_version_of_every_document_is_in_it_to_the_byte(report: Running) -> None:
    name, files = opened(report)

    assert name == f"arsip-2025-tahunan-{report.report_id[-8:]}-2026-03-02.zip"
    kept = {path: content for path, content in files.items() if path.startswith("dokumen/")}
    formats = one_of_each()
    assert kept == {
        **{
            f"dokumen/dpa-v{number}-dpa.{kind}": content
            for number, (kind, content) in enumerate(formats.items(), 1)
        },
        "dokumen/konsep-lkj-v1-konsep.docx": LETTER,
        "dokumen/konsep-lkj-v2-konsep.pdf": pdf("kedua"),
    }
    assert files["data-bagian/2-t2.pdf"] == pdf("data")
    assert files["lembar-kendali.pdf"].startswith(b"%PDF-")


def test_the_lists_name_places_too_and_the_digests_of_the_files(report: Running) -> None:
    _, files = opened(report)

    listed = rows(files[words.DOCUMENT_LIST])
    assert [row["Versi"] for row in listed] == ["1", "2", "3", "4", "5", "1", "1", "2"]
    place, last = listed[5], listed[7]
    assert place["Tempat aslinya"] == "'=Asli di map LKj"  # no formula
    assert (place["Di arsip"], place["SHA-256"]) == ("", "")
    assert last["SHA-256"] == sha256(files[last["Di arsip"]]).hexdigest()
    assert last["Dilampirkan oleh"] == name_of(T)
    (asking, came) = rows(files[words.DATA_LIST])
    assert (asking["Catatan"], came["Di arsip"]) == ("Diminta", "data-bagian/2-t2.pdf")


def test_the_sums_are_those_of_every_other_file(report: Running) -> None:
    _, files = opened(report)

    sums = dict(line.split("  ", 1)[::-1] for line in files[words.SUMS].decode().splitlines())
    assert sums == {
        path: sha256(content).hexdigest()
        for path, content in files.items()
        if path != words.SUMS
    }


def test_the_history_has_every_event_and_every_pass_with_persons(report: Running) -> None:
    _, files = opened(report)

    events, passes = rows(files[words.HISTORY]), rows(files[words.PASSES])
    assert [row["No. catatan"] for row in events] == [str(event.no) for event in report.events]
    assert {row["Pelaku"] for row in events} == {name_of(S), name_of(K), name_of(T)}
    assert [row["Langkah"] for row in passes] == [
        "Terima disposisi",
        "Bentuk Tim",
        "Kumpulkan data",
    ]


def test_the_note_says_how_to_check_and_names_the_last_event(report: Running) -> None:
    _, files = opened(report)

    said = files[words.READ_ME].decode()
    with report.office.database.read() as conn:
        head = event_store.head(conn)
    assert f"no. {head.no}, kode periksa {head.no}:{head.code}" in said
    assert "sha256sum -c SHA256SUMS" in said
    assert "Dibuat Senin, 2 Maret 2026" in said
    assert "PERHATIAN" not in said
    assert "DATA CONTOH" not in said


def test_the_audit_log_notes_who_took_it_out(report: Running) -> None:
    opened(report, "auditor")

    with report.office.database.read() as conn:
        found = {row.action: row for row in audit_store.recent(conn, 2)}
    row = found["report.archive"]
    assert (row.account_id, row.subject) == ("akun-auditor", report.report_id)
    assert row.detail["documents"] == 8


def test_a_lost_and_a_damaged_file_are_named_and_the_rest_is_there(report: Running) -> None:
    gone = report.office.files.root
    lost, damaged = (sha256(content).hexdigest() for content in (LETTER, pdf("kedua")))
    (gone / lost[:2] / lost).unlink()
    (gone / damaged[:2] / damaged).write_bytes(b"lain")

    _, files = opened(report)

    listed = {row["Nama berkas"]: row["Di arsip"] for row in rows(files[words.DOCUMENT_LIST])}
    assert listed["konsep.docx"] == "tidak ada di penyimpanan"
    assert listed["konsep.pdf"] == "rusak di penyimpanan"
    assert "PERHATIAN: 2 berkas tidak ada atau rusak" in files[words.READ_ME].decode()
    assert "dokumen/dpa-v1-dpa.pdf" in files


def test_a_year_has_a_folder_for_every_report(report: Running) -> None:
    other = Running(report.office, now=report.now).register(title="LKj Triwulan I")

    made = use.year_archive(2025, door=door_of("monev"), **report.use)

    with ZipFile(io.BytesIO(b"".join(made.pieces))) as archive:
        folders = {name.partition("/")[0] for name in archive.namelist()}
        sums = [name for name in archive.namelist() if name.endswith("/SHA256SUMS")]
    assert made.name == "arsip-tahun-kinerja-2025-2026-03-02.zip"
    assert folders == {
        f"{number:02d}-2025-tahunan-{one.report_id[-8:]}"
        for number, one in enumerate(sorted((report, other), key=lambda r: r.report_id), 1)
    }
    assert len(sums) == 2


def test_a_year_without_reports_has_no_archive(report: Running) -> None:
    with pytest.raises(FormInvalid):
        use.year_archive(2031, door=door_of("monev"), **report.use)


def test_a_report_that_is_not_there_has_no_archive(report: Running) -> None:
    with pytest.raises(UnknownReport):
        use.report_archive("tidak-ada", door=door_of("monev"), **report.use)


def test_a_disk_that_fails_on_the_way_is_told(
    report: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    made = use.report_archive(report.report_id, door=door_of("monev"), **report.use)
    first = next(made.pieces)
    monkeypatch.setattr(type(report.office.files), "read", broken)

    assert first.startswith(b"PK")
    with pytest.raises(StorageFailed) as refusal:
        list(made.pieces)
    assert refusal.value.facts == {"problem": "io"}


def test_an_archive_is_made_while_it_is_read(report: Running) -> None:
    made = use.report_archive(report.report_id, door=door_of("monev"), **report.use)

    sizes = [len(piece) for piece in made.pieces]
    # Lembar Kendali, seven documents, one file of a unit, the lists, the end.
    assert len(sizes) == 1 + 7 + 1 + 1 + 1
    assert all(sizes)


def test_who_is_signed_out_meanwhile_gets_no_more(report: Running) -> None:
    made = use.report_archive(report.report_id, door=door_of("monev"), **report.use)
    with report.office.database.write() as conn:
        session_store.revoke(conn, "sesi-monev", report.now)

    with pytest.raises(SessionEnded):
        next(made.pieces)
