"""`python -m lkj doctor`: a line for each check, what to do, and a code for scripts."""

import json
import socket
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from lkj.cli import doctor
from lkj.cli.doctor import answers_on_lan
from lkj.domain.health import Check
from lkj.labels.health_words import CHECK_NAME
from tests.cli.commands import at, run
from tests.support.offices import mark_as_example
from tests.support.server import free_port
from tests.support.staffed import Running, staffed_office


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An office with a report, marked as an example: it needs no backup."""
    office = staffed_office(tmp_path)
    Running(office).register()
    mark_as_example(office)
    office.database.dispose()
    assert office.database.path is not None
    return office.database.path


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody in the network reaches an app of this machine."""
    monkeypatch.setattr(doctor, "answers_on_lan", lambda _: False)
    monkeypatch.setenv("LKJ_TEST_NOW", "2026-03-02T03:00:00+00:00")


def test_every_check_has_its_line_and_all_is_told_as_well(path: Path) -> None:
    result = run("doctor", *at(path))

    lines = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    names = [line[8:].split(":")[0] for line in lines]
    expected = [name for check, name in CHECK_NAME.items() if check is not Check.BACKUP_PLACE]
    assert names == expected
    assert {line.split()[0] for line in lines} <= {"OK", "PERIKSA"}
    assert (result.exit_code, result.stderr) == (0, "")


def test_what_is_to_be_done_stands_under_its_line(path: Path) -> None:
    lines = run("doctor", *at(path)).stdout.splitlines()

    place = next(
        n
        for n, line in enumerate(lines)
        if line.startswith("PERIKSA Isi basis data: DATA CONTOH")
    )
    assert lines[place + 1].strip() == (
        "→ Untuk pekerjaan sungguhan: python -m lkj office init."
    )


def test_quick_reads_no_chain(path: Path) -> None:
    quick = run("doctor", "--quick", *at(path)).stdout
    assert "Rantai riwayat: Belum pernah diperiksa." in quick

    run("doctor", *at(path))

    quick = run("doctor", "--quick", *at(path)).stdout
    assert "Rantai riwayat: Utuh pada Sen, 2 Mar 2026 10.00 WIB" in quick


def test_something_wrong_ends_with_code_1(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    office.database.dispose()

    result = run("doctor", "--quick", "--database", office.settings.database_url)

    assert result.exit_code == 1
    assert "SALAH   Cadangan: Cadangan terakhir: belum pernah." in result.stdout


def test_a_program_reads_codes_without_names_or_paths(path: Path) -> None:
    result = run("doctor", "--json", *at(path))

    told = json.loads(result.stdout)
    assert told["at"] == "2026-03-02T03:00:00+00:00"
    assert told["health"] in {"fine", "look"}
    assert {one["check"] for one in told["checks"]} == set(Check) - {Check.BACKUP_PLACE}
    assert str(path.parent) not in result.stdout
    assert "Nama" not in result.stdout


def test_wrong_settings_are_told_by_name_and_on_the_screen_in_full(
    monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    monkeypatch.setenv("LKJ_ZONE", "rahasia")
    monkeypatch.setenv("LKJ_SALAH", "rahasia")

    result = run("doctor", *at(path))
    plain = run("doctor", "--json", *at(path))

    assert result.exit_code == plain.exit_code == 1
    assert "SALAH   Pengaturan: Belum benar: LKJ_SALAH, LKJ_ZONE." in result.stdout
    assert "LKJ_ZONE: zona waktu tidak dikenal" in result.stderr
    assert "rahasia" not in plain.stdout
    assert plain.stderr == ""


def test_files_of_the_office_that_are_wrong_are_told(
    monkeypatch: pytest.MonkeyPatch, path: Path, tmp_path: Path
) -> None:
    (tmp_path / "sop").mkdir()
    (tmp_path / "sop" / "rusak.toml").write_text("id = 1", encoding="utf-8")
    monkeypatch.setenv("LKJ_SOP_DIRECTORY", str(tmp_path / "sop"))

    result = run("doctor", *at(path))

    assert result.exit_code == 1
    assert "SALAH   Pengaturan: Belum benar: InvalidSop." in result.stdout
    assert "rusak.toml" in result.stderr


def test_a_database_that_is_not_there_is_told_and_never_made(tmp_path: Path) -> None:
    path = tmp_path / "tidak-ada.db"

    result = run("doctor", *at(path))

    assert result.exit_code == 1
    assert "SALAH   Basis data: Tidak dapat dipakai: berkasnya tidak ada." in result.stdout
    assert not path.exists()


def test_an_empty_file_a_foreign_one_and_a_damaged_one_are_told(tmp_path: Path) -> None:
    (tmp_path / "kosong.db").touch()
    with closing(sqlite3.connect(tmp_path / "asing.db")) as conn:
        conn.execute("CREATE TABLE lain (x)")
    (tmp_path / "rusak.db").write_bytes(b"bukan basis data" * 1000)

    told = {
        name: run("doctor", *at(tmp_path / f"{name}.db")).stdout.splitlines()[1]
        for name in ("kosong", "asing", "rusak")
    }

    usual = "SALAH   Basis data: Tidak dapat dipakai: "
    assert told == {
        "kosong": f"{usual}masih kosong.",
        "asing": f"{usual}bukan basis data aplikasi ini.",
        "rusak": f"{usual}rusak.",
    }


def test_an_older_schema_is_told_and_not_upgraded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lkj.store.schema.is_current", lambda _: False)

    result = run("doctor", *at(path))

    assert result.exit_code == 1
    assert "SALAH   Skema basis data: Bukan skema versi aplikasi ini." in result.stdout
    assert [one.name for one in path.parent.glob("*.schema-*")] == []


def test_an_app_is_found_as_others_in_the_network_would_reach_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(doctor, "lan_address", lambda: "127.0.0.2")
    with socket.create_server(("127.0.0.2", 0)) as server:
        port = server.getsockname()[1]

        assert answers_on_lan(port)
    assert not answers_on_lan(free_port())


def test_a_machine_without_a_network_is_reached_by_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(doctor, "lan_address", lambda: "127.0.0.1")

    assert not answers_on_lan(free_port())
