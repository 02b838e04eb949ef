"""An office that runs two SOPs: one screen for both, and none takes the other's roles."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest

from lkj import bootstrap
from tests.pages.stage import KASUBBAG, ROOT, SEKRETARIS, Stage, headers, on_stage, titles
from tests.pages.widgets import field, fill, press

OTHER = "Penerbitan Surat Keterangan"


@pytest.fixture
def two(tmp_path: Path) -> Iterator[Stage]:
    for name in (
        "data/sop/penyusunan-lkj.toml",
        "tests/data/sop/penerbitan-surat-keterangan.toml",
    ):
        copyfile(ROOT / name, tmp_path / Path(name).name)
    with on_stage("one report", tmp_path) as opened:
        opened.monkeypatch.setenv("LKJ_SOP_DIRECTORY", str(tmp_path))
        bootstrap.current_offices.cache_clear()
        yield opened


def test_the_sop_page_shows_either(two: Stage) -> None:
    at = two.open(KASUBBAG, "sop")
    assert titles(at) == [f"SOP {OTHER}"]

    field(at, "SOP").select("Penyusunan Laporan Kinerja Kasat").run()

    assert headers(at)[0].startswith("8 langkah")


def test_a_new_report_begins_under_the_sop_that_is_chosen(two: Stage) -> None:
    at = two.open("monev", "reports")
    field(at, "SOP").select(OTHER).run()
    fill(at, "Judul laporan", "Surat keterangan domisili")

    press(at, "Daftarkan laporan")

    assert titles(at) == ["Surat keterangan domisili"]
    tasks = two.open(SEKRETARIS, "tasks")
    assert headers(tasks)[0] == "Tidak ada yang menunggu Anda"


def test_paper_is_typed_by_the_steps_of_its_sop(two: Stage) -> None:
    at = two.open("monev", "paper")
    field(at, "Laporan").select("Laporan baru (belum terdaftar)").run()

    field(at, "SOP").select(OTHER).run()

    rows = [text.value.replace("\\", "") for text in at.markdown if text.value.startswith("**")]
    assert rows[0] == "**1. Daftar**"
    assert len(rows) == 5  # its five steps, and no receipt


def test_monitoring_looks_at_the_sop_with_reports_until_another_is_chosen(two: Stage) -> None:
    at = two.open("monev", "durations")
    steps = {pills.label: pills.options for pills in at.sidebar.get("button_group")}
    assert len(steps["Langkah"]) == 8
    assert headers(at)

    field(at.sidebar, "SOP").select("penerbitan-surat-keterangan").run()

    assert not at.exception
    steps = {pills.label: pills.options for pills in at.sidebar.get("button_group")}
    assert len(steps["Langkah"]) == 5
    assert headers(at) == []


def test_a_step_of_the_former_sop_is_no_choice_under_another(two: Stage) -> None:
    at = two.open("monev", "durations")
    at.session_state["langkah"] = ["periksa-kasubbag"]
    at.run()

    field(at.sidebar, "SOP").select("penerbitan-surat-keterangan").run()

    assert not at.exception
    assert at.session_state["langkah"] == []
