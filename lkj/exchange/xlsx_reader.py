"""A workbook that somebody else made, as a table of text; nothing in it is trusted."""

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zipfile import BadZipFile, ZipFile

import openpyxl
import pandas as pd
from defusedxml import DefusedXmlException
from openpyxl.utils.exceptions import (
    CellCoordinatesException,
    InvalidFileException,
    NamedRangeException,
    SheetTitleException,
)

from lkj.errors import FileRefused
from lkj.exchange.package_check import open_package
from lkj.exchange.read_limits import LIMITS, Problem, ReadLimits, refuse
from lkj.exchange.row_table import NumberedRow, column_letters, to_table
from lkj.exchange.sheet_survey import SheetSurvey, survey

# What openpyxl and its parsers raise for XML that is well formed and yet no workbook.
_NO_WORKBOOK = (
    BadZipFile, CellCoordinatesException, DefusedXmlException, InvalidFileException,
    NamedRangeException, SheetTitleException, ArithmeticError, AttributeError,
    LookupError, OSError, SyntaxError, TypeError, ValueError,
)  # fmt: skip


def read_xlsx_rows(
    content: bytes, *, sheet: str = "", limits: ReadLimits = LIMITS
) -> pd.DataFrame:
    """Read one sheet as text.

    Args:
        content: the file.
        sheet: its name; the first sheet where there is none of this name.
        limits: what is larger is refused before it fills memory.

    Returns:
        As `row_table.to_table`: columns by heading, "" for missing, the index is the number
        of the row on the sheet. Days stand as "2026-03-02", moments as "2026-03-02 09:15:00",
        times of day as "09:15:00", numbers with a decimal point, formulas as the value that
        was last computed.

    Raises:
        FileRefused: see `package_check.open_package`; merged cells, formulas without a value,
            rows out of order; or see `row_table.to_table`.
    """
    with open_package(content, limits) as archive, warnings.catch_warnings():
        # Of parts that are not read: drop-down lists, header images, printer settings.
        warnings.simplefilter("ignore")
        try:
            return _read(archive, sheet, limits)
        except _NO_WORKBOOK as error:
            raise FileRefused(problems=(("", "damaged", ""),)) from error


def _read(archive: ZipFile, name: str, limits: ReadLimits) -> pd.DataFrame:
    book = openpyxl.load_workbook(archive.fp, read_only=True, data_only=True, keep_links=False)
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if not sheets:
        raise FileRefused(problems=(("", "not_a_workbook", ""),))
    page = sheets.get(name) or next(iter(sheets.values()))
    with page._get_source() as part:
        seen = survey(part, limits)
    refuse(seen.problems)
    uncounted: list[Problem] = []
    page.reset_dimensions()
    table = to_table(_rows(page, seen, uncounted), limits)
    refuse(uncounted)
    return table


def _rows(page: Any, seen: SheetSurvey, uncounted: list[Problem]) -> Iterator[NumberedRow]:
    rows = page.iter_rows(values_only=True, max_col=max(1, seen.last_column))
    formulas = seen.formulas
    for number, row in enumerate(rows, start=1):
        if number in formulas:
            uncounted += [
                (f"{column_letters(at)}{number}", "formula", "")
                for at in formulas[number]
                if row[at - 1] is None
            ]
        yield number, [_text(value) for value in row]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    return str(_TEXT.get(type(value), str)(value))


def _day_or_moment(value: datetime) -> str:
    return f"{value.date()}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M:%S}"


def _time_of_day(value: time) -> str:
    return f"{value:%H:%M:%S}"


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _truth(value: bool) -> str:
    return "ya" if value else "tidak"


_TEXT: dict[type, Any] = {
    datetime: _day_or_moment,
    date: date.isoformat,
    time: _time_of_day,
    timedelta: str,
    float: _number,
    bool: _truth,
}
