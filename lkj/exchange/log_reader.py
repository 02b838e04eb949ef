"""An event log from a file of any usual kind: XES, CSV, XLSX or Parquet."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from lkj.errors import FileRefused
from lkj.exchange.csv_dialect import CsvDialect, detect
from lkj.exchange.read_limits import refuse
from lkj.exchange.xes_reader import read_xes
from lkj.exchange.xlsx_reader import read_xlsx_rows
from lkj.labels.system_words import os_problem

_PARQUET, _PACKAGE, _GZIP = b"PAR1", b"PK\x03\x04", b"\x1f\x8b"
_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")
_HEAD = 64  # bytes; XML may begin with blank lines
_HINT_RECORD = ["sep=", ""]  # first line in which Excel is told the separator
# Whole numbers and truths of which some are missing stay what they are: case 7 is not "7.0".
_NULLABLE: Mapping[pa.DataType, Any] = {
    pa.bool_(): pd.BooleanDtype(),
    pa.int8(): pd.Int8Dtype(),
    pa.int16(): pd.Int16Dtype(),
    pa.int32(): pd.Int32Dtype(),
    pa.int64(): pd.Int64Dtype(),
    pa.uint8(): pd.UInt8Dtype(),
    pa.uint16(): pd.UInt16Dtype(),
    pa.uint32(): pd.UInt32Dtype(),
    pa.uint64(): pd.UInt64Dtype(),
}
_CODED = pa.dictionary(pa.int32(), pa.string())
_BLOCK = 16 << 20  # bytes read at once; no record is longer


def read_log(
    path: Path, *, columns: Collection[str] | None = None, repeated: Collection[str] = ()
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the columns of a log as the file has them; what it is, its first bytes tell.

    Args:
        path: the file.
        columns: the only ones to keep; those that the file lacks are left out. None keeps all.
        repeated: of these, what holds few different texts: read as categories where the
            format can, which takes a third of the memory.

    Returns:
        The rows, their index numbering records or events in the file (headings and blank
        records count), text for CSV and XLSX, typed for XES and Parquet; and the records that
        do not fit the headings: `row` and `value`, how many cells they have.

    Raises:
        FileRefused: the file cannot be read; with its problems and their places.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise FileRefused(problems=((path.name, "unreadable", os_problem(error)),)) from error
    if head.startswith(_GZIP) or head.lstrip().startswith(_XML_STARTS):
        return read_xes(path, columns=columns), _no_misfits()
    if head.startswith(_PARQUET):
        return _read_parquet(path, columns, repeated), _no_misfits()
    if head.startswith(_PACKAGE):
        table = read_xlsx_rows(path.read_bytes())
        return table[_chosen(table.columns, columns)], _no_misfits()
    return _read_csv(path.read_bytes(), columns, repeated)


def give_back() -> None:
    """Return what reading took and nobody holds any more: Arrow keeps it for its next table."""
    pa.default_memory_pool().release_unused()


def _no_misfits() -> pd.DataFrame:
    return pd.DataFrame({"row": np.array([], dtype=np.int64), "value": pd.Series(dtype="str")})


def _chosen(names: Collection[str], wanted: Collection[str] | None) -> list[str]:
    return [name for name in names if name and (wanted is None or name in wanted)]


def _read_parquet(
    path: Path, wanted: Collection[str] | None, repeated: Collection[str]
) -> pd.DataFrame:
    try:
        schema = parquet.read_schema(path)
        texts = [one.name for one in schema if one.type in (pa.string(), pa.large_string())]
        table = parquet.read_table(
            path,
            columns=_chosen(schema.names, wanted),
            read_dictionary=[name for name in texts if name in repeated],
        )
        frame: pd.DataFrame = table.to_pandas(ignore_metadata=True, types_mapper=_NULLABLE.get)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise FileRefused(problems=(("", "damaged", ""),)) from error
    return frame.set_axis(pd.RangeIndex(1, len(frame) + 1, name="row"), axis=0)


def _read_csv(
    content: bytes, wanted: Collection[str] | None, repeated: Collection[str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    dialect = detect(content)
    first, names = _headings(content, dialect)
    if b'"' in content:
        _check_quotes(content, dialect)
    file = _CsvFile(content, dialect, names, first, has_blank=_has_blank(content, dialect))
    chosen = _chosen([name for name in names if name], wanted)
    misfits: list[Any] = []
    table = _parsed(file, chosen, repeated, misfits, use_threads=True)
    if misfits:
        # Only one thread after the other knows the numbers of the records.
        misfits.clear()
        table = _parsed(file, chosen, repeated, misfits, use_threads=False)
    wrong = np.array([one.number for one in misfits], dtype=np.int64)
    numbers = np.arange(first + 1, first + 1 + len(table) + len(wrong))
    rows = table.set_axis(numbers[~np.isin(numbers, wrong)], axis=0).rename_axis("row")
    if file.has_blank:
        rows = rows[(rows != "").any(axis=1)]
    cells = pd.Series([str(one.actual_columns) for one in misfits], dtype="str")
    return rows[chosen], pd.DataFrame({"row": wrong, "value": cells})


@dataclass(frozen=True)
class _CsvFile:
    """A file, its headings and the number of their record; whether it may have blank ones."""

    content: bytes
    dialect: CsvDialect
    names: list[str]
    first: int
    has_blank: bool

    @property
    def columns(self) -> list[str]:
        """A name for each column, also for those without a heading."""
        return [name or f"\0{place}" for place, name in enumerate(self.names)]


def _headings(content: bytes, dialect: CsvDialect) -> tuple[int, list[str]]:
    """The first record that is neither blank nor tells the separator, and its number."""
    try:
        for number, record in enumerate(_records(content[: dialect.mark + _BLOCK], dialect), 1):
            names = [name.strip() for name in record]
            if any(names) and names != _HINT_RECORD:
                refuse(_heading_problems(names, number))
                return number, names
    except csv.Error as error:
        raise FileRefused(problems=(("1", "quote", ""),)) from error
    raise FileRefused(problems=(("", "empty", ""),))


def _heading_problems(names: list[str], number: int) -> Iterator[tuple[str, str, str]]:
    for name, n in Counter(names).items():
        if name and n > 1:
            yield (str(number), "heading_repeated", name)


def _check_quotes(content: bytes, dialect: CsvDialect) -> None:
    """Refuse quotes that are not closed: all that follows would stand in one cell, unseen."""
    records, n_read = _records(content, dialect, strict=True), 0
    try:
        while next(records, None) is not None:
            n_read += 1
    except csv.Error as error:
        raise FileRefused(problems=((str(n_read + 1), "quote", ""),)) from error


def _records(
    content: bytes, dialect: CsvDialect, *, strict: bool = False
) -> Iterator[list[str]]:
    stream = io.BytesIO(content)
    stream.seek(dialect.mark)
    # A piece of a file may end within a character.
    text = io.TextIOWrapper(stream, encoding=dialect.encoding, errors="replace", newline="")
    return csv.reader(text, delimiter=dialect.separator, strict=strict)


def _has_blank(content: bytes, dialect: CsvDialect) -> bool:
    ends = ("\n\n", "\n\r\n", "\r\r")
    return any(end.encode(dialect.encoding) in content for end in ends)


def _parsed(
    file: _CsvFile,
    chosen: list[str],
    repeated: Collection[str],
    misfits: list[Any],
    *,
    use_threads: bool,
) -> pd.DataFrame:
    def skipped(row: Any) -> str:
        misfits.append(row)
        return "skip"

    # Blank records are kept so that they count; that they are blank, all cells tell.
    kept = file.columns if file.has_blank else chosen
    coded = () if file.has_blank else repeated
    types = {name: _CODED if name in coded else pa.string() for name in kept}
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(file.content).slice(file.dialect.mark)),
            read_options=arrow_csv.ReadOptions(
                column_names=file.columns,
                encoding=file.dialect.encoding,
                block_size=_BLOCK,
                use_threads=use_threads,
                skip_rows=file.first - 1,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=file.dialect.separator,
                newlines_in_values=True,
                ignore_empty_lines=not file.has_blank,
                invalid_row_handler=skipped,
            ),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=kept,
                column_types=types,
                strings_can_be_null=False,
                check_utf8=file.dialect.encoding == "utf-8",
            ),
        )
    except (pa.ArrowInvalid, UnicodeError) as error:
        raise FileRefused(problems=(("", "damaged", ""),)) from error
    # The headings were read as a record, so that there is one.
    frame: pd.DataFrame = table.slice(1).unify_dictionaries().to_pandas()
    return frame
