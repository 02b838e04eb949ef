"""The rows of a chained table as they lie there, for whoever recomputes them elsewhere."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import text

from lkj.store.database import Database
from lkj.store.verification import Format

_ROWS_AT_ONCE = 2_000


def stored_rows(database: Database, form: Format, *, until_no: int) -> Iterator[Sequence[Any]]:
    """Every row up to a number, its values in the order of `form.columns`.

    Each batch is a transaction of its own: whoever takes rows slowly holds up no writer. As
    rows are only added, all batches are of one history.
    """
    names = ", ".join(f'"{name}"' for name in form.columns)
    query = text(
        f'SELECT {names} FROM {form.table} WHERE "no" BETWEEN :first AND :last'  # noqa: S608
        ' ORDER BY "no"'
    )
    for first in range(1, until_no + 1, _ROWS_AT_ONCE):
        last = min(first + _ROWS_AT_ONCE - 1, until_no)
        with database.read() as connection:
            rows = connection.execute(query, {"first": first, "last": last}).all()
        yield from rows
