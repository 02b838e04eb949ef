"""An event log from a file of any usual kind: XES, CSV, XLSX or Parquet."""

import csv
import io
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from lkj.errors import FileRefused
from lkj.exchange.csv_dialect import CsvDialect, detect
from lkj.exchange.xes_reader import read_xes
from lkj.exchange.xlsx_reader import read_xlsx_rows

_PARQUET, _PACKAGE, _GZIP = b"PAR1", b"PK\x03\x04", b"\x1f\x8b"
_XML_STARTS = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\x00<")
_BLOCK = 16 << 20  # bytes read at once; no record is longer


def read_log(
    path: Path, *, columns: Collection[str] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Read the columns of a log as the file has them; what it is, its first bytes tell.

    Args:
        path: the file.
        columns: the only ones to keep; those that the file lacks are left out. None keeps all.

    Returns:
        The rows, their index numbering rows or events in the file (headings are row 1), text
        for CSV and XLSX, typed for XES and Parquet; and the records that do not fit the
        headings: `row` and `value`, how many cells they have.

    Raises:
        FileRefused: the file cannot be read; with its problems and their places.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise FileRefused(problems=((path.name, "unreadable", str(error.strerror)),)) from error
    if head[:2] == _GZIP or head.startswith(_XML_STARTS):
        return read_xes(path, columns=columns), _no_misfits()
    if head == _PARQUET:
        return _read_parquet(path, columns), _no_misfits()
    if head == _PACKAGE:
        table = read_xlsx_rows(path.read_bytes())
        return table[_chosen(table.columns, columns)], _no_misfits()
    return _read_csv(path.read_bytes(), columns)


def _no_misfits() -> pd.DataFrame:
    return pd.DataFrame({"row": np.array([], dtype=np.int64), "value": pd.Series(dtype="str")})


def _chosen(names: Collection[str], wanted: Collection[str] | None) -> list[str]:
    return [name for name in names if name and (wanted is None or name in wanted)]


def _read_parquet(path: Path, wanted: Collection[str] | None) -> pd.DataFrame:
    try:
        names = parquet.read_schema(path).names
        table = parquet.read_table(path, columns=_chosen(names, wanted))
        frame: pd.DataFrame = table.to_pandas(ignore_metadata=True)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise FileRefused(problems=(("", "damaged", ""),)) from error
    return frame.set_axis(pd.RangeIndex(1, len(frame) + 1, name="row"), axis=0)


def _read_csv(
    content: bytes, wanted: Collection[str] | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    dialect = detect(content)
    names = _headings(content, dialect)
    chosen = _chosen(names, wanted)
    misfits: list[Any] = []
    table = _parsed(content, dialect, names, chosen, misfits, use_threads=True)
    if misfits:
        # Only one thread after the other knows the numbers of the records.
        misfits.clear()
        table = _parsed(content, dialect, names, chosen, misfits, use_threads=False)
    wrong = np.array([one.number for one in misfits], dtype=np.int64)
    numbers = np.arange(2, len(table) + len(wrong) + 2)
    rows = table.set_axis(numbers[~np.isin(numbers, wrong)], axis=0).rename_axis("row")
    cells = pd.Series([str(one.actual_columns) for one in misfits], dtype="str")
    return rows, pd.DataFrame({"row": wrong, "value": cells})


def _headings(content: bytes, dialect: CsvDialect) -> list[str]:
    text = io.TextIOWrapper(
        io.BytesIO(content[dialect.mark : dialect.mark + _BLOCK]),
        encoding=dialect.encoding,
        errors="replace",
        newline="",
    )
    try:
        names = next(csv.reader(text, delimiter=dialect.separator), [])
    except csv.Error as error:
        raise FileRefused(problems=(("1", "quote", ""),)) from error
    problems = list(_heading_problems(names))
    if problems:
        raise FileRefused(problems=tuple(problems))
    return names


def _heading_problems(names: list[str]) -> Iterator[tuple[str, str, str]]:
    if not any(names):
        yield ("", "empty", "")
    for name, n in Counter(names).items():
        if name and n > 1:
            yield ("1", "heading_repeated", name)


def _parsed(
    content: bytes,
    dialect: CsvDialect,
    names: list[str],
    chosen: list[str],
    misfits: list[Any],
    *,
    use_threads: bool,
) -> pd.DataFrame:
    def skipped(row: Any) -> str:
        misfits.append(row)
        return "skip"

    # The headings are read as a record, so that there is one; a column without a name needs
    # one here that no other column has.
    unique = [name or f"\0{place}" for place, name in enumerate(names)]
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(pa.py_buffer(content).slice(dialect.mark)),
            read_options=arrow_csv.ReadOptions(
                column_names=unique,
                encoding=dialect.encoding,
                block_size=_BLOCK,
                use_threads=use_threads,
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=dialect.separator,
                newlines_in_values=True,
                invalid_row_handler=skipped,
            ),
            convert_options=arrow_csv.ConvertOptions(
                include_columns=chosen,
                column_types=dict.fromkeys(chosen, pa.string()),
                strings_can_be_null=False,
                check_utf8=dialect.encoding == "utf-8",
            ),
        )
    except (pa.ArrowInvalid, UnicodeError) as error:
        raise FileRefused(problems=(("", "damaged", ""),)) from error
    frame: pd.DataFrame = table.slice(1).to_pandas()
    return frame
