from pathlib import Path

import pytest

from lkj.charts.sop_bpmn import sop_bpmn
from lkj.errors import InvalidSop
from lkj.reference import ROOT, read_sop
from tests.cli.commands import answer, process, refused

WRONG = ROOT / "tests" / "data" / "sop" / "banyak-salah.toml"
OFFICE = ROOT / "data" / "sop" / "penyusunan-lkj.toml"


def test_a_good_file_is_summed_up() -> None:
    assert answer("sop", "check", OFFICE) == (
        "Penyusunan Laporan Kinerja Kasat, versi 1: 8 langkah, 185 menit. Tidak ada masalah.\n"
    )


def test_every_problem_is_told_with_its_place() -> None:
    with pytest.raises(InvalidSop) as caught:
        read_sop(WRONG)
    problems = caught.value.facts["problems"]

    title, *lines = refused("sop", "check", WRONG)

    assert title == "Berkas SOP belum benar."
    assert lines == [f"  - {problem.place}: {problem.message}" for problem in problems]
    assert len(lines) > 20


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    _, line = refused("sop", "check", tmp_path / "tidak-ada.toml")

    assert line.startswith("  - tidak-ada.toml: ")


@pytest.mark.thorough("test_every_problem_is_told_with_its_place")
def test_a_process_of_its_own_ends_with_exit_code_1_and_every_problem() -> None:
    done = process("sop", "check", WRONG)

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[1:] == refused("sop", "check", WRONG)[1:]
    assert "Traceback" not in done.stderr


def test_an_sop_is_written_as_bpmn_and_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "sop.bpmn"

    assert answer("sop", "bpmn", OFFICE, path) == f"Tersimpan: {path}\n"

    assert path.read_bytes() == sop_bpmn(read_sop(OFFICE))
    assert refused("sop", "bpmn", OFFICE, path) == [f"Berkas sudah ada: {path}"]


def test_a_wrong_sop_is_not_written(tmp_path: Path) -> None:
    assert refused("sop", "bpmn", WRONG, tmp_path / "x.bpmn")[0] == "Berkas SOP belum benar."
    assert list(tmp_path.iterdir()) == []
