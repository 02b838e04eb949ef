import shutil
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from lkj.domain.events import Event
from lkj.errors import SchemaOutdated
from lkj.store import event_store, schema, tables, triggers
from lkj.store.database import Connection, Database, opened, sqlite_url
from tests.store.examples import an_event, append, history

NOW = schema._needed()
NEXT_REVISION = f"""
import sqlalchemy as sa
from alembic import op

revision = "9000"
down_revision = "{NOW}"


def upgrade():
    op.create_table("added_later", sa.Column("a", sa.Text()))
"""
FAILS_HALFWAY = NEXT_REVISION + '    raise RuntimeError("half way")\n'


@pytest.fixture
def next_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A later release with one more migration; returns that migration's file."""
    migrations = tmp_path / "migrations"
    shutil.copytree(schema._MIGRATIONS, migrations)
    added = migrations / "versions" / "9000_added.py"
    added.write_text(NEXT_REVISION)
    monkeypatch.setattr(schema, "_MIGRATIONS", migrations)
    return added


def differences(connection: Connection) -> Any:
    options = {"compare_type": True, "compare_server_default": True}
    context = MigrationContext.configure(connection, opts=options)
    return compare_metadata(context, tables.metadata)


def constraints(connection: Connection) -> dict[str, Any]:
    """What compare_metadata does not look at."""
    found = inspect(connection)
    return {
        name: (
            found.get_pk_constraint(name),
            sorted(map(str, found.get_check_constraints(name))),
            sorted(map(str, found.get_unique_constraints(name))),
            sorted(map(str, found.get_foreign_keys(name))),
            found.get_table_options(name),
        )
        for name in tables.metadata.tables
    }


def table_names(database: Database) -> set[str]:
    with database.read() as connection:
        return set(inspect(connection).get_table_names())


def test_an_upgraded_empty_database_is_what_the_tables_say(bare_database: Database) -> None:
    schema.upgrade(bare_database)

    with bare_database.read() as connection:
        assert differences(connection) == []
        assert triggers.missing(connection) == ()


def test_an_upgraded_database_has_the_constraints_that_the_tables_say(
    bare_database: Database,
) -> None:
    with bare_database.write() as connection:
        tables.metadata.create_all(connection)
        wanted = constraints(connection)
        tables.metadata.drop_all(connection)

    schema.upgrade(bare_database)

    with bare_database.read() as connection:
        assert constraints(connection) == wanted


def test_a_difference_to_the_tables_would_be_seen(fresh_database: Database) -> None:
    with fresh_database.write() as connection:
        connection.execute(text("ALTER TABLE persons ADD COLUMN forgotten TEXT"))

        [[(kind, _, table, _)]] = [differences(connection)]
    assert (kind, table) == ("remove_column", "persons")


def test_events_have_the_fields_of_an_event_in_its_order() -> None:
    assert tables.events.columns.keys() == [field.name for field in fields(Event)]


def test_an_upgraded_database_is_current_and_upgrading_again_is_harmless(
    bare_database: Database,
) -> None:
    assert not schema.is_current(bare_database)

    schema.upgrade(bare_database)
    append(bare_database, [an_event()])
    schema.upgrade(bare_database)

    assert schema.is_current(bare_database)
    assert len(history(bare_database)) == 1


def test_a_new_file_is_created_without_a_copy(tmp_path: Path) -> None:
    with opened(sqlite_url(tmp_path / "office.db")) as database:
        schema.upgrade(database)

    assert not list(tmp_path.glob("*.schema-*"))


def test_an_outdated_file_is_copied_and_then_upgraded(
    sqlite_database: Database, sqlite_file: Path, next_release: Path
) -> None:
    append(sqlite_database, [an_event()])

    schema.upgrade(sqlite_database)

    assert schema.is_current(sqlite_database)
    assert "added_later" in table_names(sqlite_database)
    with opened(sqlite_url(sqlite_file.with_name(f"office.schema-{NOW}.db"))) as copy:
        assert "added_later" not in table_names(copy)
        assert history(copy) == history(sqlite_database)


def test_a_copy_of_an_earlier_attempt_is_kept(
    sqlite_database: Database, sqlite_file: Path, next_release: Path
) -> None:
    earlier = sqlite_file.with_name(f"office.schema-{NOW}.db")
    earlier.write_bytes(b"earlier")

    schema.upgrade(sqlite_database)

    assert earlier.read_bytes() == b"earlier"
    assert sqlite_file.with_name(f"office.schema-{NOW}-2.db").exists()


@pytest.mark.parametrize(
    "bare_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
def test_an_outdated_server_is_refused_until_an_administrator_migrates(
    fresh_database: Database, next_release: Path
) -> None:
    with pytest.raises(SchemaOutdated) as refusal:
        schema.upgrade(fresh_database)
    assert refusal.value.facts == {"found": NOW, "needed": "9000"}
    assert not schema.is_current(fresh_database)

    schema.migrate(fresh_database)

    assert schema.is_current(fresh_database)


def test_a_migration_that_fails_changes_nothing(
    fresh_database: Database, next_release: Path
) -> None:
    append(fresh_database, [an_event()])
    next_release.write_text(FAILS_HALFWAY)

    with pytest.raises(RuntimeError, match="half way"):
        schema.migrate(fresh_database)

    assert "added_later" not in table_names(fresh_database)
    with fresh_database.read() as connection:
        assert schema.revision_found(connection) == NOW
        assert event_store.verify(connection).no == 1


@pytest.mark.parametrize("start", [schema.upgrade, schema.migrate])
def test_a_database_of_a_newer_release_is_refused(fresh_database: Database, start: Any) -> None:
    with fresh_database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(SchemaOutdated) as refusal:
        start(fresh_database)

    assert refusal.value.facts["found"] == "9999"


def test_the_database_of_another_program_is_refused(bare_database: Database) -> None:
    with bare_database.write() as connection:
        connection.execute(text("CREATE TABLE theirs (a TEXT)"))

    with pytest.raises(SchemaOutdated) as refusal:
        schema.upgrade(bare_database)

    assert refusal.value.facts["found"] == ""
    assert table_names(bare_database) == {"theirs"}
