"""Triggers that make the append-only tables so on both engines.

They raise the bar for every connection, ours or foreign; an administrator can drop them, and
then the chain shows what was changed. The insert trigger is needed because `INSERT OR REPLACE`
deletes the row it replaces without firing delete triggers, unless the connection asked for
recursive triggers.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, text

# Column groups that are unique beside the number.
_KEYS = {
    "events": (("request_id",), ("report_id", "version"), ("hash",)),
    "audit": (("request_id",), ("hash",)),
    "calendar_versions": (("sha256",),),
    "table7_determinations": (("request_id",), ("semester", "version"), ("hash",)),
    "justifications": (),
    "unit_data_entries": (),
    "agenda_entries": (("book", "year", "serial"),),
}


def install(connection: Connection, tables: Iterable[str] = tuple(_KEYS)) -> None:
    """Create the triggers of these tables, replacing older ones of the same names.

    A migration names the tables that there are at its time.
    """
    for statement in _statements(connection, tables):
        connection.execute(text(statement))


def remove(connection: Connection) -> None:
    """Drop the triggers: only for a migration that rebuilds a table, and for tests."""
    is_sqlite = connection.dialect.name == "sqlite"
    for table in _KEYS:
        for name in _names(table, is_sqlite=is_sqlite):
            place = "" if is_sqlite else f" ON {table}"
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name}{place}"))


def missing(connection: Connection) -> tuple[str, ...]:
    """Names of triggers that are absent, disabled, or (SQLite) worded otherwise."""
    is_sqlite = connection.dialect.name == "sqlite"
    found = _found_in_sqlite(connection) if is_sqlite else _found_in_postgres(connection)
    names = [name for table in _KEYS for name in _names(table, is_sqlite=is_sqlite)]
    return tuple(name for name in names if name not in found)


def _names(table: str, *, is_sqlite: bool) -> tuple[str, ...]:
    names = (f"{table}_refuse_update", f"{table}_refuse_delete", f"{table}_refuse_replace")
    return names if is_sqlite else (*names, f"{table}_refuse_truncate")


def _statements(connection: Connection, tables: Iterable[str]) -> list[str]:
    if connection.dialect.name == "sqlite":
        return [
            statement
            for table in tables
            for name, create in _sqlite_triggers(table).items()
            for statement in (f"DROP TRIGGER IF EXISTS {name}", create)
        ]
    schema = connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one()
    return [
        statement
        for table in tables
        for statement in (
            _postgres_functions(schema, table) + _postgres_triggers(schema, table)
        )
    ]


def _found_in_sqlite(connection: Connection) -> set[str]:
    rows = connection.execute(
        text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    )
    found = {row.name: row.sql for row in rows}
    wanted = {name: sql for table in _KEYS for name, sql in _sqlite_triggers(table).items()}
    return {name for name, sql in wanted.items() if found.get(name) == sql}


def _found_in_postgres(connection: Connection) -> set[str]:
    # "A" = fires always, also for a session that plays a replica.
    query = text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'")
    return set(connection.execute(query).scalars())


def _taken(table: str, qualified: str) -> str:
    """Condition that the new row is out of order or repeats a key of a stored row."""
    same = [" AND ".join(f"{name} = NEW.{name}" for name in key) for key in _KEYS[table]]
    conditions = [
        f"NEW.no <> (SELECT coalesce(max(no), 0) + 1 FROM {qualified})",  # noqa: S608
        *(f"EXISTS (SELECT 1 FROM {qualified} WHERE {key})" for key in same),  # noqa: S608
    ]
    return " OR ".join(conditions)


def _sqlite_triggers(table: str) -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    update, delete, replace = _names(table, is_sqlite=True)
    return {
        update: f"CREATE TRIGGER {update} BEFORE UPDATE ON {table} {refuse}",
        delete: f"CREATE TRIGGER {delete} BEFORE DELETE ON {table} {refuse}",
        replace: f"CREATE TRIGGER {replace} BEFORE INSERT ON {table}"
        f" WHEN {_taken(table, table)} {refuse}",
    }


def _postgres_functions(schema: str, table: str) -> list[str]:
    # The table is named with its schema: a session's search_path must not redirect the check.
    refuse = f"RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'unique_violation';"
    return [
        f"CREATE OR REPLACE FUNCTION {schema}.{table}_refuse() RETURNS trigger"
        f" LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$",
        f"CREATE OR REPLACE FUNCTION {schema}.{table}_refuse_taken() RETURNS trigger"
        f" LANGUAGE plpgsql AS $$ BEGIN IF {_taken(table, f'{schema}.{table}')}"
        f" THEN {refuse} END IF; RETURN NEW; END $$",
    ]


def _postgres_triggers(schema: str, table: str) -> list[str]:
    update, delete, replace, truncate = _names(table, is_sqlite=False)
    events = {
        update: ("UPDATE", "STATEMENT", "refuse"),
        delete: ("DELETE", "STATEMENT", "refuse"),
        truncate: ("TRUNCATE", "STATEMENT", "refuse"),
        replace: ("INSERT", "ROW", "refuse_taken"),
    }
    place = f"{schema}.{table}"
    return [
        statement
        for name, (act, each, function) in events.items()
        for statement in (
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {act} ON {place}"
            f" FOR EACH {each} EXECUTE FUNCTION {schema}.{table}_{function}()",
            f"ALTER TABLE {place} ENABLE ALWAYS TRIGGER {name}",
        )
    ]
