"""Reading a file from outside in a process of its own: it may be slow, or want all memory.

Run as a module it reads the file from standard input and answers on standard output: the rows
as Arrow, or, with exit code REFUSED, the problems as JSON.
"""

import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

import pandas as pd

from lkj.errors import FileRefused
from lkj.exchange.csv_dialect import read_csv_rows
from lkj.exchange.row_table import Problem
from lkj.exchange.xlsx_reader import read_xlsx_rows

SECONDS = 90.0
REFUSED = 3
_MOST_MEMORY = 3 * 1024**3  # bytes of address space, where the system can limit it
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_ROW = "__row__"
_PACKAGE_PARENT = Path(__file__).resolve().parents[2]


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
    command = [sys.executable, "-m", __name__, sheet]
    try:
        done = subprocess.run(  # noqa: S603 -- our own module; the file comes by standard input
            command,
            input=content,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=_PACKAGE_PARENT,
        )
    except subprocess.TimeoutExpired as error:
        raise FileRefused(problems=(("", "too_slow", ""),)) from error
    if done.returncode == REFUSED:
        raise FileRefused(problems=tuple(map(tuple, json.loads(done.stdout))))
    if done.returncode != 0:
        raise FileRefused(problems=(("", "unpacks_too_large", ""),))
    table = pd.read_feather(io.BytesIO(done.stdout))
    return table.set_index(_ROW).rename_axis(None)


def main(arguments: Sequence[str]) -> int:
    """Answer one question; the exit code tells how."""
    _limit_memory()
    answer = sys.stdout.buffer
    try:
        table = read_rows(sys.stdin.buffer.read(), sheet=arguments[0])
    except FileRefused as error:
        answer.write(json.dumps(_problems(error)).encode())
        return REFUSED
    table.rename_axis(_ROW).reset_index().to_feather(answer)
    return 0


def _problems(error: FileRefused) -> tuple[Problem, ...]:
    problems: tuple[Problem, ...] = error.facts["problems"]  # type: ignore[assignment]
    return problems


def _limit_memory() -> None:
    if os.name == "posix":
        resource = import_module("resource")
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
