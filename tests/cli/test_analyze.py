import os
from pathlib import Path

import pytest

from lkj.domain.log_map import ActKind, parse_map
from lkj.reference import read_draft
from tests.cli.commands import answer, process, refused, run
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
@pytest.mark.parametrize("sop", [SOP, DRAFT])
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
        f"  - {name}: [Errno 2] No such file or directory: '{tmp_path / name}'"
        for name in ("sop.toml", "peta.toml", "kalender.toml")
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


def test_a_map_and_a_draft_are_made_of_a_log_and_used(tmp_path: Path) -> None:
    log, peta, sop, out = (tmp_path / name for name in ("catatan.csv", "p", "s", "hasil"))
    log.write_text(
        "Laporan,Kegiatan,Selesai,Nama,Peran\n"
        "A,Kirim,2026-01-05 09:00,Ani,Tim LKj\n"
        "A,Konsep ditolak oleh Kepala,2026-01-05 10:00,Budi,Kepala\n"
        "A,Kirim,2026-01-05 11:00,Ani,Tim LKj\n"
        "A,Konsep disetujui oleh Kepala,2026-01-05 12:00,Budi,Kepala\n"
        "A,Arsip,2026-01-05 14:00,,\n"
        "B,Kirim,2026-01-05 09:00,Ani,Tim LKj\n",
        encoding="utf-8",
    )

    assert answer("map", "suggest", log, "--out", peta) == f"Tersimpan: {peta}\n"
    assert answer("sop", "draft", "--log", log, "--map", peta, "--out", sop) == (
        f"Tersimpan: {sop}\n"
    )
    told = answer("analyze", log, "--sop", sop, "--map", peta, "--out", out).splitlines()

    kinds = [(one.name, one.step, one.kind) for one in parse_map(peta.read_text()).activities]
    assert kinds == [
        ("Kirim", "kirim", ActKind.SUBMITTED),
        ("Konsep ditolak oleh Kepala", "konsep-kepala", ActKind.REJECTED),
        ("Konsep disetujui oleh Kepala", "konsep-kepala", ActKind.APPROVED),
        ("Arsip", "arsip", ActKind.SUBMITTED),
    ]
    draft = read_draft(sop)
    assert (draft.id, draft.title) == ("catatan", "catatan")
    assert [(role.id, role.name) for role in draft.roles] == [
        ("tim-lkj", "Tim LKj"),
        ("kepala", "Kepala"),
        ("pelaksana", "pelaksana"),
    ]
    assert [step.short_name for step in draft.steps] == ["Kirim", "Konsep: Kepala", "Arsip"]
    assert "# Hanya pada 1 dari 2 kasus." in sop.read_text()
    assert told[:4] == ["2 kasus", "6 peristiwa", "7 pelaksanaan langkah", "1 pengembalian"]
    assert told[4] == "0 penyimpangan dari SOP"


def test_a_log_without_persons_and_roles_is_enough(tmp_path: Path) -> None:
    log, peta, sop = (tmp_path / name for name in ("a.csv", "p", "s"))
    log.write_text("x,y,z\nA,財務 disetujui oleh 長,2026-01-05 09:00\n", encoding="utf-8")

    answer(
        "map", "suggest", log, "--out", peta, "--case", "x", "--activity", "y", "--time", "z"
    )
    answer("sop", "draft", "--log", log, "--map", peta, "--out", sop, "--name", "財務")
    answer("analyze", log, "--sop", sop, "--map", peta, "--out", tmp_path / "hasil")

    assert [role.name for role in read_draft(sop).roles] == ["長"]


def test_columns_that_nobody_knows_are_asked_for(files: SmallFiles, tmp_path: Path) -> None:
    title, *lines = refused("map", "suggest", files.log, "--out", tmp_path / "baru")

    assert title == "Peta log belum benar."
    assert [line.split(":")[0] for line in lines] == [
        "  - kolom.kasus",
        "  - kolom.aktivitas",
        "  - kolom.selesai",
    ]
    assert "baru" not in there(tmp_path)


def test_a_zone_that_nobody_knows_is_refused(files: SmallFiles, tmp_path: Path) -> None:
    result = run(
        "map", "suggest", files.log, "--out", tmp_path / "baru", "--zone", "Mars/Utara"
    )

    assert result.exit_code == 2
    assert "'Mars/Utara' tidak dikenal" in result.stderr


def test_files_that_are_there_are_never_overwritten(files: SmallFiles) -> None:
    named = ["--case", "no", "--activity", "apa", "--time", "kapan"]
    draft = ["sop", "draft", "--log", files.log, "--map", files.map]

    assert refused("map", "suggest", files.log, *named, "--out", files.map) == [
        f"Berkas sudah ada: {files.map}"
    ]
    assert refused(*draft, "--out", files.sop) == [f"Berkas sudah ada: {files.sop}"]
    assert files.sop.read_text() == SOP


def test_a_file_that_cannot_be_written_is_told(files: SmallFiles, tmp_path: Path) -> None:
    out = tmp_path / "tidak-ada" / "sop.toml"

    (line,) = refused("sop", "draft", "--log", files.log, "--map", files.map, "--out", out)

    assert line.startswith(f"{out}: ")


def test_a_map_that_finds_no_step_gives_no_draft(files: SmallFiles, tmp_path: Path) -> None:
    files.log.write_text(f"{HEADINGS}\nA,Telepon,2026-01-05 09:00,,,,\n")

    _, line = refused(
        "sop", "draft", "--log", files.log, "--map", files.map, "--out", tmp_path / "baru"
    )

    assert line == "  - aktivitas: Peta ini tidak menemukan satu langkah pun dalam log."


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


def test_a_process_of_its_own_ends_with_exit_code_1(files: SmallFiles, tmp_path: Path) -> None:
    files.map.write_bytes(b"\xff")

    done = process(*asked(files, tmp_path / "hasil"))

    assert done.returncode == 1
    assert done.stderr.startswith("Error: peta.toml: Peta log belum benar.\n  - peta.toml: ")
    assert "Traceback" not in done.stderr
