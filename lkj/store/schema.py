"""The schema of a database: create it, bring it up to date, or refuse it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from lkj.errors import SchemaOutdated
from lkj.store.database import Database
from lkj.store.sqlite_copy import copy_file

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """What every start does: create the schema, or bring a SQLite file up to date.

    An outdated SQLite file is first copied beside itself as `<name>.schema-<revision>.db`.

    Raises:
        SchemaOutdated: PostgreSQL with an older schema (an administrator runs `migrate`), or a
            database that a newer version, or another program, has written.
        BackupInvalid: the copy did not pass its check; nothing was changed.
    """
    found = _found(database)
    if database.dialect == "postgresql" and found not in (None, _needed()):
        raise SchemaOutdated(found=found, needed=_needed())
    migrate(database)


def migrate(database: Database) -> None:
    """Bring any database up to date, PostgreSQL included: make a backup of that first.

    Raises:
        SchemaOutdated: a newer version, or another program, has written the database.
        BackupInvalid: the copy of a SQLite file did not pass its check; nothing was changed.
    """
    found = _found(database)
    if found == _needed():
        return
    if found is not None and found not in _known():
        raise SchemaOutdated(found=found, needed=_needed())
    if found is not None and database.path is not None:
        copy_file(database.path, _name_of_copy(database.path, found))
    with database.write() as connection:
        # Another process may have upgraded since; then there is nothing left to do.
        command.upgrade(_config(connection), "head")


def is_current(database: Database) -> bool:
    """Whether the schema is the one this version needs."""
    return _found(database) == _needed()


def revision_found(connection: Connection) -> str | None:
    """The database's schema: None when empty, "" when its tables are not ours."""
    found = MigrationContext.configure(connection).get_current_revision()
    if found is None and inspect(connection).get_table_names():
        return ""
    return found


def _found(database: Database) -> str | None:
    with database.read() as connection:
        return revision_found(connection)


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    # Option values are interpolated, so a percent sign in the path must be doubled.
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _needed() -> str:
    return ScriptDirectory.from_config(_config()).get_current_head() or ""


def _known() -> set[str]:
    scripts = ScriptDirectory.from_config(_config())
    return {script.revision for script in scripts.walk_revisions()}


def _name_of_copy(path: Path, found: str) -> Path:
    """A free name beside the file; an earlier attempt may have left its copy."""
    names = (f"{path.stem}.schema-{found}{suffix}.db" for suffix in _suffixes())
    return next(path.with_name(name) for name in names if not path.with_name(name).exists())


def _suffixes() -> list[str]:
    return ["", *(f"-{number}" for number in range(2, 1000))]
