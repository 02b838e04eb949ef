"""Databases that earlier releases wrote come up to date with everything that was in them."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import connect
from typing import Any

import pytest
from sqlalchemy import func, inspect, select, table, text

from lkj.errors import (
    ChainBroken,
    NoRoomToUpgrade,
    SchemaForeign,
    SchemaIncomplete,
    SchemaNewer,
)
from lkj.store import audit_store, event_store, schema, triggers
from lkj.store.database import Connection, Database, opened, sqlite_url
from tests.store.test_schema import constraints, differences
from tests.support import postgres
from tests.support.killed_upgrade import upgrade_killed_at
from tests.support.missing import needs
from tests.support.old_releases import REVISIONS, noted, on_server, unpacked

NEWEST = schema._needed()
OLD = [revision for revision in REVISIONS if revision != NEWEST]
# The oldest and the one before ours, the others in `make check`.
OLD_ONES = [
    pytest.param(one, marks=() if one in (OLD[0], OLD[-1]) else pytest.mark.thorough)
    for one in OLD
]
ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@contextmanager
def old_database(engine: str, revision: str, directory: Path) -> Iterator[Database]:
    """A database as a release left it, on an engine."""
    if engine == "sqlite":
        with opened(sqlite_url(unpacked(revision, directory))) as database:
            yield database
        return
    needs("PostgreSQL", found=postgres.server_url(), how=postgres.HOW)
    with (
        postgres.new_database() as url,
        on_server(revision, url, directory) as database,
    ):
        yield database


def heads(conn: Connection) -> dict[str, tuple[int, str]]:
    """Both chains, every hash recomputed."""
    found = {"events": event_store.verify(conn), "audit": audit_store.verify(conn)}
    return {name: (head.no, head.hash) for name, head in found.items()}


def counted(conn: Connection, names: Any) -> dict[str, int]:
    counting = {name: select(func.count()).select_from(table(name)) for name in names}
    return {name: conn.execute(query).scalar_one() for name, query in counting.items()}


def test_there_is_a_database_of_every_earlier_revision() -> None:
    assert schema._known() - {NEWEST} <= set(REVISIONS) <= schema._known()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("revision", OLD_ONES)
def test_the_same_history_and_rows_are_there_afterwards(
    revision: str, engine: str, tmp_path: Path
) -> None:
    note = noted(revision)
    with old_database(engine, revision, tmp_path) as database:
        schema.migrate(database)

        assert schema.is_current(database)
        with database.read() as conn:
            assert heads(conn) == note.heads
            assert note.heads["events"][0] > 30
            assert counted(conn, note.rows) == note.rows


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("revision", OLD_ONES)
def test_an_upgraded_schema_is_what_the_tables_say(
    revision: str, engine: str, tmp_path: Path
) -> None:
    with old_database(engine, revision, tmp_path) as database:
        with opened(sqlite_url(tmp_path / "baru.db")) as new:
            schema.upgrade(new)
            with new.read() as conn:
                wanted = constraints(conn) if engine == "sqlite" else None
        schema.migrate(database)

        with database.read() as conn:
            assert differences(conn) == []
            assert triggers.missing(conn) == ()
            assert wanted is None or constraints(conn) == wanted


@pytest.mark.parametrize("revision", OLD_ONES)
def test_the_copy_beside_is_the_database_as_it_was(revision: str, tmp_path: Path) -> None:
    note = noted(revision)
    with opened(sqlite_url(unpacked(revision, tmp_path))) as database:
        schema.upgrade(database)

    copy = tmp_path / f"kantor.schema-{revision}.db"
    with opened(sqlite_url(copy)) as kept, kept.read() as conn:
        assert schema.revision_found(conn) == revision
        assert heads(conn) == note.heads
        assert counted(conn, note.rows) == note.rows
    assert {path.name for path in tmp_path.glob("*.db")} == {"kantor.db", copy.name}
    assert not list(tmp_path.glob(".lkj-*"))


def killed(url: str, statement: int, revision: str) -> bool:
    """Kill an upgrade, and see that the database is the old or the new one, and whole."""
    was_killed = upgrade_killed_at(url, statement)
    with opened(url) as database, database.read() as conn:
        assert schema.revision_found(conn) in {revision, NEWEST}
        assert heads(conn) == noted(revision).heads
    return was_killed


@pytest.mark.thorough("test_the_same_history_and_rows_are_there_afterwards")
def test_a_killed_upgrade_leaves_the_old_or_the_new_database(
    tmp_path: Path, figure: Any
) -> None:
    kills, statement = 0, 1
    while True:
        folder = tmp_path / str(statement)
        folder.mkdir()
        path = unpacked("0001", folder)
        if not killed(sqlite_url(path), statement, "0001"):
            break
        kills, statement = kills + 1, statement + 3
        with opened(sqlite_url(path)) as database:
            schema.upgrade(database)
            with database.read() as conn:
                assert heads(conn) == noted("0001").heads
                assert differences(conn) == []

    assert kills > 10
    figure("upgrade", f"{kills} kills, the last before statement {statement - 3}")


@pytest.mark.thorough("test_the_same_history_and_rows_are_there_afterwards")
@pytest.mark.postgres
@pytest.mark.parametrize("statement", [4, 20, 40])
def test_a_killed_upgrade_of_a_server_leaves_the_old_or_the_new_database(
    tmp_path: Path, statement: int
) -> None:
    with old_database("postgres", "0001", tmp_path) as database:
        assert killed(database.url, statement, "0001")

        schema.migrate(database)

        with database.read() as conn:
            assert heads(conn) == noted("0001").heads


def test_without_room_for_a_copy_nothing_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = unpacked("0004", tmp_path)
    before = path.read_bytes()
    monkeypatch.setattr(schema, "free_bytes", lambda _: 20_500_000)

    with opened(sqlite_url(path)) as database, pytest.raises(NoRoomToUpgrade) as refusal:
        schema.upgrade(database)

    assert refusal.value.facts == {"needed": 21, "free": 20}
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_history_that_does_not_verify_is_not_upgraded(tmp_path: Path) -> None:
    path = unpacked("0001", tmp_path)
    with closing(connect(path)) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            file.execute(f"DROP TRIGGER {name}")
        file.execute("UPDATE events SET actor = 'lain' WHERE no = 7")
        file.commit()

    with opened(sqlite_url(path)) as database:
        with pytest.raises(ChainBroken) as refusal:
            schema.upgrade(database)

        assert refusal.value.facts["no"] == 7
        with database.read() as conn:
            assert schema.revision_found(conn) == "0001"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_revision_that_says_more_than_is_there_is_refused(
    engine: str, tmp_path: Path
) -> None:
    with old_database(engine, "0001", tmp_path) as database:
        with database.write() as conn:
            conn.execute(text("UPDATE alembic_version SET version_num = '0004'"))

        with pytest.raises(SchemaIncomplete) as refusal:
            schema.migrate(database)

        assert "calendar_versions" in str(refusal.value.facts["tables"])
        with database.read() as conn:
            assert schema.revision_found(conn) == "0004"
            assert "units" not in inspect(conn).get_table_names()


@pytest.mark.parametrize(("found", "kind"), [("9999", SchemaNewer), ("", SchemaForeign)])
def test_what_is_not_ours_to_upgrade_is_refused_by_name(
    found: str, kind: type[Exception], tmp_path: Path
) -> None:
    path = unpacked("0005", tmp_path)
    with opened(sqlite_url(path)) as database:
        with database.write() as conn:
            conn.execute(
                text("UPDATE alembic_version SET version_num = :found"), {"found": found}
            )
            if not found:
                conn.execute(text("DELETE FROM alembic_version"))
        before = path.read_bytes()

        with pytest.raises(kind):
            schema.upgrade(database)

    assert path.read_bytes() == before
