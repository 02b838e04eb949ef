import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from lkj.errors import BackupInvalid, StorageFailed
from lkj.store.database import Database, opened, sqlite_url
from lkj.store.sqlite_copy import check_file, copy_unchecked, publish, unfinished
from tests.store.examples import an_event, append, history


def copy_file(source: Path, target: Path) -> None:
    """What an upgrade does, but for the history."""
    with unfinished(target) as copy:
        copy_unchecked(source, copy)
        check_file(copy)
        publish(copy, target)


def test_a_copy_holds_what_was_stored_and_is_readable_by_its_owner_only(
    sqlite_database: Database, sqlite_file: Path, tmp_path: Path
) -> None:
    append(sqlite_database, [an_event()])

    copy_file(sqlite_file, tmp_path / "copy.db")

    with opened(sqlite_url(tmp_path / "copy.db")) as copy:
        assert history(copy) == history(sqlite_database)
    assert os.name == "nt" or (tmp_path / "copy.db").stat().st_mode & 0o077 == 0


def test_copying_leaves_nothing_else_behind(sqlite_file: Path, tmp_path: Path) -> None:
    copy_file(sqlite_file, tmp_path / "copy.db")

    assert {path.name for path in tmp_path.iterdir()} == {"office.db", "copy.db"}


def test_what_is_not_finished_has_no_name_and_is_cleared(tmp_path: Path) -> None:
    with pytest.raises(KeyError), unfinished(tmp_path / "copy.db") as copy:  # noqa: PT012
        copy.write_text("half")
        assert not (tmp_path / "copy.db").exists()
        raise KeyError

    assert list(tmp_path.iterdir()) == []


def test_a_missing_source_is_not_created(tmp_path: Path) -> None:
    with pytest.raises(StorageFailed) as refusal:
        copy_file(tmp_path / "absent.db", tmp_path / "copy.db")

    assert refusal.value.facts == {"problem": "unreachable"}
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_contradicts_its_own_rules_is_damaged(sqlite_file: Path) -> None:
    with closing(sqlite3.connect(sqlite_file)) as foreign:
        foreign.execute("PRAGMA ignore_check_constraints=ON")
        foreign.execute("INSERT INTO persons VALUES ('p1', 'Siti', '', '', 7)")
        foreign.commit()

    with pytest.raises(BackupInvalid) as refusal:
        check_file(sqlite_file)

    assert refusal.value.facts == {"path": str(sqlite_file), "problem": "damaged"}


def test_a_whole_file_passes(sqlite_file: Path) -> None:
    check_file(sqlite_file)
