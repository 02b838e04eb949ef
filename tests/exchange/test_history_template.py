"""The template offers lists and notes, and its examples are marked as such."""

import io

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from lkj.exchange.xlsx_reader import read_xlsx_rows
from lkj.labels.import_words import COLUMNS, GUIDE_SHEET, LIST_SHEET, SHEET
from lkj.usecases.history_sheet import recognised
from lkj.usecases.history_values import is_example
from lkj.usecases.import_template import template_file
from tests.support.offices import NOW
from tests.support.staffed import door_of, staffed_office


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    office = staffed_office(tmp_path_factory.mktemp("kantor"))
    return template_file("lain", door=door_of("monev"), office=office, now=NOW).content


@pytest.fixture
def page(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content))[SHEET]


def test_every_column_has_its_heading_and_a_note(page: Worksheet) -> None:
    assert [cell.value for cell in page[1]] == [column.heading for column in COLUMNS]
    assert all(cell.comment is not None for cell in page[1])
    assert page["A1"].comment.text.startswith("Wajib. ")


def test_steps_results_reasons_and_periods_are_chosen_from_lists(content: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(content))
    lists = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in book[SHEET].data_validations.dataValidation
    }

    assert sorted(lists) == ["C2", "G2", "M2", "N2"]
    assert book[LIST_SHEET].sheet_state == "hidden"
    assert [cell.value for cell in book[LIST_SHEET]["G"]][:2] == [
        "1. Terima disposisi",
        "2. Bentuk Tim",
    ]


def test_three_examples_show_how_and_are_not_imported(content: bytes) -> None:
    rows = read_xlsx_rows(content, sheet=SHEET)

    assert len(rows) == 3
    assert all(map(is_example, rows["Laporan"]))
    assert len(recognised(list(rows.columns))) == len(COLUMNS)


def test_a_sheet_explains(content: bytes) -> None:
    rows = read_xlsx_rows(content, sheet=GUIDE_SHEET)

    assert "Baris CONTOH" in list(rows["Hal"])
    assert list(rows["Penjelasan"])[-1] == "Penyusunan Laporan Kinerja Kasat"
