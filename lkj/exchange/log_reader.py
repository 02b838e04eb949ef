"""An event log from a file of any usual kind: XES, CSV, XLSX or Parquet."""

import csv
import os
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
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
_CODED, _TIME = pa.dictionary(pa.int32(), pa.string()), pa.timestamp("us", "UTC")
_BLOCK = 1 << 22  # bytes parsed at once: few enough to stay in the cache
_LONGEST = 16 << 20  # bytes: no record of a CSV file is longer


def read_log(
    path: Path,
    *,
    columns: Collection[str] | None = None,
    repeated: Collection[str] = (),
    times: Collection[str] = (),
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the columns of a log as the file has them; what it is, its first bytes tell.

    Args:
        path: the file.
        columns: the only ones to keep; those that the file lacks are left out. None keeps all.
        repeated: of these, what holds few different texts: read as Arrow dictionaries where
            the format can, which takes a third of the memory.
        times: of these, what holds ISO times with their offset: read from CSV as such where
            all of them are, else as text.

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
    types = {**dict.fromkeys(repeated, _CODED), **dict.fromkeys(times, _TIME)}
    return _read_csv(path, columns, types)


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
        # Not `read_table`: it loads what reads folders of files.
        schema = parquet.read_schema(path)
        texts = [one.name for one in schema if one.type in (pa.string(), pa.large_string())]
        coded = [name for name in texts if name in repeated]
        with parquet.ParquetFile(path, read_dictionary=coded) as file:
            table = file.read(_chosen(schema.names, wanted))
        frame: pd.DataFrame = table.to_pandas(ignore_metadata=True, types_mapper=_kept_as)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise FileRefused(problems=(("", "damaged", ""),)) from error
    return frame.set_axis(pd.RangeIndex(1, len(frame) + 1, name="row"), axis=0)


def _kept_as(read: pa.DataType) -> Any:
    """Whole numbers with their gaps, and dictionaries as Arrow has them: nothing is copied."""
    return pd.ArrowDtype(read) if read == _CODED else _NULLABLE.get(read)


def _read_csv(
    path: Path, wanted: Collection[str] | None, types: Mapping[str, pa.DataType]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    with path.open("rb") as content:
        dialect = detect(content)
    first, names = _headings(path, dialect)
    if dialect.has_quotes:
        _check_quotes(path, dialect)
    file = _CsvFile(path, dialect, names, first)
    chosen = _chosen([name for name in names if name], wanted)
    table, misfits = _parsed(file, chosen, types)
    has_blank = _may_be_blank(table) and _has_blank(path, dialect)
    if has_blank:
        # Whether a record is blank, all its cells tell.
        table, misfits = _parsed(file, file.columns, {})
    wrong = np.array([one.number for one in misfits], dtype=np.int64)
    numbers = np.arange(first + 1, first + 1 + len(table) + len(wrong))
    frame: pd.DataFrame = table.to_pandas(types_mapper=_kept_as)
    rows = frame.set_axis(numbers[~np.isin(numbers, wrong)], axis=0).rename_axis("row")
    if has_blank:
        rows = rows[(rows != "").any(axis=1)]
    cells = pd.Series([str(one.actual_columns) for one in misfits], dtype="str")
    return rows[chosen], pd.DataFrame({"row": wrong, "value": cells})


@dataclass(frozen=True)
class _CsvFile:
    """A file, its headings and the number of their record."""

    path: Path
    dialect: CsvDialect
    names: list[str]
    first: int

    @property
    def columns(self) -> list[str]:
        """A name for each column, also for those without a heading."""
        return [name or f"\0{place}" for place, name in enumerate(self.names)]


def _headings(path: Path, dialect: CsvDialect) -> tuple[int, list[str]]:
    """The first record that is neither blank nor tells the separator, and its number."""
    try:
        with _opened(path, dialect) as text:
            lines = iter(lambda: text.readline(_LONGEST), "")
            for number, record in enumerate(csv.reader(lines, delimiter=dialect.separator), 1):
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


def _check_quotes(path: Path, dialect: CsvDialect) -> None:
    """Refuse quotes that are not closed: all that follows would stand in one cell, unseen."""
    n_read = 0
    try:
        with _opened(path, dialect) as text:
            for _ in csv.reader(text, delimiter=dialect.separator, strict=True):
                n_read += 1
    except csv.Error as error:
        raise FileRefused(problems=((str(n_read + 1), "quote", ""),)) from error


def _opened(path: Path, dialect: CsvDialect) -> TextIO:
    """The text of a file, behind its mark."""
    text = path.open(encoding=dialect.encoding, newline="")
    text.seek(dialect.mark)
    return text


def _may_be_blank(table: pa.Table) -> bool:
    """Whether in some record nothing stands in any column of text."""
    is_empty = pa.scalar(value=True)
    for column in table.columns:
        if column.type != _TIME:
            is_empty = pc.and_(is_empty, pc.equal(column, ""))
            if not pc.any(is_empty).as_py():
                return False
    return True


def _has_blank(path: Path, dialect: CsvDialect) -> bool:
    ends, written = ("\n\n", "\n\r", "\r\r"), path.read_bytes()
    return any(end.encode(dialect.encoding) in written for end in ends)


def _parsed(
    file: _CsvFile, columns: list[str], types: Mapping[str, pa.DataType]
) -> tuple[pa.Table, list[Any]]:
    """The records below the headings, also blank ones, and those that do not fit them."""
    known = {name: types.get(name, pa.string()) for name in columns}
    try:
        table, misfits = _parsed_in(_BLOCK, file, known, n_skipped=1)
    except (pa.ArrowInvalid, UnicodeError):
        # A text that is no time, a longer record, or none: then the headings have to be one.
        known = {name: pa.string() if kind == _TIME else kind for name, kind in known.items()}
        try:
            table, misfits = _parsed_in(_LONGEST, file, known, n_skipped=0)
        except (pa.ArrowInvalid, UnicodeError) as error:
            raise FileRefused(problems=(("", "damaged", ""),)) from error
        table = table.slice(1)
    return table, misfits


def _parsed_in(
    block: int, file: _CsvFile, types: Mapping[str, pa.DataType], *, n_skipped: int
) -> tuple[pa.Table, list[Any]]:
    misfits: list[Any] = []

    def skipped(row: Any) -> str:
        misfits.append(row)
        return "skip"

    def parsed(*, use_threads: bool) -> pa.Table:
        # In bytes: the name of a file need not be text.
        with pa.OSFile(os.fsencode(file.path)) as content:
            content.seek(file.dialect.mark)
            return arrow_csv.read_csv(
                content,
                read_options=arrow_csv.ReadOptions(
                    column_names=file.columns,
                    encoding=file.dialect.encoding,
                    block_size=block,
                    use_threads=use_threads,
                    skip_rows=file.first - 1,
                    skip_rows_after_names=n_skipped,
                ),
                parse_options=arrow_csv.ParseOptions(
                    delimiter=file.dialect.separator,
                    newlines_in_values=file.dialect.has_quotes,
                    ignore_empty_lines=False,
                    invalid_row_handler=skipped,
                ),
                convert_options=arrow_csv.ConvertOptions(
                    include_columns=list(types),
                    column_types=types,
                    null_values=[""],
                    strings_can_be_null=False,
                    check_utf8=False,  # all of it was decoded to find the dialect
                ),
            )

    table = parsed(use_threads=True)
    if misfits:
        # Only one thread after the other knows the numbers of the records.
        misfits.clear()
        table = parsed(use_threads=False)
    return table, misfits
