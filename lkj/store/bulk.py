"""Many rows at once, straight to and from the driver.

SQLAlchemy's row objects and column types cost a third of the time of a million events, and
psycopg would hold a whole answer in memory unless the server keeps the cursor.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Connection, Table, inspect
from sqlalchemy.exc import DBAPIError

Batch = Sequence[tuple[Any, ...]]

_ROWS_AT_ONCE = 2_000
_PLACEHOLDER = {"sqlite": "?", "postgresql": "%s"}


@contextmanager
def batches(connection: Connection, query: str) -> Iterator[Iterator[Batch]]:
    """Read a query without parameters, batch by batch, within the connection's transaction.

    Raises:
        DBAPIError: whatever the driver raises.
    """
    name = () if connection.dialect.name == "sqlite" else ("lkj_batches",)
    try:
        with closing(connection.connection.cursor(*name)) as cursor:
            cursor.execute(query)
            yield iter(lambda: cursor.fetchmany(_ROWS_AT_ONCE), [])
    except connection.dialect.loaded_dbapi.Error as error:
        raise DBAPIError(query, None, error) from error


def insert_rows(connection: Connection, table: Table, rows: Batch) -> None:
    """Insert rows of stored values: every column, in the table's order."""
    _insert(connection, table, [column.name for column in table.columns], rows)


def copy_rows(table: Table, *, source: Connection, target: Connection) -> None:
    """Copy a table's stored values, in order of its key; both have the same schema.

    The columns are those that the source has: before an upgrade it is an earlier schema.
    """
    columns = [column["name"] for column in inspect(source).get_columns(table.name)]
    key = ", ".join(f'"{column.name}"' for column in table.primary_key) or _names(columns)
    query = f"SELECT {_names(columns)} FROM {table.name} ORDER BY {key}"  # noqa: S608  # our names
    with batches(source, query) as found:
        for rows in found:
            _insert(target, table, columns, rows)


def _insert(connection: Connection, table: Table, columns: Sequence[str], rows: Batch) -> None:
    values = ", ".join(_PLACEHOLDER[connection.dialect.name] for _ in columns)
    into = f"{table.name} ({_names(columns)})"
    statement = f"INSERT INTO {into} VALUES ({values})"  # noqa: S608  # our names
    connection.exec_driver_sql(statement, list(rows))


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)
