"""Many processes at once, on both engines."""

from collections import Counter

import pytest

from lkj.store import event_store, schema
from lkj.store.database import Database
from tests.store import racing
from tests.store.examples import history

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("act", "processes"), [(racing.decide, 24), (racing.append_blindly, 8)]
)
def test_of_many_deciding_one_step_one_wins_and_the_others_learn_who(
    database: Database, url: str, act: racing.Act, processes: int
) -> None:
    answers = racing.race(act, url, processes=processes)

    [winner] = history(database)
    assert Counter(answers) == {"stored": 1, f"stale: {winner.actor}": processes - 1}


@pytest.mark.parametrize("times", [2, 24])
def test_one_request_sent_many_times_at_once_is_one_event(
    database: Database, url: str, times: int
) -> None:
    answers = racing.race(racing.resend, url, processes=times)

    [stored] = history(database)
    assert Counter(answers) == {f"event 1 {stored.hash}": times}


def test_numbers_have_no_gaps_when_many_write_at_once(database: Database, url: str) -> None:
    answers = racing.race(racing.append_three, url, processes=16)

    assert Counter(answers) == {"stored": 16}
    with database.read() as connection:
        assert event_store.verify(connection).no == 48
        log = event_store.event_log(connection)
    assert log["no"].tolist() == list(range(1, 49))


def test_many_starts_at_once_create_one_schema(bare_database: Database, bare_url: str) -> None:
    answers = racing.race(racing.upgrade, bare_url, processes=8)

    assert Counter(answers) == {"upgraded": 8}
    assert schema.is_current(bare_database)
