"""Workbooks opened again: text is text, numbers are numbers, and nothing runs."""

import io
import re
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from lkj.exchange import xlsx_file
from lkj.exchange.csv_file import safe_text, to_csv
from lkj.exchange.xlsx_file import Sheet, to_xlsx
from tests.exchange.test_csv_file import FORMULAS, HARMLESS
from tests.support.times import ZONE, moment

MADE = moment("2026-03-02 09:15").at
READABLE = [text for text in (*FORMULAS, *HARMLESS) if not set(text) & set("\r\0\x0b")]


def book(*sheets: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_xlsx(sheets, created=MADE)))


def reopened(table: pd.DataFrame, **formats: str) -> Worksheet:
    return book(Sheet("Data", table, formats))["Data"]


def cells(page: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_numbers_times_and_text_keep_their_kind() -> None:
    page = reopened(
        pd.DataFrame(
            {
                "Judul": ["LKj", None],
                "Menit": [12.5, float("inf")],
                "Jumlah": pd.array([3, None], dtype="Int64"),
                "Terlambat": [True, False],
                "Waktu": pd.to_datetime(["2026-03-02 01:15:59Z", None]).tz_convert(ZONE),
                "Tanggal": [date(2026, 3, 2), None],
                "Campuran": [date(2026, 3, 2), np.float64(0.25)],
            }
        )
    )

    assert cells(page) == [
        ["Judul", "Menit", "Jumlah", "Terlambat", "Waktu", "Tanggal", "Campuran"],
        ["LKj", 12.5, 3, "ya", datetime(2026, 3, 2, 8, 15), DAY, DAY],  # noqa: DTZ001
        [None, None, None, "tidak", None, None, 0.25],
    ]
    shown = [cell.number_format for cell in page[2]]
    assert shown[4:6] == ["yyyy-mm-dd hh:mm", "yyyy-mm-dd"]


DAY = datetime(2026, 3, 2)  # noqa: DTZ001 -- a workbook knows no zones


def test_what_looks_like_a_formula_is_text() -> None:
    page = reopened(pd.DataFrame({"=1+1": FORMULAS}))

    assert {cell.data_type for row in page.iter_rows() for cell in row} == {"s"}
    assert all(row[0].startswith("'") for row in cells(page))


@pytest.mark.parametrize("text", [text for text in READABLE if text])
def test_a_cell_holds_what_the_csv_holds(text: str) -> None:
    _, (cell,) = cells(reopened(pd.DataFrame({"a": [text]})))

    assert cell == safe_text(text)


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), min_size=1, max_size=40))
def test_any_text_survives(text: str) -> None:
    _, (cell,) = cells(reopened(pd.DataFrame({"a": [text]})))

    assert cell == safe_text(text)


def test_what_the_format_cannot_carry_is_seen_to_be_missing() -> None:
    typed = ["a\x0bb\0c\ud800d\ufffe", "satu\r\ndua\rtiga\tx"]
    page = reopened(pd.DataFrame({"a": typed}, dtype=object))

    assert cells(page)[1:] == [["a\ufffdb\ufffdc\ufffdd\ufffd"], ["satu\ndua\ntiga\tx"]]


def test_text_that_is_too_long_is_cut_where_one_sees_it() -> None:
    page = reopened(pd.DataFrame({"a": ["x" * 32_767, "y" * 32_768]}))

    _, (whole,), (cut,) = cells(page)
    assert whole == "x" * 32_767
    assert cut == "y" * 32_766 + "…"


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(xlsx_file, "MOST_ROWS", 3)

    pages = book(Sheet("Data", pd.DataFrame({"a": range(5)})))

    assert pages.sheetnames == ["Data", "Data (2)", "Data (3)"]
    assert [cells(page)[0] for page in pages] == [["a"]] * 3
    assert [cells(page)[1:] for page in pages] == [[[0], [1]], [[2], [3]], [[4]]]


def test_headings_stay_in_sight_and_can_be_filtered() -> None:
    page = reopened(pd.DataFrame({"Judul laporan": ["LKj"], "Tingkat": [0.25]}), Tingkat="0.0%")

    assert (page.freeze_panes, page.auto_filter.ref) == ("A2", "A1:B2")
    assert page["B2"].number_format == "0.0%"
    assert page.column_dimensions["A"].width == pytest.approx(10, abs=1)


def test_several_tables_stand_in_their_order() -> None:
    one, none = pd.DataFrame({"a": [1]}), pd.DataFrame({"b": []})

    pages = book(Sheet("Satu", one), Sheet("Kosong", none), Sheet("Tanpa kolom", none[[]]))

    assert pages.sheetnames == ["Satu", "Kosong", "Tanpa kolom"]
    assert cells(pages["Kosong"]) == [["b"]]


def test_the_same_tables_give_the_same_bytes() -> None:
    table = pd.DataFrame({"a": ["LKj"], "b": [1.5]})

    first = to_xlsx([Sheet("Data", table)], created=MADE)

    assert to_xlsx([Sheet("Data", table)], created=MADE) == first


def test_the_table_is_left_as_it_was() -> None:
    table = pd.DataFrame({"a": ["=1"], "b": [1.5]})
    before = table.copy()

    reopened(table)

    pd.testing.assert_frame_equal(table, before)


def test_the_file_itself_names_no_formula_and_no_address() -> None:
    """Looked at without a library that might read too kindly."""
    table = pd.DataFrame({"a": [*FORMULAS, "http://contoh.invalid", "mailto:a@b"]})

    with ZipFile(io.BytesIO(to_xlsx([Sheet("Data", table)], created=MADE))) as parts:
        names = parts.namelist()
        text = parts.read("xl/worksheets/sheet1.xml").decode("utf-8")

    assert not re.search("<f[ >/]|hyperlink", text)
    assert not [name for name in names if "external" in name.lower() or "vba" in name.lower()]


def test_csv_and_workbook_cells_are_the_same() -> None:
    table = pd.DataFrame({"t": ["=1", "x"], "n": [1.5, np.nan], "b": [True, False]})

    lines = to_csv(table, style="international").decode("utf-8-sig").splitlines()

    words = {None: ""}
    read = [[str(words.get(cell, cell)) for cell in row] for row in cells(reopened(table))]
    assert [row[::2] for row in read[1:]] == [["'=1", "ya"], ["x", "tidak"]]
    assert [line.split(",")[1] for line in lines[1:]] == ['"1.5"', '""']
    assert [row[1] for row in read[1:]] == ["1.5", ""]
