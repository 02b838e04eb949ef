"""Reading apart gives what reading gives, and ends what takes too long."""

import io
import sys

import pandas as pd
import pytest

from lkj.errors import FileRefused
from lkj.exchange.reading_process import read_rows, read_rows_apart, said_of
from tests.exchange.bad_files import HEADINGS, ROW, part, repacked, workbook

CSV = "A;B\n1;é\n\n2;\n".encode()


@pytest.mark.parametrize("content", [CSV, workbook(HEADINGS, ROW)], ids=["csv", "xlsx"])
def test_the_rows_are_the_same(content: bytes) -> None:
    pd.testing.assert_frame_equal(read_rows_apart(content), read_rows(content))


@pytest.mark.parametrize(
    "content", [b"", b"A,A\n", b"PK\x03\x04"], ids=["empty", "twice", "cut"]
)
def test_the_refusal_is_the_same(content: bytes) -> None:
    with pytest.raises(FileRefused) as apart:
        read_rows_apart(content)
    with pytest.raises(FileRefused) as here:
        read_rows(content)

    assert apart.value.facts == here.value.facts


def test_a_namespace_that_is_no_address_is_damage() -> None:
    """The parser behind openpyxl refuses what a well-formed workbook may hold."""
    book = workbook(HEADINGS, ROW)
    main = part(book, "xl/workbook.xml").replace(b'"http', b'" ttp', 1)

    with pytest.raises(FileRefused) as refusal:
        read_rows_apart(repacked(book, replace={"xl/workbook.xml": main}))
    assert refusal.value.facts["problems"] == (("", "damaged", ""),)


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(FileRefused) as refusal:
        read_rows_apart(CSV, seconds=0.01)
    assert refusal.value.facts["problems"] == (("", "too_slow", ""),)


def test_a_process_that_dies_refuses_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(FileRefused) as refusal:
        read_rows_apart(CSV)
    assert refusal.value.facts["problems"] == (("", "unpacks_too_large", ""),)


def test_the_process_answers_with_rows_or_problems() -> None:
    rows, is_refused = said_of(CSV, "")
    assert (len(pd.read_feather(io.BytesIO(rows))), is_refused) == (2, False)

    assert said_of(b"", "") == (b'[["", "empty", ""]]', True)
