import os
from pathlib import Path

import pytest

from lkj.reference import read_draft
from tests.cli.commands import answer, process, refused, run
from tests.support.relatives import first_and_others
from tests.support.small_log import DRAFT, LOG, SOP, SmallFiles, small_files

HEADINGS = LOG.splitlines()[0]


@pytest.fixture
def files(tmp_path: Path) -> SmallFiles:
    return small_files(tmp_path)


def asked(files: SmallFiles, out: Path, *more: str | Path) -> list[str | Path]:
    rules = ["--sop", files.sop, "--map", files.map, "--calendar", files.calendar]
    return ["analyze", files.log, *rules, "--out", out, *more]


def there(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_an_analysis_tells_what_was_counted_and_what_was_not(
    files: SmallFiles, tmp_path: Path
) -> None:
    out = tmp_path / "hasil"

    assert answer(*asked(files, out)).splitlines() == [
        "3 kasus",
        "9 peristiwa",
        "9 pelaksanaan langkah",
        "1 pengembalian",
        "3 penyimpangan dari SOP",
        "Tidak dihitung: 1 peristiwa yang diabaikan peta, 1 peristiwa dengan daur hidup lain, "
        "1 mulai tanpa selesai, 6 baris yang tidak terbaca (refused.csv).",
        f"Tersimpan: {out}",
    ]
    assert {"cases.csv", "summary.json", "refused.csv"} <= there(out)


def test_a_log_without_anything_left_out_says_no_more(tmp_path: Path) -> None:
    files = small_files(tmp_path, log=f"{HEADINGS}\nA,Kirim,2026-01-05 09:00,,,,\n")

    told = answer(*asked(files, tmp_path / "hasil"))

    assert "Tidak dihitung" not in told
    assert "refused.csv" not in there(tmp_path / "hasil")


@pytest.mark.parametrize(
    ("records", "n_cases"),
    [
        ("", 0),
        ("A,Kirim,2026-01-05 09:00,,,,\n", 1),
        ("A,Telepon,2026-01-05 09:00,,,,\n", 1),
        (",Kirim,2026-01-05 09:00,,,,\nA,Kirim,besok,,,,\n", 0),
        ("A,Kopi,2026-01-05 09:00,,,,\n", 0),
        ("A,Kirim,2026-01-05 09:00,,start,,\n", 0),
    ],
)
@pytest.mark.parametrize("sop", first_and_others([SOP, DRAFT]))
def test_the_smallest_logs_have_every_table(
    tmp_path: Path, records: str, n_cases: int, sop: str
) -> None:
    files = small_files(tmp_path, log=f"{HEADINGS}\n{records}", sop=sop)

    told = answer(*asked(files, tmp_path / "hasil")).splitlines()

    assert told[0] == f"{n_cases} kasus"
    assert len(there(tmp_path / "hasil") - {"refused.csv"}) == 10


def test_every_problem_of_every_file_is_told_at_once(files: SmallFiles, tmp_path: Path) -> None:
    files.sop.write_text(
        DRAFT.replace("nomor = 1", "nomor = 7").replace('ke = "arsip"', "x = 1")
    )
    files.map.write_text("zona = 5")
    files.calendar.write_text("id = 5")
    before = there(tmp_path)

    lines = refused(*asked(files, tmp_path / "hasil"))

    assert [line for line in lines if not line.startswith("  - ")] == [
        "sop.toml: Berkas SOP belum benar.",
        "peta.toml: Peta log belum benar.",
        "kalender.toml: Berkas kalender kerja belum benar.",
    ]
    assert "  - langkah[2] (reviu).keputusan.setujui.ke: Kunci ini belum ada." in lines
    assert "  - zona: Harus berupa teks, bukan bilangan bulat." in lines
    assert "  - kolom: Kunci ini belum ada." in lines
    assert "  - id: Harus berupa teks, bukan bilangan bulat." in lines
    assert there(tmp_path) == before


def test_files_that_are_not_there_are_all_told(files: SmallFiles, tmp_path: Path) -> None:
    for path in (files.sop, files.map, files.calendar):
        path.unlink()

    lines = refused(*asked(files, tmp_path / "hasil"))

    assert [line for line in lines if line.startswith("  - ")] == [
        f"  - {name}: tidak ada" for name in ("sop.toml", "peta.toml", "kalender.toml")
    ]


def test_a_map_that_speaks_of_other_steps_is_refused(files: SmallFiles, tmp_path: Path) -> None:
    files.map.write_text(
        files.map.read_text().replace('langkah = "arsip"', 'langkah = "arsib"')
    )

    title, *lines = refused(*asked(files, tmp_path / "hasil"))

    assert title == "Peta log belum benar."
    assert lines == [
        f'  - aktivitas[{number}] ("{name}"): Langkah "arsib" tidak ada dalam SOP. '
        'Maksudnya "arsip"?'
        for number, name in ((5, "Arsip"), (6, "Segel"))
    ]


def test_columns_that_the_log_lacks_are_all_told(files: SmallFiles, tmp_path: Path) -> None:
    files.log.write_text(LOG.replace("sejak", "dari").replace("peran", ""), encoding="utf-8")

    _, *lines = refused(*asked(files, tmp_path / "hasil"))

    known = '"no", "apa", "kapan", "dari", "daur", "siapa"'
    assert lines == [
        f'  - kolom: Kolom "{name}" tidak ada dalam log; yang ada: {known}.'
        for name in ("sejak", "peran")
    ]
    assert "hasil" not in there(tmp_path)


def test_times_outside_the_calendars_years_are_refused(tmp_path: Path) -> None:
    files = small_files(tmp_path, log=f"{HEADINGS}\nA,Kirim,2025-12-31 09:00,,,,\n")

    (line,) = refused(*asked(files, tmp_path / "hasil"))

    assert line.startswith("Kalender kerja belum memuat tahun 2025.")
    assert "hasil" not in there(tmp_path)


def test_without_a_calendar_the_offices_own_counts(files: SmallFiles, tmp_path: Path) -> None:
    out = tmp_path / "hasil"

    answer("analyze", files.log, "--sop", files.sop, "--map", files.map, "--out", out)

    assert '"id": "kalbar"' in (out / "summary.json").read_text(encoding="utf-8")


def test_as_of_is_a_moment_with_its_offset(files: SmallFiles, tmp_path: Path) -> None:
    out = tmp_path / "hasil"

    told = answer(*asked(files, out, "--as-of", "2026-01-05T12:00+07:00")).splitlines()

    assert told[:2] == ["1 kasus", "2 peristiwa"]
    assert "9 peristiwa sesudah --as-of" in told[5]


@pytest.mark.parametrize("at", ["kemarin", "2026-01-05", "2026-01-05T12:00"])
def test_another_as_of_is_refused(files: SmallFiles, tmp_path: Path, at: str) -> None:
    result = run(*asked(files, tmp_path / "hasil", "--as-of", at))

    assert result.exit_code == 2
    assert "hasil" not in there(tmp_path)


def test_a_folder_that_holds_something_is_left_alone(files: SmallFiles, tmp_path: Path) -> None:
    before = there(tmp_path)

    (line,) = refused(*asked(files, tmp_path))

    assert line.startswith(f"Folder {tmp_path} tidak dapat ditulis (sudah berisi).")
    assert there(tmp_path) == before


def test_a_folder_that_cannot_be_written_is_told(files: SmallFiles, tmp_path: Path) -> None:
    (line,) = refused(*asked(files, files.log / "hasil"))

    assert line.startswith(f"Folder {files.log / 'hasil'} tidak dapat ditulis (")
    assert files.log.read_text(encoding="utf-8") == LOG


def test_a_log_that_cannot_be_read_is_told_with_its_place(
    files: SmallFiles, tmp_path: Path
) -> None:
    files.log.write_text('no,apa,kapan\nA,"Kirim,2026-01-05\n')

    title, line = refused(*asked(files, tmp_path / "hasil"))

    assert title == "Berkas ini tidak dapat dibaca. Tidak ada yang dicatat."
    assert line.startswith("  - ")
    assert "2" in line


@pytest.mark.skipif(os.name == "nt", reason="names of bytes are those of POSIX")
def test_a_log_whose_name_is_no_text_is_analysed(files: SmallFiles, tmp_path: Path) -> None:
    odd = files.log.rename(tmp_path / os.fsdecode(b"a\xff.csv"))
    odd_files = SmallFiles(odd, files.map, files.sop, files.calendar)

    answer("sop", "draft", "--log", odd, "--map", files.map, "--out", tmp_path / "baru")
    assert run(*asked(odd_files, tmp_path / "hasil")).exit_code == 0

    assert read_draft(tmp_path / "baru").title == "a?"


@pytest.mark.thorough("test_every_problem_of_every_file_is_told_at_once")
def test_a_process_of_its_own_ends_with_exit_code_1(files: SmallFiles, tmp_path: Path) -> None:
    files.map.write_bytes(b"\xff")

    done = process(*asked(files, tmp_path / "hasil"))

    assert done.returncode == 1
    assert done.stderr.startswith("Error: peta.toml: Peta log belum benar.\n  - peta.toml: ")
    assert "Traceback" not in done.stderr
