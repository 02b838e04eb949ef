"""Tables as CSV that spreadsheets open without guessing and without running anything."""

import csv
import io
import math
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Literal, TypeVar

import numpy as np
import pandas as pd

T = TypeVar("T")
Style = Literal["excel_id", "international"]

# A cell that begins with one of these may be run as a formula, or hides what follows.
_FORMULA = frozenset("=+-@\t\r\n\0＝＋－＠")  # noqa: RUF001 -- full width on purpose
_QUOTE = "'"
# Blank or invisible in front of a formula: a spreadsheet may drop them.
_UNSEEN = ("Cc", "Cf", "Zs", "Zl", "Zp")


@dataclass(frozen=True)
class _Format:
    separator: str
    decimal_mark: str
    words: tuple[str, str]  # false, true
    moment: Callable[[datetime], str]


def _wall_clock(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M}"


def _iso(at: datetime) -> str:
    return at.isoformat(timespec="seconds")


_FORMATS: dict[Style, _Format] = {
    "excel_id": _Format(";", ",", ("tidak", "ya"), _wall_clock),
    "international": _Format(",", ".", ("false", "true"), _iso),
}


def to_csv(table: pd.DataFrame, *, style: Style) -> bytes:
    """Write a table as UTF-8 with BOM, every cell quoted, lines ended by CR LF.

    Text that a spreadsheet could take for a formula gets a leading `'`; text that begins with
    `'` gets one more, so that dropping one leading `'` always gives back the text. Numbers
    stay numbers. Missing values, and numbers that are not finite, are empty cells.

    Args:
        table: its column names are the headings, in the reader's words; the index is left out.
            Times are written on the clock of their own zone: convert them before.
        style: `excel_id` has `;` and a decimal comma, for Excel with Indonesian settings;
            `international` has `,`, a decimal point and ISO 8601 times.
    """
    rules = _FORMATS[style]
    columns = [_cells(table.iloc[:, place], rules) for place in range(table.shape[1])]
    text = io.StringIO(newline="")
    writer = csv.writer(
        text, delimiter=rules.separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n"
    )
    writer.writerow([safe_text(str(name)) for name in table.columns])
    writer.writerows(zip(*columns, strict=True))
    # Half a surrogate pair is no text; everything else encodes.
    return text.getvalue().encode("utf-8-sig", errors="replace")


def csv_rows(rows: Iterable[Sequence[object]], *, style: Style) -> bytes:
    """Lines below the headings, as `to_csv` writes them, for tables made piece by piece."""
    rules = _FORMATS[style]
    text = io.StringIO(newline="")
    writer = csv.writer(
        text, delimiter=rules.separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n"
    )
    writer.writerows(
        ["" if cell is None else _cell(cell, rules) for cell in row] for row in rows
    )
    return text.getvalue().encode(errors="replace")


def safe_text(text: str) -> str:
    """Text that no spreadsheet takes for a formula; see `to_csv`."""
    is_risky = text.startswith(_QUOTE) or _first_seen(text) in _FORMULA
    return _QUOTE + text if is_risky else text


def _first_seen(text: str) -> str:
    """The first character that is neither a space nor invisible; "" where there is none."""
    seen = (c for c in text if c in _FORMULA or unicodedata.category(c) not in _UNSEEN)
    return next(seen, "")


def each_cell(column: pd.Series, write: Callable[[Any], T]) -> list[T | None]:
    """What `write` makes of each value, None where one is missing.

    Where all values are of one type, each different one is written only once; otherwise equal
    values may read differently, as 1 and True.
    """
    if column.dtype == object:
        missing = column.isna()
        return [None if gone else write(v) for v, gone in zip(column, missing, strict=True)]
    places, values = pd.factorize(column)
    written: list[T | None] = [write(value) for value in values]
    written.append(None)  # factorize numbers what is missing -1
    return [written[place] for place in places]


def _cells(column: pd.Series, rules: _Format) -> list[str]:
    return [cell or "" for cell in each_cell(column, lambda value: _cell(value, rules))]


def _cell(value: object, rules: _Format) -> str:
    if isinstance(value, bool | np.bool_):
        return rules.words[bool(value)]
    if isinstance(value, Real | Decimal):
        return _number(value).replace(".", rules.decimal_mark)
    if isinstance(value, datetime):
        return rules.moment(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return safe_text(str(value))


def _number(value: Real | Decimal) -> str:
    if isinstance(value, Integral):
        return str(int(value))
    if not math.isfinite(value):
        return ""
    # 15 digits are what a double holds for certain: 0,3 and not 0,30000000000000004.
    return f"{value:f}" if isinstance(value, Decimal) else f"{float(value):.15g}"
