"""The command line tells which files are lost, and removes those that nothing names."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from lkj import bootstrap
from lkj.store.file_store import FileStore
from tests.cli.commands import answer, at, refused
from tests.support.documents import attached, pdf
from tests.support.staffed import Running, staffed_office


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """A report with one document, and its database closed."""
    report = Running(staffed_office(tmp_path)).register()
    attached(report, "sekretaris", "dpa")
    return report


def place(report: Running) -> Path:
    return report.office.database.path


def age(store: FileStore, name: str, hours: int) -> None:
    moment = (bootstrap.clock() - timedelta(hours=hours)).timestamp()
    os.utime(store.root / name[:2] / name, (moment, moment))


def test_verifying_counts_the_files_and_names_the_lost_ones(report: Running) -> None:
    store, name = report.office.files, report.state.documents[0].sha256
    assert answer("verify", *at(place(report))).endswith("Dokumen utuh: 1 berkas.\n")

    path = store.root / name[:2] / name
    path.write_bytes(b"lain")
    assert refused("verify", *at(place(report))) == [
        "Dokumen tidak utuh:",
        f"  - {name}: isinya berubah",
    ]
    path.unlink()
    assert refused("verify", *at(place(report)))[-1] == f"  - {name}: tidak ada"


def test_a_backup_holds_the_files(report: Running, tmp_path: Path) -> None:
    folder = tmp_path / "cadangan"
    folder.mkdir()

    answer("backup", folder, *at(place(report)))
    (copy,) = folder.glob("*.db")
    answer("restore", copy, "--to", tmp_path / "pulih.db")

    restored = FileStore(tmp_path / "pulih-berkas")
    assert restored.read(report.state.documents[0].sha256) == pdf()


def test_files_without_an_event_are_removed_after_a_day(report: Running) -> None:
    store, named = report.office.files, report.state.documents[0].sha256
    orphan, young = store.keep(b"tanpa catatan"), store.keep(b"sedang diunggah")
    for name in (named, orphan):
        age(store, name, hours=25)

    assert answer("files", "clean", *at(place(report))) == (
        "1 berkas tanpa catatan dihapus, 1 KB.\n"
    )
    assert [store.has(name) for name in (named, orphan, young)] == [True, False, True]
    assert answer("files", "clean", *at(place(report))) == (
        "Tidak ada berkas yang perlu dihapus.\n"
    )
