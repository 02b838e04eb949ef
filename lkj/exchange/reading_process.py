"""Reading the rows of a file from outside in a process of its own; see `apart`.

The answer is the rows as Arrow, or the problems as JSON.
"""

import io
import json
import sys
from functools import partial

import pandas as pd

from lkj.errors import FileRefused
from lkj.exchange.apart import TookTooLong, TookTooMuch, answer, ask
from lkj.exchange.csv_dialect import read_csv_rows
from lkj.exchange.read_limits import Problem
from lkj.exchange.xlsx_reader import read_xlsx_rows

SECONDS = 90.0
_MOST_MEMORY = 3 * 1024**3  # bytes of address space, where the system can limit it
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ROW = "__row__"


def read_rows(content: bytes, *, sheet: str = "") -> pd.DataFrame:
    """Read a workbook or a CSV, told apart by their first bytes.

    Raises:
        FileRefused: see `read_xlsx_rows`, `read_csv_rows`.
    """
    is_workbook = content.startswith(_WORKBOOKS)
    return read_xlsx_rows(content, sheet=sheet) if is_workbook else read_csv_rows(content)


def read_rows_apart(
    content: bytes, *, sheet: str = "", seconds: float = SECONDS
) -> pd.DataFrame:
    """The same in another process, which is ended when it takes too long.

    Raises:
        FileRefused: as `read_rows`; with the code `too_slow` after `seconds`, with
            `unpacks_too_large` where memory did not suffice.
    """
    try:
        said, is_refused = ask(__name__, (sheet,), content, seconds=seconds)
    except TookTooLong as error:
        raise FileRefused(problems=(("", "too_slow", ""),)) from error
    except TookTooMuch as error:
        raise FileRefused(problems=(("", "unpacks_too_large", ""),)) from error
    if is_refused:
        raise FileRefused(problems=tuple(map(tuple, json.loads(said))))
    table = pd.read_feather(io.BytesIO(said))
    return table.set_index(_ROW).rename_axis(None)


def said_of(content: bytes, sheet: str) -> tuple[bytes, bool]:
    """What the process answers, and whether it refuses the file."""
    try:
        table = read_rows(content, sheet=sheet)
    except FileRefused as error:
        return json.dumps(_problems(error)).encode(), True
    rows = io.BytesIO()
    table.rename_axis(_ROW).reset_index().to_feather(rows)
    return rows.getvalue(), False


def _problems(error: FileRefused) -> tuple[Problem, ...]:
    problems: tuple[Problem, ...] = error.facts["problems"]  # type: ignore[assignment]
    return problems


if __name__ == "__main__":
    sys.exit(answer(partial(said_of, sheet=sys.argv[1]), most_memory=_MOST_MEMORY))
