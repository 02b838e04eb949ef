import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from lkj.store import audit_store, event_store
from lkj.store.chain import Head
from lkj.store.database import Database, sqlite_url
from tests.cli.commands import answer, at, process, refused, run

CODE = "[0-9A-F]{4}(-[0-9A-F]{4}){3}"
NOTHING_THERE = ["Ini bukan basis data aplikasi ini, atau masih kosong."]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three reports of the example."""
    path = tmp_path_factory.mktemp("contoh") / "contoh.db"
    answer("demo", "--reports", "3", "--seed", "7", "--until", "2026-03-02", *at(path))
    return path


def heads(path: Path) -> tuple[Head, Head]:
    database = Database.open(sqlite_url(path))
    with database.read() as conn:
        found = event_store.head(conn), audit_store.head(conn)
    database.dispose()
    return found


def test_the_example_is_told_with_its_number_and_code(tmp_path: Path, example: Path) -> None:
    path = tmp_path / "sama.db"
    arguments = ("demo", "--reports", "3", "--seed", "7", "--until", "2026-03-02")

    said = answer(*arguments, *at(path))

    events, _ = heads(example)
    assert said == f"3 laporan contoh, {events.no} catatan, kode {events.code}.\n"


def test_the_example_is_written_into_an_empty_database_only(example: Path) -> None:
    before = heads(example)

    assert refused("demo", "--reports", "1", *at(example)) == [
        "Basis data ini sudah berisi data."
    ]
    assert heads(example) == before


def test_the_example_does_not_reach_into_the_future(tmp_path: Path) -> None:
    (line,) = refused("demo", "--until", "2999-01-01", *at(tmp_path / "contoh.db"))

    assert line.startswith("Waktu Sel, 1 Jan 2999 belum terjadi.")


def test_verifying_prints_the_last_numbers_and_codes(example: Path) -> None:
    events, _ = heads(example)

    first, second, third = answer("verify", *at(example)).splitlines()

    assert first == f"Riwayat utuh: catatan terakhir no. {events.no}, kode {events.code}."
    assert re.fullmatch(CODE, events.code)
    assert second == "Jejak audit utuh: catatan terakhir no. 0, belum ada kode."
    assert re.fullmatch(r"Buku Agenda utuh: \d+ catatan, nomor urut tanpa lompatan\.", third)


def test_verifying_a_changed_history_fails_and_says_where(
    tmp_path: Path, example: Path
) -> None:
    path = tmp_path / "diubah.db"
    shutil.copyfile(example, path)
    with closing(sqlite3.connect(path)) as conn:
        triggers = conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        conn.executescript("".join(f"DROP TRIGGER {name};" for (name,) in triggers))
        conn.execute("UPDATE events SET note = 'lain' WHERE no = 5")
        conn.commit()

    assert refused("verify", *at(path)) == [
        "Rantai riwayat rusak: riwayat nomor 5 (isinya tidak cocok dengan kodenya)."
    ]


def test_a_removed_guard_is_told_though_the_chain_holds(tmp_path: Path, example: Path) -> None:
    path = tmp_path / "tanpa-pengaman.db"
    shutil.copyfile(example, path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DROP TRIGGER events_refuse_update")
        conn.commit()

    assert refused("verify", *at(path)) == [
        "Rantai utuh, tetapi pengaman hanya-tambah hilang: events_refuse_update."
    ]


def test_a_code_that_was_written_down_is_compared(example: Path) -> None:
    events, _ = heads(example)
    right, wrong = f"{events.no}:{events.code}", f"{events.no}:0000-0000-0000-0000"
    cut = f"{events.no + 1}:{events.code}"

    assert answer("verify", "--anchor", right, *at(example)).startswith("Riwayat utuh: ")
    assert refused("verify", "--anchor", right, "--anchor", wrong, *at(example)) == [
        f"Rantai riwayat rusak: riwayat nomor {events.no} "
        "(kodenya berbeda dari yang pernah dicetak)."
    ]
    assert refused("verify", "--anchor", cut, *at(example)) == [
        f"Rantai riwayat rusak: riwayat nomor {events.no + 1} (catatan terakhir hilang)."
    ]


@pytest.mark.parametrize("anchor", ["7", "7:", ":A", "0:A", "-1:A", "x:A", "٣:A", "9" * 5_000])
def test_a_code_needs_its_number(example: Path, anchor: str) -> None:
    result = run("verify", "--anchor", anchor, *at(example))

    assert result.exit_code == 2
    assert "harus NOMOR:KODE" in result.stderr


@pytest.mark.parametrize("command", [("verify",), ("backup", ".")])
def test_a_database_that_is_not_there_is_not_created(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "tidak-ada.db"

    assert refused(*command, *at(path)) == [f"Basis data tidak ada: {path}"]
    assert not path.exists()


@pytest.mark.parametrize("command", [("verify",), ("backup", ".")])
def test_another_file_is_no_history(tmp_path: Path, command: tuple[str, ...]) -> None:
    empty, foreign = tmp_path / "kosong.db", tmp_path / "lain.db"
    empty.touch()
    with closing(sqlite3.connect(foreign)) as conn:
        conn.execute("CREATE TABLE t (x)")

    assert refused(*command, *at(empty)) == NOTHING_THERE
    assert refused(*command, *at(foreign)) == NOTHING_THERE


def test_a_backup_can_be_restored(tmp_path: Path, example: Path) -> None:
    copies, target = tmp_path / "cadangan", tmp_path / "pulih.db"
    copies.mkdir()

    saved = answer("backup", copies, *at(example))
    (copy,) = copies.glob("*.db")
    restored = answer("restore", copy, "--to", target)

    events, _ = heads(example)
    assert saved == f"Cadangan diperiksa dan tersimpan: {copy}\n"
    assert restored == (
        f"Dipulihkan dan diperiksa: {target}, catatan terakhir no. {events.no}.\n"
    )
    assert heads(target) == heads(example)


def test_restoring_writes_over_nothing(tmp_path: Path, example: Path) -> None:
    target = tmp_path / "ada.db"
    target.write_bytes(b"isi")

    assert refused("restore", example, "--to", target) == ["Basis data ini sudah berisi data."]
    assert target.read_bytes() == b"isi"


def test_restoring_into_a_folder_that_is_not_there_says_so(
    tmp_path: Path, example: Path
) -> None:
    target = tmp_path / "tidak-ada" / "pulih.db"

    assert refused("restore", example, "--to", target) == [f"Folder tidak ada: {target.parent}"]


def test_a_file_that_is_no_backup_is_refused(tmp_path: Path) -> None:
    copy = tmp_path / "bukan.db"
    copy.write_bytes(b"bukan basis data")

    (line,) = refused("restore", copy, "--to", tmp_path / "pulih.db")

    assert line.startswith(f"Salinan {copy} tidak lolos pemeriksaan: ")
    assert not (tmp_path / "pulih.db").exists()


def test_a_backup_needs_a_folder_that_is_there(tmp_path: Path, example: Path) -> None:
    """A disk that is not mounted must not go unnoticed."""
    result = run("backup", tmp_path / "tidak-ada", *at(example))

    assert result.exit_code == 2
    assert not (tmp_path / "tidak-ada").exists()


@pytest.mark.thorough("test_a_code_of_a_document_is_answered_for")
def test_a_process_of_its_own_verifies_the_database_of_the_settings(example: Path) -> None:
    done = process("verify", LKJ_DATABASE_URL=sqlite_url(example))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Riwayat utuh: ")


def test_a_code_of_a_document_is_answered_for(example: Path) -> None:
    printed = run("verify", *at(example)).stdout
    no, code = re.search(
        r"Riwayat utuh: catatan terakhir no\. (\d+), kode (\S+)\.", printed
    ).groups()  # type: ignore[union-attr]

    stands = run("verify", "--code", f"{no}:{code}", *at(example))

    assert f"Kode cocok dengan catatan no. {no}, dicatat " in stands.stdout
    assert "naskah bukan dari basis data ini" in " ".join(
        refused("verify", "--code", f"{no}:0000-0000-0000-0000", *at(example))
    )


def test_a_letter_that_the_audit_log_does_not_tell_of_is_told(
    tmp_path: Path, example: Path
) -> None:
    path = tmp_path / "bukan-contoh.db"
    shutil.copyfile(example, path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("DELETE FROM facts WHERE key = 'example'")
        conn.commit()

    first, second, *_ = refused("verify", *at(path))

    assert first == "Catatan tidak sama dengan jejak audit:"
    assert second == "  - data Bagian nomor 1: tidak ada pada jejak audit"
