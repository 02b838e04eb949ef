"""Workbooks of other people are read as text, or refused with the places of what is wrong."""

import io
from datetime import date, datetime, time
from typing import Any
from zipfile import ZipFile, ZipInfo

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.errors import FileRefused
from lkj.exchange.read_limits import ReadLimits
from lkj.exchange.row_table import column_letters
from lkj.exchange.xlsx_reader import read_xlsx_rows
from tests.exchange.bad_files import (
    HEADINGS,
    ROW,
    SHEET,
    part,
    repacked,
    saved,
    with_sheet,
    workbook,
)

DOCTYPE = b'<!DOCTYPE worksheet [<!ENTITY a "b">]>'
EXTERNAL = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
)

BOOK = workbook()  # made once: the time of making stands in it


def problems(content: bytes, **limits: int) -> Any:
    with pytest.raises(FileRefused) as refusal:
        read_xlsx_rows(content, limits=ReadLimits(**limits))
    return refusal.value.facts["problems"]


def codes(content: bytes, **limits: int) -> set[str]:
    return {code for _, code, _ in problems(content, **limits)}


def cells(*row: Any) -> list[str]:
    names = [f"K{at}" for at in range(len(row))]
    return list(read_xlsx_rows(workbook(names, row)).iloc[0])


def test_a_sheet_is_read_with_headings_and_row_numbers() -> None:
    rows = read_xlsx_rows(workbook(HEADINGS, (), ROW))

    assert rows.to_dict("list") == dict(zip(HEADINGS, ([c] for c in ROW), strict=True))
    assert list(rows.index) == [3]


def test_days_moments_times_and_numbers_have_one_form_each() -> None:
    row = (
        date(2025, 3, 2), datetime.fromisoformat("2025-03-02 09:15"), time(8, 30),
        20, 20.0, 12.5, True, " teks ", None,
    )  # fmt: skip

    assert cells(*row) == [
        "2025-03-02", "2025-03-02 09:15:00", "08:30:00", "20", "20", "12.5", "ya", "teks", "",
    ]  # fmt: skip


def test_the_sheet_is_found_by_name_and_else_the_first_is_read() -> None:
    book = openpyxl.Workbook()
    book.active.append(["A"])
    book.create_sheet("Riwayat").append(["B"])

    assert list(read_xlsx_rows(saved(book), sheet="Riwayat").columns) == ["B"]
    assert list(read_xlsx_rows(saved(book), sheet="Lain").columns) == ["A"]


def test_a_formula_gives_the_value_that_was_computed_last() -> None:
    book = workbook(("A", "B"), (1, 17))
    sheet = part(book).replace(b"<v>17</v>", b"<f>8+9</f><v>17</v>")

    assert read_xlsx_rows(repacked(book, replace={SHEET: sheet})).iloc[0, 1] == "17"


def test_formulas_without_a_value_are_refused_with_their_places() -> None:
    content = workbook(HEADINGS, ROW, ("x", "=1+1", "=2+2"))

    assert problems(content) == (("B3", "formula", ""), ("C3", "formula", ""))


def test_merged_cells_are_refused_with_their_places() -> None:
    book = openpyxl.Workbook()
    book.active.append(list(HEADINGS))
    book.active.merge_cells("A2:B3")

    assert problems(saved(book)) == (("A2:B3", "merged", ""),)


def test_merged_cells_of_another_sheet_do_not_matter() -> None:
    book = openpyxl.Workbook()
    book.active.append(list(HEADINGS))
    book.create_sheet("Lain").merge_cells("A2:B3")

    assert list(read_xlsx_rows(saved(book)).columns) == list(HEADINGS)


def test_repeated_headings_and_values_without_a_heading_are_refused() -> None:
    assert problems(workbook(("A", "b", "B"))) == (("C1", "heading_repeated", "B"),)
    assert problems(workbook(("A", None, "B"), (1, 2, 3))) == (("B2", "heading_missing", ""),)


@pytest.mark.parametrize("content", [b"", workbook(())], ids=["bytes", "sheet"])
def test_a_file_without_anything_is_refused(content: bytes) -> None:
    assert problems(content) == (("", "empty", ""),)


def test_headings_alone_are_a_table_without_rows() -> None:
    assert read_xlsx_rows(workbook(HEADINGS)).empty


def test_a_workbook_behind_a_password_is_refused_as_such() -> None:
    mark = bytes.fromhex("d0cf11e0a1b11ae1")

    assert codes(mark + "EncryptedPackage".encode("utf-16-le")) == {"encrypted"}
    assert codes(mark + b"Workbook") == {"old_format"}


def test_other_files_under_the_name_of_a_workbook_are_refused() -> None:
    assert codes(b"MZ\x90\x00") == {"not_a_workbook"}
    assert codes(repacked(workbook(), replace={})[:-30]) == {"damaged"}
    assert codes(workbook()[:400]) == {"damaged"}


def test_archives_in_archives_are_no_workbook() -> None:
    inner = io.BytesIO()
    with ZipFile(inner, "w") as archive:
        archive.writestr("lib 0.zip", b"PK\x03\x04")

    assert codes(inner.getvalue()) == {"not_a_workbook"}


def test_what_unpacks_to_too_much_is_refused() -> None:
    zeros = bytes(3_000_000)
    content = repacked(workbook(), extra=[("xl/media/a.bin", zeros), ("b.bin", zeros)])

    assert codes(content, unpacked=4_000_000) == {"unpacks_too_large"}
    assert codes(content, small=1_000_000) == {"ratio"}
    assert codes(content, other=1_000_000) == {"unpacks_too_large"}


