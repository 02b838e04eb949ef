"""Tables as workbooks that spreadsheets open without running anything."""

import io
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice
from numbers import Real
from typing import Any

import numpy as np
import pandas as pd
import xlsxwriter

from lkj.exchange.csv_file import each_cell, safe_text

WORDS = ("tidak", "ya")
# What a sheet of this format can hold. Longer text and longer tables would be cut unseen.
MOST_ROWS, MOST_CHARACTERS = 1_048_576, 32_767
_CUT = "…"
_NARROWEST, _WIDEST, _SAMPLED_ROWS = 9, 60, 200
_FORBIDDEN = ("Cc", "Cs")  # controls and half characters: no XML can carry them
_NONCHARACTERS = frozenset("\ufffe\uffff")
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": False,
}
_Formats = Mapping[str, Any]


@dataclass(frozen=True)
class Sheet:
    """One table of a workbook.

    `table` has the headings as column names; `number_formats` names, by heading, how the
    spreadsheet shows numbers ("0.0%"), where not as they are.
    """

    name: str
    table: pd.DataFrame
    number_formats: Mapping[str, str] = field(default_factory=dict)


def to_xlsx(sheets: Sequence[Sheet], *, created: datetime) -> bytes:
    """Write tables as one workbook; the same tables and time give the same bytes.

    Cells hold what `csv_file.to_csv` writes, as numbers, times and text of their own kind:
    text that a spreadsheet could take for a formula gets a leading `'`, and no cell is ever a
    formula. Missing values, and numbers that are not finite, are empty. Times stand on the
    clock of their own zone, to the minute. Characters that the format cannot carry become �,
    and longer text than a cell can hold ends in `…`. A table that is longer than a sheet goes
    on in further sheets, `name (2)` and so on.

    Args:
        sheets: names of at most 25 letters, digits and spaces, each once.
        created: stands in the file as the time of its making; aware.
    """
    content = io.BytesIO()
    workbook = xlsxwriter.Workbook(content, _OPTIONS)
    workbook.set_properties({"created": created.astimezone(UTC).replace(tzinfo=None)})
    shared = {
        "heading": workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "moment": workbook.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        "day": workbook.add_format({"num_format": "yyyy-mm-dd"}),
    }
    for sheet in sheets:
        numbers = {
            heading: workbook.add_format({"num_format": shown})
            for heading, shown in sheet.number_formats.items()
        }
        _write(workbook, sheet, shared, [numbers.get(str(name)) for name in sheet.table])
    workbook.close()
    return content.getvalue()


def _write(workbook: Any, sheet: Sheet, formats: _Formats, numbers: Sequence[Any]) -> None:
    columns = [each_cell(sheet.table.iloc[:, at], _cell) for at in range(sheet.table.shape[1])]
    headings = [_text(str(name)) for name in sheet.table.columns]
    rows = iter(zip(*columns, strict=True))
    n_sheets = max(1, math.ceil(len(sheet.table) / (MOST_ROWS - 1)))
    for n in range(1, n_sheets + 1):
        page = workbook.add_worksheet(sheet.name if n == 1 else f"{sheet.name} ({n})")
        page.freeze_panes(1, 0)
        for at, heading in enumerate(headings):
            page.set_column(at, at, _width(heading, columns[at]))
        for at, heading in enumerate(headings):
            page.write_string(0, at, heading, formats["heading"])
        n_rows = _write_rows(page, islice(rows, MOST_ROWS - 1), formats, numbers)
        if headings:
            page.autofilter(0, 0, n_rows, len(headings) - 1)


def _write_rows(
    page: Any, rows: Iterable[tuple[Any, ...]], formats: _Formats, numbers: Sequence[Any]
) -> int:
    n_rows = 0
    for n_rows, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(n_rows, at, value)
            elif isinstance(value, datetime):
                page.write_datetime(n_rows, at, value, formats["moment"])
            elif isinstance(value, date):
                page.write_datetime(n_rows, at, value, formats["day"])
            elif value is not None:
                page.write_number(n_rows, at, value, numbers[at])
    return n_rows


def _cell(value: object) -> Any:
    """Text, a finite number, a time without a zone, a day; None for an empty cell."""
    if isinstance(value, bool | np.bool_):
        return WORDS[bool(value)]
    if isinstance(value, Real | Decimal):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime):
        return value.replace(tzinfo=None, second=0, microsecond=0)
    if isinstance(value, date):
        return value
    # An empty text would count as a cell that is filled in.
    return _text(str(value)) or None


def _text(text: str) -> str:
    carried = safe_text(text).replace("\r\n", "\n").replace("\r", "\n")
    if not carried.isprintable():
        carried = "".join("\ufffd" if _is_forbidden(c) else c for c in carried)
    is_long = len(carried) > MOST_CHARACTERS
    return carried[: MOST_CHARACTERS - 1] + _CUT if is_long else carried


def _is_forbidden(character: str) -> bool:
    if character in "\t\n":
        return False
    return unicodedata.category(character) in _FORBIDDEN or character in _NONCHARACTERS


def _width(heading: str, cells: Sequence[Any]) -> int:
    longest = max((len(str(cell)) for cell in cells[:_SAMPLED_ROWS] if cell), default=0)
    # A heading may break at its spaces.
    word = max(map(len, heading.split()), default=0)
    return min(max(longest, word, _NARROWEST) + 1, _WIDEST)
