"""`python -m lkj import …`: the template of the page, and logs of other tools."""

from pathlib import Path

import pytest

from lkj.exchange.xlsx_reader import read_xlsx_rows
from lkj.labels.import_words import COLUMNS, SHEET
from tests.cli.commands import answer, at, refused
from tests.support.foreign_logs import LOG, MAP
from tests.support.staffed import staffed_office


@pytest.fixture
def database(tmp_path: Path) -> tuple[str, str]:
    path = staffed_office(tmp_path).database.path
    assert path is not None
    return at(path)


def test_the_template_is_saved(tmp_path: Path, database: tuple[str, str]) -> None:
    path = tmp_path / "templat.xlsx"

    assert answer("import", "template", path, *database) == f"Tersimpan: {path}\n"
    rows = read_xlsx_rows(path.read_bytes(), sheet=SHEET)
    assert list(rows.columns) == [column.heading for column in COLUMNS]


def test_what_is_there_is_not_overwritten(tmp_path: Path, database: tuple[str, str]) -> None:
    path = tmp_path / "templat.xlsx"
    path.write_bytes(b"isi")

    assert refused("import", "template", path, *database) == [f"Berkas sudah ada: {path}"]
    assert path.read_bytes() == b"isi"


def test_a_log_is_stored_and_what_was_left_out_is_told(
    tmp_path: Path, database: tuple[str, str]
) -> None:
    log, log_map = written(tmp_path)

    told = answer("import", "log", log, "--map", log_map, *database)

    assert told.splitlines() == [
        "Diimpor: 2 laporan, 5 pelaksanaan, 2 orang baru tanpa akun.",
        "Tidak disimpan: 1 baris tidak terbaca, 1 peristiwa di luar peta, "
        "1 waktu mulai yang mendahului langkah sebelumnya.",
    ]


def test_the_same_log_is_stored_once(tmp_path: Path, database: tuple[str, str]) -> None:
    log, log_map = written(tmp_path)
    answer("import", "log", log, "--map", log_map, *database)

    (line,) = refused("import", "log", log, "--map", log_map, *database)

    assert line.startswith("Berkas yang sama sudah diimpor pada ")


def test_every_act_that_cannot_be_is_named_with_its_case(
    tmp_path: Path, database: tuple[str, str]
) -> None:
    log, log_map = written(tmp_path, LOG.replace("02/02/2026 11:20", "02/02/2099 11:20"))

    lines = refused("import", "log", log, "--map", log_map, *database)

    assert any(line.startswith("  - A-1, pelaksanaan 4: ") for line in lines[1:])


def test_an_unknown_sop_is_refused_with_those_there_are(
    tmp_path: Path, database: tuple[str, str]
) -> None:
    log, log_map = written(tmp_path)

    assert refused("import", "log", log, "--map", log_map, "--sop", "lain", *database) == [
        "Sebutkan --sop, salah satu dari: penyusunan-lkj"
    ]


def written(tmp_path: Path, log: str = LOG) -> tuple[Path, Path]:
    files = tmp_path / "agenda.csv", tmp_path / "peta.toml"
    for path, text in zip(files, (log, MAP), strict=True):
        path.write_text(text, encoding="utf-8")
    return files
