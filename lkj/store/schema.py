"""The schema of a database: create it, bring it up to date, or refuse it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from lkj.errors import (
    NoRoomToUpgrade,
    SchemaForeign,
    SchemaIncomplete,
    SchemaNewer,
    SchemaOutdated,
)
from lkj.store import audit_store, event_store
from lkj.store.database import Database, opened, sqlite_url
from lkj.store.probe import free_bytes
from lkj.store.sqlite_copy import check_file, copy_unchecked, publish, unfinished
from lkj.store.tables import metadata

MEGABYTE = 1_000_000
_SPARE_BYTES = 20 * MEGABYTE
_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """What every start does: create the schema, or bring a SQLite file up to date.

    Raises:
        SchemaOutdated: PostgreSQL with an older schema: an administrator runs `migrate`.
        The others of `migrate`.
    """
    found = _found(database)
    if database.dialect == "postgresql" and found in _known() - {_needed()}:
        raise SchemaOutdated(found=found, needed=_needed())
    migrate(database)


def migrate(database: Database) -> None:
    """Bring any database up to date in one transaction: it has the old schema, or the new.

    An outdated SQLite file is first copied beside itself as `<name>.schema-<revision>.db`, and
    the copy is read and its history verified. Of PostgreSQL, make a backup before.

    Raises:
        SchemaNewer, SchemaForeign: a newer version, or another program, has written it.
        SchemaIncomplete: tables are missing that its schema should have.
        NoRoomToUpgrade, BackupInvalid, ChainBroken: no good copy can be made.
        StorageFailed: the disk refuses.
    """
    found = _found(database)
    if found == _needed():
        return
    if found is not None:
        _check_revision(found)
    if found is not None and database.path is not None:
        _copy_aside(database.path, found)
    with database.write() as connection:
        # Another process may have upgraded since; then there is nothing left to do.
        command.upgrade(_config(connection), "head")
        _check_tables(connection, found)


def create(database: Database, revision: str) -> None:
    """Give an empty database the schema of an earlier release."""
    with database.write() as connection:
        command.upgrade(_config(connection), revision)


def is_outdated(database: Database) -> bool:
    """Whether there is a history in it that an upgrade would change."""
    return _found(database) in _known() - {_needed()}


def _check_revision(found: str) -> None:
    if not found:
        raise SchemaForeign(found=found, needed=_needed())
    if found not in _known():
        raise SchemaNewer(found=found, needed=_needed())


def _check_tables(connection: Connection, found: str | None) -> None:
    missing = set(metadata.tables) - set(inspect(connection).get_table_names())
    if missing:
        # Its revision says more than it has: nothing of it is upgraded by guess.
        names = ", ".join(sorted(missing))
        raise SchemaIncomplete(found=found, needed=_needed(), tables=names)


def _copy_aside(path: Path, found: str) -> None:
    target = _name_of_copy(path, found)
    # The copy, and what the upgrade itself keeps aside until it is complete.
    needed, free = 2 * path.stat().st_size + _SPARE_BYTES, free_bytes(path)
    if free < needed:
        raise NoRoomToUpgrade(needed=needed // MEGABYTE + 1, free=free // MEGABYTE)
    with unfinished(target) as copy:
        copy_unchecked(path, copy)
        check_file(copy)
        with opened(sqlite_url(copy)) as database, database.read() as connection:
            event_store.verify(connection)
            audit_store.verify(connection)
        publish(copy, target)


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
