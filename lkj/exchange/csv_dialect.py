"""CSV of any usual kind as a table of text: encoding and separator are found, not asked for."""

import codecs
import csv
import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

import pandas as pd

from lkj.errors import FileRefused
from lkj.exchange.read_limits import LIMITS, ReadLimits
from lkj.exchange.row_table import NumberedRow, to_table

SEPARATORS = (",", ";", "\t")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HINT = "sep="  # first line in which Excel is told the separator
_HEAD = 64 * 1024  # bytes that the guesses rest on
_RECORDS_LOOKED_AT = 20
_CHUNK = 1024 * 1024


@dataclass(frozen=True)
class CsvDialect:
    """How a file is written; `mark` is the length of its byte order mark."""

    encoding: str
    separator: str
    mark: int = 0
    has_quotes: bool = False


def detect(file: BinaryIO) -> CsvDialect:
    """Find the encoding and the separator.

    A byte order mark decides the encoding; without one it is UTF-16 where every other byte of
    the head is 0, UTF-8 where all bytes fit, else Windows-1252. The separator is the one that
    cuts the first records into the most, and equally many, cells.

    Raises:
        FileRefused: no encoding fits, or the file holds NUL characters.
    """
    head = file.read(_HEAD)
    for encoding, mark in _encodings(head):
        with suppress(UnicodeDecodeError):
            has_nul, has_quotes = _found(("\0", '"'), _decoded(file, encoding, mark))
            if has_nul:
                break
            text = head[mark:].decode(encoding, errors="ignore")
            return CsvDialect(encoding, _separator(text), mark, has_quotes)
    raise FileRefused(problems=(_wrong(file, encoding, mark),))


def read_csv_rows(content: bytes, *, limits: ReadLimits = LIMITS) -> pd.DataFrame:
    """Read a CSV file as text.

    Returns:
        As `row_table.to_table`: columns by heading, "" for missing, the index is the number
        of the record in the file, 1 for the headings.

    Raises:
        FileRefused: with every problem that was found, and its place.
    """
    return to_table(_records(content, detect(io.BytesIO(content))), limits)


def _encodings(head: bytes) -> list[tuple[str, int]]:
    """Those to try, in turn, and the length of their mark."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return [(encoding, len(mark))]
    pairs = len(head) // 2
    if pairs and head[1::2].count(0) > pairs // 2:
        return [("utf-16-le", 0)]
    if pairs and head[0::2].count(0) > pairs // 2:
        return [("utf-16-be", 0)]
    return [("utf-8", 0), ("cp1252", 0)]


def _decoded(file: BinaryIO, encoding: str, mark: int) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    file.seek(mark)
    while piece := file.read(_CHUNK):
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _found(characters: tuple[str, ...], texts: Iterator[str]) -> list[bool]:
    """Which of some characters the texts hold; all texts are read."""
    found = [False] * len(characters)
    for text in texts:
        found = [is_there or c in text for is_there, c in zip(found, characters, strict=True)]
    return found


def _wrong(file: BinaryIO, encoding: str, mark: int) -> tuple[str, str, str]:
    """The first character that is NUL or that the encoding does not have: line, code, bytes."""
    line = 1
    try:
        for text in _decoded(file, encoding, mark):
            before, nul, _ = text.partition("\0")
            line += before.count("\n")
            if nul:
                break
    except UnicodeDecodeError as error:
        line += error.object.count(b"\n", 0, error.start)
        return str(line), "encoding", error.object[error.start : error.end].hex(" ").upper()
    return str(line), "nul", ""


def _separator(head: str) -> str:
    first, _, rest = head.partition("\n")
    named = first.rstrip("\r").removeprefix(_HINT)
    if rest and first.startswith(_HINT) and named in SEPARATORS:
        return named
    return max(SEPARATORS, key=lambda separator: _fit(head, separator))


def _fit(head: str, separator: str) -> float:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=separator)
    try:
        widths = [len(r) for r in islice(reader, _RECORDS_LOOKED_AT) if any(r)]
    except csv.Error:
        return 0.0
    if not widths:
        return 0.0
    return widths[0] * widths.count(widths[0]) / len(widths)


def _records(content: bytes, dialect: CsvDialect) -> Iterator[NumberedRow]:
    stream = io.BytesIO(content)
    stream.seek(dialect.mark)
    text = io.TextIOWrapper(stream, encoding=dialect.encoding, newline="")
    reader = csv.reader(text, delimiter=dialect.separator, strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, start=1):
            is_hint = number == 1 and record == [_HINT, ""]
            yield number, [] if is_hint else [cell.strip() for cell in record]
    except csv.Error as error:
        raise FileRefused(problems=((str(number + 1), "quote", ""),)) from error
