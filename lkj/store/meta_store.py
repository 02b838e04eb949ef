"""Single facts about the database itself, such as that its data are an example."""

from sqlalchemy import Connection, delete, insert, select

from lkj.store.tables import facts as table


def get(connection: Connection, key: str) -> str | None:
    """The value of a fact, None where it was never put."""
    return connection.execute(
        select(table.c.value).where(table.c.key == key)
    ).scalar_one_or_none()


def put(connection: Connection, key: str, value: str) -> None:
    """Store a fact, replacing its value."""
    connection.execute(delete(table).where(table.c.key == key))
    connection.execute(insert(table), {"key": key, "value": value})
