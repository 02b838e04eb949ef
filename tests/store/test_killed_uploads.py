"""Killed at any moment: no event without its file, nothing acknowledged is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lkj.store.database import Database
from lkj.store.file_store import FileStore
from tests.support.deciding import kill_decisions
from tests.support.uploading import kill_uploads

ROUNDS = 20


def test_a_killed_upload_leaves_no_event_without_its_file(
    sqlite_database: Database, tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    left = kill_uploads(sqlite_database, FileStore(tmp_path / "f"), rounds=ROUNDS, seed=7)

    figure("killed uploads", f"{ROUNDS} rounds, {left.n_acknowledged} acknowledged")
    assert left.n_acknowledged >= ROUNDS
    assert left.n_events >= left.n_acknowledged
    assert (left.lost, left.broken) == (frozenset(), ())


@pytest.mark.thorough("test_a_killed_upload_leaves_no_event_without_its_file")
def test_a_killed_decision_names_a_version_that_was_there(
    tmp_path: Path, figure: Callable[[str, str], None]
) -> None:
    left = kill_decisions(tmp_path, rounds=ROUNDS, seed=7)

    told = f"{left.n_attached} drafts, {left.n_decided} decisions acknowledged"
    figure("killed decisions", f"{ROUNDS} rounds, {told}")
    assert left.n_attached >= ROUNDS
    assert left.n_shown >= left.n_decided > 0
    assert left.n_events >= left.n_attached + left.n_decided
    assert (left.lost, left.broken, left.unfounded) == (frozenset(), (), ())
