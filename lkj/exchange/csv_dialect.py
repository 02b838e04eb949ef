"""CSV of any usual kind as a table of text: encoding and separator are found, not asked for."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import pandas as pd

from lkj.errors import FileRefused
from lkj.exchange.read_limits import LIMITS, ReadLimits, refuse
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


def detect(content: bytes) -> CsvDialect:
    """Find the encoding and the separator.

    A byte order mark decides the encoding; without one it is UTF-16 where every other byte of
    the head is 0, UTF-8 where all bytes fit, else Windows-1252. The separator is the one that
    cuts the first records into the most, and equally many, cells.

    Raises:
        FileRefused: no encoding fits, or the file holds NUL characters.
    """
    encoding, mark = _encoding(content)
    _check_decodes(content, encoding, mark)
    head = content[mark : mark + _HEAD].decode(encoding, errors="ignore")
    return CsvDialect(encoding, _separator(head), mark)


def read_csv_rows(content: bytes, *, limits: ReadLimits = LIMITS) -> pd.DataFrame:
    """Read a CSV file as text.

    Returns:
        As `row_table.to_table`: columns by heading, "" for missing, the index is the number
        of the record in the file, 1 for the headings.

    Raises:
        FileRefused: with every problem that was found, and its place.
    """
    return to_table(_records(content, detect(content)), limits)


def _encoding(content: bytes) -> tuple[str, int]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, len(mark)
    head = content[:_HEAD]
    pairs = len(head) // 2
    if pairs and head[1::2].count(0) > pairs // 2:
        return "utf-16-le", 0
    if pairs and head[0::2].count(0) > pairs // 2:
        return "utf-16-be", 0
    try:
        for _ in _decoded(content, "utf-8", 0):
            pass
    except UnicodeDecodeError:
        return "cp1252", 0
    return "utf-8", 0


def _decoded(content: bytes, encoding: str, mark: int) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(encoding)()
    for start in range(mark, len(content), _CHUNK):
        yield decoder.decode(content[start : start + _CHUNK])
    yield decoder.decode(b"", final=True)


def _check_decodes(content: bytes, encoding: str, mark: int) -> None:
    line = 1
    try:
        for text in _decoded(content, encoding, mark):
            if (at := text.find("\0")) >= 0:
                refuse([(str(line + text.count("\n", 0, at)), "nul", "")])
            line += text.count("\n")
    except UnicodeDecodeError as error:
        wrong = error.object[error.start : error.end].hex(" ").upper()
        line += error.object.count(b"\n", 0, error.start)
        raise FileRefused(problems=((str(line), "encoding", wrong),)) from error


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
