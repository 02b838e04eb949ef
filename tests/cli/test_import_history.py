"""`python -m lkj import template`: the same workbook as the page's."""

from pathlib import Path

import pytest

from lkj.exchange.xlsx_reader import read_xlsx_rows
from lkj.labels.import_words import COLUMNS, SHEET
from tests.cli.commands import answer, at, refused
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
