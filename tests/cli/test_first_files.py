"""`map suggest` and `sop draft`: the first files of a new office."""

from pathlib import Path

import pytest

from lkj.domain.log_map import ActKind, parse_map
from lkj.reference import read_draft
from tests.cli.commands import answer, refused, run
from tests.support.small_log import LOG, SOP, SmallFiles, small_files

HEADINGS = LOG.splitlines()[0]


@pytest.fixture
def files(tmp_path: Path) -> SmallFiles:
    return small_files(tmp_path)


def there(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


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
