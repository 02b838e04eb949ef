"""What a start says and gives: all problems in words, the example, a second SOP."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lkj import bootstrap
from lkj.errors import DatabaseNotEmpty, FormInvalid, LkjError, PasswordRefused
from lkj.reference import ROOT
from lkj.usecases.exports import ExportRequest, export
from lkj.usecases.frames import read_frames, revision
from lkj.usecases.office import Settings
from lkj.usecases.passwords import PasswordProblem
from lkj.usecases.refusal_text import refusal_text
from lkj.usecases.sign_in import is_example
from tests.support.offices import NOW
from tests.support.sops import other_sop
from tests.support.staffed import NOBODY, Running, add_staff, door_of, staffed_office

EXAMPLES = ROOT / "tests" / "data" / "sop"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The two database files stand in a folder of the test."""
    monkeypatch.setattr(bootstrap, "OFFICE_DATABASE", tmp_path / "lkj.db")
    monkeypatch.setattr(bootstrap, "EXAMPLE_DATABASE", tmp_path / "contoh.db")
    return tmp_path


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    """No office was built before."""
    bootstrap.current_offices.cache_clear()
    yield
    bootstrap.current_offices.cache_clear()


def test_a_refused_start_says_every_reason_and_stops(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LKJ_ZONE", "WIB")
    monkeypatch.setenv("LKJ_RAHASIA", "x")

    with pytest.raises(SystemExit) as stopped:
        bootstrap.office_or_exit()

    assert stopped.value.code == (
        "Pengaturan belum benar.\n"
        "  - LKJ_RAHASIA: pengaturan ini tidak dikenal\n"
        "  - LKJ_ZONE: zona waktu tidak dikenal"
    )


def test_a_wrong_sop_stops_the_start_with_every_problem(
    files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (EXAMPLES / "banyak-salah.toml").read_bytes()
    (files / "banyak-salah.toml").write_bytes(text)
    monkeypatch.setenv("LKJ_SOP_DIRECTORY", str(files))

    with pytest.raises(SystemExit) as stopped:
        bootstrap.office_or_exit()

    title, *lines = str(stopped.value.code).splitlines()
    assert title == "Berkas SOP belum benar."
    assert len(lines) > 10
    assert all(line.startswith("  - banyak-salah.toml: ") for line in lines)
    assert not (files / "contoh.db").exists()


@pytest.mark.parametrize(
    ("error", "lines"),
    [
        (
            FormInvalid(problems=(("username", "unknown", ""), ("nip", "not_digits", "18"))),
            [
                "Periksa kembali isian berikut.",
                "  - Nama pengguna: tidak dikenal.",
                "  - NIP: harus 18 angka.",
            ],
        ),
        (
            PasswordRefused(problems=(PasswordProblem.TOO_SHORT, PasswordProblem.COMMON)),
            [
                "Kata sandi belum memenuhi syarat.",
                "  - Kata sandi: terlalu pendek, paling sedikit 15 karakter.",
                "  - Kata sandi: terlalu mudah ditebak, tersusun dari kata yang umum dipakai.",
            ],
        ),
        (DatabaseNotEmpty(), ["Basis data ini sudah berisi data."]),
    ],
)
def test_a_refusal_for_a_terminal_has_all_its_problems(
    error: LkjError, lines: list[str]
) -> None:
    assert refusal_text(error).splitlines() == lines


def test_the_first_start_fills_the_example_and_the_second_does_not(
    files: Path,
) -> None:
    office = bootstrap.current_office()
    filled = revision(office)

    assert office.database.path == files / "contoh.db"
    assert filled > 100
    assert bootstrap.fill_if_new(office, at=bootstrap.clock()) is False
    assert revision(office) == filled
    assert bootstrap.current_office() is office
    with office.database.read() as conn:
        assert is_example(conn)
    office.database.dispose()


@pytest.mark.parametrize("name", ["kantor.db", "bukan-contoh.db"])
def test_only_the_example_file_is_filled(tmp_path: Path, name: str) -> None:
    url = f"sqlite:///{tmp_path / name}"
    office = bootstrap.build_office(Settings(database_url=url), at=NOW)

    assert bootstrap.fill_if_new(office, at=NOW) is False
    assert revision(office) == 0
    office.database.dispose()


def test_people_in_the_example_file_are_not_mixed_with_the_example(files: Path) -> None:
    url = bootstrap.default_database_url()
    office = bootstrap.build_office(Settings(database_url=url), at=NOW)
    with office.database.write() as conn:
        add_staff(conn, "siti")

    # Later than NOW: the calendar covers the three years before.
    assert bootstrap.fill_if_new(office, at=NOW + timedelta(days=365)) is False
    assert revision(office) == 0
    office.database.dispose()


def test_a_second_sop_runs_a_report_from_end_to_end(tmp_path: Path) -> None:
    folder = tmp_path / "sop"
    folder.mkdir()
    name = "penerbitan-surat-keterangan.toml"
    (folder / name).write_bytes((EXAMPLES / name).read_bytes())
    staff = staffed_office(tmp_path, sop=other_sop())
    settings = replace(staff.settings, sop_directory=str(folder))
    office = bootstrap.build_office(settings, at=NOW)

    report = Running(office).register(title="Surat Keterangan 17")
    report.until("tanda-tangan-lurah").send_back()
    report.until(None)

    (row,) = read_frames(office, as_of=report.now).status.to_dict("records")
    assert [visit.step for visit in report.state.visits] == [
        "daftar",
        "verifikasi",
        "konsep",
        "tanda-tangan-lurah",
        "verifikasi",
        "konsep",
        "tanda-tangan-lurah",
        "serah",
    ]
    assert (row["title"], row["state"], row["n_rejections"]) == (
        "Surat Keterangan 17",
        "finished",
        1,
    )
    request = ExportRequest(name="status", file_format="csv")
    made = export(request, door=door_of(NOBODY), office=office, now=report.now)
    assert list(made.tables[0].rows["state"]) == ["Selesai"]
    office.database.dispose()


def test_the_clock_is_aware_and_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    before = bootstrap.clock()
    monkeypatch.setenv("LKJ_TEST_NOW", "2026-03-02T08:00:00+07:00")

    assert before.utcoffset() == timedelta(0)
    assert bootstrap.clock() == NOW
