"""Workbooks and packages that no friend would send, built byte by byte."""

import io
from collections.abc import Mapping, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import openpyxl

SHEET = "xl/worksheets/sheet1.xml"
HEADINGS = ("Laporan", "Langkah", "Selesai")
ROW = ("LKj 2025", "Terima disposisi", "2025-01-02")


def workbook(*rows: Sequence[Any], title: str = "Riwayat") -> bytes:
    """A workbook as a spreadsheet would save it."""
    book = openpyxl.Workbook()
    page = book.active
    page.title = title
    for row in rows or (HEADINGS, ROW):
        page.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def repacked(
    content: bytes,
    *,
    replace: Mapping[str, bytes] | None = None,
    extra: Sequence[tuple[str | ZipInfo, bytes]] = (),
) -> bytes:
    """The same package with parts replaced by others, and further ones at the end."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, (replace or {}).get(entry.filename, old.read(entry)))
        for name, data in extra:
            new.writestr(name, data)
    return out.getvalue()


def part(content: bytes, name: str = SHEET) -> bytes:
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def with_sheet(old: bytes, new: bytes) -> bytes:
    """A workbook whose sheet reads otherwise in one place."""
    book = workbook()
    sheet = part(book)
    assert old in sheet
    return repacked(book, replace={SHEET: sheet.replace(old, new, 1)})
