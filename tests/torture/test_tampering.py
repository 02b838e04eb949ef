"""Every forgery is found; what was computed anew is found by a code kept elsewhere alone."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from lkj.store import schema, triggers
from lkj.store.database import opened, sqlite_url
from tests.torture import tampering

pytestmark = pytest.mark.slow


def test_no_forgery_of_any_field_of_any_kind_is_missed(
    figure: Callable[[str, str], None],
) -> None:
    tally = tampering.batch(1)

    figure("forgeries", f"{tally.rounds}, {len(tally.broken)} missed")
    assert tally.rounds > 1_000
    assert tally.broken == ()


def test_without_a_code_the_forgery_that_was_computed_anew_would_pass(tmp_path: Path) -> None:
    with opened(sqlite_url(tmp_path / "kantor.db")) as database:
        schema.upgrade(database)
        tampering.fill(database, random.Random(1))  # noqa: S311 -- a seed, not a secret
        with database.write() as conn:
            triggers.remove(conn)
            assert tampering.is_seamless(conn, random.Random(1))  # noqa: S311
