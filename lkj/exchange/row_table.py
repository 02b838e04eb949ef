"""Rows of a file as one table of text, and what makes it no table."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import pandas as pd

from lkj.exchange.read_limits import MOST_PROBLEMS, Problem, ReadLimits, refuse

NumberedRow = tuple[int, Sequence[str]]

_ROWS_AT_ONCE = 20_000


def column_letters(number: int) -> str:
    """The name of a column that a spreadsheet shows: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def to_table(rows: Iterable[NumberedRow], limits: ReadLimits) -> pd.DataFrame:
    """Rows as a table whose headings are the first row that holds anything.

    Args:
        rows: number in the file, from 1, and cells; of any length, blank ones included.
        limits: rows and columns beyond them are refused.

    Returns:
        Text cells, "" where nothing stands; the index is the number of the row in the file.
        Blank rows are left out.

    Raises:
        FileRefused: nothing is in the file, headings are missing or repeated, a row is longer
            than the headings, or there is too much of it.
    """
    filled = ((number, row) for number, row in rows if any(row))
    top, heading = next(filled, (0, ()))
    names = _trimmed([" ".join(cell.split()) for cell in heading])
    refuse(_heading_problems(names, top, limits))
    body = _Body(names, limits)
    parts = list(body.parts(filled))
    refuse(body.problems)
    empty = pd.DataFrame(columns=names, index=pd.Index([], dtype="int64"), dtype="str")
    table = pd.concat(parts) if parts else empty
    return table[[name for name in names if name]]


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _heading_problems(names: list[str], top: int, limits: ReadLimits) -> Iterator[Problem]:
    if not names:
        yield ("", "empty", "")
    if len(names) > limits.columns:
        yield (str(top), "too_many_columns", str(limits.columns))
        return
    first: dict[str, int] = {}
    for at, name in enumerate(names, start=1):
        earlier = first.setdefault(name.casefold(), at)
        if name and earlier != at:
            yield (f"{column_letters(at)}{top}", "heading_repeated", name)


class _Body:
    """Rows under the headings, cut into parts so that no more than one is held as objects."""

    def __init__(self, names: list[str], limits: ReadLimits) -> None:
        self.names = names
        self.limits = limits
        self.problems: list[Problem] = []
        self._unnamed = [at for at, name in enumerate(names) if not name]
        self._n_rows = 0

    def parts(self, rows: Iterator[NumberedRow]) -> Iterator[pd.DataFrame]:
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            self._n_rows += len(some)
            if self._n_rows > self.limits.rows:
                self.problems.append(("", "too_many_rows", str(self.limits.rows)))
                return
            cells = [self._fitted(number, row) for number, row in some]
            yield pd.DataFrame(
                cells, columns=self.names, index=[number for number, _ in some], dtype="str"
            )

    def _fitted(self, number: int, row: Sequence[str]) -> list[str]:
        width = len(self.names)
        beyond = next((at for at in range(width, len(row)) if row[at]), None)
        unnamed = next((at for at in self._unnamed if at < len(row) and row[at]), beyond)
        if unnamed is not None and len(self.problems) < MOST_PROBLEMS:
            place = f"{column_letters(unnamed + 1)}{number}"
            self.problems.append((place, "heading_missing", ""))
        return [*row[:width], *[""] * (width - len(row))]
