"""CSV as a spreadsheet reads it: opened again, text is text and numbers are numbers."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.exchange.csv_file import Style, safe_text, to_csv

STYLES: tuple[Style, ...] = ("excel_id", "international")
SEPARATOR = {"excel_id": ";", "international": ","}

FORMULAS = [
    '=HYPERLINK("http://x","k")',
    "+1+cmd|'/C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "＝1",  # noqa: RUF001
    "＋1",  # noqa: RUF001
    "－1",  # noqa: RUF001
    "＠SUM(1)",  # noqa: RUF001
    " =1",
    "   -1",
    "\u00a0=1",
    "\u3000=1",
    "\u200b=1",
    "\ufeff=1",
    "\u202e=1",
    "\x0b=1",
]
HARMLESS = [
    "",
    " ",
    "LKj Triwulan I",
    '"=1","=2"',
    "a;b,c",
    'kata "kutip"',
    "baris satu\nbaris dua",
    "1.000,50",
    "٣",
    "laporan ﷺ Å é",
    "'; DROP TABLE event;--"[1:],
    "<script>alert(1)</script>",
    "a=1",
]


def reopened(data: bytes, style: Style) -> list[list[str]]:
    text = io.StringIO(data.decode("utf-8-sig"), newline="")
    return list(csv.reader(text, delimiter=SEPARATOR[style], strict=True))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str, style: Style) -> None:
    data = to_csv(pd.DataFrame({"Judul": [text], text: ["x"]}), style=style)

    assert reopened(data, style) == [["Judul", f"'{text}"], [f"'{text}", "x"]]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_stays_as_it_is(text: str, style: Style) -> None:
    data = to_csv(pd.DataFrame({"Judul": [text]}), style=style)

    assert reopened(data, style) == [["Judul"], [text]]


def test_a_leading_apostrophe_is_doubled() -> None:
    assert safe_text("'=1") == "''=1"
    assert safe_text("'Asisten'") == "''Asisten'"


@given(st.lists(st.text(), min_size=1), st.sampled_from(STYLES))
def test_dropping_one_apostrophe_gives_back_every_text(texts: list[str], style: Style) -> None:
    storable = [text.encode("utf-8", "replace").decode() for text in texts]

    rows = reopened(to_csv(pd.DataFrame({"a": storable}, dtype=object), style=style), style)

    assert [row[0].removeprefix("'") for row in rows[1:]] == storable


@given(st.text())
def test_no_text_begins_like_a_formula(text: str) -> None:
    assert not safe_text(text).strip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))  # noqa: RUF001


def test_excel_with_indonesian_settings_reads_numbers() -> None:
    table = pd.DataFrame(
        {
            "Bulat": [1234, -5],
            "Pecahan": [87.35, -0.1 - 0.2],
            "Mungkin": pd.array([7, None], dtype="Int64"),
            "Tak tentu": [np.nan, -np.inf],
            "Teks": ["-5", "1.234"],
        }
    )

    assert reopened(to_csv(table, style="excel_id"), "excel_id")[1:] == [
        ["1234", "87,35", "7", "", "'-5"],
        ["-5", "-0,3", "", "", "1.234"],
    ]
    assert reopened(to_csv(table, style="international"), "international")[1][:2] == [
        "1234",
        "87.35",
    ]


def test_mixed_columns_are_written_cell_by_cell() -> None:
    values = [
        1,
        2.5,
        "=1",
        None,
        True,
        np.bool_(0),
        Decimal("1000.50"),
        date(2026, 3, 2),
        pd.NaT,
    ]
    rows = reopened(to_csv(pd.DataFrame({"a": values}), style="excel_id"), "excel_id")

    assert [row[0] for row in rows[1:]] == [
        "1", "2,5", "'=1", "", "ya", "tidak", "1000,50", "2026-03-02", "",
    ]  # fmt: skip


def test_times_are_written_on_their_own_clock() -> None:
    at = pd.Series([datetime(2026, 3, 2, 2, 15, tzinfo=UTC), None], dtype="datetime64[us, UTC]")
    table = pd.DataFrame({"Selesai": at.dt.tz_convert(ZoneInfo("Asia/Pontianak"))})

    assert reopened(to_csv(table, style="excel_id"), "excel_id")[1:] == [
        ["2026-03-02 09:15"],
        [""],
    ]
    assert reopened(to_csv(table, style="international"), "international")[1:] == [
        ["2026-03-02T09:15:00+07:00"],
        [""],
    ]


@pytest.mark.parametrize(
    ("style", "line"), [("excel_id", '"a";"b"'), ("international", '"a","b"')]
)
def test_the_bytes_are_what_spreadsheets_expect(style: Style, line: str) -> None:
    data = to_csv(pd.DataFrame({"a": [1], "b": ["x"]}), style=style)

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\r\n")[0] == line
    assert data.endswith(b'"x"\r\n')


@pytest.mark.parametrize("style", STYLES)
def test_an_empty_table_has_its_headings(style: Style) -> None:
    assert reopened(to_csv(pd.DataFrame(columns=["a", "b"]), style=style), style) == [
        ["a", "b"]
    ]


def test_columns_of_the_same_name_are_all_written() -> None:
    table = pd.DataFrame([[1, 2]], columns=["a", "a"])

    assert reopened(to_csv(table, style="excel_id"), "excel_id") == [["a", "a"], ["1", "2"]]


def test_half_a_character_does_not_stop_the_export() -> None:
    table = pd.DataFrame({"a": ["x\ud800y"]}, dtype=object)

    assert reopened(to_csv(table, style="excel_id"), "excel_id")[1] == ["x?y"]


def test_the_table_is_left_as_it_was() -> None:
    table = pd.DataFrame({"a": ["=1"], "b": [1.5]})
    before = table.copy(deep=True)

    to_csv(table, style="excel_id")

    pd.testing.assert_frame_equal(table, before)
