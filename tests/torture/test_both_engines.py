"""The same acts on SQLite and PostgreSQL; a short run."""

import pytest

from tests.support import postgres
from tests.support.missing import needs
from tests.torture import both_engines

pytestmark = [pytest.mark.slow, pytest.mark.postgres]


def test_both_engines_hold_the_same_bytes_after_the_same_acts() -> None:
    needs("PostgreSQL", found=postgres.server_url(), how=postgres.HOW)

    tally = both_engines.batch(1, sequences=12)

    assert (tally.rounds, tally.broken) == (12, ())
