"""A restore drill from the command line: what comes back, and everything that does not."""

import json
import sqlite3
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from lkj.store.attached_files import beside
from lkj.store.backup import backup
from lkj.usecases.documents import attach
from lkj.usecases.office import Office
from tests.cli.commands import answer, at, refused
from tests.support.documents import attachment
from tests.support.offices import NOW
from tests.support.staffed import Running, door_of, staffed_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Two reports, one with a document."""
    made = staffed_office(tmp_path)
    report = Running(made).register().until("periksa-kasubbag")
    attach(attachment(report, "dpa"), door=door_of("monev"), office=made, now=NOW)
    Running(made).register(title="LKj lain")
    (tmp_path / "cadangan").mkdir()
    return made


@pytest.fixture
def copy(office: Office) -> Path:
    return backed_up(office)


@pytest.fixture(autouse=True)
def drills(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where drills are held: empty again after each."""
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def backed_up(office: Office, *, days: int = 0) -> Path:
    assert office.backups is not None
    now = NOW + timedelta(days=days)
    return backup(office.database, office.files, office.backups, now, daily=True)


def told(copy: Path) -> list[str]:
    """The problems of a copy."""
    first, *problems = refused("drill", copy)
    assert first == "Cadangan ini tidak dapat diandalkan:"
    return [one.removeprefix("  - ") for one in problems]


def write_note(copy: Path, **changed: object) -> None:
    path = copy.with_suffix(".json")
    path.write_text(json.dumps(json.loads(path.read_text()) | changed))


def test_a_good_copy_is_told_with_what_came_back(
    office: Office, copy: Path, drills: Path
) -> None:
    before = sorted(copy.parent.iterdir())

    first, second, third = answer("drill", copy).splitlines()

    n_events = json.loads(copy.with_suffix(".json").read_text())["events"]["no"]
    assert first == f"Latihan pemulihan: {copy}"
    assert second.startswith("Dipulihkan dan diperiksa dalam ")
    assert second.endswith(f" detik: 2 laporan, {n_events} catatan, 1 dokumen.")
    assert third.endswith("folder sementara sudah dihapus.")
    assert list(drills.glob("lkj-latihan-*")) == []
    assert sorted(copy.parent.iterdir()) == before


def test_the_newest_is_taken_where_none_is_named(office: Office, copy: Path) -> None:
    newest = backed_up(office, days=1)
    assert office.database.path is not None

    said = answer("drill", *at(office.database.path)).splitlines()

    assert said[0] == f"Latihan pemulihan: {newest}"


def test_without_any_copy_there_is_nothing_to_drill(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert office.database.path is not None
    place = at(office.database.path)

    assert refused("drill", *place) == [
        f"Belum ada cadangan yang dapat dilatih: {office.backups}"
    ]
    monkeypatch.setenv("LKJ_BACKUP_DIR", "tidak")
    assert refused("drill", *place) == [
        "Belum ada cadangan yang dapat dilatih: cadangan harian dimatikan; sebutkan berkasnya"
    ]


def test_every_lost_document_is_named(office: Office, copy: Path, drills: Path) -> None:
    (kept,) = beside(copy).root.glob("*/*")
    kept.write_bytes(b"rusak")

    refusal, document = told(copy)

    assert "dokumen" in refusal
    assert document.startswith(f"dokumen {kept.name[:12]}…: ")
    assert list(drills.glob("lkj-latihan-*")) == []


def test_a_changed_row_is_found(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("DROP TRIGGER events_refuse_update")
        conn.execute("UPDATE events SET note = 'lain' WHERE no = 2")
        conn.commit()

    assert told(copy) == [
        "Rantai riwayat rusak: riwayat nomor 2 (isinya tidak cocok dengan kodenya)."
    ]


def test_a_guard_that_did_not_come_back_is_found(copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as conn:
        conn.execute("DROP TRIGGER audit_refuse_delete")
        conn.commit()
    copy.with_suffix(".json").unlink()

    assert told(copy) == [
        "berkas .json cadangan ini tidak ada atau tidak terbaca",
        "pengaman hanya-tambah hilang: audit_refuse_delete",
    ]


def test_rows_that_were_lost_on_the_way_are_counted(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note is compared before the restore too: here it is changed in between."""
    monkeypatch.setattr("lkj.store.backup._compare_with_note", lambda *_: None)
    rows = json.loads(copy.with_suffix(".json").read_text())["rows"]
    write_note(copy, rows=rows | {"persons": rows["persons"] + 1})

    n = rows["persons"]
    assert told(copy) == [f"tabel persons: {n + 1} baris menurut .json, {n} yang pulih"]


def test_no_database_at_all_is_told(tmp_path: Path) -> None:
    path = tmp_path / "lkj-2026-03-02T010000Z.db"
    path.write_bytes(b"bukan basis data" * 1000)

    without_note, damaged = sorted(told(path), reverse=True)

    assert without_note.startswith("berkas .json")
    assert damaged.endswith("tidak lolos pemeriksaan: rusak.")


def test_a_copy_of_an_older_schema_is_not_compared_row_by_row(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An upgrade on the way may add rows; before it, the restore has compared them."""
    monkeypatch.setattr("lkj.store.backup._compare_with_note", lambda *_: None)
    write_note(copy, schema="0001", rows={"persons": 0})

    assert "Dipulihkan dan diperiksa" in answer("drill", copy)