@pytest.mark.slow
def test_a_bomb_of_gigabytes_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO(workbook())
    with ZipFile(out, "a", compression=8) as archive, archive.open("b.bin", "w") as big:
        for _ in range(300):
            big.write(bytes(1024 * 1024))

    assert codes(out.getvalue()) == {"unpacks_too_large"}
    assert codes(out.getvalue(), other=10**9) == {"ratio"}


def test_too_many_parts_are_refused() -> None:
    content = repacked(workbook(), extra=[(f"{n}.bin", b"") for n in range(20)])

    assert codes(content, entries=20) == {"too_many_parts"}


def test_a_size_that_is_not_true_is_refused() -> None:
    content = workbook()
    with ZipFile(io.BytesIO(content)) as archive:
        entry = archive.getinfo("xl/styles.xml")
    place = content.index(b"xl/styles.xml", archive.start_dir) - 46
    told = (entry.file_size - 10).to_bytes(4, "little"), (1).to_bytes(4, "little")
    more = content[: place + 24] + (9_999_999).to_bytes(4, "little") + content[place + 28 :]
    less = content[: place + 24] + told[0] + content[place + 28 :]

    assert codes(more) == {"false_size"}
    assert codes(less) & {"damaged", "damaged_xml"}


@pytest.mark.parametrize("name", ["../x.xml", "/etc/x", "C:\\x", "xl/../../x"])
def test_names_that_lead_out_of_the_archive_are_refused(name: str) -> None:
    entry = ZipInfo("x")
    entry.filename = name

    assert codes(repacked(workbook(), extra=[(entry, b"")])) == {"part_outside"}


def test_links_in_the_archive_are_refused() -> None:
    entry = ZipInfo("xl/link")
    entry.external_attr = 0o120777 << 16

    assert codes(repacked(workbook(), extra=[(entry, b"/etc/passwd")])) == {"part_outside"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused() -> None:
    content = repacked(workbook(), extra=[("XL/workbook.xml", b"<x/>")])

    assert codes(content) == {"part_repeated"}


def test_macros_are_refused() -> None:
    content = repacked(workbook(), extra=[("xl/vbaProject.bin", b"x")])

    assert problems(content) == (("xl/vbaProject.bin", "macro", ""),)


def test_references_out_of_the_file_are_refused() -> None:
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="x" TargetMode="External" Target="http://example.org"/>'
        b"</Relationships>"
    )
    content = repacked(workbook(), extra=[("xl/worksheets/_rels/sheet1.xml.rels", rels)])

    assert codes(content) == {"external"}


@pytest.mark.parametrize("prolog", [DOCTYPE, EXTERNAL, LAUGHS], ids=["dtd", "xxe", "laughs"])
@pytest.mark.parametrize("name", ["xl/worksheets/sheet1.xml", "xl/workbook.xml"])
def test_entities_are_refused_in_every_part(prolog: bytes, name: str) -> None:
    book = workbook()
    content = repacked(book, replace={name: prolog + part(book, name)})

    assert problems(content) == ((name, "entities", ""),)


def test_entities_hidden_in_another_encoding_are_refused() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    content = repacked(workbook(), replace={"docProps/app.xml": text.encode("utf-16")})

    assert codes(content) == {"entities"}


def test_xml_that_is_cut_off_is_refused() -> None:
    content = repacked(workbook(), replace={"xl/styles.xml": b"<styleSheet><a>"})

    assert problems(content) == (("xl/styles.xml", "damaged_xml", ""),)


def test_well_formed_parts_of_another_kind_are_refused() -> None:
    content = repacked(workbook(), replace={"xl/workbook.xml": b"<nothing/>"})

    assert codes(content) & {"damaged", "not_a_workbook"}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        (b'<row r="2"', b'<row r="99999999999"', "too_many_rows"),
        (b'<row r="2"', b'<row r="1"', "row_order"),
        (b'r="A2"', b'r="A9"', "row_order"),
        (b'r="C2"', b'r="ZZZ2"', "too_many_columns"),
        (b'<row r="2"', b'<row r="x"', "damaged"),
        (b'r="A2"', b'r="72"', "damaged"),
    ],
)
def test_places_that_are_not_true_are_refused(old: bytes, new: bytes, code: str) -> None:
    assert codes(with_sheet(old, new)) == {code}


def test_too_many_cells_are_refused() -> None:
    assert codes(workbook(), cells=5) == {"too_many_cells"}


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [column_letters(n) for n in (1, 26, 27, 702, 703)] == ["A", "Z", "AA", "ZZ", "AAA"]


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject) -> None:
    """Bytes are changed in the archive, or in the XML of one of its parts."""
    book = BOOK
    name = data.draw(st.sampled_from(["", SHEET, "xl/workbook.xml", "xl/styles.xml"]))
    content = bytearray(part(book, name) if name else book)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    damaged = repacked(book, replace={name: bytes(content)}) if name else bytes(content)

    try:
        rows = read_xlsx_rows(damaged)
    except FileRefused:
        return
    assert rows.map(lambda cell: isinstance(cell, str)).all(axis=None)


@pytest.mark.thorough("test_a_sheet_is_read_with_headings_and_row_numbers")
@pytest.mark.slow
def test_a_hundred_thousand_rows_are_read() -> None:
    book = openpyxl.Workbook(write_only=True)
    page = book.create_sheet("Riwayat")
    page.append(list(HEADINGS))
    for _ in range(100_000):
        page.append(list(ROW))

    assert read_xlsx_rows(saved(book)).shape == (100_000, 3)
