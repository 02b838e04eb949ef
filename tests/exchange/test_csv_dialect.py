"""CSV as offices really write it is read; what cannot be read is refused with its place."""

import codecs
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.errors import FileRefused
from lkj.exchange.csv_dialect import CsvDialect, detect, read_csv_rows
from lkj.exchange.read_limits import ReadLimits

TEXT = "Laporan;Lama (menit)\r\nLKj 2025;12,5\r\nLKj é 2026;7\r\n"


def problems(content: bytes, **limits: int) -> Any:
    with pytest.raises(FileRefused) as refusal:
        read_csv_rows(content, limits=ReadLimits(**limits))
    return refusal.value.facts["problems"]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
    ids=["utf8", "utf8-bom", "utf16", "utf16be", "utf16le-bare", "utf16be-bare", "cp1252"],
)
def test_the_encoding_is_found(content: bytes, encoding: str) -> None:
    rows = read_csv_rows(content)

    assert detect(io.BytesIO(content)).encoding == encoding
    assert rows.to_dict("list") == {
        "Laporan": ["LKj 2025", "LKj é 2026"],
        "Lama (menit)": ["12,5", "7"],
    }
    assert list(rows.index) == [2, 3]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_the_one_that_cuts_all_rows_alike(separator: str) -> None:
    rows = [["A", "B", "C"], ["1", "x", "9"], ["2", "y", "8"]]
    content = "\n".join(separator.join(row) for row in rows).encode()

    assert detect(io.BytesIO(content)) == CsvDialect("utf-8", separator)


def test_decimal_commas_do_not_hide_semicolons() -> None:
    assert detect(io.BytesIO(b"A;B\n1,5;2,5\n3,5;4,5\n")).separator == ";"


def test_quoted_separators_and_line_breaks_stay_in_their_cell() -> None:
    rows = read_csv_rows(b'A;B\r\n"x;y";"dua\r\nbaris"\r\n1;2\r\n')

    assert rows.to_numpy().tolist() == [["x;y", "dua\r\nbaris"], ["1", "2"]]
    assert list(rows.index) == [2, 3]


def test_the_line_that_tells_excel_the_separator_is_no_heading() -> None:
    rows = read_csv_rows(b"sep=;\r\nA;B\r\n1,5;2\r\n")

    assert rows.to_dict("list") == {"A": ["1,5"], "B": ["2"]}
    assert list(rows.index) == [3]


def test_a_separator_named_for_excel_that_nobody_knows_is_a_heading() -> None:
    assert list(read_csv_rows(b"sep=|\r\n1\r\n").columns) == ["sep=|"]


def test_blank_rows_are_left_out_and_still_counted() -> None:
    rows = read_csv_rows(b"A,B\n\n1,2\n,\n3,4\n")

    assert list(rows.index) == [3, 5]


def test_short_rows_are_filled_and_empty_columns_without_heading_dropped() -> None:
    rows = read_csv_rows(b"A,B,,\n1\n2,3,,\n")

    assert rows.to_dict("list") == {"A": ["1", "2"], "B": ["", "3"]}


def test_headings_lose_their_spare_spaces() -> None:
    assert list(read_csv_rows(b" Lama  (menit) ,B\n1,2\n").columns) == ["Lama (menit)", "B"]


def test_headings_alone_are_a_table_without_rows() -> None:
    rows = read_csv_rows(b"A;B\n")

    assert (list(rows.columns), len(rows)) == (["A", "B"], 0)


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\n\n", b" ,\n"])
def test_a_file_without_anything_is_refused(content: bytes) -> None:
    assert problems(content) == (("", "empty", ""),)


def test_nul_characters_are_refused_with_their_line() -> None:
    assert problems(b"A,B\n1,2\n3,\0\n") == (("3", "nul", ""),)


def test_a_byte_that_no_encoding_knows_is_refused_with_its_line() -> None:
    assert problems(b"A,B\n1,\xe9\n3,\x81\n") == (("3", "encoding", "81"),)


def test_half_a_character_at_the_end_is_refused() -> None:
    assert problems(TEXT.encode("utf-16") + b"x") == (("4", "encoding", "78"),)


def test_a_quote_that_never_ends_is_refused_with_its_row() -> None:
    assert problems(b'A,B\n1,2\n"3,4\n5,6\n') == (("3", "quote", ""),)


def test_text_behind_a_closing_quote_is_refused() -> None:
    assert problems(b'A,B\n"1"x,2\n') == (("2", "quote", ""),)


def test_repeated_headings_are_refused_with_their_place() -> None:
    assert problems(b"A,B,a\n1,2,3\n") == (("C1", "heading_repeated", "a"),)


def test_every_value_without_a_heading_is_named() -> None:
    assert problems(b"A,,B\n1,2,3\n4,,5,6\n") == (
        ("B2", "heading_missing", ""),
        ("D3", "heading_missing", ""),
    )


def test_too_many_rows_or_columns_are_refused() -> None:
    assert problems(b"A\n1\n2\n3\n", rows=2) == (("", "too_many_rows", "2"),)
    assert problems(b"A,B,C\n", columns=2) == (("1", "too_many_columns", "2"),)


def test_a_hundred_thousand_rows_are_read() -> None:
    content = b"A;B\n" + b"x;1,5\n" * 100_000

    assert read_csv_rows(content).shape == (100_000, 2)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        rows = read_csv_rows(content)
    except FileRefused:
        return
    assert rows.map(lambda cell: isinstance(cell, str)).all(axis=None)
