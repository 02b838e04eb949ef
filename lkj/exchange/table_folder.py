"""A folder of CSV tables and a summary for programs: whole, or not at all."""

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
from pyarrow import csv as arrow_csv

from lkj.errors import FolderRefused
from lkj.exchange.csv_file import safe_text
from lkj.labels.system_words import os_problem

_ISO = "%Y-%m-%dT%H:%M:%SZ"  # Arrow writes seconds with their fraction


def write_folder(
    folder: Path, tables: Mapping[str, pd.DataFrame], summary: Mapping[str, object]
) -> None:
    """Write each table as `<name>.csv`, and `summary.json`.

    UTF-8 without BOM, comma, LF, ISO 8601 times in UTC to the microsecond, numbers in full
    precision, missing values as empty cells. Text that a spreadsheet could run as a formula
    gets a leading `'`, as in every file of this product; see `csv_file.to_csv`.

    Args:
        folder: does not exist yet, or is empty.
        tables: by file name without its ending.
        summary: what JSON can hold.

    Raises:
        FolderRefused: the folder holds something, or cannot be written; nothing is left.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise FolderRefused(path=str(folder), problem="not_empty")
        folder.parent.mkdir(parents=True, exist_ok=True)
        half = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as error:
        raise FolderRefused(path=str(folder), problem=os_problem(error)) from error
    try:
        _fill(half, tables, summary)
        if folder.exists():
            folder.rmdir()
        half.replace(folder)
    except OSError as error:
        raise FolderRefused(path=str(folder), problem=os_problem(error)) from error
    finally:
        shutil.rmtree(half, ignore_errors=True)


def _fill(
    half: Path, tables: Mapping[str, pd.DataFrame], summary: Mapping[str, object]
) -> None:
    for name, table in tables.items():
        arrow_csv.write_csv(_cells(table), half / f"{name}.csv", _OPTIONS)
    text = json.dumps(summary, ensure_ascii=False, indent=2) + "\n"
    # The name of a file may hold bytes that are no text.
    (half / "summary.json").write_bytes(text.encode("utf-8", "replace"))
    half.chmod(0o755)


_OPTIONS = arrow_csv.WriteOptions(quoting_style="needed")


def _cells(table: pd.DataFrame) -> pa.Table:
    written = pa.Table.from_pandas(table, preserve_index=False)
    return pa.table(
        {
            name: _cell_column(column)
            for name, column in zip(table, written.columns, strict=True)
        }
    )


def _cell_column(column: pa.ChunkedArray) -> pa.ChunkedArray:
    if pa.types.is_timestamp(column.type):
        moments = column.cast(pa.timestamp("us", column.type.tz)).cast(pa.int64())
        return pc.strftime(moments.cast(pa.timestamp("us")), format=_ISO)
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return _safe(column)
    return column


def _safe(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """The same texts, none of which a spreadsheet runs; equal ones are looked at once."""
    coded = column.combine_chunks().dictionary_encode()
    texts = [None if one is None else safe_text(one) for one in coded.dictionary.to_pylist()]
    return pa.chunked_array([pa.array(texts, pa.string()).take(coded.indices)])
